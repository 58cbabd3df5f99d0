// souk study newcomers: what kept runs say of a first job - how long, what helps, what it costs. It
// reads stores and runs nothing.
#include "cli/command_text.hpp"
#include "cli/commands.hpp"
#include "cli/exit_status.hpp"
#include "cli/options.hpp"
#include "cli/report.hpp"
#include "cli/run_folder.hpp"
#include "cli/terminal.hpp"
#include "reports/newcomer_study.hpp"
#include "reports/study_store.hpp"
#include "scenarios/mistakes.hpp"

#include <fmt/format.h>

#include <filesystem>

namespace souk::cli {
namespace {

namespace fs = std::filesystem;

study_options read_options(std::span<const std::string> arguments) {
  study_options options;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string& one = arguments[i];
    if (one == "--force") {
      options.force = true;
    } else if (one == "--pool") {
      options.pool = true;
    } else if (one == "--quiet") {
      options.quiet = true;
    } else if (one == "--by" || one == "--out") {
      if (++i == arguments.size() || arguments[i].empty()) {
        throw usage_error(one + " takes a value: --by category, --out out/newcomers");
      }
      (one == "--by" ? options.by : options.out) = arguments[i];
    } else if (one.starts_with("-")) {
      throw usage_error(fmt::format("unknown option {}; {}", scenarios::in_quotes(one),
          scenarios::suggestion(one, {"--by", "--pool", "--out", "--force", "--quiet"})));
    } else {
      options.runs.push_back(one);
    }
  }
  if (options.runs.empty()) {
    throw usage_error("names no run: souk study newcomers out/tiny-upwork-2022-1");
  }
  return options;
}

/// "out/study-newcomers-<run>[-and-<n>-more][-by-<attribute>]".
std::string default_folder(const reports::newcomers& found) {
  std::string name = "out/study-newcomers-" + found.runs.front().name;
  if (found.runs.size() > 1) {
    name += fmt::format("-and-{}-more", found.runs.size() - 1);
  }
  return found.by == "run" ? name : name + "-by-" + found.by;
}

void make_folder(const std::string& folder, bool force) {
  if (!force && fs::exists(fs::path(folder) / "study.json")) {
    throw usage_error(
        folder + " holds a study already; give --force to overwrite it, or --out another folder");
  }
  std::error_code wrong;
  fs::create_directories(folder, wrong);
  if (wrong || !fs::is_directory(folder)) {
    throw usage_error(
        folder + " cannot be a folder" + (wrong ? ": " + wrong.message() : "") + "; give another");
  }
}

void write_study(const reports::newcomers& people, const reports::newcomer_study& found,
    const std::string& folder) {
  const std::vector<reports::study_table> tables = reports::tables_of(people, found);
  for (const reports::study_table& table : tables) {
    write_file(folder + "/" + table.name + ".csv", reports::csv_text(table));
  }
  write_whole(folder + "/study.sqlite",
      [&](const std::string& file) { reports::write_study_store(file, people); });
  write_report(folder);
  write_file(folder + "/study.json", reports::study_json(people, tables));
}

reports::newcomers read_people(const study_options& options) {
  try {
    reports::newcomers found = reports::read_newcomers(options.runs, options.by, options.pool);
    found.version = SOUK_VERSION;
    found.command = command_text(options);
    return found;
  } catch (const reports::study_error& error) {
    throw usage_error(error.what());
  } catch (const reports::database_error& error) {
    throw usage_error(error.what());
  }
}

}  // namespace

int study_command(std::span<const std::string> arguments) {
  if (arguments.empty() || arguments.front() != "newcomers") {
    const std::string given =
        arguments.empty() ? "nothing" : scenarios::in_quotes(arguments.front());
    throw usage_error("studies newcomers, and was given " + given
                      + ": souk study newcomers out/tiny-upwork-2022-1");
  }
  const study_options options = read_options(arguments.subspan(1));
  const reports::newcomers people = read_people(options);
  const std::string folder = options.out.empty() ? default_folder(people) : options.out;
  make_folder(folder, options.force);
  const reports::newcomer_study found = reports::study(people);
  write_study(people, found, folder);
  if (!options.quiet) {
    fmt::print("{}\nreport: {}/study.html; its data beside it as CSV and study.json\n",
        reports::study_text(people, found, out_is_coloured()), folder);
  }
  return exit_done;
}

}  // namespace souk::cli

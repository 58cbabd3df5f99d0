// souk export: the tables of a run's store as CSV or JSON lines.
#include "cli/commands.hpp"
#include "cli/exit_status.hpp"
#include "cli/options.hpp"
#include "reports/stored_run.hpp"
#include "reports/table_export.hpp"
#include "reports/text.hpp"
#include "scenarios/mistakes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>

namespace souk::cli {

namespace {

using reports::export_format;

struct export_options {
  std::string run;
  export_format format = export_format::csv;
  bool compressed = false;
  std::vector<std::string> tables;  // none: all
  std::string out;                  // a folder, or -; empty: `export` in the run's folder

  bool to_standard_output() const { return out == "-"; }
};

export_format format_named(const std::string& name) {
  if (name == "csv") {
    return export_format::csv;
  }
  if (name == "jsonl") {
    return export_format::jsonl;
  }
  throw usage_error("--format " + scenarios::in_quotes(name) + " is unknown; csv or jsonl");
}

void check(const export_options& options) {
  if (options.run.empty()) {
    throw usage_error("takes a run: souk export out/tiny-upwork-2022-1 --format csv");
  }
  if (options.to_standard_output() && options.tables.size() != 1) {
    throw usage_error("--out - takes one table; name it with --table");
  }
}

export_options read_options(std::span<const std::string> arguments) {
  export_options options;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    std::string name = arguments[i], value;
    const std::size_t equals = name.starts_with("--") ? name.find('=') : std::string::npos;
    const bool joined = equals != std::string::npos;
    if (joined) {
      value = name.substr(equals + 1);
      name.resize(equals);
    } else if (name == "--format" || name == "--table" || name == "--out") {
      if (++i == arguments.size()) {
        throw usage_error(name + " takes a value");
      }
      value = arguments[i];
    }
    if (name == "--format") {
      options.format = format_named(value);
    } else if (name == "--table") {
      options.tables.push_back(value);
    } else if (name == "--out") {
      options.out = value;
    } else if (name == "--zstd" && !joined) {
      options.compressed = true;
    } else if (name.starts_with("-")) {
      throw usage_error("unknown option " + scenarios::in_quotes(name) + "; "
                        + scenarios::suggestion(name, {"--format", "--table", "--out", "--zstd"}));
    } else if (!options.run.empty()) {
      throw usage_error("more than one run; give one");
    } else {
      options.run = name;
    }
  }
  check(options);
  return options;
}

/// The tables asked for, all of which there are.
std::vector<std::string> tables_to_export(
    reports::database& store, const std::vector<std::string>& asked) {
  std::vector<std::string> known = reports::tables_of(store);
  if (asked.empty()) {
    return known;
  }
  for (const std::string& view : reports::views_of(store)) {
    known.push_back(view);
  }
  for (const std::string& table : asked) {
    if (std::find(known.begin(), known.end(), table) == known.end()) {
      throw usage_error("there is no table " + scenarios::in_quotes(table) + "; "
                        + scenarios::suggestion(table, {known.begin(), known.end()}));
    }
  }
  return asked;
}

std::unique_ptr<reports::byte_sink> sink_of(
    const export_options& options, const std::string& file) {
  auto plain =
      options.to_standard_output() ? reports::standard_output_sink() : reports::file_sink(file);
  return options.compressed ? reports::zstd_sink(std::move(plain)) : std::move(plain);
}

void export_all(const export_options& options, const std::string& store_file) {
  namespace fs = std::filesystem;
  reports::database store = reports::database::open(store_file);
  const std::vector<std::string> tables = tables_to_export(store, options.tables);
  const fs::path folder =
      options.out.empty() ? fs::path(store_file).parent_path() / "export" : fs::path(options.out);
  if (!options.to_standard_output()) {
    fs::create_directories(folder);
  }
  const std::string ending = std::string(options.format == export_format::csv ? ".csv" : ".jsonl")
                             + (options.compressed ? ".zst" : "");
  for (const std::string& table : tables) {
    const std::string file = (folder / (table + ending)).string();
    const std::unique_ptr<reports::byte_sink> to = sink_of(options, file);
    const std::int64_t rows = reports::export_table(store, table, options.format, *to);
    to->finish();
    if (!options.to_standard_output()) {
      fmt::print("{:>14} rows  {}\n", reports::grouped(rows), file);
    }
  }
}

}  // namespace

int export_command(std::span<const std::string> arguments) {
  const export_options options = read_options(arguments);
  try {
    export_all(options, reports::read_stored_run(options.run).file);
  } catch (const reports::database_error& error) {
    throw usage_error(error.what());
  } catch (const std::filesystem::filesystem_error& error) {
    throw usage_error(
        "--out " + options.out + ": " + error.code().message() + "; give another folder");
  }
  return exit_done;
}

}  // namespace souk::cli

// souk report: the report of a finished run again, from its store.
#include "cli/report.hpp"

#include "cli/commands.hpp"
#include "cli/exit_status.hpp"
#include "cli/options.hpp"
#include "cli/run_folder.hpp"
#include "reports/load_page.hpp"
#include "reports/load_store.hpp"
#include "reports/report_html.hpp"
#include "reports/stored_run.hpp"
#include "scenarios/mistakes.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <filesystem>

namespace souk::cli {

void write_report(const std::string& folder) {
  const std::string load = folder + "/load.sqlite";
  write_file(folder + "/report.html",
      std::filesystem::is_regular_file(load)
          ? reports::load_page(reports::read_load_store(load))
          : reports::report_html(reports::read_kept_run(folder + "/run.sqlite")));
}

int report_command(std::span<const std::string> arguments) {
  if (arguments.size() != 1 || arguments[0].starts_with("-")) {
    throw usage_error(
        arguments.size() == 1
            ? "unknown option " + scenarios::in_quotes(arguments[0]) + "; there is none"
            : "takes the folder of one run: souk report out/tiny-upwork-2022-1");
  }
  std::string folder = arguments[0];
  while (folder.size() > 1 && folder.back() == '/') {
    folder.pop_back();
  }
  try {
    write_report(folder);
  } catch (const reports::database_error& error) {
    throw usage_error(error.what());
  }
  fmt::print("report: {}/report.html\n", folder);
  return exit_done;
}

}  // namespace souk::cli

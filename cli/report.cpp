// souk report: the pages of a folder again, from its stores.
#include "cli/report.hpp"

#include "cli/commands.hpp"
#include "cli/exit_status.hpp"
#include "cli/options.hpp"
#include "cli/run_folder.hpp"
#include "reports/comparison_page.hpp"
#include "reports/comparison_store.hpp"
#include "reports/load_page.hpp"
#include "reports/load_store.hpp"
#include "reports/newcomer_study.hpp"
#include "reports/report_html.hpp"
#include "reports/stored_run.hpp"
#include "reports/study_store.hpp"
#include "reports/sweep.hpp"
#include "scenarios/mistakes.hpp"

#include <fmt/format.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <stdexcept>

namespace souk::cli {

namespace {

std::string page_of_run(const std::string& store) {
  return reports::report_html(reports::read_kept_run(store));
}
std::string page_of_comparison(const std::string& store) {
  return reports::comparison_page(reports::read_comparison_store(store));
}
std::string page_of_sweep(const std::string& store) {
  return reports::sweep_page(reports::read_sweep_store(store));
}
std::string page_of_load(const std::string& store) {
  return reports::load_page(reports::read_load_store(store));
}
std::string page_of_study(const std::string& store) {
  const reports::newcomers people = reports::read_study_store(store);
  return reports::study_html(people, reports::study(people));
}

struct kind_of_store {
  const char* store;
  const char* page;
  std::string (*make)(const std::string& store);
};
constexpr std::array<kind_of_store, 5> kinds{{{"run.sqlite", "report.html", page_of_run},
    {"compare.sqlite", "report.html", page_of_comparison},
    {"sweep.sqlite", "report.html", page_of_sweep}, {"load.sqlite", "report.html", page_of_load},
    {"study.sqlite", "study.html", page_of_study}}};

/// A store whose rows do not go together is as bad as one that is none.
std::string page_of(const kind_of_store& kind, const std::string& store) {
  try {
    return kind.make(store);
  } catch (const std::logic_error&) {
    throw reports::database_error(store + ": is damaged; its rows do not go together");
  }
}

}  // namespace

std::vector<std::string> write_report(const std::string& folder) {
  std::vector<std::string> pages;
  for (const kind_of_store& kind : kinds) {
    const std::string store = folder + "/" + kind.store;
    if (std::filesystem::is_regular_file(store)) {
      pages.push_back(folder + "/" + kind.page);
      write_file(pages.back(), page_of(kind, store));
    }
  }
  if (pages.empty()) {
    throw reports::database_error(
        folder + "/run.sqlite: there is none, nor a compare.sqlite, sweep.sqlite, load.sqlite or "
                 "study.sqlite; name a folder that souk has written");
  }
  return pages;
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
    for (const std::string& page : write_report(folder)) {
      fmt::print("report: {}\n", page);
    }
  } catch (const reports::database_error& error) {
    throw usage_error(error.what());
  }
  return exit_done;
}

}  // namespace souk::cli

#include "reports/report_html.hpp"

#include "reports/report_parts.hpp"
#include "reports/text.hpp"

namespace souk::reports {

namespace {

std::string warning_of(const kept_run& run) {
  const observe::run_description& what = run.result.what;
  const std::string reached = "after " + grouped(static_cast<std::int64_t>(run.days.size()))
                              + " of " + grouped(what.burn_in_days + what.days)
                              + " days, burn-in included.";
  switch (run.end) {
    case run_end::interrupted:
      return "This run was interrupted: it ends " + reached;
    case run_end::failed:
      return "The audit or another internal check stopped this run: it ends " + reached
             + " Do not rely on its figures.";
    case run_end::cut_off:
      return "This run was cut off, or is running still: its store is complete " + reached
             + " People, jobs and contracts are written at the end, and missing.";
    case run_end::complete:
      break;
  }
  return "";
}

}  // namespace

std::string report_html(const kept_run& run) {
  const observe::run_description& what = run.result.what;
  page one;
  one.kicker = "souk run, seed " + std::to_string(what.seed);
  one.title = what.scenario + " under " + what.policy;
  one.warning = warning_of(run);
  one.headline = headline_sentence(run);
  one.sections.push_back({"", "", {headline_tiles(run)}});
  for (section (*const make)(const kept_run&) : {demand_section, funnel_section, chances_section,
           categories_section, vetting_section, money_section, fees_section, connects_section,
           presence_section, moments_section, counts_section}) {
    one.sections.push_back(make(run));
  }
  one.card = card_of(run);
  one.listings = {{"The policy", what.policy_yaml}, {"The scenario", what.scenario_yaml}};
  one.footer =
      "All figures but money and Connects totals are of the window after burn-in. The data behind "
      "this page is in run.sqlite beside it (docs/store.md).";
  return page_html(one);
}

}  // namespace souk::reports

#include "reports/report_html.hpp"

#include "reports/report_parts.hpp"
#include "reports/text.hpp"

namespace souk::reports {

std::string report_html(const report_input& run) {
  const observe::run_description& what = run.result.what;
  page one;
  one.kicker = "souk run, seed " + std::to_string(what.seed);
  one.title = what.scenario + " under " + what.policy;
  if (run.interrupted) {
    one.warning = "This run was interrupted: it ends after "
                  + grouped(static_cast<std::int64_t>(run.days.size())) + " of "
                  + grouped(what.burn_in_days + what.days) + " days, burn-in included.";
  }
  one.headline = headline_sentence(run);
  one.sections.push_back({"", "", {headline_tiles(run)}});
  for (section (*const make)(const report_input&) : {demand_section, supply_section, funnel_section,
           categories_section, money_section, moments_section, counts_section}) {
    one.sections.push_back(make(run));
  }
  one.card = card_of(run);
  one.listings = {{"The policy", what.policy_yaml}, {"The scenario", what.scenario_yaml}};
  one.footer =
      "All figures but money and Connects totals are of the window after burn-in. The data behind "
      "this page is in run.sqlite beside it.";
  return page_html(one);
}

}  // namespace souk::reports

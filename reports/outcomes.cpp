#include "reports/outcomes.hpp"

#include "reports/summary.hpp"
#include "reports/text.hpp"

#include <algorithm>
#include <cmath>

namespace souk::reports {

namespace {

using market::event_type;

double dollars(market::money amount) { return static_cast<double>(amount.cents) / 100.0; }

double ratio(std::int64_t part, std::int64_t whole) {
  return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
}

money_figures figures_since(
    const market::ledger_totals& before, const market::ledger_totals& after) {
  market::ledger_totals during = after;
  for (std::size_t i = 0; i < market::ledger_accounts; ++i) {
    during.balance[i] -= before.balance[i];
  }
  return figures_of(during);
}

std::string short_in_unit(outcome what, double value) {
  const std::string_view unit = outcome_specs()[static_cast<std::size_t>(what)].unit;
  if (unit == "USD") {
    return "$" + short_number(value);
  }
  return unit == "Gini coefficient" ? fixed(value, 4) : short_number(value);
}

}  // namespace

std::string column_of(outcome what) {
  const std::string name(market::name(what));
  const std::string_view unit = outcome_specs()[static_cast<std::size_t>(what)].unit;
  return unit == "USD"                                 ? name + "_usd"
         : unit == "share" && !name.ends_with("share") ? name + "_share"
                                                       : name;
}

const std::array<outcome_spec, outcome_count>& outcome_specs() {
  static constexpr std::array<outcome_spec, outcome_count> all{{
      {outcome::platform_revenue, "USD", "Platform revenue",
          "fees of freelancers and clients, Connects sold and withdrawal fees, less subsidies"},
      {outcome::gross_volume, "USD", "Gross volume",
          "charged to clients for work, net of refunds, without what they pay on top"},
      {outcome::freelancer_net, "USD", "Freelancers' net",
          "gross volume less the freelancers' fees"},
      {outcome::newcomers_hired_28d, "share", "Newcomers hired in 28 days",
          "of freelancers approved in the window, at least 28 days before its end: hired within 28 "
          "days of approval"},
      {outcome::newcomers_hired_90d, "share", "Newcomers hired in 90 days", "the same for 90 days"},
      {outcome::fill_rate, "share", "Fill rate", "jobs filled / jobs posted"},
      {outcome::proposals_per_post, "proposals a post", "Proposals a post",
          "proposals / jobs posted"},
      {outcome::connects_spent, "Connects", "Connects spent",
          "on proposals, boosts and availability badges"},
      {outcome::off_platform_share, "share", "Off-platform share",
          "what pairs that left would have been charged / that and gross volume"},
      {outcome::earnings_gini, "Gini coefficient", "Concentration of earnings",
          "Gini coefficient of net earnings, among freelancers who earned anything"},
  }};
  return all;
}

std::string why_unknown(outcome what, std::int32_t days) {
  const std::int32_t needed = what == outcome::newcomers_hired_28d   ? 28
                              : what == outcome::newcomers_hired_90d ? 90
                                                                     : 0;
  return days >= needed ? ""
                        : "nobody could be followed for " + std::to_string(needed)
                              + " days in a window of " + std::to_string(days);
}

double gini_coefficient(std::vector<std::int64_t> values) {
  std::erase_if(values, [](std::int64_t value) { return value <= 0; });
  std::sort(values.begin(), values.end());
  double weighted = 0.0;
  double sum = 0.0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    weighted += static_cast<double>(i + 1) * static_cast<double>(values[i]);
    sum += static_cast<double>(values[i]);
  }
  const auto n = static_cast<double>(values.size());
  return sum > 0.0 ? 2.0 * weighted / (n * sum) - (n + 1.0) / n : 0.0;
}

outcome_values outcomes_of(const observe::run_result& result, const window_start& before,
    std::vector<std::int64_t> net_earned_cents) {
  const money_figures money = figures_since(before.ledger, result.ledger);
  const observe::counts& counts = result.counts;
  const std::int64_t gross = counts[observe::counted::gross_cents];
  const std::int64_t posts = counts[event_type::job_posted];
  outcome_values of;
  of[outcome::platform_revenue] = dollars(money.platform_revenue);
  of[outcome::gross_volume] = dollars({gross});
  of[outcome::freelancer_net] = dollars(money.freelancer_net);
  of[outcome::newcomers_hired_28d] = result.newcomers.hired_28d;
  of[outcome::newcomers_hired_90d] = result.newcomers.hired_90d;
  of[outcome::fill_rate] = ratio(counts[event_type::job_filled], posts);
  of[outcome::proposals_per_post] = ratio(counts[event_type::proposed], posts);
  of[outcome::connects_spent] = static_cast<double>(result.connects.spent - before.connects.spent);
  of[outcome::off_platform_share] = ratio(result.moved_cents, result.moved_cents + gross);
  of[outcome::earnings_gini] = gini_coefficient(std::move(net_earned_cents));
  return of;
}

std::string outcome_text(outcome what, double value) {
  const std::string_view unit = outcome_specs()[static_cast<std::size_t>(what)].unit;
  return unit == "share" ? percent_text(value, 1.0) : short_in_unit(what, value);
}

std::string outcome_change_text(outcome what, double value) {
  const std::string_view unit = outcome_specs()[static_cast<std::size_t>(what)].unit;
  const double size = std::abs(value);
  const std::string text =
      unit == "share" ? fixed(100.0 * size, 2) + " pt" : short_in_unit(what, size);
  return (value < 0.0 ? "-" : value > 0.0 ? "+" : "") + text;
}

}  // namespace souk::reports

#include "reports/headline.hpp"

#include "reports/text.hpp"

#include <limits>

namespace souk::reports {

double headline::ratio(std::int64_t part, std::int64_t whole) {
  return whole == 0 ? std::numeric_limits<double>::quiet_NaN()
                    : static_cast<double>(part) / static_cast<double>(whole);
}

std::string headline::hired_within(std::int32_t days_after) const {
  if (newcomers.approved == 0 || days <= days_after) {
    return "-";
  }
  return percent_text(days_after <= 28 ? newcomers.hired_28d : newcomers.hired_90d, 1);
}

money_figures figures_of_window(
    const observe::run_result& result, std::span<const observe::day_record> days) {
  market::ledger_totals during = result.ledger;
  for (const observe::day_record& day : days) {
    if (day.day + 1 == result.window_from_day) {
      for (std::size_t i = 0; i < market::ledger_accounts; ++i) {
        during.balance[i] -= day.ledger.balance[i];
      }
    }
  }
  return figures_of(during);
}

headline headline_of(const observe::run_result& result, std::span<const observe::day_record> days) {
  const money_figures money = figures_of_window(result, days);
  headline h;
  h.days = result.window_to_day - result.window_from_day;
  h.posts = result.counts[market::event_type::job_posted];
  h.filled = result.counts[market::event_type::job_filled];
  h.proposals = result.counts[market::event_type::proposed];
  h.contracts = result.counts[market::event_type::offer_accepted];
  h.gross = {result.counts[observe::counted::gross_cents]};
  h.revenue = money.platform_revenue;
  h.net = money.freelancer_net;
  h.newcomers = result.newcomers;
  return h;
}

}  // namespace souk::reports

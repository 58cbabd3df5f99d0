// The figures that a run is summed up in, for the end of `souk run` and the first screen of the
// report.
#pragma once

#include "observe/record.hpp"
#include "reports/summary.hpp"

#include <cstdint>
#include <span>
#include <string>

namespace souk::reports {

/// Over the window after burn-in.
struct headline {
  std::int32_t days = 0;
  std::int64_t posts = 0, filled = 0, proposals = 0, contracts = 0;
  market::money gross;    // charged for work, net of refunds, without client fees
  market::money revenue;  // of the platform
  market::money net;      // of the freelancers
  observe::newcomers newcomers;

  /// A share of the newly approved hired within so many days of approval: "3.1 %", or "-" where
  /// none was approved or the window is too short to follow anybody for so long.
  std::string hired_within(std::int32_t days_after) const;

  double per_post() const { return ratio(proposals, posts); }
  /// NaN where there is nothing to divide by; text.hpp shows that as "-".
  static double ratio(std::int64_t part, std::int64_t whole);
};

/// `days` are all days of the run, in order.
headline headline_of(const observe::run_result& result, std::span<const observe::day_record> days);

/// Money that came in between the start of the window and the end of the run.
money_figures figures_of_window(
    const observe::run_result& result, std::span<const observe::day_record> days);

}  // namespace souk::reports

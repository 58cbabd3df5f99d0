// Newcomers: how long until the first hire, by the month of approval. Curves after Kaplan and
// Meier: whoever is still waiting counts as long as watched.
#pragma once

#include "viz/panel.hpp"
#include "viz/view.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace souk::viz {

inline constexpr std::size_t followed_days = 90;

struct cohort_curve {
  std::string label;  // the month of approval
  std::int64_t approved = 0;
  std::vector<double> hired;     // share hired within so many days, from 0 to followed_days
  std::size_t watched_days = 0;  // as far as the curve reaches
  double hired_28d = 0.0, hired_90d = 0.0;  // not a number where not watched for so long
};

struct newcomers {
  cohort_curve everybody;             // approved in the window, after the burn-in
  std::vector<cohort_curve> cohorts;  // the oldest first
  bool of_end = false;                // people as at the end of a finished run
};

newcomers prepare_newcomers(const view& seen);

/// One curve of waits, in days: `hired` of those who were, `waiting` of those who are not yet.
cohort_curve survival(std::vector<double> hired, std::vector<double> waiting);

std::unique_ptr<panel> make_newcomers_panel();

}  // namespace souk::viz

// Line charts of daily series as inline SVG: no script, no network, light and dark by the page's
// colours (classes c1 to c4 of report_style.hpp).
#pragma once

#include "market/calendar.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace souk::reports {

/// The days that the charts of a report share.
struct time_axis {
  market::second start = 0;       // of day 0
  std::size_t days = 0;           // from day 0
  std::int32_t burn_in_days = 0;  // shaded
};

enum class chart_unit : std::uint8_t { count, cents };

/// What is drawn of daily values. A run of under 3 weeks shows the values themselves.
enum class chart_curve : std::uint8_t {
  daily,           // for what is measured at the end of a day
  daily_and_mean,  // the mean over faint daily values: for what comes every day
  mean,            // for what comes on some days of the week
};

struct series {
  std::string name;
  std::vector<double> values;  // one a day, from day 0
};

struct chart {
  std::string title;
  std::string note;  // what is shown, in a few words
  chart_unit unit = chart_unit::count;
  std::vector<series> lines;  // 1 to 4
  chart_curve curve = chart_curve::daily_and_mean;
};

/// A <figure>.
std::string chart_html(const chart& one, const time_axis& axis);

/// The mean of the 7 days up to each day; before the 7th day, of the first 7.
std::vector<double> mean_of_week(const std::vector<double>& daily);

/// The least of 1, 2, 2.5, 5 times a power of ten that covers `highest` in at most `steps` steps.
double nice_step(double highest, int steps);

}  // namespace souk::reports

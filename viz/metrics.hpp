// The daily figures that the dashboard can plot: each with its unit and how it is reckoned from a
// run's days. No ImGui.
#pragma once

#include "observe/history.hpp"
#include "viz/text.hpp"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace souk::viz {

struct metric {
  enum class kind : std::uint8_t {
    flow,   // so much a day: a window shows the mean a day
    level,  // as at the day's end: a window shows its mean
    ratio,  // of two flows: a window shows the ratio of their sums
  };
  using part = double (*)(const observe::day_entry& day, const observe::day_entry* before);

  std::string_view id, label, group;
  unit of = unit::count;
  kind what = kind::flow;
  part value = nullptr;
  part base = nullptr;  // of a ratio
  std::string_view doc;
};

std::span<const metric> metrics();
/// Null where there is none of that name.
const metric* find_metric(std::string_view id);

/// The metric on each day over the `window` days up to it (shorter at the beginning).
std::vector<double> values_of(
    const metric& which, const observe::history& days, std::size_t window);

/// Over the last `window` days before `end`: a flow's sum, a level's last value, or the ratio of
/// sums; not a number where there are no days, or nothing to divide by.
double total_of(
    const metric& which, const observe::history& days, std::size_t end, std::size_t window);

/// All that the platform earned up to the day's end, in dollars.
double revenue_so_far(const market::ledger_totals& ledger);

}  // namespace souk::viz

#include "viz/series_panel.hpp"

#include <algorithm>

namespace souk::viz {
namespace {

value_range axis_of(const strip& one, bool log) {
  std::optional<value_range> all = range_of(one.line);
  if (const auto ghost = range_of(one.ghost)) {
    all = all ? value_range{std::min(all->low, ghost->low), std::max(all->high, ghost->high)}
              : *ghost;
  }
  value_range axis = axis_for(all.value_or(value_range{0.0, 0.0}), log);
  // Room for the strip's name above the line.
  axis.high += log ? 0.0 : 0.25 * (axis.high - axis.low);
  return axis;
}

}  // namespace

series_model prepare_series(const view& seen, const series_choice& choice, std::size_t columns) {
  series_model model;
  const auto [from, to] = close_days(seen, day_count(seen));
  model.from = from;
  model.to = to;
  for (const std::string& id : choice.ids) {
    const metric* which = find_metric(id);
    if (which == nullptr) {
      continue;
    }
    strip one;
    one.which = which;
    one.values = values_of(*which, seen, choice.window);
    one.other = values_beside(*which, seen, choice.window);
    one.line = decimated(one.values, from, to, columns);
    one.ghost = decimated(one.other, from, to, columns);
    one.axis = axis_of(one, choice.log);
    one.last = to == 0 ? 0.0 : one.values[to - 1];
    model.strips.push_back(std::move(one));
  }
  return model;
}

}  // namespace souk::viz

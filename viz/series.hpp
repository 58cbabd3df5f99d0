// Lines made ready to draw, as numbers: decimated to the least and the greatest value of each
// pixel, so that no peak is lost and a million points cost no more than the plot is wide; ticks and
// scales of axes. No ImGui.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace souk::viz {

/// What falls on one column of pixels; `x` is the middle of its points, in points.
struct pixel_column {
  double x = 0.0;
  double low = 0.0, high = 0.0;
  double last = 0.0;

  bool operator==(const pixel_column&) const = default;
};

/// A line of points y[from, to), decimated to at most `columns`; where there are no more points
/// than that, each is a column of its own. Values that are not finite are gaps: left out.
std::vector<pixel_column> decimated(
    std::span<const double> y, std::size_t from, std::size_t to, std::size_t columns);

struct value_range {
  double low = 0.0, high = 1.0;
  bool operator==(const value_range&) const = default;
};
/// Of all finite values; none if there is none.
std::optional<value_range> range_of(std::span<const double> values);
std::optional<value_range> range_of(std::span<const pixel_column> columns);

/// A scale that shows the values with some air, from 0 where that is near.
value_range axis_for(value_range values, bool log);

/// Round values of an axis, at most `most`: 1, 2 or 5 times a power of ten; powers of ten on a log
/// axis.
std::vector<double> ticks(value_range axis, std::size_t most, bool log);

/// Where a value stands on an axis, 0 to 1 within it. On a log axis what is not above 0 is below.
double place(double value, value_range axis, bool log);
/// The value at a place.
double value_at(double place, value_range axis, bool log);

/// The mean over the last `window` values, itself included; shorter at the beginning.
std::vector<double> smoothed(std::span<const double> y, std::size_t window);

}  // namespace souk::viz

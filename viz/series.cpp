#include "viz/series.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace souk::viz {
namespace {

/// The points [from, to) as one column; none where all are gaps.
std::optional<pixel_column> column_of(std::span<const double> y, std::size_t from, std::size_t to) {
  pixel_column one{.low = std::numeric_limits<double>::infinity(),
      .high = -std::numeric_limits<double>::infinity()};
  for (std::size_t i = from; i < to; ++i) {
    if (std::isfinite(y[i])) {
      one.low = std::min(one.low, y[i]);
      one.high = std::max(one.high, y[i]);
      one.last = y[i];
    }
  }
  if (one.low > one.high) {
    return std::nullopt;
  }
  one.x = (static_cast<double>(from) + static_cast<double>(to - 1)) / 2.0;
  return one;
}

constexpr double log_floor = 1e-9;

}  // namespace

std::vector<pixel_column> decimated(
    std::span<const double> y, std::size_t from, std::size_t to, std::size_t columns) {
  std::vector<pixel_column> all;
  to = std::min(to, y.size());
  if (from >= to || columns == 0) {
    return all;
  }
  const std::size_t points = to - from;
  columns = std::min(columns, points);
  all.reserve(columns);
  for (std::size_t i = 0; i < columns; ++i) {
    const std::size_t begin = from + i * points / columns;
    const std::size_t end = from + (i + 1) * points / columns;
    if (const auto one = column_of(y, begin, end)) {
      all.push_back(*one);
    }
  }
  return all;
}

std::optional<value_range> range_of(std::span<const double> values) {
  const auto all = column_of(values, 0, values.size());
  return all ? std::optional(value_range{all->low, all->high}) : std::nullopt;
}

std::optional<value_range> range_of(std::span<const pixel_column> columns) {
  if (columns.empty()) {
    return std::nullopt;
  }
  value_range all{columns.front().low, columns.front().high};
  for (const pixel_column& one : columns) {
    all.low = std::min(all.low, one.low);
    all.high = std::max(all.high, one.high);
  }
  return all;
}

value_range axis_for(value_range values, bool log) {
  if (log) {
    const double high = std::max(values.high, log_floor);
    const double low = std::clamp(values.low, high * 1e-6, high);
    return low < high ? value_range{low / 1.2, high * 1.2} : value_range{low / 10, high * 10};
  }
  const double span = values.high - values.low;
  if (span <= 0.0) {
    const double size = std::max(std::abs(values.high), 1.0);
    return values.high >= 0.0 ? value_range{0.0, values.high > 0.0 ? 1.25 * size : 1.0}
                              : value_range{-1.25 * size, 0.0};
  }
  value_range axis{values.low - 0.06 * span, values.high + 0.08 * span};
  // Near enough to 0 to begin there.
  if (values.low >= 0.0 && values.low < 0.6 * values.high) {
    axis.low = 0.0;
  }
  return axis;
}

std::vector<double> ticks(value_range axis, std::size_t most, bool log) {
  std::vector<double> all;
  if (most == 0 || !(axis.low < axis.high)) {
    return all;
  }
  if (log) {
    const int first = static_cast<int>(std::ceil(std::log10(axis.low) - 1e-9));
    const int last = static_cast<int>(std::floor(std::log10(axis.high) + 1e-9));
    const int every = std::max(1, (last - first + 1) / static_cast<int>(most));
    for (int power = first; power <= last; power += every) {
      all.push_back(std::pow(10.0, power));
    }
    return all;
  }
  const double raw = (axis.high - axis.low) / static_cast<double>(most);
  const double power = std::pow(10.0, std::floor(std::log10(raw)));
  const double rest = raw / power;
  const double step = power * (rest <= 1.0 ? 1.0 : rest <= 2.0 ? 2.0 : rest <= 5.0 ? 5.0 : 10.0);
  for (double i = std::ceil(axis.low / step - 1e-9); i * step <= axis.high * (1 + 1e-12) + 1e-12;
      i += 1.0) {
    all.push_back(i * step);
  }
  return all;
}

double place(double value, value_range axis, bool log) {
  if (!log) {
    return (value - axis.low) / (axis.high - axis.low);
  }
  if (value <= 0.0) {
    return -1.0;
  }
  return std::log(value / axis.low) / std::log(axis.high / axis.low);
}

double value_at(double place, value_range axis, bool log) {
  return log ? axis.low * std::pow(axis.high / axis.low, place)
             : axis.low + place * (axis.high - axis.low);
}

std::vector<double> smoothed(std::span<const double> y, std::size_t window) {
  std::vector<double> all(y.size());
  double sum = 0.0;
  for (std::size_t i = 0; i < y.size(); ++i) {
    sum += y[i] - (i >= window ? y[i - window] : 0.0);
    all[i] = sum / static_cast<double>(std::min(i + 1, window));
  }
  return all;
}

}  // namespace souk::viz

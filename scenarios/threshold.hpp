// What a load test demands of a backend, a line of text each:
//
//     p99 of propose < 200ms      p99.9 < 1s       mean of list < 20ms      max < 5s
//     errors < 0.1 %              errors of propose < 1 %                   violations == 0
//     rate > 900/s                rate of list > 100/s                      requests >= 1000
//     delivered >= 99.9 %         (of the requests that were meant to be sent)
//
// A percentile and a mean are of latencies from the intended start; `of` names an operation, and
// without it all are meant.
#pragma once

#include "scenarios/reader.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace souk::scenarios {

enum class load_measure : std::uint8_t {
  quantile,    // nanoseconds
  mean,        // nanoseconds
  max,         // nanoseconds
  errors,      // share of requests
  violations,  // count
  rate,        // requests a second
  requests,    // count
  delivered    // share of what was meant to be sent
};

enum class comparison : std::uint8_t { less, at_most, more, at_least, equal };

struct threshold {
  std::string text;  // as it was written
  load_measure measure = load_measure::errors;
  double quantile = 0;    // 0 to 1
  std::string operation;  // empty: all
  comparison how = comparison::less;
  double value = 0;  // in the unit of the measure

  bool holds(double found) const;
  bool operator==(const threshold&) const = default;
};

/// Answers what is wrong with the text, or "" where it is a threshold.
std::string parse_threshold(std::string_view text, threshold& into);

void read(const node& from, threshold& into, const limits& range, const reading& where);
std::string schema_of(const threshold*, const limits&);

/// A stretch of wall time: 200ms, 1.5s, 10m, 2h.
struct wall_time {
  std::int64_t ns = 0;

  double seconds() const { return static_cast<double>(ns) * 1e-9; }
  auto operator<=>(const wall_time&) const = default;
};
bool parse(std::string_view text, wall_time& into);
std::string to_text(wall_time value);
std::string takes(const wall_time*, const limits& range);
std::string schema_of(const wall_time*, const limits&);
inline double magnitude(wall_time value) { return value.seconds(); }

}  // namespace souk::scenarios

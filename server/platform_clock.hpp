// What time it is on the platform: the wall clock's, N times as fast since the market began, or
// what it was set to.
#pragma once

#include "market/calendar.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace souk::server {

/// Seconds since 1970 by the machine's clock.
std::int64_t wall_clock();

struct clock_kind {
  enum class pace : std::uint8_t { real, times, manual };
  pace runs = pace::real;
  std::int64_t times = 1;

  bool is_manual() const { return runs == pace::manual; }
};

/// "real", "manual", or "x60"; nothing where it is none of them.
std::optional<clock_kind> parse_clock(std::string_view text);
std::string to_text(const clock_kind& kind);

class platform_clock {
 public:
  /// `at`: what a manual clock says; `start` was at `wall_at_start`.
  platform_clock(
      clock_kind kind, market::second at, market::second start, std::int64_t wall_at_start)
      : kind_(kind), at_(at), start_(start), wall_at_start_(wall_at_start) {}

  /// Never earlier than it said before.
  market::second now();
  /// Of a manual clock.
  void set(market::second to) { at_ = to; }
  const clock_kind& kind() const { return kind_; }

 private:
  clock_kind kind_;
  market::second at_;  // the last it said
  market::second start_;
  std::int64_t wall_at_start_;
};

}  // namespace souk::server

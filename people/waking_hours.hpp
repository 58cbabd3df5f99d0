// The hours of a day in which somebody is up: 16, from a local morning on. Delays of answers and
// the calendar of searches run on waking time only.
#pragma once

#include "market/calendar.hpp"

#include <algorithm>
#include <cstdint>

namespace souk::people {

class waking_hours {
 public:
  static constexpr market::second a_day = 16 * market::hour;
  static constexpr market::second a_week = 7 * a_day;

  /// `morning`: the hour, UTC, at which the day begins; from 0 to 24.
  explicit constexpr waking_hours(double morning)
      : morning_(static_cast<market::second>(morning * market::hour)) {}

  /// Seconds awake since 1970, of somebody who was always there.
  constexpr market::second awake_until(market::second at) const {
    const market::second days = market::floor_div(at - morning_, market::day);
    return days * a_day + std::min(at - morning_ - days * market::day, a_day);
  }
  /// The moment at which so many seconds have been spent awake.
  constexpr market::second moment(market::second awake) const {
    const market::second days = market::floor_div(awake, a_day);
    return morning_ + days * market::day + (awake - days * a_day);
  }
  /// `delay` seconds awake after `at`; never before it.
  constexpr market::second after(market::second at, market::second delay) const {
    return std::max(at, moment(awake_until(at) + delay));
  }

 private:
  market::second morning_;
};

}  // namespace souk::people

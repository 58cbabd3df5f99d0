// The engine's unit of time: people act within an epoch, what comes of it is visible at its end.
#pragma once

#include "market/calendar.hpp"

#include <cstdint>

namespace souk::actors {

using market::second;

/// [from, to): the n-th epoch of a run.
struct epoch {
  std::int64_t number = 0;
  second from = 0;
  second to = 0;
};

/// The cut of simulated time into epochs; a day is a whole number of them.
struct epoch_clock {
  second begin = 0;
  market::duration length{market::hour};

  constexpr epoch at(std::int64_t number) const {
    const second from = begin + number * length.seconds;
    return {number, from, from + length.seconds};
  }
  constexpr std::int64_t number_of(second at) const {
    return market::floor_div(at - begin, length.seconds);
  }
  constexpr std::int64_t epochs_per_day() const { return market::day / length.seconds; }
};

}  // namespace souk::actors

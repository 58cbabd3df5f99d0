// What a backend's clock says at a time of line_clock, as near as that is known.
#pragma once

#include "load/answered.hpp"
#include "load/bound_answer.hpp"
#include "scenarios/binding.hpp"

#include <cmath>
#include <cstdint>

namespace souk::load {

struct backend_clock {
  std::int64_t read = 0;  // of line_clock: when it said `said`
  second said = 0;
  double speed = 0;      // backend seconds a second; 0: it stands still
  second tolerance = 0;  // that it may be off by

  second at(std::int64_t time) const {
    return said + static_cast<second>(std::floor(static_cast<double>(time - read) * 1e-9 * speed));
  }
  /// When it says so; it does not stand still.
  std::int64_t when(second says) const {
    return read + static_cast<std::int64_t>(static_cast<double>(says - said) / speed * 1e9);
  }
  bool stands() const { return speed == 0; }
  under_way during(std::int64_t sent, std::int64_t answered) const {
    return {sent, answered, at(sent) - tolerance, at(answered) + tolerance};
  }
};

/// By an answer to `read_clock` that came at `read` of line_clock.
backend_clock clock_told(
    const bound_answer& answer, const scenarios::clock_rule& rule, std::int64_t read);

}  // namespace souk::load

#include "load/backend_clock.hpp"

#include "scenarios/values.hpp"

#include <string_view>

namespace souk::load {

namespace {

/// "x2016" is 2016 times as fast as real time.
double speed_of(std::string_view clock, const scenarios::clock_rule& rule) {
  double speed = 0;
  if (clock.starts_with('x') && scenarios::parse(clock.substr(1), speed)) {
    return speed;
  }
  return rule.kind == scenarios::clock_kind::faster ? rule.speed : 1;
}

}  // namespace

backend_clock clock_told(
    const bound_answer& answer, const scenarios::clock_rule& rule, std::int64_t read) {
  backend_clock clock;
  const std::string_view kind = answer.find(scenarios::observable::clock).text;
  const bool stands = rule.kind == scenarios::clock_kind::endpoint
                      && (rule.settable.empty() || kind == rule.settable);
  clock.read = read;
  clock.said = answer.find(scenarios::observable::now).number;
  clock.speed = stands ? 0 : speed_of(kind, rule);
  // It may go by whole seconds of its own wall.
  clock.tolerance = stands ? 0 : static_cast<second>(std::ceil(clock.speed)) + 1;
  return clock;
}

}  // namespace souk::load

// Which rule of the platform says what an answer must be.
#pragma once

#include "load/shadow_values.hpp"
#include "market/events.hpp"
#include "market/vocabulary.hpp"

#include <string_view>

namespace souk::load {

/// Of a verdict: why a command is refused, or (none) what lets it be accepted.
std::string_view rule_of(const market::command& asked, market::reason why);
/// Of a value that is looked at.
std::string_view rule_of(thing of, scenarios::observable what);
/// Of something that happened.
std::string_view rule_of(market::event_type what);

}  // namespace souk::load

// How names and numbers of events read to people, the same wherever a life is told.
#pragma once

#include "market/events.hpp"

#include <string>
#include <string_view>

namespace souk::observe {

/// "profile_approved" as "profile approved".
std::string in_words(std::string_view name);

/// What an event's `n` counts ("Connects", "% right"); empty where the number says nothing.
std::string_view counted_by(market::event_type type);

}  // namespace souk::observe

// Commands that lack a field, or have one that is no value of its type.
#pragma once

#include "market/world.hpp"

namespace souk::scenarios {

/// Gives a malformed command: it is rejected by the first group of rules that it breaks, at the
/// latest by those of its content (`bad_field`).
market::reason give_malformed(market::world& world, market::person_id by, market::command what);

}  // namespace souk::scenarios

// The plain sequential loop: the same people and the same market as under the actors, all in one
// shard of a kind, called one after the other. What the actors must answer to the bit, and the
// floor that their speed is measured against.
#pragma once

#include "actors/run_setup.hpp"
#include "observe/observer.hpp"

namespace souk::testing {

observe::run_result plain_loop(
    actors::run_options options, observe::run_description what, observe::run_observer& observer);

}  // namespace souk::testing

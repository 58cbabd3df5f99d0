// From a scenario to what the engine runs.
#pragma once

#include "actors/run_setup.hpp"
#include "scenarios/scenario.hpp"

namespace souk::actors {

/// The scenario must have passed its checks. Threads and the division of the work stay at their
/// defaults.
run_options engine_options(const scenarios::scenario& value);

}  // namespace souk::actors

// How the market of a plan's flows begins at a backend: emptied by its reset or beside all that is
// there, with the accounts of the cast.
#pragma once

#include "load/backend_clock.hpp"
#include "load/bound_caller.hpp"
#include "load/flow_people.hpp"
#include "scenarios/plan.hpp"

#include <cstdint>

namespace souk::load {

/// Accounts that each role of a cast needs: `plan::accounts`, or as many as people of a closed
/// workload, or 100.
std::uint32_t accounts_of(const scenarios::plan& of);

/// Begins the market by the binding, and puts whoever has an account into `people`. What the clock
/// says afterwards. `wall_micros`: what time it is, in microseconds since 1970; makes names unique,
/// and stands for a clock that cannot be read. Throws backend_error where the backend does not do
/// what its binding says.
backend_clock begin_flows(const scenarios::plan& of, bound_caller& backend,
    std::int64_t wall_micros, flow_people& people);

}  // namespace souk::load

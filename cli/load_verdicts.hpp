// souk load with an oracle: simulated people, and flows that speak by a binding.
#pragma once

#include "load/load_run.hpp"

#include <string>

namespace souk::cli {

/// Runs the people of a plan against its backend; violations go into OUT/violations.json, the
/// stories that play them again into OUT/stories.
observe::load_test run_people(const scenarios::plan& plan, const load::target& to,
    const std::string& out, const load::load_run_options& options);

/// The same of a plan with steps by its binding.
observe::load_test run_bound_flows(const scenarios::plan& plan, const load::target& to,
    const std::string& out, const load::load_run_options& options);

}  // namespace souk::cli

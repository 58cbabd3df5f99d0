// souk load with an oracle: simulated people, and flows that speak by a binding.
#pragma once

#include "load/judged_run.hpp"
#include "load/load_run.hpp"

#include <string>

namespace souk::cli {

/// Runs the people of a plan against its backend; stories that play violations again go into
/// OUT/stories.
load::judged_run run_people(const scenarios::plan& plan, const load::target& to,
    const std::string& out, const load::load_run_options& options);

/// The same of a plan with steps by its binding.
load::judged_run run_bound_flows(const scenarios::plan& plan, const load::target& to,
    const std::string& out, const load::load_run_options& options);

/// OUT/violations.json.
void write_verdicts(const load::judged_run& all, const std::string& out);
/// The first violations, and how much was judged, to standard output.
void print_verdicts(const load::judged_run& all);

}  // namespace souk::cli

// `souk run` once its input is read: simulates, records, reports.
#pragma once

#include "cli/simulation.hpp"

#include <string>

namespace souk::cli {

/// Runs the simulation and writes summary.json, run.sqlite and report.html to the folder of the
/// options. Answers the exit status: 0, 3 if an identity of contract.md does not hold, 130 if
/// interrupted. Throws usage_error before anything is written, observe::check_failure after what
/// was recorded is kept.
int simulate(simulation& ready, const simulation_options& options);

/// The table of main results that ends a run.
std::string results_table(
    const observe::run_result& result, std::span<const observe::day_record> days, bool coloured);

}  // namespace souk::cli

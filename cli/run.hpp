// `souk run` once its input is read: simulates, records, reports; goes on with a run that was left
// behind; makes two futures of one past.
#pragma once

#include "cli/checkpoint.hpp"
#include "cli/simulation.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace souk::cli {

/// Where a run is written, and where it begins.
struct run_place {
  std::string folder;
  bool quiet = false;
  bool events = false;
  std::int32_t checkpoint_every = 0;               // days; 0: no checkpoints
  std::optional<std::int32_t> checkpoint_on = {};  // also when so many days are over
  const checkpoint* from = nullptr;                // of a run in that folder
};

/// Runs the simulation and writes summary.json, run.sqlite and report.html to the folder of the
/// options. Answers the exit status: 0, 3 if an identity of contract.md does not hold, 130 if
/// interrupted. Throws usage_error before anything is written, observe::check_failure after what
/// was recorded is kept.
int simulate(simulation& ready, const simulation_options& options);

/// The same into a folder that is there, from a checkpoint on if there is one.
int run_into(simulation& ready, const run_place& place);

std::string run_folder_of(const observe::run_description& what, const simulation_options& options);
run_place place_of(const std::string& folder, const simulation_options& options);

/// --resume DIR: goes on with a run from its newest good checkpoint. Throws usage_error where there
/// is nothing to go on from.
int resume_run(const simulation_options& options);

/// --fork-at D --policy B: the run under the scenario's policy, and beside it the one whose policy
/// is B from day D of the window on; with --resume the first is there already.
int fork_run(const simulation_options& options);

/// The table of main results that ends a run.
std::string results_table(
    const observe::run_result& result, std::span<const observe::day_record> days, bool coloured);

}  // namespace souk::cli

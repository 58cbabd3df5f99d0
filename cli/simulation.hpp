// A simulation that is ready to run: all input read and found good, nothing written yet.
#pragma once

#include "actors/run_setup.hpp"
#include "cli/options.hpp"
#include "observe/observer.hpp"
#include "scenarios/scenario.hpp"

#include <memory>

namespace souk::cli {

class simulation {
 public:
  simulation() = default;
  simulation(const simulation&) = delete;
  simulation& operator=(const simulation&) = delete;
  virtual ~simulation() = default;

  virtual const observe::run_description& what() const = 0;

  /// Runs to its end, or to the end of the day at which the observer wants to stop. Throws
  /// observe::check_failure.
  virtual observe::run_result run(observe::run_observer& observer) = 0;
};

/// A run as the engine takes it, and what it is called.
struct loaded_run {
  actors::run_options options;
  observe::run_description what;
};

/// Reads the scenario and the policy that the options name. Throws scenarios::bad_input and
/// usage_error.
loaded_run load_run(const simulation_options& options);
std::unique_ptr<simulation> load_simulation(const simulation_options& options);

/// The scenario with the changes of the command line, of which `what` learns. Throws
/// scenarios::bad_input.
scenarios::scenario changed_scenario(
    const simulation_options& options, observe::run_description& what);

}  // namespace souk::cli

// Runs a market on CAF actors: a conductor, cohorts of people, an exchange a category, a vetting
// desk, billing desks and a recorder. The result is a function of the first group of run_options
// alone.
#pragma once

#include "actors/run_setup.hpp"
#include "observe/observer.hpp"
#include "observe/watcher.hpp"

namespace souk::actors {

/// Runs to the end, or to the end of the day at which the observer asks to stop. `what` describes
/// the run in its result (days, burn-in, start and seed are filled in from the options). Throws
/// observe::check_failure when the audit or an internal check fails, and what the observer throws.
/// A watcher sees the run between epochs and may hold it; what it throws ends the run as well.
observe::run_result run(const run_options& options, observe::run_description what,
    observe::run_observer& observer, observe::run_watcher* watcher = nullptr);

/// The description with all that the options say.
observe::run_description described(const run_options& options, observe::run_description what);

}  // namespace souk::actors

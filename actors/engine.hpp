// Runs a market on CAF actors: a conductor, cohorts of people, an exchange a category, a vetting
// desk, billing desks and a recorder. The result is a function of the first group of run_options
// alone.
#pragma once

#include "actors/run_setup.hpp"
#include "actors/snapshot.hpp"
#include "observe/observer.hpp"
#include "observe/watcher.hpp"

#include <functional>

namespace souk::actors {

/// Runs to the end, or to the end of the day at which the observer asks to stop. `what` describes
/// the run in its result (days, burn-in, start and seed are filled in from the options). Throws
/// observe::check_failure when the audit or an internal check fails, and what the observer throws.
/// A watcher sees the run between epochs and may hold it; what it throws ends the run as well.
observe::run_result run(const run_options& options, observe::run_description what,
    observe::run_observer& observer, observe::run_watcher* watcher = nullptr);

/// Runs the first `to_day` days (since second 0, burn-in included) and takes a snapshot: a past
/// that several futures can share. The observer is told those days, and of no end.
snapshot run_prefix(const run_options& options, observe::run_description what,
    observe::run_observer& observer, std::int32_t to_day);

/// Goes on from a snapshot to the end, as `run` does; the observer is told the days that come. The
/// options are those under which it was taken, but for `policy_turns` from that day on, interventions
/// at the end of the list that nobody meets before that day is over, `threads` and what is recorded;
/// the work is divided as it was then. Throws archive_error when the snapshot
/// is of another market.
observe::run_result resume(const snapshot& from, const run_options& options,
    observe::run_description what, observe::run_observer& observer);

/// When snapshots are taken of a run that goes on, and who gets them (on a thread of the engine:
/// the run waits).
struct snapshot_plan {
  std::function<bool(std::int32_t days_over)> due;
  std::function<void(snapshot)> keep;
};
/// `run`, or `resume` where there is a snapshot to go on from, with snapshots taken on the way.
observe::run_result run(run_options options, observe::run_description what,
    observe::run_observer& observer, const snapshot* from, const snapshot_plan& plan);

/// The description with all that the options say.
observe::run_description described(const run_options& options, observe::run_description what);

}  // namespace souk::actors

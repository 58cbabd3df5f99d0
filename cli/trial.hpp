// A trial: all worlds of one seed, and everything that they are a function of, as text, so that it
// can be kept, sent and repeated anywhere with the same bits.
#pragma once

#include "reports/comparison.hpp"
#include "scenarios/scenario.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace souk::cli {

struct trial {
  std::string scenario;               // YAML, whole: seed and policy (the burn-in's) included
  std::vector<std::string> policies;  // YAML, whole: a world for each; the first is compared with
  bool from_start = false;  // each policy from second 0, rather than from the window's beginning
  std::optional<reports::naive_test> naive;  // one more world for each policy but the first
  /// YAML, whole, for each world that has one of its own; empty: `scenario`. May be left out as a
  /// whole. They have the same people, days and seed.
  std::vector<std::string> own_scenarios = {};
};

/// What a trial tells while it is under way.
struct trial_watch {
  std::function<void()> day_done = [] {};             // in any world
  std::function<bool()> stop = [] { return false; };  // asked at the end of each epoch
};

/// Runs all worlds of the trial, one after the other on one thread. Throws trial_stopped when it
/// was asked to stop, observe::check_failure, and scenarios::bad_input for text that is no trial.
reports::replication run_trial(const trial& what, const trial_watch& watch);

class trial_stopped : public std::runtime_error {
 public:
  trial_stopped() : std::runtime_error("stopped") {}
};

/// The events that a person did or was done to, in one world of the trial, in their order.
std::vector<market::event> events_about(
    const trial& what, std::size_t policy, market::person_id person, const trial_watch& watch);

/// The groups that a scenario's freelancers are told apart by.
reports::person_groups groups_of(const scenarios::scenario& of);

/// Days to simulate over all worlds, burn-in included, for progress and estimates.
std::int64_t days_of(const trial& what);

}  // namespace souk::cli

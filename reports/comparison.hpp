// What `souk compare` knows when its runs are done, and what follows from it: the effects of each
// policy against the first, outcome by outcome and group by group.
#pragma once

#include "reports/outcomes.hpp"
#include "reports/paired_effects.hpp"
#include "reports/winners.hpp"
#include "scenarios/writer.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace souk::reports {

/// One policy's world under one seed.
struct world_outcome {
  outcome_values values;
  std::string state_hash;
  world_people people;  // against the first world
};

/// What a live A/B test within one market would have said of a policy against the first; nothing of
/// outcomes that no arm has for its own.
struct naive_estimate {
  std::array<std::optional<double>, outcome_count> difference;
  std::array<double, outcome_count> error{};  // standard error, as the test itself would reckon it
};

/// All worlds of one seed.
struct replication {
  std::uint64_t seed = 0;
  std::vector<world_outcome> worlds;  // by policy
  std::vector<naive_estimate> naive;  // by policy but the first; empty without a test
};

struct compared_policy {
  std::string name;                            // unique: a, a#2
  std::string choice;                          // as given
  std::vector<scenarios::difference> changes;  // against the first
  std::string yaml;                            // whole, as a file
};

/// A live A/B test beside the worlds.
struct naive_test {
  std::string unit;    // a test_unit's name (arms.hpp)
  double share = 0.5;  // under the other policy
};

/// Where a chosen person's life takes another course under a policy than under the first.
struct parting {
  std::string policy;
  std::optional<std::string> at;          // none: both lives are the same
  std::string under_first, under_policy;  // the event; empty: nothing more happens
};

struct comparison {
  std::string version, scenario;
  std::string command;        // that makes the same result
  std::string scenario_yaml;  // whole, as a file: the burn-in's policy included
  std::vector<std::pair<std::string, std::string>> overrides;
  std::int32_t burn_in_days = 0, days = 0;
  bool from_start = false;
  double precision = 0.01;  // half of an interval that is aimed at, as a share of the first level
  std::vector<compared_policy> policies;
  std::vector<person_group> groups;
  std::vector<replication> runs;
  std::optional<naive_test> naive;
  std::optional<std::uint32_t> person;  // whose life is followed, under the first seed
  std::vector<parting> partings;        // by policy but the first
  std::vector<std::string> guards;      // as given
};

/// The naive test's answer over all replications.
struct naive_effect {
  double estimate = 0.0;
  std::optional<bounds> ci95;       // that one test shows, by its own standard error
  double bias = 0.0;                // estimate less the true difference
  std::optional<bounds> bias_ci95;  // paired, over replications
  double covers = 0.0;  // share of tests whose interval holds the true difference of their seed
};

struct outcome_effect {
  paired_effect effect;
  std::optional<bounds> variance_reduction_ci95;
  std::optional<std::int64_t> pairs_needed;  // for the precision
  std::optional<naive_effect> naive;
};

/// A policy against the first.
struct policy_effects {
  std::array<outcome_effect, outcome_count> outcomes;
};

/// By policy but the first; p-values are corrected for the number of outcomes.
std::vector<policy_effects> effects_of(const comparison& of);

/// A group's mean take-home by person in two worlds, seed by seed.
struct group_effect {
  double people = 0.0;                             // a seed, in the mean
  paired_effect income;                            // dollars a person
  double better = 0.0, worse = 0.0;                // shares of the people
  std::optional<double> hired_28d_a, hired_28d_b;  // of newcomers, all seeds together
};
/// Of a group (a place in `groups`), or of everybody.
group_effect group_effect_of(
    const comparison& of, std::size_t policy, std::optional<std::size_t> group);

/// People by the difference of their take-home, in the mean of all seeds; by move_bin.
std::array<double, move_bins> mean_moves(const comparison& of, std::size_t policy);
/// What the better gained and the worse lost, dollars in the mean of all seeds.
std::pair<double, double> mean_gain_and_loss(const comparison& of, std::size_t policy);

// -- written down --------------------------------------------------------------------------------

/// compare.json (contract.md).
std::string comparison_json(const comparison& of);
/// The effect table as it stands in a terminal.
std::string comparison_table(const comparison& of, bool coloured);
/// effects.csv: a line for each outcome and policy but the first.
std::string effects_csv(const comparison& of);
/// groups.csv: a line for each group and policy but the first.
std::string groups_csv(const comparison& of);
/// runs.csv: a line for each seed and policy.
std::string runs_csv(const comparison& of);

}  // namespace souk::reports

// What a sweep has found so far: sweep.sqlite, to which designs and runs are only ever added, each
// whole or not at all, so that the process may be killed at any moment. (A machine that fails may
// lose the last runs, which are then made again.) A run is known by its key, a hash of everything
// that it is a function of: whatever else changes in an experiment, a run with the same key is
// never made again. docs/sweep.md lists the tables.
#pragma once

#include "reports/database.hpp"
#include "reports/outcomes.hpp"
#include "scenarios/experiment.hpp"

#include <cstdint>
#include <set>
#include <string>
#include <vector>

namespace souk::reports {

/// What became of one run: outcomes, or why there are none.
struct sweep_answer {
  outcome_values outcomes;
  std::string state_hash;
  std::string failure;  // empty: none

  bool failed() const { return !failure.empty(); }
  bool operator==(const sweep_answer&) const = default;
};

/// One run of a design.
struct sweep_run {
  std::size_t point = 0;
  std::uint64_t seed = 0;
  sweep_answer answer;
};

struct sweep {
  std::string version;
  std::string command;                           // that makes the same result
  scenarios::experiment what;                    // read from a store its base has names alone
  std::string scenario_yaml;                     // what.base, whole, as a file
  std::vector<std::vector<std::string>> points;  // by point, then parameter, as YAML
  std::vector<sweep_run> runs;                   // answered ones, by point, then seed
  std::size_t planned = 0;                       // runs of the whole design
};

/// A run that a design asks for.
struct planned_run {
  std::size_t point = 0;
  std::uint64_t seed = 0;
  std::string key;
};

class sweep_store {
 public:
  /// Creates the file, or with `resume` opens one that is there. Throws database_error; also for a
  /// file that is no store of sweeps.
  sweep_store(const std::string& file, bool resume);

  /// Says what is swept from now on; nothing new where the last design asks for the same. The runs
  /// of `design` do not matter.
  void plan(const sweep& design, const std::vector<planned_run>& runs);

  /// Keeps an answer for good. `point` says in words what was run, for people who look into the
  /// file.
  void add(const std::string& key, std::uint64_t seed, const std::string& point,
      const sweep_answer& answer);

  /// Nothing more comes for now: all is in the one file again.
  void rest();

  /// The keys of all runs that are known.
  std::set<std::string> keys();

 private:
  database database_;
};

/// The last design of a store, and what is known of its runs. Throws database_error where the file
/// is no store of sweeps, of another version of souk, or has no design yet.
sweep read_sweep_store(const std::string& file);

}  // namespace souk::reports

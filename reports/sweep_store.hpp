// What a sweep has found so far: sweep.sqlite, to which runs are only ever added, each whole or not
// at all, so that the process may be killed at any moment. A run is known by its key, a hash of
// everything that it is a function of: whatever else changes in an experiment, a run with the same
// key is never made again.
#pragma once

#include "reports/database.hpp"
#include "reports/outcomes.hpp"

#include <cstdint>
#include <map>
#include <string>

namespace souk::reports {

/// What became of one run: outcomes, or why there are none.
struct sweep_answer {
  outcome_values outcomes;
  std::string state_hash;
  std::string failure;  // empty: none

  bool failed() const { return !failure.empty(); }
  bool operator==(const sweep_answer&) const = default;
};

class sweep_store {
 public:
  /// Creates the file, or with `resume` opens one that is there. Throws database_error; also for a
  /// file that is no store of sweeps.
  sweep_store(const std::string& file, bool resume);

  /// Keeps an answer for good. `point` says in words what was run, for people who look into the
  /// file.
  void add(const std::string& key, std::uint64_t seed, const std::string& point,
      const sweep_answer& answer);

  /// All that is known, by key.
  std::map<std::string, sweep_answer> all();

 private:
  database database_;
};

/// 32 hexadecimal digits for a text.
std::string key_of(std::string_view text);

}  // namespace souk::reports

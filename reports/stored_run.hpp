// A run that is kept in a store, read again: what was run, so that it can be run once more, and how
// far it reaches.
#pragma once

#include "reports/database.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace souk::reports {

struct stored_run {
  std::string file;  // the store
  std::string scenario, policy, status;
  std::uint64_t seed = 0;
  std::int32_t burn_in_days = 0;
  std::int32_t days = 0;      // measured after the burn-in, as far as the run came
  std::string state_hash;     // empty while it has none: running or killed
  std::string scenario_yaml;  // all values that were used, policy included
};

/// The store of a run by its folder, or by the file itself. Throws database_error where there is
/// none.
std::string store_file(const std::string& run);

/// RUN as users name it: the run's folder, or its run.sqlite. Throws database_error where there is
/// none, or where the file is no store of souk's.
stored_run read_stored_run(const std::string& run);

/// A freelancer of the store to look at: approved in the window, who proposed at least `proposals`
/// times and was hired (or never was); the first by number, none if there is none.
std::optional<std::uint32_t> find_newcomer(
    const stored_run& run, bool hired, std::int32_t proposals);

}  // namespace souk::reports

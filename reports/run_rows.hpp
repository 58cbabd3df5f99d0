// The rows of a store that say what was run and how its days went: read here alone, whoever asks.
#pragma once

#include "observe/record.hpp"
#include "reports/database.hpp"

#include <string>
#include <vector>

namespace souk::reports {

/// The row of table `run`.
struct run_row {
  observe::run_description what;  // without countries and interventions
  std::string status;             // complete, interrupted, failed, running
  std::string state_hash;         // empty while it has none
  std::string command;            // that makes the same result; empty where nobody said
  std::int32_t complete_days = 0;
  std::int32_t window_from_day = 0;  // the burn-in's end where no window is kept
  std::int32_t window_to_day = 0;    // not before the former
};

/// Throws database_error where the store holds no run.
run_row read_run_row(database& store);

/// All days with their balances, oldest first. Throws database_error where they count other things
/// than this version.
std::vector<observe::day_record> read_days(database& store);

/// By day, then category.
std::vector<observe::category_day> read_category_days(database& store);

}  // namespace souk::reports

// The rows of a kept run, read again as the values that the run told its observer: days, people,
// contracts, and the end of its events and ledger.
#pragma once

#include "observe/snapshot.hpp"
#include "reports/database.hpp"

#include <cstdint>
#include <string>

namespace souk::reports {

/// A finished run as a viewer sees one. Of events and movements of money the last `most_rows` are
/// read; a run without them, or one that was cut short, has what it has.
struct stored_view {
  observe::run_description what;
  observe::history days;
  std::shared_ptr<const observe::people_view> people;
  std::shared_ptr<const observe::contracts_view> contracts;
  std::shared_ptr<const observe::tail_view> tail;
  std::string status;  // complete, interrupted, failed, running
};

/// `run` is a run's folder or its run.sqlite. Throws database_error where it cannot be read.
stored_view read_stored_view(const std::string& run, std::int64_t most_rows);

/// One person of the store; null where there is no such person.
std::shared_ptr<const observe::person_view> read_person(
    const std::string& file, market::person_id person);

}  // namespace souk::reports

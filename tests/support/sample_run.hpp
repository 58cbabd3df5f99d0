// A made-up run whose figures agree with one another, for tests of whatever keeps or shows runs.
#pragma once

#include "observe/observer.hpp"

#include <vector>

namespace souk::tests {

struct sample_run {
  observe::run_result result;
  std::vector<observe::day_record> days;
  std::vector<observe::category_day> category_days;
  std::vector<market::event> events;
  std::vector<market::ledger_entry> entries;
  std::vector<observe::person_row> people;
  std::vector<observe::job_row> jobs;
  std::vector<observe::contract_row> contracts;

  /// Tells an observer the run as the engine would: its days before `to_day`, then its end.
  void tell(observe::run_observer& observer, std::int32_t to_day = 1 << 30) const;
};

/// `burn_in_days` and then `days`, in 3 categories; the same for the same arguments.
sample_run make_sample_run(std::int32_t burn_in_days, std::int32_t days);

}  // namespace souk::tests

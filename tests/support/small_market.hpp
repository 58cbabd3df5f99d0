// A market small enough to be run many times in a test.
#pragma once

#include "actors/run_setup.hpp"
#include "observe/observer.hpp"
#include "scenarios/scenario.hpp"

#include <vector>

namespace souk::testing {

/// The shipped scenario `tiny`, cut to 60 days of which 30 are burn-in.
inline actors::run_options small_market(std::uint64_t seed = 1) {
  const scenarios::scenario tiny = scenarios::load_scenario("tiny");
  actors::run_options options;
  options.people = tiny;
  options.policy = tiny.policy;
  options.seed = seed;
  options.start = tiny.begins();
  options.epoch = tiny.epoch;
  options.burn_in_days = 30;
  options.days = 30;
  options.threads = 1;
  return options;
}

/// Keeps what a run tells.
class keeping_observer : public observe::run_observer {
 public:
  void on_events(std::span<const market::event> some) override {
    events.insert(events.end(), some.begin(), some.end());
  }
  void on_entries(std::span<const market::ledger_entry> some) override {
    entries.insert(entries.end(), some.begin(), some.end());
  }
  void on_epoch(std::int64_t, const market::fingerprint& rolling) override {
    fingerprints.push_back(rolling);
  }
  void on_day(const observe::day_record& day, std::span<const observe::category_day>) override {
    days.push_back(day);
  }
  void on_end(std::span<const observe::person_row> some_people,
      std::span<const observe::job_row> some_jobs,
      std::span<const observe::contract_row> some_contracts) override {
    people.insert(people.end(), some_people.begin(), some_people.end());
    jobs.insert(jobs.end(), some_jobs.begin(), some_jobs.end());
    contracts.insert(contracts.end(), some_contracts.begin(), some_contracts.end());
  }

  std::vector<market::event> events;
  std::vector<market::ledger_entry> entries;
  std::vector<market::fingerprint> fingerprints;
  std::vector<observe::day_record> days;
  std::vector<observe::person_row> people;
  std::vector<observe::job_row> jobs;
  std::vector<observe::contract_row> contracts;
};

}  // namespace souk::testing

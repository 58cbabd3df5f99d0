// Keeps a run as it goes: writes what it is told to the results store and holds the daily series.
#pragma once

#include "observe/observer.hpp"
#include "reports/store.hpp"

#include <string>
#include <utility>
#include <vector>

namespace souk::reports {

class recording : public observe::run_observer {
 public:
  /// Creates `file`; throws database_error if it exists or cannot be written.
  recording(const std::string& file, const observe::run_description& what) : store_(file, what) {}
  /// Goes on with a file up to `from`, whose days are those given.
  recording(const std::string& file, const observe::run_description& what, const store_mark& from,
      std::vector<observe::day_record> days)
      : store_(file, what, from), days_(std::move(days)) {}

  void on_events(std::span<const market::event> events) override { store_.write(events); }
  void on_entries(std::span<const market::ledger_entry> entries) override { store_.write(entries); }
  void on_epoch(std::int64_t epoch, const market::fingerprint& rolling) override {
    store_.write_epoch(epoch, rolling);
  }
  void on_day(
      const observe::day_record& day, std::span<const observe::category_day> categories) override {
    store_.write(day, categories);
    days_.push_back(day);
  }
  void on_end(std::span<const observe::person_row> people, std::span<const observe::job_row> jobs,
      std::span<const observe::contract_row> contracts) override {
    store_.write(people);
    store_.write(jobs);
    store_.write(contracts);
  }

  void on_treatments(std::span<const observe::treatment_row> treatments) override {
    store_.write(treatments);
  }

  run_store& store() { return store_; }
  const std::vector<observe::day_record>& days() const { return days_; }

 private:
  run_store store_;
  std::vector<observe::day_record> days_;
};

}  // namespace souk::reports

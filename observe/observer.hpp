// Who watches a run: the results store, the progress line, a test. The engine's recorder calls it,
// from one thread at a time, off the hot path; nothing that an observer does changes the run.
#pragma once

#include "market/events.hpp"
#include "market/ledger.hpp"
#include "observe/record.hpp"

#include <cstdint>
#include <span>
#include <stdexcept>

namespace souk::observe {

/// The audit or another internal check failed (exit status 3). `what()` names the offending entry.
class check_failure : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Every function does nothing unless overridden. Spans are valid during the call only. What
/// belongs to a simulated day arrives before that day's `on_day`; days come in order. An exception
/// out of an observer ends the run and leaves `run` as it was thrown.
class run_observer {
 public:
  run_observer() = default;
  run_observer(const run_observer&) = delete;
  run_observer& operator=(const run_observer&) = delete;
  virtual ~run_observer() = default;

  /// Events of the log, in its order; only when events are recorded.
  virtual void on_events(std::span<const market::event>) {}

  /// Movements of money, in the order of the ledger; only when events are recorded.
  virtual void on_entries(std::span<const market::ledger_entry>) {}

  /// Who left the platform together on a day, in no order. What pairs do elsewhere no platform
  /// sees: for measures, not for what anybody in the market could know.
  virtual void on_departures(std::span<const departure_row>) {}

  /// The end of an epoch (counted from 0). `rolling` is the fingerprint over everything up to it.
  virtual void on_epoch(std::int64_t /*epoch*/, const market::fingerprint& /*rolling*/) {}

  /// The end of a simulated day; `categories` has one row for each category.
  virtual void on_day(const day_record&, std::span<const category_day> /*categories*/) {}

  /// The end of the run: what became of everybody and everything. May be called several times, each
  /// with a part of the rows; each row comes once.
  virtual void on_end(
      std::span<const person_row>, std::span<const job_row>, std::span<const contract_row>) {}

  /// At the end of the run too: who was treated by the scenario's interventions, and who might have
  /// been; by (intervention, person), in parts.
  virtual void on_treatments(std::span<const treatment_row>) {}

  /// Asked at the end of each epoch, from any thread; once true, the run ends with the day at hand,
  /// so that its result is the one of a run of fewer days.
  virtual bool stop_requested() const { return false; }
};

}  // namespace souk::observe

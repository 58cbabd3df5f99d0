// Puts the shards' parts together, day by day and at the end, for whoever observes the run. Rows
// come in an order that does not depend on how the market is sharded.
#pragma once

#include "actors/shard.hpp"
#include "observe/moments.hpp"
#include "observe/observer.hpp"

#include <functional>
#include <span>
#include <utility>
#include <vector>

namespace souk::actors {

/// A day as the shards counted it.
struct day_bundle {
  std::int32_t day = 0;
  shard_sums sums;  // at its end
  std::vector<day_part> parts;
  std::vector<std::pair<std::int64_t, market::fingerprint>> epochs;  // rolling
};

class record_keeper {
 public:
  using note_taker = std::function<void(std::span<const people::note>)>;

  /// `take_notes` is called with each day's notes, if there are any, in the order of time.
  record_keeper(
      observe::run_description what, observe::run_observer& observer, note_taker take_notes = {})
      : observer_(observer), take_notes_(std::move(take_notes)) {
    result_.what = std::move(what);
    result_.window_from_day = result_.what.burn_in_days;
    result_.window_to_day = result_.what.burn_in_days;
  }

  void keep(day_bundle day);

  /// After the last day, each shard's part in their row; then the result.
  void keep(final_part part);
  observe::run_result finish();

  /// Since second 0, burn-in included.
  std::int64_t proposals() const { return proposals_; }

  /// Between two days: what is known at the end alone is not there yet.
  template <class Archive, class Self>
  static void archive_fields(Archive& archive, Self& self) {
    auto& [observer, take_notes, result, newcomers, moments, window_sums, before_window, events,
        final, proposals] = self;
    archive(result.window_to_day, result.counts, result.freelancers, result.clients, result.ledger,
        result.connects, window_sums, before_window, events, proposals);
  }

 private:
  void tell_rows(day_bundle& day);
  void tell_notes(const day_bundle& day) const;
  void follow(const observe::person_row& row);

  observe::run_observer& observer_;
  note_taker take_notes_;
  observe::run_result result_;
  /// Freelancers who were approved in the window.
  struct newcomer_count {
    std::int64_t approved = 0;
    std::int64_t followed_28d = 0, hired_28d = 0, followed_90d = 0, hired_90d = 0;
    std::vector<double> days_to_first_hire;
  };
  newcomer_count newcomers_;
  observe::moment_book moments_;
  observe::moment_sums window_sums_;
  market::ledger_totals before_window_;
  market::fingerprint events_;
  market::fingerprint final_;
  std::int64_t proposals_ = 0;
};

}  // namespace souk::actors

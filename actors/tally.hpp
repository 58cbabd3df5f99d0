// What one shard counts of what happens in it. Tallies are sums, so those of all shards together
// are the same however the market is sharded.
#pragma once

#include "market/events.hpp"
#include "market/last_ring.hpp"
#include "observe/record.hpp"

#include <utility>
#include <vector>

namespace souk::actors {

class tally {
 public:
  tally(std::size_t categories, bool keep_events)
      : categories_(categories), keep_events_(keep_events) {}

  void record(const market::event& what) {
    fingerprint_.add(hash(what));
    ++day_[what.type];
    if (keep_events_) {
      events_.push_back(what);
    }
    last_.add(what);
  }

  void count(observe::counted what, std::int64_t by = 1) { day_[what] += by; }
  observe::category_day& category(std::size_t which) { return categories_[which]; }

  /// Over all events since second 0.
  const market::fingerprint& fingerprint() const { return fingerprint_; }

  /// From now on the last events can be looked at.
  void keep_last(std::size_t count) { last_.keep(count); }
  const market::last_ring<market::event>& last() const { return last_; }

  /// Since take_day() was last called.
  const observe::counts& today() const { return day_; }

  /// What was counted since the last call.
  observe::counts take_day() { return std::exchange(day_, {}); }
  std::vector<observe::category_day> take_categories() {
    return std::exchange(categories_, std::vector<observe::category_day>(categories_.size()));
  }
  std::vector<market::event> take_events() { return std::exchange(events_, {}); }

  template <class Archive, class Self>
  static void archive_fields(Archive& archive, Self& self) {
    auto& [fingerprint, day, categories, events, last, keep_events] = self;
    archive(fingerprint, day);
    archive.of_fixed_size(categories);
    archive(events);
  }

 private:
  market::fingerprint fingerprint_;
  observe::counts day_;
  std::vector<observe::category_day> categories_;
  std::vector<market::event> events_;
  market::last_ring<market::event> last_;
  bool keep_events_;
};

}  // namespace souk::actors

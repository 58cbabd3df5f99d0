// When which people of a cohort want to be woken: a calendar queue over epochs (Brown 1988). Wakes
// of the near future lie in one bucket an epoch, those beyond in one heap of leftovers that is
// sifted as time goes on.
#pragma once

#include "actors/epoch.hpp"
#include "people/mind.hpp"

#include <limits>
#include <vector>

namespace souk::actors {

class wake_queue {
 public:
  static constexpr second never = std::numeric_limits<second>::max();

  explicit wake_queue(epoch_clock clock) : clock_(clock), buckets_(horizon) {}

  /// A wake in the past of the epoch that is being worked on belongs to that epoch.
  void add(const people::wake& one);

  /// Opens an epoch, not earlier than the last one opened.
  void open(const epoch& now);

  /// The next wake of the open epoch, in the order (second, person, ...); false when there is none.
  bool next(people::wake& out);

  /// Who is due some wakes later, as far as is known; null past the end.
  const people::wake* ahead(std::size_t wakes) const {
    return taken_ + wakes < due_.size() ? &due_[taken_ + wakes] : nullptr;
  }

  /// The beginning of the first epoch in which somebody is due, or `never`.
  second next_due() const;

  std::size_t size() const { return size_; }

  /// Between epochs, when all wakes of the last one are taken.
  template <class Archive, class Self>
  static void archive_fields(Archive& archive, Self& self) {
    auto& [clock, buckets, far, far_first, open, due, taken, added, size] = self;
    archive.of_fixed_size(buckets);
    archive(far, far_first, open, added, size);
  }

 private:
  static constexpr std::int64_t horizon = 256;  // epochs

  std::vector<people::wake>& bucket(std::int64_t number) {
    return buckets_[static_cast<std::size_t>(number % horizon)];
  }
  void sift_far();

  epoch_clock clock_;
  std::vector<std::vector<people::wake>> buckets_;
  std::vector<people::wake> far_;                                      // beyond the horizon
  std::int64_t far_first_ = std::numeric_limits<std::int64_t>::max();  // earliest epoch among them
  std::int64_t open_ = 0;            // the epoch that is being worked on
  std::vector<people::wake> due_;    // its wakes, sorted
  std::size_t taken_ = 0;            // of them
  std::vector<people::wake> added_;  // to it while it is worked on: a heap, earliest first
  std::size_t size_ = 0;
};

}  // namespace souk::actors

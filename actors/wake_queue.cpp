#include "actors/wake_queue.hpp"

#include <algorithm>
#include <functional>

namespace souk::actors {

void wake_queue::add(const people::wake& one) {
  ++size_;
  const std::int64_t number = clock_.number_of(one.at);
  if (number <= open_) {
    added_.push_back(one);
    std::push_heap(added_.begin(), added_.end(), std::greater{});
  } else if (number < open_ + horizon) {
    bucket(number).push_back(one);
  } else {
    far_.push_back(one);
    far_first_ = std::min(far_first_, number);
  }
}

void wake_queue::open(const epoch& now) {
  open_ = now.number;
  // Half a horizon ahead, so that the leftovers are gone through once in so many epochs.
  if (far_first_ < open_ + horizon / 2) {
    sift_far();
  }
  std::vector<people::wake>& here = bucket(open_);
  due_.assign(here.begin(), here.end());
  std::vector<people::wake>{}.swap(here);
  taken_ = 0;
  std::sort(due_.begin(), due_.end());
}

bool wake_queue::next(people::wake& out) {
  const bool more = taken_ < due_.size();
  if (!added_.empty() && (!more || added_.front() < due_[taken_])) {
    std::pop_heap(added_.begin(), added_.end(), std::greater{});
    out = added_.back();
    added_.pop_back();
  } else if (more) {
    out = due_[taken_++];
  } else {
    return false;
  }
  --size_;
  return true;
}

second wake_queue::next_due() const {
  if (!added_.empty()) {
    return clock_.at(open_).to;
  }
  std::int64_t first = far_first_;
  for (std::int64_t number = open_ + 1; number < std::min(first, open_ + horizon); ++number) {
    if (!buckets_[static_cast<std::size_t>(number % horizon)].empty()) {
      first = number;
    }
  }
  return first == std::numeric_limits<std::int64_t>::max() ? never : clock_.at(first).from;
}

void wake_queue::sift_far() {
  std::int64_t first = std::numeric_limits<std::int64_t>::max();
  std::size_t kept = 0;
  for (const people::wake& one : far_) {
    const std::int64_t number = clock_.number_of(one.at);
    if (number < open_ + horizon) {
      bucket(number).push_back(one);
    } else {
      first = std::min(first, number);
      far_[kept++] = one;
    }
  }
  far_.resize(kept);
  far_first_ = first;
}

}  // namespace souk::actors

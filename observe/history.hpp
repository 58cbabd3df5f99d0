// The days of a run so far, for whoever shows them while it goes on: grows at its end, and a copy
// costs next to nothing however long the run is.
#pragma once

#include "observe/record.hpp"

#include <array>
#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace souk::observe {

/// One simulated day with its categories.
struct day_entry {
  day_record record;
  std::vector<category_day> categories;
};

/// Append-only. A copy is a view of the days up to then: days are never written again, so the copy
/// may be read by another thread while its original grows, once it was handed over by a lock.
class history {
 public:
  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  const day_entry& operator[](std::size_t day) const {
    return (*blocks_[day / block_days])[day % block_days];
  }
  const day_entry& back() const { return (*this)[size_ - 1]; }

  void add(const day_record& record, std::span<const category_day> categories) {
    if (size_ % block_days == 0) {
      blocks_.push_back(std::make_shared<block>());
    }
    day_entry& next = (*blocks_.back())[size_ % block_days];
    next.record = record;
    next.categories.assign(categories.begin(), categories.end());
    ++size_;
  }

  /// The first `days` of them.
  history first(std::size_t days) const {
    history part = *this;
    part.size_ = days < size_ ? days : size_;
    return part;
  }

 private:
  static constexpr std::size_t block_days = 64;
  using block = std::array<day_entry, block_days>;

  std::vector<std::shared_ptr<block>> blocks_;
  std::size_t size_ = 0;
};

}  // namespace souk::observe

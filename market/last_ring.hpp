// The last few of many rows, for whoever wants to look at what is happening now.
#pragma once

#include <cstddef>
#include <vector>

namespace souk::market {

template <class Row>
class last_ring {
 public:
  /// From now on so many are kept; a power of two.
  void keep(std::size_t count) { rows_.resize(count); }

  void add(const Row& row) {
    if (!rows_.empty()) {
      rows_[added_++ & (rows_.size() - 1)] = row;
    }
  }

  /// Whether older rows than those kept were added.
  bool overflowed() const { return added_ > rows_.size(); }
  const Row& oldest() const { return rows_[overflowed() ? added_ & (rows_.size() - 1) : 0]; }

  /// Appends all that are kept to `into`, the oldest first.
  void copy_to(std::vector<Row>& into) const {
    const std::size_t kept = overflowed() ? rows_.size() : added_;
    for (std::size_t i = added_ - kept; i < added_; ++i) {
      into.push_back(rows_[i & (rows_.size() - 1)]);
    }
  }

 private:
  std::vector<Row> rows_;
  std::size_t added_ = 0;
};

}  // namespace souk::market

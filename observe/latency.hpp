// How long answers took: a log-linear histogram with three significant digits, which merges without
// loss (the shape of HdrHistogram: https://hdrhistogram.github.io/HdrHistogram/).
//
// Values are nanoseconds. Those below 2,048 are kept exactly; above, each power of two is cut in
// 1,024 equal cells, so that a percentile is at most 0.1 % above the true one. 2^42 ns (73 minutes)
// and more is counted in the last cell. Only those powers of two that hold something take memory, 8
// KiB each.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace souk::observe {

class latency_histogram {
 public:
  latency_histogram() = default;
  latency_histogram(const latency_histogram& other) { merge(other); }
  latency_histogram& operator=(const latency_histogram& other);
  latency_histogram(latency_histogram&&) noexcept = default;
  latency_histogram& operator=(latency_histogram&&) noexcept = default;
  ~latency_histogram() = default;

  /// Less than 0 is counted as 0.
  void add(std::int64_t nanoseconds) { add(nanoseconds, 1); }
  void add(std::int64_t nanoseconds, std::uint64_t times);
  /// As if everything that was added to `other` had been added here.
  void merge(const latency_histogram& other);

  std::uint64_t count() const { return count_; }
  std::int64_t max() const { return max_; }  // exact; 0 of nothing
  std::int64_t min() const { return count_ == 0 ? 0 : min_; }
  double mean() const;
  /// The smallest value such that this share of all (0 to 1) is not above it; at most 0.1 % too
  /// high. 0 of nothing.
  std::int64_t quantile(double share) const;
  /// How many lie in a cell that begins below this value.
  std::uint64_t count_below(std::int64_t nanoseconds) const;

  /// Calls visit(lowest value of the cell, highest, count) for each cell that holds something,
  /// lowest first.
  template <class Visit>
  void for_each_cell(Visit&& visit) const {
    for (std::size_t b = 0; b < blocks_.size(); ++b) {
      for (std::size_t i = 0; blocks_[b] != nullptr && i < cells; ++i) {
        if (const std::uint64_t n = (*blocks_[b])[i]; n > 0) {
          const std::size_t cell = b * cells + i;
          visit(lowest(cell), lowest(cell + 1) - 1, n);
        }
      }
    }
  }

 private:
  static constexpr std::size_t cells = 1024;  // of a block
  using block = std::array<std::uint64_t, cells>;

  static std::size_t cell_of(std::int64_t value);
  static std::int64_t lowest(std::size_t cell);
  block& block_at(std::size_t index);

  std::vector<std::unique_ptr<block>> blocks_;
  std::uint64_t count_ = 0;
  std::int64_t min_ = INT64_MAX;
  std::int64_t max_ = 0;
  double sum_ = 0;  // whole numbers up to 2^53
};

}  // namespace souk::observe

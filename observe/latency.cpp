#include "observe/latency.hpp"

#include <algorithm>
#include <bit>
#include <functional>

namespace souk::observe {

namespace {

constexpr std::int64_t highest = (std::int64_t{1} << 42) - 1;

}  // namespace

latency_histogram& latency_histogram::operator=(const latency_histogram& other) {
  if (this != &other) {
    *this = latency_histogram(other);
  }
  return *this;
}

// Cells 0 to 2,047 are the values themselves; then 1,024 for each doubling.
std::size_t latency_histogram::cell_of(std::int64_t value) {
  const auto bits = static_cast<std::uint64_t>(value);
  const int doublings = std::max(0, static_cast<int>(std::bit_width(bits)) - 11);
  return (bits >> doublings) + cells * static_cast<std::size_t>(doublings);
}

std::int64_t latency_histogram::lowest(std::size_t cell) {
  const std::size_t doublings = cell < 2 * cells ? 0 : cell / cells - 1;
  return static_cast<std::int64_t>((cell - doublings * cells) << doublings);
}

latency_histogram::block& latency_histogram::block_at(std::size_t index) {
  if (index >= blocks_.size()) {
    blocks_.resize(index + 1);
  }
  if (blocks_[index] == nullptr) {
    blocks_[index] = std::make_unique<block>();
  }
  return *blocks_[index];
}

void latency_histogram::add(std::int64_t nanoseconds, std::uint64_t times) {
  const std::int64_t value = std::clamp<std::int64_t>(nanoseconds, 0, highest);
  const std::size_t cell = cell_of(value);
  block_at(cell / cells)[cell % cells] += times;
  count_ += times;
  sum_ += static_cast<double>(value) * static_cast<double>(times);
  min_ = std::min(min_, value);
  max_ = std::max(max_, value);
}

void latency_histogram::merge(const latency_histogram& other) {
  for (std::size_t b = 0; b < other.blocks_.size(); ++b) {
    if (other.blocks_[b] != nullptr) {
      block& mine = block_at(b);
      std::ranges::transform(mine, *other.blocks_[b], mine.begin(), std::plus<>());
    }
  }
  count_ += other.count_;
  sum_ += other.sum_;
  min_ = std::min(min_, other.min_);
  max_ = std::max(max_, other.max_);
}

double latency_histogram::mean() const {
  return count_ == 0 ? 0.0 : sum_ / static_cast<double>(count_);
}

std::int64_t latency_histogram::quantile(double share) const {
  if (count_ == 0) {
    return 0;
  }
  const double wanted = std::clamp(share, 0.0, 1.0) * static_cast<double>(count_);
  auto rank = static_cast<std::uint64_t>(wanted);
  rank += static_cast<double>(rank) < wanted ? 1 : 0;
  rank = std::clamp<std::uint64_t>(rank, 1, count_);
  std::uint64_t seen = 0;
  std::int64_t found = -1;
  for_each_cell([&](std::int64_t, std::int64_t high, std::uint64_t n) {
    seen += n;
    found = found < 0 && seen >= rank ? high : found;
  });
  return std::min(found, max_);
}

std::uint64_t latency_histogram::count_below(std::int64_t nanoseconds) const {
  std::uint64_t below = 0;
  for_each_cell(
      [&](std::int64_t low, std::int64_t, std::uint64_t n) { below += low < nanoseconds ? n : 0; });
  return below;
}

}  // namespace souk::observe

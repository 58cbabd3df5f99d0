// A histogram of latencies against the sorted values themselves.
#include "observe/latency.hpp"

#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>

namespace souk::observe {
namespace {

/// Values of all magnitudes: a mantissa and a shift.
std::vector<std::int64_t> any_latencies() {
  const auto raw = *rc::gen::nonEmpty(rc::gen::container<std::vector<std::pair<std::int64_t, int>>>(
      rc::gen::pair(rc::gen::inRange<std::int64_t>(0, 1 << 20), rc::gen::inRange(0, 21))));
  std::vector<std::int64_t> values;
  for (const auto& [mantissa, shift] : raw) {
    values.push_back(mantissa << shift);
  }
  return values;
}

latency_histogram histogram_of(const std::vector<std::int64_t>& values) {
  latency_histogram all;
  for (const std::int64_t one : values) {
    all.add(one);
  }
  return all;
}

void expect_same(const latency_histogram& a, const latency_histogram& b) {
  std::vector<std::array<std::int64_t, 3>> cells_a;
  std::vector<std::array<std::int64_t, 3>> cells_b;
  a.for_each_cell([&](std::int64_t low, std::int64_t high, std::uint64_t n) {
    cells_a.push_back({low, high, static_cast<std::int64_t>(n)});
  });
  b.for_each_cell([&](std::int64_t low, std::int64_t high, std::uint64_t n) {
    cells_b.push_back({low, high, static_cast<std::int64_t>(n)});
  });
  RC_ASSERT(cells_a == cells_b);
  RC_ASSERT(a.count() == b.count());
  RC_ASSERT(a.min() == b.min());
  RC_ASSERT(a.max() == b.max());
}

RC_GTEST_PROP(LatencyHistogram, QuantilesAreWithinAThousandthOfTheExactOnes, ()) {
  std::vector<std::int64_t> values = any_latencies();
  const latency_histogram all = histogram_of(values);
  std::ranges::sort(values);
  for (const double share : {0.0, 0.1, 0.5, 0.9, 0.99, 0.999, 1.0}) {
    const auto rank = static_cast<std::size_t>(
        std::max(1.0, std::ceil(share * static_cast<double>(values.size()))));
    const std::int64_t exact = values[rank - 1];
    const std::int64_t found = all.quantile(share);
    RC_ASSERT(found >= exact);
    RC_ASSERT(static_cast<double>(found - exact) <= 0.001 * static_cast<double>(exact));
  }
  RC_ASSERT(all.max() == values.back());
  RC_ASSERT(all.min() == values.front());
  RC_ASSERT(all.count() == values.size());
}

RC_GTEST_PROP(LatencyHistogram, MergesWithoutLoss, ()) {
  const std::vector<std::int64_t> a = any_latencies();
  const std::vector<std::int64_t> b = any_latencies();
  std::vector<std::int64_t> both = a;
  both.insert(both.end(), b.begin(), b.end());
  latency_histogram merged = histogram_of(a);
  merged.merge(histogram_of(b));
  expect_same(merged, histogram_of(both));
}

RC_GTEST_PROP(LatencyHistogram, CellsHoldTheirValuesAndLeaveNoGap, ()) {
  const std::int64_t value = *rc::gen::inRange<std::int64_t>(0, std::int64_t{1} << 41);
  latency_histogram one;
  one.add(value);
  one.for_each_cell([&](std::int64_t low, std::int64_t high, std::uint64_t n) {
    RC_ASSERT(n == 1U);
    RC_ASSERT(low <= value);
    RC_ASSERT(value <= high);
    latency_histogram next;
    next.add(high + 1);
    next.for_each_cell(
        [&](std::int64_t begins, std::int64_t, std::uint64_t) { RC_ASSERT(begins == high + 1); });
  });
  RC_ASSERT(one.count_below(0) == 0U);
  RC_ASSERT(one.count_below(value + 1) == 1U);
}

}  // namespace
}  // namespace souk::observe

#include "observe/load_measures.hpp"

#include <algorithm>
#include <bit>

namespace souk::observe {

namespace {

// Cells of the heat map: two each doubling from 2^10 ns (1 us) on.
constexpr int first_doubling = 10;

}  // namespace

std::size_t load_second::cell_of(std::int64_t ns) {
  const auto bits = static_cast<std::uint64_t>(std::max<std::int64_t>(ns, 1));
  const int doubling = static_cast<int>(std::bit_width(bits)) - 1;
  if (doubling < first_doubling) {
    return 0;
  }
  const std::uint64_t half = (bits >> (doubling - 1)) & 1;
  const auto cell = static_cast<std::size_t>(doubling - first_doubling) * 2 + half;
  return std::min(cell, cells - 1);
}

double load_second::edge(std::size_t cell) {
  const double base = static_cast<double>(std::uint64_t{1} << (cell / 2 + first_doubling));
  return cell == 0 ? 0 : base * (cell % 2 == 0 ? 1.0 : 1.5);
}

void load_sums::add(const status_measures& one) {
  count += one.latency.count();
  errors += one.errors;
  latency.merge(one.latency);
}

void load_sums::add(const load_sums& other) {
  count += other.count;
  errors += other.errors;
  latency.merge(other.latency);
}

double load_sums::error_share() const {
  return count == 0 ? 0.0 : static_cast<double>(errors) / static_cast<double>(count);
}

load_sums sums_of(const operation_measures& one, std::size_t phase) {
  load_sums sums;
  for (const status_measures& status : one.phases[phase]) {
    sums.add(status);
  }
  return sums;
}

load_sums sums_of(const load_test& test, const operation_measures& one) {
  load_sums sums;
  for (std::size_t phase = 0; phase < one.phases.size(); ++phase) {
    if (test.phases[phase].counted) {
      sums.add(sums_of(one, phase));
    }
  }
  return sums;
}

load_sums sums_of(const load_test& test, std::string_view named) {
  load_sums sums;
  for (const operation_measures& one : test.operations) {
    if (named.empty() || one.name == named) {
      sums.add(sums_of(test, one));
    }
  }
  return sums;
}

void end_phases(load_test& test, double ran) {
  test.seconds = 0;
  for (load_phase& one : test.phases) {
    one.ends = std::min(one.ends, std::max(ran, one.begins));
    test.seconds += one.counted ? one.ends - one.begins : 0;
  }
}

}  // namespace souk::observe

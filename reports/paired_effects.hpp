// What a change does, from pairs: the same people with the same luck under two policies, once for
// each seed. The difference of a pair is all that counts; what both worlds of it have in common
// drops out. Intervals and p-values by Student's t on the differences (Law, Simulation Modeling and
// Analysis, 5th ed., 10.2.1 and 11.2).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace souk::reports {

struct bounds {
  double low = 0.0;
  double high = 0.0;
};

struct paired_effect {
  double mean_a = 0.0;
  double mean_b = 0.0;
  double difference = 0.0;         // mean of b - a
  std::optional<double> relative;  // difference / |mean_a|; none where that is 0 and b is not
  std::optional<bounds> ci95;      // of the difference; none from one pair
  double deviation = 0.0;          // standard deviation of the pairs' differences
  double p = 1.0;                  // two-sided; 1 where nothing differs, and from one pair
  double p_adjusted = 1.0;         // for the number of outcomes looked at
  /// By how much pairing shrinks the variance of the difference against as many unpaired seeds:
  /// (var a + var b) / var (b - a). None where every difference is the same.
  std::optional<double> variance_reduction;
};

/// Pair by pair, as many of `a` as of `b`, at least one.
paired_effect paired_effect_of(std::span<const double> a, std::span<const double> b);

/// Holm's step-down correction: each p-value times the number of those not smaller, rising, at
/// most 1. Keeps the chance of any false positive among them at the nominal one.
std::vector<double> holm(std::span<const double> p);

/// So many pairs give an interval of at most `half_width` to each side, if differences spread as
/// `deviation` says; at least 2. None if half_width is not above 0 or over a billion are needed.
std::optional<std::int64_t> pairs_needed(double deviation, double half_width);

/// The 95 % interval of the variance reduction by the percentile bootstrap over pairs. None where
/// there are fewer than 3 pairs or every difference is the same.
std::optional<bounds> variance_reduction_interval(
    std::span<const double> a, std::span<const double> b, int draws = 2000, std::uint64_t seed = 1);

}  // namespace souk::reports

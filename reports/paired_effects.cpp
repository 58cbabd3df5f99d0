#include "reports/paired_effects.hpp"

#include "market/hash.hpp"
#include "market/money.hpp"

#include <boost/math/distributions/students_t.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace souk::reports {

namespace {

constexpr double both_sides = 0.975;

double mean_of(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// Of at least two values.
double variance_of(std::span<const double> values) {
  const double mean = mean_of(values);
  double squares = 0.0;
  for (const double value : values) {
    squares += (value - mean) * (value - mean);
  }
  return squares / static_cast<double>(values.size() - 1);
}

std::vector<double> differences_of(std::span<const double> a, std::span<const double> b) {
  std::vector<double> all(a.size());
  std::transform(b.begin(), b.end(), a.begin(), all.begin(), std::minus{});
  return all;
}

bool all_same(std::span<const double> values) {
  return std::all_of(
      values.begin(), values.end(), [&](double value) { return value == values.front(); });
}

double t_quantile(double pairs) {
  return boost::math::quantile(boost::math::students_t(pairs - 1.0), both_sides);
}

/// Interval, p-value and variance reduction of differences that are not all the same.
void judge(paired_effect& effect, std::span<const double> a, std::span<const double> b,
    std::span<const double> differences) {
  const auto n = static_cast<double>(differences.size());
  const double variance = variance_of(differences);
  effect.deviation = std::sqrt(variance);
  const double error = std::sqrt(variance / n);
  const double half = t_quantile(n) * error;
  effect.ci95 = bounds{effect.difference - half, effect.difference + half};
  const boost::math::students_t t(n - 1.0);
  effect.p =
      2.0 * boost::math::cdf(boost::math::complement(t, std::abs(effect.difference) / error));
  effect.variance_reduction = (variance_of(a) + variance_of(b)) / variance;
}

}  // namespace

paired_effect paired_effect_of(std::span<const double> a, std::span<const double> b) {
  const std::vector<double> differences = differences_of(a, b);
  paired_effect effect;
  effect.mean_a = mean_of(a);
  effect.mean_b = mean_of(b);
  effect.difference = mean_of(differences);
  if (effect.mean_a != 0.0) {
    effect.relative = effect.difference / std::abs(effect.mean_a);
  } else if (effect.difference == 0.0) {
    effect.relative = 0.0;
  }
  if (differences.size() < 2) {
    return effect;
  }
  if (all_same(differences)) {
    effect.difference = differences.front();
    effect.ci95 = bounds{effect.difference, effect.difference};
    effect.p = effect.difference == 0.0 ? 1.0 : 0.0;
    return effect;
  }
  judge(effect, a, b, differences);
  return effect;
}

std::vector<double> holm(std::span<const double> p) {
  std::vector<std::size_t> rising(p.size());
  std::iota(rising.begin(), rising.end(), std::size_t{0});
  std::stable_sort(
      rising.begin(), rising.end(), [&](std::size_t i, std::size_t j) { return p[i] < p[j]; });
  std::vector<double> adjusted(p.size());
  double so_far = 0.0;
  for (std::size_t rank = 0; rank < rising.size(); ++rank) {
    const double scaled = p[rising[rank]] * static_cast<double>(p.size() - rank);
    so_far = std::max(so_far, std::min(scaled, 1.0));
    adjusted[rising[rank]] = so_far;
  }
  return adjusted;
}

std::optional<std::int64_t> pairs_needed(double deviation, double half_width) {
  constexpr std::int64_t most = 1'000'000'000;
  const auto enough = [&](std::int64_t pairs) {
    const auto n = static_cast<double>(pairs);
    return t_quantile(n) * deviation / std::sqrt(n) <= half_width;
  };
  if (!(half_width > 0.0) || !enough(most)) {
    return std::nullopt;
  }
  std::int64_t low = 1;  // not enough
  std::int64_t high = 2;
  while (!enough(high)) {
    low = high;
    high *= 2;
  }
  while (high - low > 1) {
    const std::int64_t middle = low + (high - low) / 2;
    (enough(middle) ? high : low) = middle;
  }
  return high;
}

std::optional<bounds> variance_reduction_interval(
    std::span<const double> a, std::span<const double> b, int draws, std::uint64_t seed) {
  if (a.size() < 3 || all_same(differences_of(a, b))) {
    return std::nullopt;
  }
  std::uint64_t drawn = 0;
  const auto below = [&](std::size_t n) {
    const std::uint64_t word = market::mix(seed, ++drawn) >> 1;
    return static_cast<std::size_t>((market::wide{word} * static_cast<market::wide>(n)) >> 63);
  };
  std::vector<double> found;
  std::vector<double> drawn_a(a.size());
  std::vector<double> drawn_b(b.size());
  for (int draw = 0; draw < draws; ++draw) {
    for (std::size_t i = 0; i < a.size(); ++i) {
      const std::size_t pair = below(a.size());
      drawn_a[i] = a[pair];
      drawn_b[i] = b[pair];
    }
    const paired_effect effect = paired_effect_of(drawn_a, drawn_b);
    if (effect.variance_reduction) {
      found.push_back(*effect.variance_reduction);
    }
  }
  std::sort(found.begin(), found.end());
  const auto at = [&](double share) {
    return found[static_cast<std::size_t>(share * static_cast<double>(found.size() - 1))];
  };
  return bounds{at(0.025), at(0.975)};
}

}  // namespace souk::reports

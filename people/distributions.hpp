// Distributions as functions of random words: the same words give the same value, whatever the
// library (std:: distributions differ between libraries). A value takes one word, `i` of the four,
// where nothing else is said.
#pragma once

#include "people/draws.hpp"
#include "people/exact_math.hpp"

#include <cstdint>
#include <span>

namespace souk::people {

/// Standard normal; within 6.3 of 0, for a word has 32 bits.
inline double standard_normal(const random_words& words, int i = 0) {
  return normal_quantile(words.open_uniform(i));
}

inline double normal(const random_words& words, int i, double mean, double sd) {
  return mean + sd * standard_normal(words, i);
}

/// Log-normal with this median; `sigma` of the logarithm.
inline double lognormal(const random_words& words, int i, double median, double sigma) {
  return median * exact_exp(sigma * standard_normal(words, i));
}

inline double exponential(const random_words& words, int i, double mean) {
  return -mean * exact_log(words.open_uniform(i));
}

/// Pareto: P(X > x) = (least / x)^shape for x >= least.
inline double pareto(const random_words& words, int i, double least, double shape) {
  return least * exact_pow(words.open_uniform(i), -1.0 / shape);
}

/// How many failures before the first success, each trial with this chance of success (above 0).
inline std::uint32_t geometric(const random_words& words, int i, double success) {
  if (success >= 1.0) {
    return 0;
  }
  const double n = exact_log(words.open_uniform(i)) / exact_log1p(-success);
  return n < 1e9 ? static_cast<std::uint32_t>(n) : 1'000'000'000U;
}

/// Poisson by inversion, for means up to about 30; never above 255.
inline std::uint32_t poisson(const random_words& words, int i, double mean) {
  double rest = words.uniform(i);
  double weight = exact_exp(-mean);
  std::uint32_t n = 0;
  while (rest >= weight && n < 255) {
    rest -= weight;
    ++n;
    weight *= mean / n;
  }
  return n;
}

/// Gamma of this shape and mean, from words i and i + 1: Wilson and Hilferty's cube, with Johnk's
/// power for shapes below 1. An approximation: its mean is within 1 % for shapes of at least 0.2.
inline double gamma(const random_words& words, int i, double shape, double mean) {
  const double above = shape < 1.0 ? shape + 1.0 : shape;
  const double ninth = 1.0 / (9.0 * above);
  double root = 1.0 - ninth + standard_normal(words, i) * std::sqrt(ninth);
  root = root < 0.0 ? 0.0 : root;
  double value = above * root * root * root;
  if (shape < 1.0) {
    value *= exact_pow(words.open_uniform((i + 1) & 3), 1.0 / shape);
  }
  return value * mean / shape;
}

/// The index of the interval of a cumulative list (ascending, the last the total) in which `u` of
/// the total lies.
inline std::uint32_t pick(std::span<const double> cumulative, double u) {
  const double at = u * cumulative.back();
  std::uint32_t i = 0;
  while (i + 1 < cumulative.size() && at >= cumulative[i]) {
    ++i;
  }
  return i;
}

}  // namespace souk::people

// Exponentials and logarithms that give the same bits on every x86-64: only + - * / and sqrt, which
// IEEE 754 fixes; libm chooses its own by processor (design.md, "The same answer, always"). Built
// with -ffp-contract=off.
#pragma once

#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>

namespace souk::people {

inline constexpr double ln_2 = 0x1.62e42fefa39efp-1;

namespace detail {

// ln 2 in two parts; the first has enough zero bits to be multiplied exactly by an exponent.
inline constexpr double ln_2_high = 0x1.62e42feep-1;
inline constexpr double ln_2_low = 0x1.a39ef35793c76p-33;

/// 2^k for -1022 <= k <= 1023.
constexpr double power_of_two(std::int64_t k) {
  return std::bit_cast<double>(static_cast<std::uint64_t>(k + 1023) << 52);
}

/// exp(r) for |r| <= ln 2 / 2, by its series to r^13 (the next term is below 1e-17).
constexpr double exp_series(double r) {
  double sum = 0.0;
  double factorial = 6227020800.0;
  for (int n = 13; n > 0; --n) {
    sum = sum * r + 1.0 / factorial;
    factorial /= n;
  }
  return sum * r + 1.0;
}

/// log((1 + s) / (1 - s)) for |s| <= 0.1716, by its series in s^2.
constexpr double log_series(double s) {
  const double z = s * s;
  double sum = 0.0;
  for (int n = 21; n > 1; n -= 2) {
    sum = sum * z + 1.0 / n;
  }
  return 2.0 * s + 2.0 * s * z * sum;
}

// Near a step of a table the series are short (Tang 1989, 1990): a chain of thirteen products is
// most of what a decision costs.
inline constexpr std::int64_t exp_steps = 64;
inline constexpr double log_steps = 64.0;

/// 2^(i / 64), i from 0.
inline constexpr auto exp_table = [] {
  std::array<double, exp_steps> table{};
  for (std::int64_t i = 0; i < exp_steps; ++i) {
    const double half = i < exp_steps / 2 ? 1.0 : 2.0;
    const auto steps = static_cast<double>(half == 1.0 ? i : i - exp_steps);
    table[static_cast<std::size_t>(i)] = half * exp_series(steps * ln_2 / exp_steps);
  }
  return table;
}();

/// log(i / 64), where it is used: i from 45 to 91.
inline constexpr auto log_table = [] {
  std::array<double, 92> table{};
  for (std::size_t i = 45; i < table.size(); ++i) {
    const double c = static_cast<double>(i) / log_steps;
    table[i] = log_series((c - 1.0) / (c + 1.0));
  }
  return table;
}();

}  // namespace detail

/// e^x, within 1e-15 relative. 0 below -708, infinity above 709.
inline double exact_exp(double x) {
  if (!(x > -708.0)) {
    return x != x ? x : 0.0;
  }
  if (x > 709.0) {
    return std::numeric_limits<double>::infinity();
  }
  const double scaled = x * (detail::exp_steps / ln_2);
  const auto k = static_cast<std::int64_t>(scaled + (scaled < 0.0 ? -0.5 : 0.5));
  const auto times = static_cast<double>(k);
  // |r| <= ln 2 / 128: the next term of the series is below 4e-17.
  const double r = (x - times * (detail::ln_2_high / detail::exp_steps))
                   - times * (detail::ln_2_low / detail::exp_steps);
  const double z = r * r;
  const double beyond = r + z * (0.5 + r * (1.0 / 6.0) + z * ((1.0 / 24.0) + r * (1.0 / 120.0)));
  const double step = detail::exp_table[static_cast<std::size_t>(k & (detail::exp_steps - 1))];
  // It lies within [0.99, 2.01]: times a power of two is exact and stays normal.
  return (step + step * beyond) * detail::power_of_two(k >> 6);
}

/// The natural logarithm, within 1e-15 relative. Minus infinity at 0, not a number below.
inline double exact_log(double x) {
  if (!(x > 0.0)) {
    return x == 0.0 ? -std::numeric_limits<double>::infinity()
                    : std::numeric_limits<double>::quiet_NaN();
  }
  if (x > std::numeric_limits<double>::max()) {
    return x;
  }
  std::int64_t k = 0;
  if (x < std::numeric_limits<double>::min()) {  // subnormal
    x *= 0x1p54;
    k = -54;
  }
  const auto bits = std::bit_cast<std::uint64_t>(x);
  k += static_cast<std::int64_t>(bits >> 52) - 1023;
  double m = std::bit_cast<double>((bits & 0x000f'ffff'ffff'ffffULL) | 0x3ff0'0000'0000'0000ULL);
  if (m > 0x1.6a09e667f3bcdp+0) {  // sqrt 2
    m *= 0.5;
    ++k;
  }
  // The nearest step c: log m = log c + log(m / c), and m - c is exact.
  const auto nearest = static_cast<std::size_t>(m * detail::log_steps + 0.5);
  const double c = static_cast<double>(nearest) / detail::log_steps;
  const double s = (m - c) / (m + c);  // |s| < 1 / 180: the next term is below 4e-18
  const double z = s * s;
  const double past = 2.0 * s + 2.0 * s * z * (1.0 / 3.0 + z * (1.0 / 5.0 + z * (1.0 / 7.0)));
  const auto times = static_cast<double>(k);
  return times * detail::ln_2_high
         + (times * detail::ln_2_low + (detail::log_table[nearest] + past));
}

/// log(1 + x), exact also for small x.
inline double exact_log1p(double x) {
  return x > -0.25 && x < 0.25 ? detail::log_series(x / (2.0 + x)) : exact_log(1.0 + x);
}

/// base^power for base > 0, within 1e-13 relative while the result is between 1e-100 and 1e100.
inline double exact_pow(double base, double power) { return exact_exp(power * exact_log(base)); }

/// 1 / (1 + e^-x).
inline double logistic(double x) { return 1.0 / (1.0 + exact_exp(-x)); }

/// The inverse of `logistic`, for 0 < p < 1.
inline double logit(double p) { return exact_log(p / (1.0 - p)); }

/// The x below which a standard normal lies with probability p, 0 < p < 1; within 1e-15 relative
/// (Wichura 1988, AS 241, PPND16).
double normal_quantile(double p);

/// The probability that a standard normal lies below x, within 1e-14 (West 2005, after Hart 1968).
double normal_cdf(double x);

}  // namespace souk::people

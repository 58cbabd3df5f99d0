// Exponentials and logarithms that give the same bits on every x86-64: only + - * / and sqrt, which
// IEEE 754 fixes; libm chooses its own by processor (design.md, "The same answer, always"). Built
// with -ffp-contract=off.
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

namespace souk::people {

inline constexpr double ln_2 = 0x1.62e42fefa39efp-1;

namespace detail {

// ln 2 in two parts; the first has enough zero bits to be multiplied exactly by an exponent.
inline constexpr double ln_2_high = 0x1.62e42feep-1;
inline constexpr double ln_2_low = 0x1.a39ef35793c76p-33;

/// 2^k for -1022 <= k <= 1023.
inline double power_of_two(std::int64_t k) {
  return std::bit_cast<double>(static_cast<std::uint64_t>(k + 1023) << 52);
}

/// exp(r) for |r| <= ln 2 / 2, by its series to r^13 (the next term is below 1e-17).
inline double exp_series(double r) {
  double sum = 1.0 / 6227020800.0;
  sum = sum * r + 1.0 / 479001600.0;
  sum = sum * r + 1.0 / 39916800.0;
  sum = sum * r + 1.0 / 3628800.0;
  sum = sum * r + 1.0 / 362880.0;
  sum = sum * r + 1.0 / 40320.0;
  sum = sum * r + 1.0 / 5040.0;
  sum = sum * r + 1.0 / 720.0;
  sum = sum * r + 1.0 / 120.0;
  sum = sum * r + 1.0 / 24.0;
  sum = sum * r + 1.0 / 6.0;
  sum = sum * r + 0.5;
  sum = sum * r + 1.0;
  return sum * r + 1.0;
}

/// log((1 + s) / (1 - s)) for |s| <= 0.1716, by its series in s^2.
inline double log_series(double s) {
  const double z = s * s;
  double sum = 1.0 / 21.0;
  sum = sum * z + 1.0 / 19.0;
  sum = sum * z + 1.0 / 17.0;
  sum = sum * z + 1.0 / 15.0;
  sum = sum * z + 1.0 / 13.0;
  sum = sum * z + 1.0 / 11.0;
  sum = sum * z + 1.0 / 9.0;
  sum = sum * z + 1.0 / 7.0;
  sum = sum * z + 1.0 / 5.0;
  sum = sum * z + 1.0 / 3.0;
  return 2.0 * s + 2.0 * s * z * sum;
}

}  // namespace detail

/// e^x, within 4e-16 relative. 0 below -708, infinity above 709.
inline double exact_exp(double x) {
  if (!(x > -708.0)) {
    return x != x ? x : 0.0;
  }
  if (x > 709.0) {
    return std::numeric_limits<double>::infinity();
  }
  const double scaled = x * (1.0 / ln_2);
  const auto k = static_cast<std::int64_t>(scaled + (scaled < 0.0 ? -0.5 : 0.5));
  const auto times = static_cast<double>(k);
  const double r = (x - times * detail::ln_2_high) - times * detail::ln_2_low;
  // The series lies within [0.7, 1.42]: times 2^k is exact and stays normal.
  return detail::exp_series(r) * detail::power_of_two(k);
}

/// The natural logarithm, within 4e-16 relative. Minus infinity at 0, not a number below.
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
  const double part = detail::log_series((m - 1.0) / (m + 1.0));
  const auto times = static_cast<double>(k);
  return times * detail::ln_2_high + (times * detail::ln_2_low + part);
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

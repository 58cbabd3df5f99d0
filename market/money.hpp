// Money is whole cents in 64 bits; shares are exact parts per million. Nothing here rounds but
// `share_of` (half up), the one rounding that rules.md names ("Reading the rules").
#pragma once

#include <compare>
#include <cstdint>

namespace souk::market {

/// An amount of US dollars in cents; may be negative (a balance owed, a reversed fee).
struct money {
  std::int64_t cents = 0;

  constexpr auto operator<=>(const money&) const = default;
  constexpr money& operator+=(money other) {
    cents += other.cents;
    return *this;
  }
  constexpr money& operator-=(money other) {
    cents -= other.cents;
    return *this;
  }
};

constexpr money operator+(money a, money b) { return {a.cents + b.cents}; }
constexpr money operator-(money a, money b) { return {a.cents - b.cents}; }
constexpr money operator-(money a) { return {-a.cents}; }
constexpr money operator*(money a, std::int64_t times) { return {a.cents * times}; }

constexpr money dollars(std::int64_t whole, std::int64_t cents = 0) {
  return {whole * 100 + cents};
}

/// The most that a command may name, and the most hours a week: then no sum over the life of a
/// market leaves 64 bits. More is `bad_field`.
inline constexpr money most_named = dollars(1'000'000'000);
inline constexpr std::int32_t most_weekly_hours = 10'000;

/// A share of an amount, in parts per million: 3 % is 30,000.
struct share {
  std::int64_t ppm = 0;

  constexpr auto operator<=>(const share&) const = default;
};

constexpr share percent(std::int64_t whole) { return {whole * 10'000}; }

__extension__ using wide = __int128;

/// numerator / denominator rounded half up (towards plus infinity); denominator > 0.
constexpr std::int64_t round_half_up(wide numerator, wide denominator) {
  const wide doubled = 2 * numerator + denominator;
  const wide divisor = 2 * denominator;
  wide quotient = doubled / divisor;
  if (doubled % divisor < 0) {
    --quotient;
  }
  return static_cast<std::int64_t>(quotient);
}

/// A share of an amount, rounded half up to the cent.
constexpr money share_of(money amount, share part) {
  return {round_half_up(wide{amount.cents} * part.ppm, 1'000'000)};
}

}  // namespace souk::market

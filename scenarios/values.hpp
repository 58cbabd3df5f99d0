// Single values as users write them: how each type is spelt, what it takes, and back to text.
// Exact: money and shares never pass through floating point.
#pragma once

#include "market/calendar.hpp"
#include "market/money.hpp"
#include "market/names.hpp"
#include "market/policy.hpp"
#include "scenarios/mistakes.hpp"

#include <concepts>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace souk::scenarios {

/// A point in time: 2024-01-01 or 2024-01-01T00:00:00Z.
struct moment {
  market::second at = 0;

  auto operator<=>(const moment&) const = default;
};

/// What a knob says of its value: its unit, and the range with both ends included (dollars for
/// money, fractions for shares, seconds for durations).
struct limits {
  std::string_view unit;
  double low = -market::no_limit;
  double high = market::no_limit;

  bool hold(double value) const { return value >= low && value <= high; }
};

/// Whether a plain number is a share, which may be written in percent.
inline bool is_share(const limits& range) {
  return range.unit.starts_with("share") || range.unit.starts_with("chance");
}

template <class T>
concept whole_number = std::integral<T> && !std::same_as<T, bool>;

// -- parsing: answers whether the text is a value of the type -----------------------------------

bool parse(std::string_view text, bool& into);
bool parse(std::string_view text, std::int64_t& into);
bool parse(std::string_view text, std::uint64_t& into);
bool parse(std::string_view text, double& into);
bool parse(std::string_view text, market::money& into);     // 12, 12.5, 12.50
bool parse(std::string_view text, market::share& into);     // 3%, 2.75%, 0.03
bool parse(std::string_view text, market::duration& into);  // 90s, 15m, 2h, 5d, 4w
bool parse(std::string_view text, moment& into);

template <whole_number T>
  requires(!std::same_as<T, std::int64_t> && !std::same_as<T, std::uint64_t>)
bool parse(std::string_view text, T& into) {
  std::int64_t wide = 0;
  if (!parse(text, wide) || !std::in_range<T>(wide)) {
    return false;
  }
  into = static_cast<T>(wide);
  return true;
}

template <market::named_enum Enum>
bool parse(std::string_view text, Enum& into) {
  const auto value = market::from_name<Enum>(text);
  into = value.value_or(into);
  return value.has_value();
}

// -- as a number, to compare with a range --------------------------------------------------------

template <class T>
  requires std::is_arithmetic_v<T>
double magnitude(T value) {
  return static_cast<double>(value);
}
inline double magnitude(market::money value) { return static_cast<double>(value.cents) / 100; }
inline double magnitude(market::share value) { return static_cast<double>(value.ppm) / 1'000'000; }
inline double magnitude(market::duration value) { return static_cast<double>(value.seconds); }

// -- to text, such that parsing it gives the same value -------------------------------------------

std::string to_text(bool value);
std::string to_text(std::int64_t value);
std::string to_text(std::uint64_t value);
std::string to_text(double value);
std::string to_text(market::money value);     // 12.50
std::string to_text(market::share value);     // 3%
std::string to_text(market::duration value);  // in the largest unit that is exact
std::string to_text(moment value);
std::string to_text(
    const std::string& value);  // in quotes where YAML would take it for something else

template <whole_number T>
  requires(!std::same_as<T, std::int64_t> && !std::same_as<T, std::uint64_t>)
std::string to_text(T value) {
  return to_text(static_cast<std::int64_t>(value));
}
template <market::named_enum Enum>
std::string to_text(Enum value) {
  return std::string(market::name(value));
}

// -- what a type takes, for messages: "a whole number of days, from 1 to 3650"
// ---------------------

std::string takes_number(const limits& range, std::string_view noun);
std::string takes(const bool*, const limits&);
std::string takes(const double*, const limits& range);
std::string takes(const market::money*, const limits& range);
std::string takes(const market::share*, const limits& range);
std::string takes(const market::duration*, const limits& range);
std::string takes(const moment*, const limits&);
std::string takes(const std::string*, const limits&);

template <whole_number T>
std::string takes(const T*, const limits& range) {
  return takes_number(range, "a whole number");
}
template <market::named_enum Enum>
std::string takes(const Enum*, const limits&) {
  std::string text;
  for (const std::string_view name : market::names_of<Enum>) {
    text += text.empty() ? "one of " : ", ";
    text += name;
  }
  return text;
}

/// Types that YAML writes as bare numbers or words: in quotes they are text, and refused.
template <class T>
inline constexpr bool is_bare = std::is_arithmetic_v<T> || std::same_as<T, market::money>;

}  // namespace souk::scenarios

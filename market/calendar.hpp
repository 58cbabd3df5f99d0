// Simulated time: whole seconds since 1970-01-01 00:00 UTC. Weeks start on Monday 00:00; the
// billing week ends with Sunday (rules.md, "Reading the rules").
#pragma once

#include <compare>
#include <cstdint>
#include <string>

namespace souk::market {

using second = std::int64_t;

/// A length of time in seconds; never negative in a policy.
struct duration {
  std::int64_t seconds = 0;

  constexpr auto operator<=>(const duration&) const = default;
};

inline constexpr second minute = 60;
inline constexpr second hour = 60 * minute;
inline constexpr second day = 24 * hour;
inline constexpr second week = 7 * day;

constexpr duration minutes(std::int64_t n) { return {n * minute}; }
constexpr duration hours(std::int64_t n) { return {n * hour}; }
constexpr duration days(std::int64_t n) { return {n * day}; }

constexpr second operator+(second at, duration length) { return at + length.seconds; }
constexpr second operator-(second at, duration length) { return at - length.seconds; }

constexpr std::int64_t floor_div(std::int64_t a, std::int64_t b) {
  return a / b - ((a % b != 0 && (a < 0) != (b < 0)) ? 1 : 0);
}

constexpr second start_of_day(second at) { return floor_div(at, day) * day; }

/// Monday 00:00:00 of the week of `at`; 1970-01-05 was a Monday.
constexpr second start_of_week(second at) {
  constexpr second first_monday = 4 * day;
  return floor_div(at - first_monday, week) * week + first_monday;
}

/// Monday is 0, Sunday is 6.
constexpr int weekday(second at) {
  return static_cast<int>((start_of_day(at) - start_of_week(at)) / day);
}

/// A date of the proleptic Gregorian calendar.
struct civil_date {
  int year = 1970;
  int month = 1;  // 1 to 12
  int day = 1;    // 1 to 31

  constexpr auto operator<=>(const civil_date&) const = default;
};

second to_second(civil_date date);
civil_date to_date(second at);
bool is_valid(civil_date date);

/// The first moment strictly after `at` that is the first of a month (or of a quarter) at 00:00.
second next_month(second at);
second next_quarter(second at);

/// "2024-01-31" and "2024-01-31T23:59:59Z".
std::string date_text(second at);
std::string time_text(second at);

}  // namespace souk::market

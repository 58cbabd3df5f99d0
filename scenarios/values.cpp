#include "scenarios/values.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <system_error>
#include <utility>

namespace souk::scenarios {

namespace {

constexpr std::string_view digits = "0123456789";

bool all_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of(digits) == std::string_view::npos;
}

template <class T>
bool parse_whole(std::string_view text, T& into) {
  const std::string_view bare = text.starts_with('-') ? text.substr(1) : text;
  if (!all_digits(bare) || (bare.size() > 1 && bare.front() == '0')) {
    return false;
  }
  T value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) {
    return false;
  }
  into = value;
  return true;
}

/// A decimal number times 10^decimals, where it has no more decimals than that. At most 12 digits
/// stand before the point, so that nothing overflows.
std::optional<std::int64_t> parse_decimal(std::string_view text, std::size_t decimals) {
  const bool negative = text.starts_with('-');
  text.remove_prefix(negative ? 1 : 0);
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  std::string fraction;
  if (point != std::string_view::npos) {
    fraction = text.substr(point + 1);
    if (!all_digits(fraction) || fraction.size() > decimals) {
      return std::nullopt;
    }
  }
  if (!all_digits(whole) || whole.size() > 12 || (whole.size() > 1 && whole.front() == '0')) {
    return std::nullopt;
  }
  fraction.resize(decimals, '0');
  const std::string scaled = std::string(whole) + fraction;
  std::int64_t value = 0;
  std::from_chars(scaled.data(), scaled.data() + scaled.size(), value);
  return negative ? -value : value;
}

/// value / 10^decimals in full.
std::string decimal_text(std::int64_t value, std::size_t decimals) {
  std::string text = std::to_string(value < 0 ? -value : value);
  if (text.size() <= decimals) {
    text.insert(0, decimals + 1 - text.size(), '0');
  }
  text.insert(text.size() - decimals, 1, '.');
  return (value < 0 ? "-" : "") + text;
}

struct unit_of_time {
  char letter;
  std::int64_t seconds;
};
constexpr std::array units_of_time{unit_of_time{'w', market::week}, unit_of_time{'d', market::day},
    unit_of_time{'h', market::hour}, unit_of_time{'m', market::minute}, unit_of_time{'s', 1}};

/// The number that stands in `text` at [from, from + size), inside it, or -1.
int number_at(std::string_view text, std::size_t from, std::size_t size) {
  std::int64_t value = 0;
  const std::string_view part = text.substr(from, size);
  if (!all_digits(part)) {
    return -1;
  }
  std::from_chars(part.data(), part.data() + part.size(), value);
  return static_cast<int>(value);
}

/// " from LOW to HIGH" where a range says more than the type does.
template <class Write>
std::string range_text(const limits& range, Write&& write) {
  std::string text;
  if (std::isfinite(range.low)) {
    text += ", from " + write(range.low);
  }
  if (std::isfinite(range.high)) {
    text += (text.empty() ? ", up to " : " to ") + write(range.high);
  } else if (!text.empty()) {
    text += " on";
  }
  return text;
}

std::string number_text(double value) {
  const bool is_whole = std::trunc(value) == value && std::abs(value) < 1e15;
  return is_whole ? std::to_string(static_cast<std::int64_t>(value)) : to_text(value);
}

bool is_plain_text(std::string_view text) {
  constexpr std::string_view allowed =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 _-./+&()";
  constexpr std::array taken{std::string_view{"null"}, std::string_view{"Null"},
      std::string_view{"NULL"}, std::string_view{"none"}, std::string_view{"true"},
      std::string_view{"false"}};
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  return !text.empty() && is_letter(text.front()) && text.back() != ' '
         && text.find_first_not_of(allowed) == std::string_view::npos
         && std::ranges::find(taken, text) == taken.end();
}

}  // namespace

bool parse(std::string_view text, bool& into) {
  const bool known = text == "true" || text == "false";
  into = known ? text == "true" : into;
  return known;
}

bool parse(std::string_view text, std::int64_t& into) { return parse_whole(text, into); }

bool parse(std::string_view text, std::uint64_t& into) { return parse_whole(text, into); }

bool parse(std::string_view text, double& into) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) {
    return false;
  }
  into = value;
  return true;
}

bool parse(std::string_view text, market::money& into) {
  const auto cents = parse_decimal(text, 2);
  into = cents ? market::money{*cents} : into;
  return cents.has_value();
}

bool parse(std::string_view text, market::share& into) {
  const bool in_percent = text.ends_with('%');
  const auto ppm =
      in_percent ? parse_decimal(text.substr(0, text.size() - 1), 4) : parse_decimal(text, 6);
  into = ppm ? market::share{*ppm} : into;
  return ppm.has_value();
}

bool parse(std::string_view text, market::duration& into) {
  for (const unit_of_time& unit : units_of_time) {
    std::int64_t count = 0;
    if (text.ends_with(unit.letter) && parse_whole(text.substr(0, text.size() - 1), count)
        && count >= 0 && count <= std::numeric_limits<std::int32_t>::max() * std::int64_t{100}) {
      into = {count * unit.seconds};
      return true;
    }
  }
  return false;
}

bool parse(std::string_view text, moment& into) {
  const bool whole_day = text.size() == 10;
  const bool to_second =
      text.size() == 20 && text[10] == 'T' && text[13] == ':' && text[16] == ':' && text[19] == 'Z';
  if ((!whole_day && !to_second) || text[4] != '-' || text[7] != '-') {
    return false;
  }
  const market::civil_date date{
      number_at(text, 0, 4), number_at(text, 5, 2), number_at(text, 8, 2)};
  const int hour = to_second ? number_at(text, 11, 2) : 0;
  const int minute = to_second ? number_at(text, 14, 2) : 0;
  const int second = to_second ? number_at(text, 17, 2) : 0;
  const bool is_time =
      hour >= 0 && hour <= 23 && minute >= 0 && minute <= 59 && second >= 0 && second <= 59;
  if (date.year < 1970 || !is_valid(date) || !is_time) {
    return false;
  }
  into = {market::to_second(date) + hour * market::hour + minute * market::minute + second};
  return true;
}

std::string to_text(bool value) { return value ? "true" : "false"; }

std::string to_text(std::int64_t value) { return std::to_string(value); }

std::string to_text(std::uint64_t value) { return std::to_string(value); }

std::string to_text(double value) {
  std::array<char, 32> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
  return {text.data(), end};
}

std::string to_text(market::money value) { return decimal_text(value.cents, 2); }

std::string to_text(market::share value) {
  std::string text = decimal_text(value.ppm, 4);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) {
    text.pop_back();
  }
  return text + '%';
}

std::string to_text(market::duration value) {
  // As rules.md spells them: hours up to two days, then days; never weeks.
  const auto from =
      units_of_time.begin() + (value.seconds > 0 && value.seconds < 2 * market::day ? 2 : 1);
  const auto exact = std::find_if(from, units_of_time.end(),
      [&](const unit_of_time& unit) { return value.seconds % unit.seconds == 0; });
  return std::to_string(value.seconds / exact->seconds) + exact->letter;
}

std::string to_text(moment value) { return market::time_text(value.at); }

std::string to_text(const std::string& value) {
  if (is_plain_text(value)) {
    return value;
  }
  std::string text = "\"";
  for (const char letter : value) {
    if (letter == '"' || letter == '\\') {
      text += '\\';
    }
    text += letter == '\n' ? std::string("\\n") : std::string(1, letter);
  }
  return text + '"';
}

std::string takes_number(const limits& range, std::string_view noun) {
  std::string text(noun);
  if (!range.unit.empty()) {
    text += " (" + std::string(range.unit) + ")";
  }
  return text + range_text(range, number_text);
}

std::string takes(const bool*, const limits&) { return "true or false"; }

std::string takes(const double*, const limits& range) {
  return is_share(range) ? takes(static_cast<const market::share*>(nullptr), range)
                         : takes_number(range, "a number");
}

std::string takes(const market::money*, const limits& range) {
  return "dollars with at most 2 decimals, as 12.50" + range_text(range, number_text);
}

std::string takes(const market::share*, const limits& range) {
  return "a share, as 3% or 0.03"
         + range_text(range, [](double value) { return number_text(value * 100) + '%'; });
}

std::string takes(const market::duration*, const limits& range) {
  return "a duration, as 90s, 15m, 2h, 5d or 4w" + range_text(range, [](double value) {
    return to_text(market::duration{static_cast<std::int64_t>(value)});
  });
}

std::string takes(const moment*, const limits&) {
  return "a time in UTC, as 2024-01-31 or 2024-01-31T23:59:59Z";
}

std::string takes(const std::string*, const limits&) { return "text"; }

}  // namespace souk::scenarios

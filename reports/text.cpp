#include "reports/text.hpp"

#include <array>
#include <charconv>
#include <cmath>

namespace souk::reports {

namespace {

std::uint64_t magnitude(std::int64_t number) {
  const auto bits = static_cast<std::uint64_t>(number);
  return number < 0 ? 0 - bits : bits;
}

std::string grouped_digits(std::uint64_t number) {
  const std::string digits = std::to_string(number);
  std::string text;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i != 0 && (digits.size() - i) % 3 == 0) {
      text += ',';
    }
    text += digits[i];
  }
  return text;
}

std::string cents_text(std::uint64_t cents) {
  return {'.', static_cast<char>('0' + cents / 10), static_cast<char>('0' + cents % 10)};
}

/// Three significant digits of a number from 0 to under 1000.
std::string three_digits(double number) {
  if (number >= 99.95) {
    return fixed(number, 0);
  }
  return fixed(number, number >= 9.995 ? 1 : 2);
}

std::string without_trailing_zeros(std::string text) {
  if (text.find('.') != std::string::npos) {
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') {
      text.pop_back();
    }
  }
  return text;
}

}  // namespace

std::string dollars_text(market::money amount) {
  const std::uint64_t cents = magnitude(amount.cents);
  return (amount.cents < 0 ? "-" : "") + std::to_string(cents / 100) + cents_text(cents % 100);
}

std::string dollars_grouped(market::money amount) {
  const std::uint64_t cents = magnitude(amount.cents);
  return (amount.cents < 0 ? "-$" : "$") + grouped_digits(cents / 100) + cents_text(cents % 100);
}

std::string dollars_short(market::money amount) {
  const double dollars = static_cast<double>(magnitude(amount.cents)) / 100;
  return (amount.cents < 0 ? "-$" : "$") + short_number(dollars);
}

std::string grouped(std::int64_t number) {
  return (number < 0 ? "-" : "") + grouped_digits(magnitude(number));
}

std::string short_number(double number) {
  if (!std::isfinite(number)) {
    return "-";
  }
  if (number < 0) {
    return "-" + short_number(-number);
  }
  constexpr std::array<std::string_view, 4> units{"", " k", " M", " bn"};
  std::size_t unit = 0;
  while (unit + 1 < units.size() && number >= 999.5) {
    number /= 1000;
    ++unit;
  }
  return without_trailing_zeros(three_digits(number)).append(units[unit]);
}

std::string shortest(double number) {
  if (!std::isfinite(number)) {
    return "null";
  }
  std::array<char, 64> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number).ptr;
  std::string text(buffer.data(), end);
  if (text.find_first_not_of("-0123456789") == std::string::npos) {
    text += ".0";
  }
  return text;
}

std::string p_text(double p) { return p < 0.0001 ? "<0.0001" : fixed(p, 4); }

std::string fixed(double number, int digits) {
  if (!std::isfinite(number)) {
    return "-";
  }
  std::array<char, 512> buffer{};
  const auto end = std::to_chars(
      buffer.data(), buffer.data() + buffer.size(), number, std::chars_format::fixed, digits);
  return {buffer.data(), end.ptr};
}

std::string percent_text(double part, double whole) {
  if (whole == 0 || !std::isfinite(part) || !std::isfinite(whole)) {
    return "-";
  }
  return fixed(100 * part / whole, 1) + " %";
}

std::string hex(const market::fingerprint& print) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (const std::uint64_t word : {print.high, print.low}) {
    for (int shift = 60; shift >= 0; shift -= 4) {
      text += digits[(word >> shift) & 15];
    }
  }
  return text;
}

std::string escaped(std::string_view text) {
  std::string safe;
  safe.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&':
        safe += "&amp;";
        break;
      case '<':
        safe += "&lt;";
        break;
      case '>':
        safe += "&gt;";
        break;
      case '"':
        safe += "&quot;";
        break;
      case '\'':
        safe += "&#39;";
        break;
      default:
        safe += c;
    }
  }
  return safe;
}

std::string json_in_html(std::string json) {
  constexpr std::string_view instead = "\\u003c";
  for (std::size_t at = 0; (at = json.find('<', at)) != std::string::npos; at += instead.size()) {
    json.replace(at, 1, instead);
  }
  return json;
}

std::string hex_of(std::string_view text) {
  market::fingerprint print;
  std::uint64_t so_far = text.size();
  std::uint64_t other = ~so_far;
  for (const char letter : text) {
    so_far = market::mix(so_far, static_cast<unsigned char>(letter));
    other = market::mix(other ^ so_far);
  }
  print.low = so_far;
  print.high = other;
  return hex(print);
}

}  // namespace souk::reports

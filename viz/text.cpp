#include "viz/text.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>

namespace souk::viz {
namespace {

constexpr std::array<std::string_view, 12> months{
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

/// Three significant digits without an exponent.
std::string three_digits(double value) {
  const double size = std::abs(value);
  const int digits = size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2;
  std::string text = fmt::format("{:.{}f}", value, digits);
  if (text.find('.') != std::string::npos) {
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') {
      text.pop_back();
    }
  }
  return text;
}

/// "12.3 k".
std::string scaled(double size) {
  constexpr std::array<std::string_view, 5> suffixes{"", " k", " M", " bn", " tn"};
  std::size_t step = 0;
  while (size >= 999.5 && step + 1 < suffixes.size()) {
    size /= 1000.0;
    ++step;
  }
  return three_digits(size) + std::string(suffixes[step]);
}

std::string scaled_bytes(double size) {
  constexpr std::array<std::string_view, 4> suffixes{" B", " KiB", " MiB", " GiB"};
  std::size_t step = 0;
  while (size >= 999.5 && step + 1 < suffixes.size()) {
    size /= 1024.0;
    ++step;
  }
  return three_digits(size) + std::string(suffixes[step]);
}

std::string brief_size(double size, unit of) {
  switch (of) {
    case unit::usd:
      return "$" + scaled(size);
    case unit::share:
      return three_digits(size * 100.0) + " %";
    case unit::days:
      return scaled(size) + " d";
    case unit::ratio:
    case unit::stars:
      return size < 100.0 ? fmt::format("{:.2f}", size) : scaled(size);
    case unit::per_s:
      return scaled(size) + "/s";
    case unit::bytes:
      return scaled_bytes(size);
    case unit::seconds:
      return three_digits(size) + " s";
    default:
      return scaled(size);
  }
}

std::string exact_size(double size, unit of) {
  switch (of) {
    case unit::usd:
      return dollars(std::llround(size * 100.0));
    case unit::share:
      return fmt::format("{:.2f} %", size * 100.0);
    case unit::days:
      return fmt::format("{:.1f} days", size);
    case unit::ratio:
    case unit::stars:
      return fmt::format("{:.3f}", size);
    case unit::per_s:
      return fmt::format("{:.1f}/s", size);
    case unit::bytes:
      return grouped(std::llround(size)) + " bytes";
    case unit::seconds:
      return fmt::format("{:.2f} s", size);
    case unit::connects:
      return grouped(std::llround(size)) + " Connects";
    default: {
      const double whole = std::round(size);
      return std::abs(whole - size) < 1e-9 ? grouped(static_cast<std::int64_t>(whole))
                                           : fmt::format("{:.2f}", size);
    }
  }
}

std::string minus(std::string text) { return "\xE2\x88\x92" + std::move(text); }

}  // namespace

std::string brief(double value, unit of) {
  if (!std::isfinite(value)) {
    return "-";
  }
  const std::string size = brief_size(std::abs(value), of);
  return value < 0.0 && brief_size(0.0, of) != size ? minus(size) : size;
}

std::string exact(double value, unit of) {
  if (!std::isfinite(value)) {
    return "no value";
  }
  const std::string size = exact_size(std::abs(value), of);
  return value < 0.0 && exact_size(0.0, of) != size ? minus(size) : size;
}

std::string signed_brief(double value, unit of) {
  const std::string text = brief(value, of);
  return std::isfinite(value) && value > 0.0 && text != brief(0.0, of) ? "+" + text : text;
}

std::string grouped(std::int64_t number) {
  std::string digits = std::to_string(number < 0 ? -number : number);
  for (std::size_t at = digits.size(); at > 3;) {
    at -= 3;
    digits.insert(at, ",");
  }
  return number < 0 ? minus(digits) : digits;
}

std::string dollars(std::int64_t cents) {
  const std::int64_t size = cents < 0 ? -cents : cents;
  const std::string text = fmt::format("${}.{:02}", grouped(size / 100), size % 100);
  return cents < 0 ? minus(text) : text;
}

std::string date(market::second at) {
  const market::civil_date day = market::to_date(at);
  return fmt::format(
      "{} {} {}", day.day, months[static_cast<std::size_t>(day.month - 1)], day.year);
}

std::string short_date(market::second at) {
  const market::civil_date day = market::to_date(at);
  return fmt::format("{} {}", day.day, months[static_cast<std::size_t>(day.month - 1)]);
}

std::string date_and_time(market::second at) {
  const market::second of_day = at - market::start_of_day(at);
  return fmt::format(
      "{} {:02}:{:02}", date(at), of_day / market::hour, of_day % market::hour / market::minute);
}

std::string month(market::second at) {
  const market::civil_date day = market::to_date(at);
  return fmt::format("{} {}", months[static_cast<std::size_t>(day.month - 1)], day.year);
}

}  // namespace souk::viz

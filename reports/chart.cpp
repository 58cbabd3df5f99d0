#include "reports/chart.hpp"

#include "reports/text.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace souk::reports {

namespace {

std::string date_of(double day) {
  constexpr std::array<const char*, 12> months{
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const std::string iso = market::date_text(static_cast<market::second>(day) * market::day);
  const int month = (iso[5] - '0') * 10 + (iso[6] - '0');
  return (iso[8] == '0' ? iso.substr(9, 1) : iso.substr(8, 2)) + " "
         + months[static_cast<std::size_t>(month - 1)] + " " + iso.substr(0, 4);
}

std::string dollars_of(double dollars) {
  return dollars_grouped({static_cast<std::int64_t>(std::llround(dollars * 100))});
}

std::string count_of(double number) {
  return number == std::floor(number) ? grouped(static_cast<std::int64_t>(number))
                                      : fixed(number, 1);
}

bool has_interval(const series& one, std::size_t i) {
  return i < one.low.size() && i < one.high.size() && std::isfinite(one.low[i])
         && std::isfinite(one.high[i]);
}

std::string value_in_words(const series& one, std::size_t i, unit of) {
  std::string text = in_unit(one.values[i], of);
  if (has_interval(one, i)) {
    text += " (" + in_unit(one.low[i], of) + " to " + in_unit(one.high[i], of) + ")";
  }
  return text;
}

/// "posted: from 13 to 460, at the end 351."
std::string course_in_words(const series& one, unit of) {
  double least = INFINITY, most = -INFINITY, last = NAN;
  for (const double value : one.values) {
    if (std::isfinite(value)) {
      least = std::min(least, value);
      most = std::max(most, value);
      last = value;
    }
  }
  return one.name + ": "
         + (std::isfinite(last) ? "from " + in_unit(least, of) + " to " + in_unit(most, of)
                                      + ", at the end " + in_unit(last, of)
                                : std::string("no values"))
         + ".";
}

/// "fees: design $3.20, web $4.10."
std::string values_in_words(const chart& one, const series& line) {
  std::string text;
  for (std::size_t i = 0; i < std::min(one.labels.size(), line.values.size()); ++i) {
    text += (i == 0 ? "" : ", ") + one.labels[i] + " " + value_in_words(line, i, one.y.of);
  }
  return line.name + ": " + (text.empty() ? "no values" : text) + ".";
}

}  // namespace

std::vector<double> dates(market::second start, std::int32_t first, std::size_t count) {
  std::vector<double> days(count);
  for (std::size_t i = 0; i < count; ++i) {
    days[i] = static_cast<double>(start / market::day + first + static_cast<std::int64_t>(i));
  }
  return days;
}

std::string words_of(const chart& one) {
  if (!one.words.empty()) {
    return one.words;
  }
  std::string text;
  for (const series& line : one.lines) {
    text += (text.empty() ? "" : " ")
            + (one.labels.empty() ? course_in_words(line, one.y.of) : values_in_words(one, line));
  }
  return text.empty() ? "No values." : text;
}

std::string in_unit(double number, unit of) {
  if (!std::isfinite(number)) {
    return "-";
  }
  switch (of) {
    case unit::count:
      return count_of(number);
    case unit::dollars:
      return dollars_of(number);
    case unit::share:
      return fixed(100 * number, 1) + " %";
    case unit::days:
      return short_number(number) + " days";
    case unit::date:
      return date_of(number);
    case unit::milliseconds:
      return short_number(number) + " ms";
    case unit::seconds:
      return short_number(number) + " s";
    case unit::number:
      break;
  }
  return short_number(number);
}

}  // namespace souk::reports

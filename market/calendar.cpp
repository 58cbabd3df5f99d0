#include "market/calendar.hpp"

#include <chrono>
#include <cstdio>

namespace souk::market {
namespace {

std::chrono::year_month_day to_chrono(civil_date date) {
  return {std::chrono::year{date.year}, std::chrono::month{static_cast<unsigned>(date.month)},
      std::chrono::day{static_cast<unsigned>(date.day)}};
}

second first_of_month(int year, int month) {
  const int extra_years = (month - 1) / 12;
  return to_second({year + extra_years, (month - 1) % 12 + 1, 1});
}

}  // namespace

second to_second(civil_date date) {
  return std::chrono::sys_days{to_chrono(date)}.time_since_epoch().count() * day;
}

civil_date to_date(second at) {
  const std::chrono::sys_days days{std::chrono::days{floor_div(at, day)}};
  const std::chrono::year_month_day date{days};
  return {static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())),
      static_cast<int>(static_cast<unsigned>(date.day()))};
}

bool is_valid(civil_date date) {
  return date.month >= 1 && date.month <= 12 && date.day >= 1 && to_chrono(date).ok();
}

second next_month(second at) {
  const civil_date date = to_date(at);
  return first_of_month(date.year, date.month + 1);
}

second next_quarter(second at) {
  const civil_date date = to_date(at);
  return first_of_month(date.year, (date.month - 1) / 3 * 3 + 4);
}

std::string date_text(second at) {
  const civil_date date = to_date(at);
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02d-%02d", date.year, date.month, date.day);
  return text;
}

std::string time_text(second at) {
  const auto of_day = static_cast<int>(at - start_of_day(at));
  char text[32];
  std::snprintf(
      text, sizeof text, "T%02d:%02d:%02dZ", of_day / 3600, of_day / 60 % 60, of_day % 60);
  return date_text(at) + text;
}

}  // namespace souk::market

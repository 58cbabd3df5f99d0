#include "viz/policy_panel.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <concepts>
#include <utility>

namespace souk::viz {
namespace {

constexpr std::array<std::pair<char, market::second>, 5> lengths{std::pair{'w', market::week},
    {'d', market::day}, {'h', market::hour}, {'m', market::minute}, {'s', 1}};

template <class Value>
void compare(const Value& before, const Value& after, const std::string& path,
    std::vector<policy_difference>& found) {
  if constexpr (market::described<Value> && !std::same_as<Value, market::category_fee>) {
    const auto one_by_one = [&](const auto&... knob) {
      (compare(before.*(knob.member), after.*(knob.member),
           path.empty() ? std::string(knob.name) : path + "." + std::string(knob.name), found),
          ...);
    };
    std::apply(one_by_one, Value::knobs());
  } else if (!(before == after) && path != "name") {
    found.push_back({path, knob_text(before), knob_text(after)});
  }
}

}  // namespace

std::vector<policy_difference> differences(
    const market::policy& before, const market::policy& after) {
  std::vector<policy_difference> found;
  compare(before, after, "", found);
  return found;
}

std::string knob_text(std::int32_t value) { return std::to_string(value); }
std::string knob_text(double value) { return fmt::format("{}", value); }
std::string knob_text(bool value) { return value ? "true" : "false"; }
std::string knob_text(const std::string& value) { return value; }
std::string knob_text(market::money value) {
  const std::int64_t size = value.cents < 0 ? -value.cents : value.cents;
  return fmt::format("{}{}.{:02}", value.cents < 0 ? "-" : "", size / 100, size % 100);
}
std::string knob_text(market::share value) {
  return fmt::format("{}%", static_cast<double>(value.ppm) / 10'000.0);
}
std::string knob_text(market::duration value) {
  for (const auto& [letter, length] : lengths) {
    // Days before weeks, as policies are written.
    if (letter != 'w' && value.seconds != 0 && value.seconds % length == 0) {
      return fmt::format("{}{}", value.seconds / length, letter);
    }
  }
  return fmt::format("{}s", value.seconds);
}
std::string knob_text(market::fee_basis value) { return std::string(market::name(value)); }
std::string knob_text(const market::review_time& value) {
  return value.max ? fmt::format("{{ median: {}, max: {} }}", knob_text(value.median),
                         knob_text(*value.max))
                   : knob_text(value.median);
}
std::string knob_text(const market::category_fee& value) {
  return fmt::format("{{ category: {}, fee: {} }}", value.category, knob_text(value.fee));
}

bool parse_duration(std::string_view text, market::duration& into) {
  std::int64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [stopped, wrong] = std::from_chars(text.data(), end, number);
  if (wrong != std::errc() || stopped + 1 != end || number < 0) {
    return false;
  }
  for (const auto& [letter, length] : lengths) {
    if (*stopped == letter && number <= 4'000'000'000 / length) {
      into = {number * length};
      return true;
    }
  }
  return false;
}

}  // namespace souk::viz

// Policy: every value of the rules with its unit, range and rule; changed values are tried from now
// on, or in a second future beside the first.
#pragma once

#include "viz/panel.hpp"
#include "viz/view.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace souk::viz {

/// A value that differs, as `--set policy.PATH=VALUE` would write it.
struct policy_difference {
  std::string path, before, after;

  bool operator==(const policy_difference&) const = default;
};

/// In the order of the file; the name is no difference.
std::vector<policy_difference> differences(
    const market::policy& before, const market::policy& after);

/// A value as YAML: "3%", "10h", "[10, 20]", "none".
std::string knob_text(std::int32_t value);
std::string knob_text(double value);
std::string knob_text(bool value);
std::string knob_text(const std::string& value);
std::string knob_text(market::money value);
std::string knob_text(market::share value);
std::string knob_text(market::duration value);
std::string knob_text(market::fee_basis value);
std::string knob_text(const market::review_time& value);
std::string knob_text(const market::category_fee& value);
template <class Value>
std::string knob_text(const std::optional<Value>& value) {
  return value ? knob_text(*value) : "none";
}
template <class Value>
std::string knob_text(const market::step<Value>& value) {
  return "[" + knob_text(value.up_to) + ", " + knob_text(value.value) + "]";
}
template <class Value>
std::string knob_text(const std::vector<Value>& values) {
  std::string text;
  for (const Value& one : values) {
    text += (text.empty() ? "" : ", ") + knob_text(one);
  }
  return "[" + text + "]";
}

/// Reads what knob_text writes of a length of time: "90s", "15m", "2h", "5d", "4w".
bool parse_duration(std::string_view text, market::duration& into);

std::unique_ptr<panel> make_policy_panel();

}  // namespace souk::viz

#include "reports/guard.hpp"

#include "scenarios/mistakes.hpp"
#include "scenarios/values.hpp"

#include <cmath>
#include <limits>
#include <stdexcept>

namespace souk::reports {

namespace {

std::string_view trimmed(std::string_view text) {
  const std::size_t from = std::min(text.find_first_not_of(' '), text.size());
  text.remove_prefix(from);
  return text.substr(0, text.find_last_not_of(' ') + 1);
}

std::optional<double> number_in(std::string_view text, bool& relative) {
  relative = text.ends_with('%');
  text.remove_suffix(relative ? 1 : 0);
  double value = 0.0;
  if (!scenarios::parse(trimmed(text), value)) {
    return std::nullopt;
  }
  return relative ? value / 100.0 : value;
}

/// The interval of a difference as the guard measures it.
std::optional<bounds> measured(const guard& one, const paired_effect& effect) {
  if (!effect.ci95 || !one.relative) {
    return effect.ci95;
  }
  const double level = std::abs(effect.mean_a);
  return level == 0.0 ? std::nullopt
                      : std::optional(bounds{effect.ci95->low / level, effect.ci95->high / level});
}

guard_verdict judge(const guard& one, const std::string& policy, const paired_effect& effect) {
  guard_verdict verdict{one.text, policy, effect.difference, false, false};
  if (one.relative) {
    const double unknown = effect.difference > 0.0 ? std::numeric_limits<double>::infinity()
                                                   : -std::numeric_limits<double>::infinity();
    verdict.found = effect.relative.value_or(unknown);
  }
  const auto holds = [&](double value) {
    return one.at_least ? value >= one.value : value <= one.value;
  };
  verdict.holds = holds(verdict.found);
  if (const std::optional<bounds> interval = measured(one, effect)) {
    verdict.is_certain =
        holds(interval->low) == verdict.holds && holds(interval->high) == verdict.holds;
  }
  return verdict;
}

}  // namespace

std::optional<guard> parse_guard(std::string_view text, std::string& why) {
  const std::size_t sign = text.find_first_of("<>");
  if (sign == std::string_view::npos || text.substr(sign + 1, 1) != "=") {
    why = "no >= or <= in it; as 'newcomers_hired_28d >= -2%'";
    return std::nullopt;
  }
  guard one;
  one.text = std::string(text);
  one.at_least = text[sign] == '>';
  const std::string_view name = trimmed(text.substr(0, sign));
  const auto what = market::from_name<outcome>(name);
  if (!what) {
    why = "no outcome " + scenarios::in_quotes(name) + "; "
          + scenarios::suggestion(
              name, {market::names_of<outcome>.begin(), market::names_of<outcome>.end()});
    return std::nullopt;
  }
  one.what = *what;
  const std::string_view number = trimmed(text.substr(sign + 2));
  const auto value = number_in(number, one.relative);
  if (!value) {
    why = scenarios::in_quotes(number) + " is no number; as -2% (of the first policy's) or 0.01";
    return std::nullopt;
  }
  one.value = *value;
  return one;
}

std::vector<guard> guards_of(const comparison& of) {
  std::vector<guard> guards;
  std::string why;
  for (const std::string& text : of.guards) {
    const std::optional<guard> one = parse_guard(text, why);
    if (!one) {
      throw std::invalid_argument(text + ": " + why);
    }
    guards.push_back(*one);
  }
  return guards;
}

std::vector<guard_verdict> judge(const comparison& of, const std::vector<guard>& guards) {
  std::vector<guard_verdict> verdicts;
  const std::vector<policy_effects> effects = effects_of(of);
  for (const guard& one : guards) {
    for (std::size_t policy = 1; policy < of.policies.size(); ++policy) {
      const auto& outcomes = effects[policy - 1].outcomes;
      verdicts.push_back(judge(
          one, of.policies[policy].name, outcomes[static_cast<std::size_t>(one.what)].effect));
    }
  }
  return verdicts;
}

}  // namespace souk::reports

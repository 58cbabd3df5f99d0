#include "cli/command_text.hpp"

#include "scenarios/policy_file.hpp"
#include "scenarios/shipped.hpp"
#include "scenarios/writer.hpp"

#include <algorithm>
#include <string_view>

namespace souk::cli {

namespace {

std::string quoted(const std::string& word) {
  constexpr std::string_view plain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./,=:%+@";
  if (!word.empty() && word.find_first_not_of(plain) == std::string::npos) {
    return word;
  }
  std::string text = "'";
  for (const char c : word) {
    text += c == '\'' ? std::string("'\\''") : std::string(1, c);
  }
  return text + "'";
}

std::string command_of(std::string_view verb, const simulation_options& options) {
  std::string text = "souk " + std::string(verb) + ' ' + quoted(options.scenario);
  if (options.policy) {
    text += " --policy " + quoted(*options.policy);
  }
  for (const std::string& setting : options.settings) {
    text += " --set " + quoted(setting);
  }
  if (options.seed) {
    text += " --seed " + std::to_string(*options.seed);
  }
  if (options.days) {
    text += " --days " + std::to_string(*options.days);
  }
  return text;
}

/// As briefly as a file could say it: a preset's name, and what differs.
std::string policy_text(const market::policy& terms) {
  if (scenarios::find_shipped("policy", terms.name) == nullptr) {
    return scenarios::flow_of_changes(terms, market::policy{});
  }
  const market::policy preset = scenarios::load_policy(terms.name);
  return terms == preset ? terms.name
                         : "{ based_on: " + terms.name + ","
                               + scenarios::flow_of_changes(terms, preset).substr(1);
}

std::string turn_text(const observe::policy_since& turn, market::second window) {
  const market::second after = turn.from - window;
  const market::second into_day = ((after % market::day) + market::day) % market::day;
  std::string text = "{ day: " + std::to_string((after - into_day) / market::day);
  if (into_day != 0) {
    text += ", after: " + scenarios::flow(market::duration{into_day});
  }
  return text + ", policy: " + policy_text(turn.terms) + " }";
}

}  // namespace

std::string command_text(const simulation_options& options) { return command_of("run", options); }

std::string command_text(const dash_options& options, const observe::snapshot& shown) {
  simulation_options told = options;
  const auto of_turns = [](const std::string& one) { return one.starts_with("policy_turns="); };
  std::string turns;
  for (std::size_t i = 1; i < shown.policies->size(); ++i) {
    turns += (turns.empty() ? "" : ", ")
             + turn_text(
                 (*shown.policies)[i], shown.what->start + shown.what->burn_in_days * market::day);
  }
  if (!turns.empty()) {
    std::erase_if(told.settings, of_turns);
    told.settings.push_back("policy_turns=[" + turns + "]");
  }
  return command_of("dash", told) + " --at " + std::to_string(shown.day());
}

}  // namespace souk::cli

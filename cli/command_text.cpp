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

/// What options change of a scenario.
std::string changes_of(const simulation_options& options) {
  std::string text;
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

std::string command_of(std::string_view verb, const simulation_options& options) {
  return "souk " + std::string(verb) + ' ' + quoted(options.scenario)
         + (options.policy ? " --policy " + quoted(*options.policy) : "") + changes_of(options);
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

std::string command_text(const compare_options& options) {
  std::string text = "souk compare " + quoted(options.scenario);
  const auto add = [&](const char* option, const std::string& value) {
    text += ' ' + std::string(option) + ' ' + quoted(value);
  };
  for (const std::string& one : options.policies) {
    add("--policy", one);
  }
  for (const std::string& one : options.arms) {
    add("--arm", one);
  }
  text += changes_of(options);
  add("--replications", std::to_string(options.replications));
  if (options.from_start) {
    text += " --from-start";
  }
  if (options.precision != compare_options().precision) {
    add("--precision", scenarios::flow(options.precision));
  }
  if (options.naive_share) {
    add("--naive-ab", scenarios::flow(*options.naive_share));
    add("--unit", options.naive_unit);
  }
  for (const std::string& one : options.guards) {
    add("--guard", one);
  }
  if (options.person) {
    add("--person", std::to_string(*options.person));
  }
  return text;
}

std::string command_text(const sweep_options& options) {
  return "souk sweep " + quoted(options.experiment)
         + (options.replications ? " --replications " + std::to_string(*options.replications) : "");
}

std::string command_text(const study_options& options) {
  constexpr std::string_view store = "/run.sqlite";
  std::string text = "souk study newcomers";
  for (const std::string& run : options.runs) {
    text += ' ' + quoted(run.ends_with(store) ? run.substr(0, run.size() - store.size()) : run);
  }
  text += options.by == study_options().by ? "" : " --by " + quoted(options.by);
  return text + (options.pool ? " --pool" : "");
}

std::string command_text(const load_options& options) {
  std::string text = "souk load " + quoted(options.plan);
  const auto add = [&](const char* option, const std::optional<std::string>& value) {
    text += value ? ' ' + std::string(option) + ' ' + quoted(*value) : "";
  };
  add("--target", options.target);
  add("--binding", options.binding);
  for (const std::string& host : options.allowed_hosts) {
    add("--allow-host", host);
  }
  if (options.max_rate) {
    add("--max-rate", scenarios::flow(*options.max_rate));
  }
  add("--ca", options.ca);
  return text;
}

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

// A scenario: who there is, how they decide, under which policy, from when and for how long. Plain
// data; all of it can be given in a file or set by its path (`--set population.clients=5000`).
//
// A scenario file gives the keys that it changes; all others are those of the scenario that
// `based_on` names, a shipped one or a file beside it, and the values written here where it names
// none.
#pragma once

#include "market/policy.hpp"
#include "people/intervention.hpp"
#include "people/parameters.hpp"
#include "scenarios/interventions.hpp"
#include "scenarios/policy_file.hpp"
#include "scenarios/values.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace souk::scenarios {

/// A whole number of days, written as a number or as a duration: 365, 365d, 52w.
struct day_count {
  std::int32_t days = 0;

  auto operator<=>(const day_count&) const = default;
};
bool parse(std::string_view text, day_count& into);
std::string to_text(day_count value);
std::string takes(const day_count*, const limits& range);
inline double magnitude(day_count value) { return value.days; }

/// 2021-01-04, a Monday.
inline constexpr market::second default_start = 1'609'718'400;

/// Another policy for everybody, from the beginning of a day of the window on.
struct policy_turn {
  std::int32_t day = 0;
  market::duration after;
  market::policy policy;

  /// Seconds after the window's first.
  market::second offset() const { return day * market::day + after.seconds; }

  bool operator==(const policy_turn&) const = default;
  static constexpr auto knobs() {
    using s = policy_turn;
    return std::tuple{market::knob{"day", &s::day, "day", -36'500, 36'500, "",
                          "of the window, from 0: its first; below 0 in the burn-in"},
        market::knob{
            "after", &s::after, "duration", 0, market::day - 1, "", "how far into the day"},
        market::knob{"policy", &s::policy, "", 0, 0, "rules.md",
            "a preset, a file, or a map with what it changes"}};
  }
};

struct scenario : people::people_parameters {
  std::string name = "scenario";
  std::uint64_t seed = 1;
  moment start{default_start};
  day_count burn_in{364};
  day_count days{365};
  market::duration epoch = market::hours(1);
  market::policy policy;
  std::vector<policy_turn> policy_turns;
  std::vector<people::intervention> interventions;

  market::second begins() const { return start.at; }
  market::second window_begins() const { return start.at + burn_in.days * market::day; }
  market::second ends() const { return window_begins() + days.days * market::day; }

  bool operator==(const scenario&) const = default;
  static constexpr auto knobs() {
    using s = scenario;
    using people = people::people_parameters;
    using market::knob;
    return std::tuple{knob{"name", &s::name, "", 0, 0, "", "name of the scenario"},
        knob{"seed", &s::seed, "", 0, market::no_limit, "", "of all luck"},
        knob{"start", &s::start, "time", 0, 0, "", "when the simulation begins, at 00:00:00 UTC"},
        knob{"burn_in", &s::burn_in, "days", 0, 36500, "",
            "simulated first, and left out of counts and moments"},
        knob{"days", &s::days, "days", 1, 36500, "", "measured after the burn-in"},
        knob{"epoch", &s::epoch, "duration", 60, 86400, "",
            "what happens in an epoch becomes visible at its end; divides a day"},
        knob{"policy", &s::policy, "", 0, 0, "rules.md",
            "a preset, a file, or a map with what it changes of the policy that based_on names"},
        knob{"policy_turns", &s::policy_turns, "", 0, 0, "",
            "other policies that everybody lives under later on"},
        knob{"population", &people::population, "", 0, 0, "", "who there is"},
        knob{"freelancers", &people::freelancers, "", 0, 0, "", "how freelancers decide"},
        knob{"clients", &people::clients, "", 0, 0, "", "how clients decide"},
        knob{"work", &people::work, "", 0, 0, "", "what befalls a contract"},
        knob{"interventions", &s::interventions, "", 0, 0, "",
            "what is done to some of the people, to see what it changes"}};
  }
};

/// A shipped scenario by its name, or a file by its path. Throws bad_input.
scenario load_scenario(std::string_view name_or_file);

/// Reads a whole document of kind scenario. Throws bad_input with every mistake of it.
scenario read_scenario(document doc);

/// Changes values by their paths, in their order. Throws bad_input with all that is wrong.
void apply_settings(scenario& value, std::span<const setting> settings);

/// What is wrong with values that are each fine on their own.
std::vector<complaint> check(const scenario& value);

}  // namespace souk::scenarios

#include "scenarios/scenario.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <utility>

namespace souk::scenarios {

namespace {

using complaints = std::vector<complaint>;

void check_time(const scenario& value, complaints& into) {
  if (value.start.at % market::day != 0) {
    into.push_back(
        {"start", "start is " + to_text(value.start), "the beginning of a day, 00:00:00"});
  }
  if (value.epoch.seconds <= 0 || market::day % value.epoch.seconds != 0) {
    into.push_back({"epoch", "epoch is " + to_text(value.epoch),
        "a duration that divides a day, as 5m or 1h"});
  }
  if (value.ends() > std::numeric_limits<std::uint32_t>::max()) {
    into.push_back(
        {"days", "the simulation ends after the year 2105", "fewer days, or an earlier start"});
  }
}

/// Names of a list's items must be there, and different.
template <class List>
void check_names(const List& items, const std::string& path, complaints& into) {
  for (std::size_t i = 0; i < items.size(); ++i) {
    const std::string at = path + '[' + std::to_string(i) + ']';
    const auto same = [&](const auto& other) { return other.name == items[i].name; };
    if (items[i].name.empty()) {
      into.push_back({at, at + " has no name", "`name: ...` in each"});
    } else if (std::any_of(items.begin(), items.begin() + static_cast<std::ptrdiff_t>(i), same)) {
      into.push_back(
          {at + ".name", "the name " + in_quotes(items[i].name) + " again", "different names"});
    }
  }
}

template <class List, class Weight>
void check_weights(const List& items, Weight weight, const std::string& path, std::string_view key,
    complaints& into) {
  if (std::ranges::none_of(items, [&](const auto& item) { return item.*weight > 0; })) {
    into.push_back(
        {path, path + " has no " + std::string(key) + " above 0", "at least one with a weight"});
  }
}

void check_skills(
    const people::category_parameters& category, const std::string& path, complaints& into) {
  std::vector<std::string> skills = category.skills;
  std::ranges::sort(skills);
  const bool again = std::ranges::adjacent_find(skills) != skills.end();
  if (skills.empty() || again || skills.front().empty() || skills.size() > 255) {
    into.push_back(
        {path, path + (again ? " has a skill twice" : " has no or empty skills, or over 255"),
            "a list of different words, the most wanted first"});
  }
}

void check_population(const people::population_parameters& population, complaints& into) {
  const std::string categories = "population.categories";
  const std::string countries = "population.countries";
  check_names(population.categories, categories, into);
  check_names(population.countries, countries, into);
  using category = people::category_parameters;
  check_weights(population.categories, &category::job_share, categories, "job_share", into);
  check_weights(
      population.categories, &category::freelancer_share, categories, "freelancer_share", into);
  using country = people::country_parameters;
  check_weights(
      population.countries, &country::freelancer_share, countries, "freelancer_share", into);
  check_weights(population.countries, &country::client_share, countries, "client_share", into);
  for (std::size_t i = 0; i < population.categories.size(); ++i) {
    check_skills(population.categories[i], categories + '[' + std::to_string(i) + "].skills", into);
  }
}

/// Pairs of values of which the first may not be above the second, and shares that make up at
/// most 1.
void check_pairs(const scenario& value, complaints& into) {
  const auto ordered = [&](const std::string& path, double low, std::string_view other,
                           double high) {
    if (low > high) {
      into.push_back({path, path + " is " + to_text(low),
          "at most " + std::string(other) + ", " + to_text(high)});
    }
  };
  const auto& needs = value.clients.needs;
  const auto& nature = value.freelancers.nature;
  const auto& bid = value.freelancers.bid;
  ordered("clients.needs.budget_low", needs.budget_low, "budget_high", needs.budget_high);
  ordered(
      "clients.needs.entry_share", needs.entry_share, "1 - expert_share", 1 - needs.expert_share);
  ordered("freelancers.nature.expert", nature.expert, "1 - intermediate", 1 - nature.intermediate);
  ordered("freelancers.nature.activity_least", nature.activity_least, "activity_most",
      nature.activity_most);
  ordered("freelancers.bid.newcomer_low", bid.newcomer_low, "newcomer_high", bid.newcomer_high);
}

void check_turns(const scenario& value, complaints& into) {
  for (std::size_t i = 0; i < value.policy_turns.size(); ++i) {
    const std::string path = "policy_turns[" + std::to_string(i) + "]";
    const policy_turn& turn = value.policy_turns[i];
    if (turn.offset() <= -value.burn_in.days * market::day) {
      into.push_back({path + ".day", path + ".day is " + std::to_string(turn.day),
          "after the scenario's first second; what holds from there on is its `policy`"});
    }
    if (i > 0 && turn.offset() <= value.policy_turns[i - 1].offset()) {
      into.push_back({path + ".day", path + ".day is " + std::to_string(turn.day),
          "turns rise in time: day " + std::to_string(value.policy_turns[i - 1].day)
              + " comes before"});
    }
    for (complaint& one : check(turn.policy)) {
      into.push_back({path + ".policy." + one.path, path + ": " + one.wrong, one.right});
    }
  }
}

}  // namespace

complaints check(const scenario& value) {
  complaints found;
  if (!is_name(value.name)) {
    found.push_back({"name", "name is " + in_quotes(value.name), name_takes});
  }
  check_time(value, found);
  check_population(value.population, found);
  check_pairs(value, found);
  check_turns(value, found);
  for (complaint& one : check(value.policy)) {
    one.path = "policy." + one.path;
    one.wrong = "policy: " + one.wrong;
    found.push_back(std::move(one));
  }
  for (complaint& one : check(value.interventions, value.population, value.policy)) {
    found.push_back(std::move(one));
  }
  return found;
}

}  // namespace souk::scenarios

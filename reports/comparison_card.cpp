#include "reports/comparison_card.hpp"

#include "reports/simulation_card.hpp"
#include "reports/text.hpp"

#include <algorithm>
#include <iterator>

namespace souk::reports {

namespace {

std::string worlds_text(const comparison& of) {
  return of.from_start ? "each policy from second 0"
                       : "one past under the scenario's policy; they part when the burn-in ends";
}

/// One for the states in which all worlds end.
std::string hash_of_worlds(const comparison& of) {
  std::string all;
  for (const replication& run : of.runs) {
    for (const world_outcome& world : run.worlds) {
      all += world.state_hash + "\n";
    }
  }
  return hex_of(all);
}

}  // namespace

std::vector<fact> card_of(const comparison& of) {
  std::vector<fact> card{{"Scenario", {of.scenario}}};
  for (const compared_policy& policy : of.policies) {
    card.push_back({"Policy " + policy.name, {policy.choice}, look::code});
  }
  card.push_back({"Overrides", {overrides_text(of.overrides)}, look::code});
  card.push_back(
      {"Days", {std::to_string(of.burn_in_days) + " of burn-in, then " + std::to_string(of.days)}});
  card.push_back({"Worlds", {worlds_text(of)}});
  card.push_back({"Seeds",
      {std::to_string(of.runs.front().seed) + " to " + std::to_string(of.runs.back().seed)}});
  if (!of.command.empty()) {
    card.push_back({"Command", {of.command}, look::code});
  }
  card.push_back({"souk", {"version " + of.version}});
  card.push_back({"State hash", {hash_of_worlds(of), " over those of all worlds (runs.csv)"}});
  std::ranges::move(simulation_facts(" and of lent machines"), std::back_inserter(card));
  return card;
}

}  // namespace souk::reports

#include "cli/compared_arms.hpp"

#include "scenarios/policy_file.hpp"
#include "scenarios/writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <string_view>

namespace souk::cli {

namespace {

constexpr std::string_view of_policy = "policy.";

/// What makes worlds a pair.
constexpr std::array<std::string_view, 9> shared_by_all{"name", "seed", "start", "burn_in", "days",
    "population.freelancers", "population.clients", "population.categories",
    "population.countries"};

std::vector<scenarios::setting> settings_of_policies(const compare_options& options) {
  std::vector<scenarios::setting> settings;
  for (const std::string& text : options.settings) {
    settings.push_back(scenarios::parse_setting(text, "--set"));
  }
  std::erase_if(settings, [](const auto& one) { return !one.path.starts_with(of_policy); });
  return settings;
}

/// A policy with what --set changes of it.
compared_arm arm_of_policy(
    const std::string& choice, const compare_options& options, const scenarios::scenario& common) {
  scenarios::scenario under = common;
  under.policy = scenarios::load_policy(choice);
  scenarios::apply_settings(under, settings_of_policies(options));
  return {under.policy.name, choice, under.policy, std::nullopt};
}

void demand_pairable(const scenarios::setting& one, const std::string& arm) {
  const bool shared = std::ranges::any_of(shared_by_all, [&](std::string_view path) {
    return one.path == path
           || (one.path.starts_with(path)
               && std::string_view(".[").find(one.path[path.size()]) != std::string_view::npos);
  });
  if (shared) {
    throw usage_error(
        fmt::format("--arm {}: {} is the same in all arms, whose people are paired; "
                    "change it for all with --set",
            arm, one.path));
  }
}

/// "dearer: policy=seed, policy.fees.client=3%, clients.choosing.risk=0.4".
compared_arm arm_of_text(
    const std::string& text, const compare_options& options, const scenarios::scenario& common) {
  const std::size_t colon = text.find(':');
  const std::string name = text.substr(0, colon);
  if (colon == std::string::npos || !scenarios::is_name(name)) {
    throw usage_error("--arm " + scenarios::in_quotes(text) +
                      " has no name before a colon; as 'dear: policy=seed, "
                      "policy.fees.client=3%, clients.choosing.risk=0.4'");
  }
  scenarios::scenario own = common;
  std::vector<scenarios::setting> settings;
  for (const std::string& part : scenarios::split_at_commas(text.substr(colon + 1))) {
    const std::size_t begins = std::min(part.find_first_not_of(' '), part.size());
    scenarios::setting one = scenarios::parse_setting(part.substr(begins), "--arm " + name);
    demand_pairable(one, name);
    if (one.path == "policy") {
      own.policy = scenarios::load_policy(one.value);
      scenarios::apply_settings(own, settings_of_policies(options));
    } else {
      settings.push_back(std::move(one));
    }
  }
  scenarios::apply_settings(own, settings);
  compared_arm arm{name, text, own.policy, std::nullopt};
  own.policy = common.policy;  // the burn-in's
  if (own != common) {
    arm.own = std::move(own);
  }
  return arm;
}

void name_apart(std::vector<compared_arm>& arms) {
  std::map<std::string, int> seen;
  for (compared_arm& arm : arms) {
    const int times = ++seen[arm.name];
    arm.name = times == 1 ? arm.name : fmt::format("{}#{}", arm.name, times);
  }
}

/// A scenario as an arm lives in it; names are no rule.
scenarios::scenario whole(const compared_arm& arm, const scenarios::scenario& common) {
  scenarios::scenario all = arm.own.value_or(common);
  all.policy = market::policy{};
  return all;
}

}  // namespace

std::vector<compared_arm> arms_of(
    const compare_options& options, const scenarios::scenario& common) {
  std::vector<compared_arm> arms;
  for (const std::string& choice : options.policies) {
    arms.push_back(arm_of_policy(choice, options, common));
  }
  for (const std::string& text : options.arms) {
    arms.push_back(arm_of_text(text, options, common));
  }
  if (arms.size() < 2) {
    throw usage_error(
        "compares at least two policies or arms; as --policy "
        "upwork-2022 --policy flat10-2023");
  }
  const bool any_own =
      std::ranges::any_of(arms, [](const compared_arm& arm) { return arm.own.has_value(); });
  if (any_own && options.naive_share) {
    throw usage_error(
        "--naive-ab puts two policies into one market; an --arm "
        "that changes the scenario has a "
        "market of its own");
  }
  name_apart(arms);
  return arms;
}

std::vector<reports::compared_policy> described(
    const std::vector<compared_arm>& arms, const scenarios::scenario& common) {
  std::vector<reports::compared_policy> all;
  const compared_arm& first = arms.front();
  for (const compared_arm& arm : arms) {
    std::vector<scenarios::difference> changes =
        scenarios::differences(whole(first, common), whole(arm, common));
    market::policy alike = arm.terms;
    alike.name = first.terms.name;
    for (scenarios::difference& one : scenarios::differences(first.terms, alike)) {
      changes.push_back(std::move(one));
    }
    all.push_back(
        {arm.name, arm.choice, std::move(changes), "kind: policy\n" + scenarios::block(arm.terms)});
  }
  return all;
}

}  // namespace souk::cli

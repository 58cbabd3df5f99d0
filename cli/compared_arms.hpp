// What is compared: policies, and arms that may also change the scenario.
#pragma once

#include "cli/options.hpp"
#include "market/policy.hpp"
#include "reports/comparison.hpp"
#include "scenarios/scenario.hpp"

#include <optional>
#include <string>
#include <vector>

namespace souk::cli {

struct compared_arm {
  std::string name;    // a, a#2
  std::string choice;  // as given
  market::policy terms;
  std::optional<scenarios::scenario> own;  // where it is not the common one
};

/// Those of --policy, then those of --arm. What --set says holds for all,
/// unless an arm says otherwise. Throws usage_error and scenarios::bad_input;
/// also for an arm whose worlds would have other people, days or seeds, which
/// nothing could be paired with.
std::vector<compared_arm> arms_of(
    const compare_options& options, const scenarios::scenario& common);

/// Each with what differs from the first, in its scenario and its policy.
std::vector<reports::compared_policy> described(
    const std::vector<compared_arm>& arms, const scenarios::scenario& common);

}  // namespace souk::cli

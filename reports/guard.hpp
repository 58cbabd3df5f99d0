// A guardrail: what an outcome's difference may not fall short of ("newcomers_hired_28d >= -2%").
#pragma once

#include "reports/comparison.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace souk::reports {

/// OUTCOME >= VALUE or OUTCOME <= VALUE. With % the relative difference is meant, without the
/// difference in the outcome's unit.
struct guard {
  std::string text;
  outcome what = outcome::platform_revenue;
  bool at_least = true;
  double value = 0.0;
  bool relative = false;
};

/// What is wrong with a text that is no guard goes to `why`.
std::optional<guard> parse_guard(std::string_view text, std::string& why);

/// Those that a comparison was given. Throws std::invalid_argument for a text that is none.
std::vector<guard> guards_of(const comparison& of);

struct guard_verdict {
  std::string text;
  std::string policy;
  double found = 0.0;       // as the guard measures it
  bool holds = false;       // of the mean
  bool is_certain = false;  // the whole 95 % interval is on the side of the verdict
};

/// Each guard for each policy but the first.
std::vector<guard_verdict> judge(const comparison& of, const std::vector<guard>& guards);

}  // namespace souk::reports

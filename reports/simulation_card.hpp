// What the simulation card of every page says alike: on what machines the figures come out so, by
// what the market was calibrated, and what it assumes.
#pragma once

#include "reports/page.hpp"

#include <string>
#include <vector>

namespace souk::reports {

/// Machine, Calibrated and Assumed. `more` goes on about the machine ("" or "; ...").
std::vector<fact> simulation_facts(const std::string& more);

/// "a=1, b=2", or "none".
std::string overrides_text(const std::vector<std::pair<std::string, std::string>>& overrides);

}  // namespace souk::reports

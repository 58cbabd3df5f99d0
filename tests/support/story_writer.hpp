// A script as a story of contract.md, so that `souk check` can do again what a test has found.
#pragma once

#include "tests/support/market_script.hpp"

#include <string>

namespace souk::testing {

/// The steps as they were done on a market (`play`), and at the end everything that the auditor
/// expects. A rejected step that no story can tell (it names a thing that never was, and is
/// rejected for something else) is left out: it changed nothing.
std::string story_of(
    const market_script& told, const naive_auditor& expected, const std::string& title);

/// Shortens a script of which something does not hold, and tells it: what does not, and the story.
std::string told_failure(market_script told, const market::policy& believed);

}  // namespace souk::testing

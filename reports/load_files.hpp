// What a load test says to programs: load.json for scripts (contract.md), JUnit for continuous
// integration, and figures for Prometheus while it runs.
#pragma once

#include "observe/load_measures.hpp"

#include <string>

namespace souk::reports {

std::string load_json(const observe::load_test& test);

/// violations.json: what the oracle found, the first of each kind.
std::string violations_json(const observe::load_test& test);

/// The figures of a test that runs, in the text format of Prometheus. All phases count.
std::string load_metrics(const observe::load_test& test);

/// Each threshold as a test case.
std::string load_junit(const observe::load_test& test);

}  // namespace souk::reports

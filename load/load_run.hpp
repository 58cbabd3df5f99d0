// Carries out a load plan: people go through their flows, over lines to the backend, on one thread.
#pragma once

#include "load/judged_run.hpp"
#include "load/lines.hpp"
#include "observe/load_measures.hpp"
#include "scenarios/binding.hpp"
#include "scenarios/plan.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace souk::load {

/// How far a test is, ten times a second.
struct load_progress {
  double now = 0, end = 0;  // s since the test began; when its last stage ends
  std::uint64_t requests = 0, errors = 0, violations = 0;  // in the phases that count
  const observe::load_test* so_far = nullptr;              // of full seconds
};

struct load_run_options {
  /// Called ten times a second on the thread of the run; false ends the test.
  std::function<bool(const load_progress&)> look;
  /// What time it is, in microseconds since 1970: names what bound flows make at a backend that
  /// has no reset.
  std::int64_t wall_micros = 0;
};

/// Runs the plan to its end. Throws backend_error where the backend cannot be reached at all.
observe::load_test run_plan(
    const scenarios::plan& of, const target& to, const load_run_options& options);

/// The same of a plan with steps that speak by a binding, whose answers are held against the rules.
/// Stories of violations are written into `stories` as they are found ("": nowhere).
judged_run run_bound_plan(const scenarios::plan& of, const scenarios::binding& binding,
    const target& to, const std::string& stories, const load_run_options& options);

/// What a threshold is about, in its unit.
double measured(const scenarios::threshold& one, const observe::load_test& test);

/// Judges all thresholds of a plan on a finished test.
std::vector<observe::threshold_result> judge(
    const std::vector<scenarios::threshold>& all, const observe::load_test& test);

}  // namespace souk::load

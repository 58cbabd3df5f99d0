#include "load/load_run.hpp"

#include <fmt/format.h>

namespace souk::load {

namespace {

using scenarios::load_measure;

std::string shown(load_measure measure, double value) {
  switch (measure) {
    case load_measure::quantile:
    case load_measure::mean:
    case load_measure::max:
      return fmt::format("{:.3f} ms", value * 1e-6);
    case load_measure::errors:
    case load_measure::delivered:
      return fmt::format("{:.4g} %", value * 100);
    case load_measure::rate:
      return fmt::format("{:.1f}/s", value);
    case load_measure::violations:
    case load_measure::requests:
      break;
  }
  return fmt::format("{:.0f}", value);
}

}  // namespace

double measured(const scenarios::threshold& one, const observe::load_test& test) {
  const observe::load_sums sums = observe::sums_of(test, one.operation);
  switch (one.measure) {
    case load_measure::quantile:
      return static_cast<double>(sums.latency.quantile(one.quantile));
    case load_measure::mean:
      return sums.latency.mean();
    case load_measure::max:
      return static_cast<double>(sums.latency.max());
    case load_measure::errors:
      return sums.error_share();
    case load_measure::violations:
      return static_cast<double>(test.violations);
    case load_measure::rate:
      return test.seconds <= 0 ? 0 : static_cast<double>(sums.count) / test.seconds;
    case load_measure::requests:
      return static_cast<double>(sums.count);
    case load_measure::delivered:
      return test.asked == 0 ? 1
                             : static_cast<double>(test.answered) / static_cast<double>(test.asked);
  }
  return 0;
}

std::vector<observe::threshold_result> judge(
    const std::vector<scenarios::threshold>& all, const observe::load_test& test) {
  std::vector<observe::threshold_result> results;
  for (const scenarios::threshold& one : all) {
    observe::threshold_result result{one.text, measured(one, test), {}, false};
    const bool needs_answers =
        one.measure == load_measure::quantile || one.measure == load_measure::mean
        || one.measure == load_measure::max || one.measure == load_measure::errors;
    if (needs_answers && observe::sums_of(test, one.operation).count == 0) {
      result.shown = "no requests";
    } else if (one.measure == load_measure::violations && test.judged == 0) {
      result.shown = "no oracle has judged";
    } else {
      result.shown = shown(one.measure, result.found);
      result.ok = one.holds(result.found);
    }
    results.push_back(std::move(result));
  }
  return results;
}

}  // namespace souk::load

#include "viz/load_panel.hpp"

#include "viz/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace souk::viz {
namespace {

using observe::load_second;

double real(std::uint64_t count) { return static_cast<double>(count); }
double in_s(std::int64_t ns) { return static_cast<double>(ns) * 1e-9; }

void add_courses(const observe::load_test& test, load_model& into) {
  constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
  for (const load_second& one : test.by_second) {
    into.asked.push_back(one.asked);
    into.answered.push_back(one.answered);
    into.wrong.push_back(static_cast<double>(one.errors) + one.violations);
    into.p50.push_back(one.answered == 0 ? nothing : 1e3 * in_s(one.p50));
    into.p99.push_back(one.answered == 0 ? nothing : 1e3 * in_s(one.p99));
  }
}

/// Only the rows between the fastest and the slowest answer.
latency_heat heat_of(const std::vector<load_second>& seconds, std::size_t most_columns) {
  std::size_t first = load_second::cells, last = 0;
  for (const load_second& one : seconds) {
    for (std::size_t cell = 0; cell < load_second::cells; ++cell) {
      if (one.heat[cell] > 0) {
        first = std::min(first, cell);
        last = std::max(last, cell);
      }
    }
  }
  latency_heat heat;
  if (first > last || most_columns == 0) {
    return heat;
  }
  heat.seconds_a_column = (seconds.size() + most_columns - 1) / most_columns;
  heat.columns = (seconds.size() + heat.seconds_a_column - 1) / heat.seconds_a_column;
  for (std::size_t cell = first; cell <= last; ++cell) {
    heat.from.push_back(load_second::edge(cell) * 1e-9);
  }
  heat.end = load_second::edge(last + 1) * 1e-9;
  heat.answers.assign(heat.from.size() * heat.columns, 0.0);
  for (std::size_t i = 0; i < seconds.size(); ++i) {
    for (std::size_t cell = first; cell <= last; ++cell) {
      heat.answers[(cell - first) * heat.columns + i / heat.seconds_a_column] +=
          seconds[i].heat[cell];
    }
  }
  return heat;
}

load_row row_of(const std::string& name, const observe::load_sums& sums, double seconds) {
  return {name, static_cast<std::int64_t>(sums.count), static_cast<std::int64_t>(sums.errors),
      seconds > 0.0 ? real(sums.count) / seconds : 0.0, in_s(sums.latency.quantile(0.5)),
      in_s(sums.latency.quantile(0.99)), in_s(sums.latency.max())};
}

}  // namespace

double latency_heat::most() const {
  return answers.empty() ? 0.0 : *std::ranges::max_element(answers);
}

load_model prepare_load(const observe::load_test& test, std::size_t most_columns) {
  load_model model;
  model.seconds = test.seconds;
  add_courses(test, model);
  model.heat = heat_of(test.by_second, most_columns);
  for (const observe::operation_measures& one : test.operations) {
    if (const observe::load_sums sums = observe::sums_of(test, one); sums.count > 0) {
      model.rows.push_back(row_of(one.name, sums, test.seconds));
    }
  }
  const load_row all = row_of("all", observe::sums_of(test), test.seconds);
  model.requests = all.count;
  model.errors = all.errors;
  model.rows.push_back(all);
  model.violations = static_cast<std::int64_t>(test.violations);
  model.judged = static_cast<std::int64_t>(test.judged);
  for (const observe::load_failure& one : test.failures) {
    model.failures.push_back(fmt::format(
        "{} x {}: {}", grouped(static_cast<std::int64_t>(one.count)), one.operation, one.what));
  }
  for (const observe::load_violation& one : test.kinds_of_violation) {
    model.violated.push_back(fmt::format("{} x {}: {} is answered {}; expected {}",
        grouped(static_cast<std::int64_t>(one.times)), one.rule, one.request, one.answer,
        one.expected));
  }
  model.thresholds = test.thresholds.size();
  for (const observe::threshold_result& one : test.thresholds) {
    if (!one.ok) {
      model.failed_thresholds.push_back(one.text + ": " + one.shown);
    }
  }
  return model;
}

std::string latency_text(double seconds) {
  const double ms = seconds * 1e3;
  return ms < 1.0      ? fmt::format("{:.2f} ms", ms)
         : ms < 100.0  ? fmt::format("{:.1f} ms", ms)
         : ms < 1000.0 ? fmt::format("{:.0f} ms", ms)
                       : fmt::format("{:.2f} s", seconds);
}

}  // namespace souk::viz

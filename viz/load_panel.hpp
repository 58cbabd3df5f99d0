// A load test: how much is asked of the backend, how fast it answers, and what is wrong with its
// answers. Prepared as numbers; drawn by load_draw.cpp.
#pragma once

#include "observe/load_measures.hpp"
#include "viz/panel.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace souk::viz {

struct load_row {
  std::string operation;  // the last row is of all
  std::int64_t count = 0, errors = 0;
  double per_s = 0.0;
  double p50 = 0.0, p99 = 0.0, max = 0.0;  // seconds
};

/// Latencies over time: rows of growing latency, columns of a second or more.
struct latency_heat {
  std::size_t columns = 0, seconds_a_column = 1;
  std::vector<double> from;     // seconds, of each row; a row ends where the next begins
  double end = 0.0;             // of the last row
  std::vector<double> answers;  // rows x columns; by row

  double at(std::size_t row, std::size_t column) const { return answers[row * columns + column]; }
  double most() const;
};

struct load_model {
  double seconds = 0.0;                        // of the phases that count
  std::vector<double> asked, answered, wrong;  // a second; wrong: errors and violations
  std::vector<double> p50, p99;                // ms; not finite where nothing came
  latency_heat heat;
  std::vector<load_row> rows;
  std::vector<std::string> failures, failed_thresholds, violated;
  std::int64_t requests = 0, errors = 0, violations = 0, judged = 0;
  std::size_t thresholds = 0;
};

/// The heat map gets at most so many columns.
load_model prepare_load(const observe::load_test& test, std::size_t most_columns);

/// "0.25 ms", "12.3 ms", "1.20 s".
std::string latency_text(double seconds);

std::unique_ptr<panel> make_load_panel();

}  // namespace souk::viz

// What `souk load` shows while a test runs, and at its end.
#pragma once

#include "load/load_run.hpp"
#include "observe/load_measures.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace souk::cli {

/// What is shown while a test runs, in a few lines: how far it is, what is sent, latencies of the
/// last second, errors and violations, and the operations that are asked for most.
std::vector<std::string> load_lines(const load::load_progress& progress);

/// Rewrites those lines on standard error, which has to be a terminal.
class load_screen {
 public:
  explicit load_screen(bool shown);
  load_screen(const load_screen&) = delete;
  load_screen& operator=(const load_screen&) = delete;
  ~load_screen() { clear(); }

  void show(const load::load_progress& progress);
  /// Leaves empty lines to whoever writes next.
  void clear();

 private:
  bool shown_;
  std::size_t drawn_ = 0;  // lines
};

/// The figures by operation, failures and thresholds.
std::string load_table(const observe::load_test& test, bool coloured);

/// "0.123 ms", "12.3 ms", "1.23 s".
std::string latency_text(std::int64_t ns);

}  // namespace souk::cli

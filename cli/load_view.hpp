// What `souk load` shows while a test runs, and at its end.
#pragma once

#include "load/load_run.hpp"
#include "observe/load_measures.hpp"

#include <string>

namespace souk::cli {

/// "12 s of 60 s  1,234/s  p50 1.2 ms  p99 8.3 ms  0 errors  48 s left".
std::string load_line(const load::load_progress& progress);

/// The figures by operation, failures and thresholds.
std::string load_table(const observe::load_test& test, bool coloured);

/// "0.123 ms", "12.3 ms", "1.23 s".
std::string latency_text(std::int64_t ns);

}  // namespace souk::cli

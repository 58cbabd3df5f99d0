// What a load test has measured, as values: by operation, phase and status, and second by second.
#pragma once

#include "market/calendar.hpp"
#include "observe/latency.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace souk::observe {

/// Answers of one status of HTTP (0: none came) to an operation in a phase.
struct status_measures {
  int status = 0;
  std::uint64_t errors = 0;   // of them, by what the plan expects
  latency_histogram latency;  // from the intended start; its count is that of the requests
};

/// A stretch of the test: a stage of the plan, or what is left out before and after them.
struct load_phase {
  std::string name;
  double begins = 0, ends = 0;  // s since the test began
  bool counted = true;          // false: the warm-up and the ramp-down
};

struct operation_measures {
  std::string name;
  std::vector<std::vector<status_measures>> phases;  // beside load_test::phases
};

/// A second of the test, warm-up included.
struct load_second {
  std::uint32_t asked = 0;  // meant to start in it
  std::uint32_t answered = 0, errors = 0, violations = 0;
  std::uint32_t waiting = 0;                        // for a connection, at its end
  std::uint32_t under_way = 0;                      // at its end
  std::uint32_t people = 0;                         // at its end
  std::int64_t p50 = 0, p90 = 0, p99 = 0, max = 0;  // ns, of what was answered in it

  /// Answers by latency, for a heat map: cell i holds those from edge(i) to edge(i + 1) ns.
  static constexpr std::size_t cells = 64;
  std::array<std::uint32_t, cells> heat{};
  static std::size_t cell_of(std::int64_t ns);
  static double edge(std::size_t cell);
};

/// Something that went wrong, and how often.
struct load_failure {
  std::string operation, what;
  std::uint64_t count = 0;
};

/// Something that the backend answered and the rules do not allow; the first of its kind is told.
struct load_violation {
  std::string rule;         // R36, X3, "order", "events", "privacy", ...
  std::string request;      // who asked for what
  std::string answer;       // what the backend said
  std::string expected;     // what the rules say
  market::second at = 0;    // by the backend's clock
  std::uint64_t times = 1;  // how often its like was met
  std::string story;        // the file that plays it again, "" where none is written
};

struct threshold_result {
  std::string text;
  double found = 0;
  std::string shown;  // `found` with its unit
  bool ok = false;
};

struct load_test {
  std::string plan, target, version;
  std::string binding;           // empty: scripted requests
  std::string command;           // how it was asked for
  std::string stopped;           // why it ended early; empty: it did not
  double seconds = 0;            // of the phases that count
  std::uint64_t asked = 0;       // requests that were meant to start in them
  std::uint64_t answered = 0;    // of those, or known to have failed
  std::uint64_t abandoned = 0;   // asked for in any phase, and without an answer at the end
  std::uint64_t judged = 0;      // answers that the oracle has judged
  std::uint64_t violations = 0;  // of them
  std::uint64_t bytes_sent = 0, bytes_received = 0, connections_opened = 0;
  double cpu_seconds = 0;           // user and system, of the whole process
  std::uint64_t requests_sent = 0;  // in all phases
  latency_histogram wait;  // from the intended start to the sending, in the phases that count
  std::vector<load_phase> phases;
  std::vector<operation_measures> operations;
  std::vector<load_second> by_second;
  std::vector<load_failure> failures;
  std::vector<load_violation> kinds_of_violation;  // as they were found; the first few hundred
  std::vector<threshold_result> thresholds;

  /// What `stopped` says of a test that goes on, or whose process was killed.
  static constexpr const char* still_running = "it was still running";
};

/// Ends the phases where the test has ended, `ran` s after its begin; later ones never were.
void end_phases(load_test& test, double ran);

/// Requests, errors and latencies of some phases and statuses together.
struct load_sums {
  std::uint64_t count = 0, errors = 0;
  latency_histogram latency;

  void add(const status_measures& one);
  void add(const load_sums& other);
  double error_share() const;
};

/// Of an operation in the phases that count.
load_sums sums_of(const load_test& test, const operation_measures& one);
/// Of an operation in one phase.
load_sums sums_of(const operation_measures& one, std::size_t phase);
/// Of all operations in the phases that count; `named`: of that one alone, where it is not empty.
load_sums sums_of(const load_test& test, std::string_view named = "");

}  // namespace souk::observe

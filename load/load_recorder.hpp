// Keeps what a load test measures while it runs.
#pragma once

#include "load/lines.hpp"
#include "load/oracle.hpp"
#include "observe/load_measures.hpp"
#include "scenarios/plan.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace souk::load {

class load_recorder {
 public:
  /// `begin`: of line_clock.
  load_recorder(const scenarios::plan& of, std::vector<std::string> operations, std::int64_t begin);

  /// A request is meant to be sent at that time.
  void asked(std::int64_t intended);
  /// An answer has come, or none ever will; `wrong`: "" where all is well.
  void answered(std::size_t operation, const answer& got, const std::string& wrong);
  /// How many answers the oracle has judged until now, and what it found.
  void judged(const oracle& by);
  /// Ends a second where one is over.
  void look(std::int64_t now, std::size_t waiting, std::size_t under_way, std::size_t people);
  /// The whole, when nothing is under way any more or the time is over.
  observe::load_test finish(std::int64_t now, const lines& over, std::size_t abandoned);

  const observe::load_test& so_far() const { return test_; }
  std::uint64_t requests() const { return requests_; }
  std::uint64_t errors() const { return errors_; }
  /// Requests and errors of the last 10 s.
  std::pair<std::uint64_t, std::uint64_t> recent() const;

  /// Of line_clock: when the last stage ends.
  std::int64_t end() const { return end_; }
  std::int64_t begin() const { return begin_; }

 private:
  std::size_t phase_at(std::int64_t time);
  observe::status_measures& measures_of(std::size_t operation, std::size_t phase, int status);
  void note_failure(std::size_t operation, const std::string& what);
  void close_second();

  observe::load_test test_;
  std::int64_t begin_, end_ = 0;
  std::vector<std::int64_t> phase_ends_;  // of line_clock
  std::size_t phase_ = 0;                 // of the last request
  observe::load_second second_;
  observe::latency_histogram second_latency_;
  std::int64_t second_ends_;
  std::uint64_t requests_ = 0, errors_ = 0;
};

}  // namespace souk::load

// The line that says how far long work has come and how long it will take, on a terminal only.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <utility>

namespace souk::cli {

/// "3 s", "4 min 10 s", "2 h 05 min".
std::string time_text(double seconds);

/// "day 120 of 729, 16 %, 41 s left". No estimate in the first second.
std::string progress_text(
    const std::string& unit, std::int64_t done, std::int64_t total, double elapsed_s);

/// Rewrites one line of standard error, at most ten times a second. Without a terminal, or if it is
/// not shown, it writes nothing. One thread at a time.
class progress_line {
 public:
  progress_line(std::string unit, std::int64_t total, bool shown);
  progress_line(const progress_line&) = delete;
  progress_line& operator=(const progress_line&) = delete;
  ~progress_line() { clear(); }

  /// More than all is all: what is done twice, for whatever reason, is not counted.
  void update(std::int64_t done);
  /// What stands behind the figures from now on, shortened to the terminal's width.
  void add(std::string tail) { tail_ = std::move(tail); }
  /// Leaves an empty line to whoever writes next.
  void clear();

 private:
  using clock = std::chrono::steady_clock;

  std::string unit_;
  std::int64_t total_;
  bool shown_;
  std::string tail_;
  bool drawn_ = false;
  clock::time_point started_ = clock::now();
  clock::time_point last_ = started_ - std::chrono::hours(1);
};

}  // namespace souk::cli

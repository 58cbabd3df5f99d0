// Who works off trials: the cores of this machine, and workers on others that come and go. A queue
// of jobs in, results out, in any order; whoever keeps results does so by the job's number.
#pragma once

#include "cli/trial.hpp"

#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace souk::cli {

/// What became of a job: a result, or why there is none.
struct trial_answer {
  std::optional<reports::replication> result;
  std::exception_ptr failure;
};

/// Jobs are made when somebody is free for them: a design of a million runs is never in memory.
struct trial_queue {
  std::size_t jobs = 0;
  std::function<trial(std::size_t)> job;                // by number, from 0; from any thread
  std::function<void(std::size_t, trial_answer)> take;  // by one thread at a time
  std::function<bool()> stop = [] { return false; };    // from any thread: no more jobs
};

/// Somebody who works: this process, or a worker.
struct crew_member {
  std::string name;
  std::int32_t threads = 0;
  std::int64_t done = 0;  // answers of his that were kept
  bool silent = false;    // nothing is heard of him
  bool gone = false;
};

/// What a crew tells while it works; by the thread that calls `take`, or under the same lock.
struct crew_watch {
  std::function<void(std::int64_t)> days_done = [](std::int64_t) {};  // simulated by anybody
  std::function<void(const std::vector<crew_member>&)> members = [](const auto&) {};  // changed
  std::function<void(const std::string&)> say = [](const std::string&) {};  // a line for people
};

class trial_crew {
 public:
  trial_crew() = default;
  trial_crew(const trial_crew&) = delete;
  trial_crew& operator=(const trial_crew&) = delete;
  virtual ~trial_crew() = default;

  /// Comes back when every job is answered, or when it was asked to stop: jobs under way then are
  /// given up without an answer. What `job` throws is that job's failure; throws what `take`
  /// throws, and std::runtime_error where two answers to one job differ.
  virtual void work_off(const trial_queue& queue) = 0;
};

/// Threads of this process, a job each at a time.
class local_crew final : public trial_crew {
 public:
  /// `threads` 0: one a core.
  local_crew(int threads, crew_watch watch);
  void work_off(const trial_queue& queue) override;

 private:
  int threads_;
  crew_watch watch_;
};

int threads_or_cores(int threads);

}  // namespace souk::cli

// Who works off trials: here, the cores of this machine. A queue of jobs in, results out, in any
// order; whoever keeps results does so by the job's number.
#pragma once

#include "cli/trial.hpp"

#include <cstddef>
#include <exception>
#include <functional>
#include <optional>

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

class trial_crew {
 public:
  trial_crew() = default;
  trial_crew(const trial_crew&) = delete;
  trial_crew& operator=(const trial_crew&) = delete;
  virtual ~trial_crew() = default;

  /// Comes back when every job is answered, or when it was asked to stop: jobs under way then are
  /// given up without an answer. What `job` throws is that job's failure; throws what `take`
  /// throws.
  virtual void work_off(const trial_queue& queue) = 0;
};

/// Threads of this process, a job each at a time. `day_done` is told of every simulated day, by
/// one thread at a time.
class local_crew final : public trial_crew {
 public:
  /// `threads` 0: one a core.
  local_crew(int threads, std::function<void()> day_done);
  void work_off(const trial_queue& queue) override;

 private:
  int threads_;
  std::function<void()> day_done_;
};

}  // namespace souk::cli

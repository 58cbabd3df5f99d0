// The threads of a worker: trials in, answers out, as bytes.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace souk::cli {

class job_bench {
 public:
  /// What becomes of a job; called by the threads.
  struct outlet {
    std::function<void(std::uint64_t job, std::string answer)> done;
    std::function<void(std::uint64_t job)> dropped;
    /// Not the trial's doing but this machine's (no memory, say): no answer.
    std::function<void(std::string why)> broken;
  };

  job_bench(int threads, outlet to);
  job_bench(const job_bench&) = delete;
  job_bench& operator=(const job_bench&) = delete;
  /// Gives up what is under way.
  ~job_bench();

  void put(std::uint64_t job, std::string trial);
  /// Its answer is not wanted any more.
  void drop(std::uint64_t job);
  /// Days simulated since this was last asked.
  std::uint64_t take_days() { return days_.exchange(0); }

 private:
  struct task {
    std::uint64_t job = 0;
    std::string trial;
  };

  void work();
  bool wait_for(task& next);
  void carry_out(const task& one);
  bool is_wanted(std::uint64_t job);
  void finished(std::uint64_t job);

  outlet to_;
  std::mutex mutex_;  // guards the next three
  std::condition_variable changed_;
  std::deque<task> waiting_;
  std::map<std::uint64_t, bool> wanted_;  // jobs waiting or under way
  std::atomic<bool> ending_ = false;
  std::atomic<std::uint64_t> days_ = 0;
  std::vector<std::thread> threads_;
};

}  // namespace souk::cli

// Where jobs are fetched and answers brought, by threads of this process and by whoever speaks for
// workers on other machines. All of it may be called from any thread.
#pragma once

#include "cli/lease_book.hpp"
#include "cli/trial_crew.hpp"

#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

namespace souk::cli {

class trial_desk {
 public:
  struct task {
    std::size_t number = 0;
    trial what;
  };

  trial_desk(const trial_queue& queue, const crew_watch& watch);

  holder_id join(const std::string& name, std::int32_t threads);
  /// Its jobs are handed out again.
  void leave(holder_id who);
  void hush(holder_id who, bool silent);

  /// A job, if there is one for him now.
  std::optional<task> next(holder_id who);
  /// The same; waits until there is one, or all is over.
  std::optional<task> wait_for_next(holder_id who);

  /// The first answer to a job is kept; a later one is compared with it. One to a job that `who`
  /// has not got is forgotten.
  void answer(holder_id who, std::size_t job, trial_answer found);
  void give_back(holder_id who, std::size_t job);
  /// Others who are at a job that `who` has answered.
  std::vector<holder_id> others_at(std::size_t job) const;
  bool is_answered(std::size_t job) const;
  /// More jobs that nobody is at than all threads could take twice over.
  bool has_plenty() const;

  void count_days(std::int64_t days);
  void say(const std::string& line);

  /// Everything is answered, or no more is wanted.
  bool over() const;
  /// No more is wanted although not everything is answered.
  bool cut_short() const;
  /// Ends it; `rethrow` throws the first.
  void fail(std::exception_ptr why);
  void rethrow() const;

  std::vector<crew_member> members() const;

 private:
  double now() const;
  bool is_over() const;
  std::optional<std::size_t> take(holder_id who);
  void keep(std::size_t job, trial_answer found);
  void tell_members() const;
  std::vector<crew_member> member_list() const;

  const trial_queue& queue_;
  const crew_watch& watch_;
  mutable std::mutex mutex_;  // guards all below, and what `queue_.take` and `watch_` touch
  std::condition_variable changed_;
  lease_book book_;
  std::map<holder_id, crew_member> members_;
  std::exception_ptr failure_;
  std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
};

/// Threads of this process that work at a desk until it is over; joined when this goes.
class desk_threads {
 public:
  desk_threads(trial_desk& desk, std::size_t threads);
  desk_threads(const desk_threads&) = delete;
  desk_threads& operator=(const desk_threads&) = delete;
  ~desk_threads();

 private:
  void work(holder_id who);

  trial_desk& desk_;
  std::vector<std::thread> threads_;
};

}  // namespace souk::cli

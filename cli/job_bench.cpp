#include "cli/job_bench.hpp"

#include "cli/trial_bytes.hpp"
#include "observe/observer.hpp"
#include "scenarios/mistakes.hpp"

#include <utility>

namespace souk::cli {

job_bench::job_bench(int threads, outlet to) : to_(std::move(to)) {
  for (int i = 0; i < threads; ++i) {
    threads_.emplace_back([this] { work(); });
  }
}

job_bench::~job_bench() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
    changed_.notify_all();
  }
  for (std::thread& one : threads_) {
    one.join();
  }
}

void job_bench::put(std::uint64_t job, std::string trial) {
  const std::lock_guard lock(mutex_);
  wanted_[job] = true;
  waiting_.push_back({job, std::move(trial)});
  changed_.notify_one();
}

void job_bench::drop(std::uint64_t job) {
  const std::lock_guard lock(mutex_);
  if (const auto found = wanted_.find(job); found != wanted_.end()) {
    found->second = false;
  }
}

bool job_bench::is_wanted(std::uint64_t job) {
  const std::lock_guard lock(mutex_);
  return wanted_.at(job);
}

void job_bench::finished(std::uint64_t job) {
  const std::lock_guard lock(mutex_);
  wanted_.erase(job);
}

bool job_bench::wait_for(task& next) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return ending_ || !waiting_.empty(); });
  if (ending_) {
    return false;
  }
  next = std::move(waiting_.front());
  waiting_.pop_front();
  return true;
}

void job_bench::work() {
  task next;
  while (wait_for(next)) {
    try {
      carry_out(next);
    } catch (const std::exception& error) {
      to_.broken(error.what());
      return;
    }
  }
}

void job_bench::carry_out(const task& one) {
  trial_answer found;
  try {
    found.result = run_trial(trial_of(one.trial),
        {.day_done = [this] { ++days_; }, .stop = [&] { return ending_ || !is_wanted(one.job); }});
  } catch (const trial_stopped&) {
    finished(one.job);
    to_.dropped(one.job);
    return;
  } catch (const scenarios::bad_input&) {
    found.failure = std::current_exception();
  } catch (const observe::check_failure&) {
    found.failure = std::current_exception();
  }
  finished(one.job);
  to_.done(one.job, bytes_of(found));
}

}  // namespace souk::cli

#include "cli/trial_crew.hpp"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace souk::cli {

namespace {

/// One call of work_off.
class shift {
 public:
  shift(const trial_queue& queue, const std::function<void()>& day_done)
      : queue_(queue), day_done_(day_done) {}

  void run(std::size_t threads) {
    std::vector<std::thread> crew;
    for (std::size_t i = 0; i < std::min(threads, queue_.jobs); ++i) {
      crew.emplace_back([this] { work(); });
    }
    for (std::thread& one : crew) {
      one.join();
    }
    if (failure_) {
      std::rethrow_exception(failure_);
    }
  }

 private:
  bool stopped() const { return ended_ || queue_.stop(); }

  void work() {
    while (!stopped()) {
      const std::size_t number = next_++;
      if (number >= queue_.jobs) {
        return;
      }
      try {
        answer(number);
      } catch (...) {
        const std::lock_guard lock(mutex_);
        failure_ = std::current_exception();
        ended_ = true;
      }
    }
  }

  void answer(std::size_t number) {
    trial_answer found;
    try {
      found.result = run_trial(queue_.job(number), {.day_done =
                                                           [this] {
                                                             const std::lock_guard lock(mutex_);
                                                             day_done_();
                                                           },
                                                       .stop = [this] { return stopped(); }});
    } catch (const trial_stopped&) {
      return;
    } catch (...) {
      found.failure = std::current_exception();
    }
    const std::lock_guard lock(mutex_);
    queue_.take(number, std::move(found));
  }

  const trial_queue& queue_;
  const std::function<void()>& day_done_;
  std::mutex mutex_;  // guards day_done_, take and failure_
  std::exception_ptr failure_;
  std::atomic<std::size_t> next_ = 0;
  std::atomic<bool> ended_ = false;
};

}  // namespace

local_crew::local_crew(int threads, std::function<void()> day_done)
    : threads_(threads > 0 ? threads
                           : static_cast<int>(std::max(1U, std::thread::hardware_concurrency()))),
      day_done_(std::move(day_done)) {}

void local_crew::work_off(const trial_queue& queue) {
  shift(queue, day_done_).run(static_cast<std::size_t>(threads_));
}

}  // namespace souk::cli

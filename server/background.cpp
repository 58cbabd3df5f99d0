#include "server/background.hpp"

#include <utility>

namespace souk::server {

bool background::submit(std::function<void()> work) {
  const std::lock_guard lock(lock_);
  if (stopping_ || waiting_.size() >= most_waiting) {
    return false;
  }
  waiting_.push_back(std::move(work));
  filled_.notify_one();
  return true;
}

void background::stop() {
  {
    const std::lock_guard lock(lock_);
    stopping_ = true;
    filled_.notify_one();
  }
  if (thread_.joinable()) {
    thread_.join();
  }
}

void background::run() {
  std::unique_lock lock(lock_);
  while (true) {
    filled_.wait(lock, [&] { return stopping_ || !waiting_.empty(); });
    if (waiting_.empty()) {
      return;
    }
    const std::function<void()> work = std::move(waiting_.front());
    waiting_.pop_front();
    lock.unlock();
    work();
    lock.lock();
  }
}

}  // namespace souk::server

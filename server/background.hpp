// Work that takes long (passwords, old events from the database), off the threads that serve.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace souk::server {

class background {
 public:
  background() : thread_([this] { run(); }) {}
  ~background() { stop(); }

  /// False where too much is waiting: then it is not done.
  bool submit(std::function<void()> work);
  /// Ends what is waiting, and itself.
  void stop();

 private:
  static constexpr std::size_t most_waiting = 1'000;

  void run();

  std::mutex lock_;
  std::condition_variable filled_;
  std::deque<std::function<void()>> waiting_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace souk::server

// Where one thread leaves the newest value for another: neither ever waits for the other's work, as
// only a pointer changes hands under the lock.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <utility>

namespace souk::observe {

template <class Value>
class mailbox {
 public:
  using pointer = std::shared_ptr<const Value>;

  void put(pointer next) {
    {
      const std::lock_guard lock(mutex_);
      // What was there is freed after the lock, by the one that puts.
      newest_.swap(next);
    }
    changed_.notify_all();
  }
  /// Null before the first one.
  pointer newest() const {
    const std::lock_guard lock(mutex_);
    return newest_;
  }
  /// The newest, as soon as it is another one than `seen`, or after some time.
  template <class Time>
  pointer newer_than(const pointer& seen, Time at_most) const {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, at_most, [&] { return newest_ != seen; });
    return newest_;
  }

 private:
  mutable std::mutex mutex_;
  mutable std::condition_variable changed_;
  pointer newest_;
};

}  // namespace souk::observe

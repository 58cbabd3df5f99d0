// Where one thread leaves the newest value for another: neither ever waits for the other's work, as
// only a pointer changes hands under the lock.
#pragma once

#include <memory>
#include <mutex>
#include <utility>

namespace souk::observe {

template <class Value>
class mailbox {
 public:
  using pointer = std::shared_ptr<const Value>;

  void put(pointer next) {
    const std::lock_guard lock(mutex_);
    // What was there is freed after the lock, by the one that puts.
    newest_.swap(next);
  }
  /// Null before the first one.
  pointer newest() const {
    const std::lock_guard lock(mutex_);
    return newest_;
  }

 private:
  mutable std::mutex mutex_;
  pointer newest_;
};

}  // namespace souk::observe

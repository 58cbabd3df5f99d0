// Who watches a run while it goes on and may hold it: the engine calls it between two epochs, when
// nothing in the market moves. Nothing that a watcher sees or waits for changes the run; a change
// of policy does, in the way that it says.
#pragma once

#include "observe/snapshot.hpp"

#include <functional>
#include <stdexcept>

namespace souk::observe {

/// What the engine lets a watcher see and do between two epochs; valid during the call only.
class market_sight {
 public:
  market_sight() = default;
  market_sight(const market_sight&) = delete;
  market_sight& operator=(const market_sight&) = delete;
  virtual ~market_sight() = default;

  virtual std::int64_t epoch() const = 0;  // done
  virtual std::int64_t epochs() const = 0;
  virtual market::second now() const = 0;  // the beginning of the next epoch
  virtual std::int64_t epoch_s() const = 0;

  virtual vitals current() const = 0;
  virtual engine_view engine() const = 0;
  virtual std::shared_ptr<const tail_view> tail() const = 0;
  virtual std::shared_ptr<const people_view> people() const = 0;
  virtual std::shared_ptr<const contracts_view> contracts() = 0;
  /// Null where there is no such person.
  virtual std::shared_ptr<const person_view> look(market::person_id person) const = 0;

  /// Everybody lives under these terms from `now()` on; what exists keeps its own.
  virtual void change_policy(const market::policy& terms) = 0;
};

/// What is to come next.
struct pace {
  enum class kind : std::uint8_t { go, wait, hold };
  kind what = kind::go;
  std::int64_t wait_ms = 0;  // then the watcher is asked again
};

/// Thrown by a watcher that wants no more of the run: it ends where it is, without a result.
class run_abandoned : public std::runtime_error {
 public:
  run_abandoned() : std::runtime_error("the run was abandoned") {}
};

class run_watcher {
 public:
  run_watcher() = default;
  run_watcher(const run_watcher&) = delete;
  run_watcher& operator=(const run_watcher&) = delete;
  virtual ~run_watcher() = default;

  /// Before each epoch, and once after the last, from one thread at a time. After `hold` the run
  /// rests until it is woken.
  virtual pace between_epochs(market_sight& sight) = 0;

  /// The engine says how it is woken, from any thread; with nothing, that it can be woken no more.
  virtual void set_waker(std::function<void()> wake) = 0;
};

}  // namespace souk::observe

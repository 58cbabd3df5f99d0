// The watcher behind a viewer: obeys intents, keeps the days, and publishes snapshots, at most 30 a
// second; what is costly to gather less often, so that watching takes a small share of the time.
#pragma once

#include "observe/intents.hpp"
#include "observe/mailbox.hpp"
#include "observe/observer.hpp"
#include "observe/pacing.hpp"
#include "observe/watcher.hpp"

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>

namespace souk::observe {

class live_watch final : public run_watcher, public run_observer {
 public:
  using clock = std::function<double()>;  // wall time in seconds, from any thread

  /// Snapshots a second at most, and the share of the time that costly parts may take.
  static constexpr double most_snapshots_per_s = 30.0;
  static constexpr double most_share = 0.02;

  /// `policies`: the one that holds from second 0, and those that are known to follow.
  live_watch(run_description what, std::vector<policy_since> policies, clock wall);

  // -- the viewer's side, from its thread
  void ask(intent::any wish);
  snapshot_ptr newest() const { return box_.newest(); }
  /// For whoever has nothing to do before the next snapshot: waits for it, some milliseconds.
  snapshot_ptr newer_than(const snapshot_ptr& seen) const {
    return box_.newer_than(seen, std::chrono::milliseconds(50));
  }
  /// The run rests after its last epoch until the viewer quits, and can be looked into.
  void stay_at_end() { stays_ = true; }
  /// Whether so many epochs may be done by now; asked between epochs, from the engine's thread.
  /// Once this returns, the one before is called no more.
  void set_limit(std::function<std::int64_t()> most_epochs);
  /// Before the run begins: as fast as it goes up to an epoch, and at rest there if told so.
  void catch_up(std::int64_t epoch, bool then_rest, double hours_per_s);
  std::int64_t epochs_done() const { return done_.load(std::memory_order_relaxed); }

  /// Publishes the last snapshot once more, as one of a run that has ended.
  void finish(run_phase how, std::string message);

  // -- the engine's side
  pace between_epochs(market_sight& sight) override;
  void set_waker(std::function<void()> wake) override;
  void on_day(const day_record& day, std::span<const category_day> categories) override;
  bool stop_requested() const override { return quitting_.load(std::memory_order_relaxed); }

 private:
  struct costly {
    double due = 0.0;  // wall time
  };

  void obey(market_sight& sight);
  void obey(const intent::any& wish, market_sight& sight);
  void publish(market_sight& sight, double wall_s, bool at_rest);
  template <class Gather>
  bool gather(costly& part, double wall_s, bool at_once, Gather&& work);
  void count_speed(std::int64_t epoch, double wall_s);
  bool days_came(std::size_t shown) const;
  bool is_held_back(std::int64_t epoch) const;

  clock wall_;
  intent_queue wishes_;
  mailbox<snapshot> box_;
  pacing pace_;
  std::atomic<std::int64_t> done_{0};
  std::atomic<bool> quitting_{false};

  bool stays_ = false;

  // the engine's
  snapshot next_;
  double published_at_ = -1.0;
  bool rested_ = false;  // the state at rest was shown
  intent::look wanted_;
  market::person_id picked_ = market::nobody;
  costly people_, contracts_, tail_;
  double speed_since_ = 0.0;
  std::int64_t speed_epochs_ = 0;

  mutable std::mutex mutex_;  // of what follows
  history days_;
  std::function<void()> wake_;
  std::function<std::int64_t()> limit_;
};

}  // namespace souk::observe

// A run that is watched, held, stepped and looked at is the same run; a policy that a viewer
// changes is the policy of a run that was told of it beforehand.
#include "actors/engine.hpp"
#include "observe/live_watch.hpp"
#include "tests/support/small_market.hpp"

#include <gtest/gtest.h>

#include <thread>

namespace souk {
namespace {

using observe::live_watch;
using testing::small_market;

/// A clock that runs away, so that every epoch is worth a snapshot.
live_watch::clock hasty_clock() {
  auto wall = std::make_shared<std::atomic<double>>(0.0);
  return [wall] { return wall->fetch_add(1.0); };
}

observe::run_result unwatched(const actors::run_options& options) {
  observe::run_observer nobody;
  return actors::run(options, {}, nobody);
}

struct watched_run {
  actors::run_options options;
  live_watch watch;
  observe::run_result result;
  std::thread engine;

  explicit watched_run(actors::run_options chosen)
      : options(std::move(chosen)),
        watch(actors::described(options, {}), {{options.start, options.policy}}, hasty_clock()) {}
  ~watched_run() { finish(); }

  void start() {
    engine = std::thread([this] { result = actors::run(options, {}, watch, &watch); });
  }
  void finish() {
    if (engine.joinable()) {
      engine.join();
    }
  }
  template <class Until>
  observe::snapshot_ptr wait(Until until) {
    for (;;) {
      const observe::snapshot_ptr now = watch.newest();
      if (until(*now)) {
        return now;
      }
      std::this_thread::yield();
    }
  }
};

TEST(WatchedRun, GivesTheSameAnswer) {
  const actors::run_options options = small_market();
  watched_run run(options);
  run.watch.ask(observe::intent::pick{market::person_id{3}});
  run.start();
  run.finish();
  EXPECT_EQ(run.result.state_hash, unwatched(options).state_hash);
  const observe::snapshot_ptr last = run.watch.newest();
  EXPECT_EQ(last->phase, observe::run_phase::finished);
  EXPECT_EQ(last->epoch, 60 * 24);
  EXPECT_GT(last->number, 1000);
  ASSERT_NE(last->people, nullptr);
  EXPECT_GT(last->people->freelancers.size(), 100U);
  ASSERT_NE(last->contracts, nullptr);
  EXPECT_GT(last->contracts->size(), 5U);
  ASSERT_NE(last->tail, nullptr);
  EXPECT_GT(last->tail->events.size(), 100U);
  EXPECT_EQ(last->current.ledger.sum().cents, 0);
  EXPECT_EQ(last->current.ledger, run.result.ledger);
  EXPECT_EQ(last->current.connects, run.result.connects);
}

TEST(WatchedRun, GivesTheSameAnswerThoughItIsHeldAndStepped) {
  const actors::run_options options = small_market();
  watched_run run(options);
  run.watch.ask(observe::intent::run_to{10});
  run.start();
  const auto rests_at = [&](std::int64_t epoch) {
    return run.wait([epoch](const observe::snapshot& now) {
      return now.phase == observe::run_phase::paused && now.epoch == epoch;
    });
  };
  EXPECT_EQ(rests_at(240)->day(), 10);
  run.watch.ask(observe::intent::step{1});
  rests_at(241);
  run.watch.ask(observe::intent::step{24});
  rests_at(265);
  run.watch.ask(observe::intent::resume{});
  run.finish();
  EXPECT_EQ(run.result.state_hash, unwatched(options).state_hash);
}

TEST(WatchedRun, ChangesItsPolicyAsARunThatKnewBeforehand) {
  actors::run_options options = small_market();
  auto terms = std::make_shared<market::policy>(options.policy);
  terms->connects.signup = 10;
  terms->fees.client = market::percent(7);
  watched_run run(options);
  run.watch.ask(observe::intent::run_to{20});
  run.start();
  run.wait([](const observe::snapshot& now) { return now.phase == observe::run_phase::paused; });
  run.watch.ask(observe::intent::change_policy{terms});
  run.watch.ask(observe::intent::resume{});
  run.finish();

  const std::string unchanged = unwatched(options).state_hash;
  options.policy_turns = {{options.start + 20 * market::day, *terms}};
  const observe::run_result told = unwatched(options);
  EXPECT_EQ(run.result.state_hash, told.state_hash);
  EXPECT_NE(told.state_hash, unchanged);
}

TEST(WatchedRun, EndsWhereItIsWhenTheViewerQuits) {
  watched_run run(small_market());
  run.watch.ask(observe::intent::run_to{5});
  bool abandoned = false;
  run.engine = std::thread([&] {
    try {
      actors::run(run.options, {}, run.watch, &run.watch);
    } catch (const observe::run_abandoned&) {
      abandoned = true;
    }
  });
  run.wait([](const observe::snapshot& now) { return now.phase == observe::run_phase::paused; });
  run.watch.ask(observe::intent::quit{});
  run.finish();
  EXPECT_TRUE(abandoned);
}

}  // namespace
}  // namespace souk

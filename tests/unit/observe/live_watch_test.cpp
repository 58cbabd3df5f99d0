// A watched run without a run: what the watcher answers and publishes, at times that the test sets.
#include "observe/live_watch.hpp"

#include <gtest/gtest.h>

namespace souk::observe {
namespace {

class fake_sight final : public market_sight {
 public:
  std::int64_t at = 0;
  mutable int gathered = 0;
  std::vector<market::second> changes;

  std::int64_t epoch() const override { return at; }
  std::int64_t epochs() const override { return 100; }
  market::second now() const override { return at * market::hour; }
  std::int64_t epoch_s() const override { return market::hour; }
  vitals current() const override {
    vitals now;
    now.freelancers = at;
    return now;
  }
  engine_view engine() const override { return {}; }
  std::shared_ptr<const tail_view> tail() const override { return nullptr; }
  std::shared_ptr<const people_view> people() const override {
    ++gathered;
    return std::make_shared<people_view>();
  }
  std::shared_ptr<const contracts_view> contracts() override { return nullptr; }
  std::shared_ptr<const person_view> look(market::person_id person) const override {
    auto view = std::make_shared<person_view>();
    view->person = person;
    return view;
  }
  void change_policy(const market::policy&) override { changes.push_back(now()); }
};

struct LiveWatch : testing::Test {
  double wall = 0.0;
  fake_sight sight;
  live_watch watch{run_description{}, {{0, market::policy{}}}, [this] { return wall; }};

  pace::kind ask() { return watch.between_epochs(sight).what; }
};

TEST_F(LiveWatch, PublishesAtMostThirtyTimesASecond) {
  for (int i = 0; i < 1000; ++i) {
    wall += 0.001;
    sight.at = i % 99;
    EXPECT_EQ(ask(), pace::kind::go);
  }
  EXPECT_GE(watch.newest()->number, 25);
  EXPECT_LE(watch.newest()->number, 31);
}

TEST_F(LiveWatch, HoldsWhilePausedAndShowsWhereItStands) {
  sight.at = 7;
  watch.ask(intent::pause{});
  EXPECT_EQ(ask(), pace::kind::hold);
  EXPECT_EQ(watch.newest()->phase, run_phase::paused);
  EXPECT_EQ(watch.newest()->epoch, 7);
  EXPECT_EQ(watch.newest()->current.freelancers, 7);
  watch.ask(intent::resume{});
  EXPECT_EQ(ask(), pace::kind::go);
}

TEST_F(LiveWatch, StepsSoManyEpochsAndRests) {
  watch.ask(intent::pause{});
  watch.ask(intent::step{2});
  for (const pace::kind wanted : {pace::kind::go, pace::kind::go, pace::kind::hold}) {
    EXPECT_EQ(ask(), wanted);
    ++sight.at;
  }
}

TEST_F(LiveWatch, RunsToADayWhateverTheSpeed) {
  watch.ask(intent::speed{1.0});
  watch.ask(intent::run_to{2});
  for (sight.at = 0; sight.at < 48; ++sight.at) {
    ASSERT_EQ(ask(), pace::kind::go) << sight.at;
  }
  EXPECT_EQ(ask(), pace::kind::hold);
}

TEST_F(LiveWatch, GoesAtTheSpeedAskedFor) {
  watch.ask(intent::speed{10.0});
  int begun = 0;
  for (; wall < 5.0; wall += 0.01) {
    begun += ask() == pace::kind::go ? 1 : 0;
  }
  EXPECT_NEAR(begun, 50, 2);
}

TEST_F(LiveWatch, WaitsForTheOtherFuture) {
  std::int64_t most = 3;
  watch.set_limit([&most] { return most; });
  sight.at = 3;
  EXPECT_EQ(ask(), pace::kind::wait);
  most = 4;
  EXPECT_EQ(ask(), pace::kind::go);
}

TEST_F(LiveWatch, ShowsDaysThatComeWhileItRests) {
  watch.ask(intent::pause{});
  ask();
  EXPECT_EQ(watch.newest()->days.size(), 0U);
  int woken = 0;
  watch.set_waker([&woken] { ++woken; });
  watch.on_day(day_record{}, {});
  EXPECT_EQ(woken, 1);
  ask();
  EXPECT_EQ(watch.newest()->days.size(), 1U);
}

TEST_F(LiveWatch, GathersWhatIsCostlyOnlyWhenItIsLookedAt) {
  watch.ask(intent::look{.people = false});
  for (wall = 1.0; wall < 3.0; wall += 0.01) {
    ask();
  }
  EXPECT_EQ(sight.gathered, 0);
  watch.ask(intent::look{});
  for (; wall < 4.0; wall += 0.01) {
    ask();
  }
  EXPECT_GE(sight.gathered, 5);
  EXPECT_LE(sight.gathered, 11);
}

TEST_F(LiveWatch, TellsWhichPolicyHoldsSinceWhen) {
  sight.at = 30;
  auto terms = std::make_shared<market::policy>();
  terms->name = "other";
  watch.ask(intent::change_policy{terms});
  watch.ask(intent::pause{});
  ask();
  EXPECT_EQ(sight.changes, std::vector<market::second>{30 * market::hour});
  ASSERT_EQ(watch.newest()->policies->size(), 2U);
  EXPECT_EQ(watch.newest()->policies->back().terms.name, "other");
}

TEST_F(LiveWatch, ShowsWhoIsPicked) {
  watch.ask(intent::pick{market::person_id{42}});
  watch.ask(intent::pause{});
  ask();
  ASSERT_NE(watch.newest()->picked, nullptr);
  EXPECT_EQ(watch.newest()->picked->person, market::person_id{42});
}

TEST_F(LiveWatch, AbandonsTheRunWhenTheViewerQuits) {
  EXPECT_FALSE(watch.stop_requested());
  watch.ask(intent::quit{});
  EXPECT_TRUE(watch.stop_requested());
  EXPECT_THROW(ask(), run_abandoned);
}

TEST_F(LiveWatch, KeepsTheLastPictureOfARunThatFailed) {
  sight.at = 5;
  watch.ask(intent::pause{});
  ask();
  watch.finish(run_phase::failed, "the audit found 1 cent too much");
  EXPECT_EQ(watch.newest()->phase, run_phase::failed);
  EXPECT_EQ(watch.newest()->epoch, 5);
  EXPECT_EQ(watch.newest()->message, "the audit found 1 cent too much");
}

day_record record_of(std::int32_t day) {
  day_record record;
  record.day = day;
  return record;
}

TEST(History, ACopySeesOnlyTheDaysUpToThen) {
  history days;
  for (int day = 0; day < 100; ++day) {
    days.add(record_of(day), {});
  }
  const history then = days;
  days.add(record_of(100), {});
  EXPECT_EQ(then.size(), 100U);
  EXPECT_EQ(days.size(), 101U);
  EXPECT_EQ(then.back().record.day, 99);
  EXPECT_EQ(days.back().record.day, 100);
  EXPECT_EQ(days.first(3).back().record.day, 2);
}

}  // namespace
}  // namespace souk::observe

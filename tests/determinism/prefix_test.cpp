// Who comes, and when, does not depend on how long a run is: a run of fewer days is the beginning
// of a longer one, and so is one that was interrupted.
#include "actors/engine.hpp"
#include "tests/support/small_market.hpp"

#include <gtest/gtest.h>

namespace souk {
namespace {

using testing::keeping_observer;
using testing::small_market;

void expect_same_day(const observe::day_record& a, const observe::day_record& b) {
  EXPECT_EQ(a.counts, b.counts) << "day " << a.day;
  EXPECT_EQ(a.ledger, b.ledger) << "day " << a.day;
  EXPECT_EQ(a.connects, b.connects) << "day " << a.day;
  EXPECT_EQ(a.fingerprint, b.fingerprint) << "day " << a.day;
}

TEST(Prefix, AShorterRunIsTheBeginningOfALongerOne) {
  actors::run_options options = small_market();
  keeping_observer longer, shorter;
  actors::run(options, {}, longer);
  options.days = 11;
  actors::run(options, {}, shorter);
  ASSERT_EQ(longer.days.size(), 60U);
  ASSERT_EQ(shorter.days.size(), 41U);
  for (std::size_t i = 0; i < shorter.days.size(); ++i) {
    expect_same_day(shorter.days[i], longer.days[i]);
  }
}

class stops_on : public observe::run_observer {
 public:
  explicit stops_on(std::int32_t day) : day_(day) {}
  void on_day(const observe::day_record& day, std::span<const observe::category_day>) override {
    stop_ = day.day + 1 >= day_;
    last = day.day;
  }
  bool stop_requested() const override { return stop_; }

  std::int32_t last = -1;

 private:
  std::int32_t day_;
  bool stop_ = false;
};

TEST(Prefix, AnInterruptedRunIsTheShorterOne) {
  actors::run_options options = small_market();
  stops_on tired(40);
  const observe::run_result cut = actors::run(options, {}, tired);
  options.days = tired.last + 1 - options.burn_in_days;
  ASSERT_GT(options.days, 0);
  ASSERT_LT(options.days, 30);
  observe::run_observer nobody;
  const observe::run_result shorter = actors::run(options, {}, nobody);
  EXPECT_EQ(cut.state_hash, shorter.state_hash);
  EXPECT_EQ(cut.counts, shorter.counts);
  EXPECT_EQ(cut.moments, shorter.moments);
  EXPECT_EQ(cut.newcomers.approved, shorter.newcomers.approved);
}

}  // namespace
}  // namespace souk

#include "people/work.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace souk::people {
namespace {

constexpr int many = 4000;

market::contract_id contract(int i) {
  const auto n = static_cast<std::uint32_t>(i);
  return {{market::person_id{50'000 + n % 97}, n}, market::person_id{n % 1009}};
}

class Work : public testing::Test {
 protected:
  work_parameters knobs;
  draws luck{7};
};

TEST_F(Work, FallsOutTheSameForBothSidesWheneverTheyAsk) {
  const market::contract_id one = contract(1);
  const market::milestone_id part{one, 2};
  EXPECT_EQ(performance(knobs, luck, one, 0.3), performance(knobs, luck, one, 0.3));
  EXPECT_EQ(time_to_deliver(knobs, luck, part, market::week),
      time_to_deliver(knobs, luck, part, market::week));
  EXPECT_NE(performance(knobs, luck, one, 0.3), performance(knobs, luck, contract(2), 0.3));
  EXPECT_NE(performance(knobs, luck, one, 0.3), performance(knobs, draws{8}, one, 0.3));
}

TEST_F(Work, IsAsGoodAsWhoDoesItOnAverage) {
  for (const double quality : {-1.0, 0.0, 1.5}) {
    double sum = 0.0;
    double squares = 0.0;
    for (int i = 0; i < many; ++i) {
      const double off = performance(knobs, luck, contract(i), quality) - quality;
      sum += off;
      squares += off * off;
    }
    EXPECT_NEAR(sum / many, 0.0, 0.05);
    EXPECT_NEAR(squares / many, knobs.noise * knobs.noise, 0.05);
  }
}

TEST_F(Work, IsLateInAboutAQuarterOfCases) {
  int late = 0;
  for (int i = 0; i < many; ++i) {
    late += time_to_deliver(knobs, luck, {contract(i), 0}, market::week) > market::week ? 1 : 0;
  }
  EXPECT_NEAR(late / static_cast<double>(many), 0.25, 0.04);
}

TEST_F(Work, R30_IsCountedInSegmentsOfTenMinutes) {
  double sum = 0.0;
  for (int i = 0; i < many; ++i) {
    const market::second week = market::to_second({2024, 1, 1}) + i % 50 * market::week;
    const std::int32_t minutes = minutes_worked(knobs, luck, contract(i), week, 20.0);
    EXPECT_EQ(minutes % 10, 0);
    EXPECT_GE(minutes, 10);
    sum += minutes;
  }
  EXPECT_NEAR(sum / many / 60.0, 20.0 * knobs.hours_fill, 1.5);
  EXPECT_GE(minutes_worked(knobs, luck, contract(1), 0, 0.0), 10);
}

TEST_F(Work, LastsLongerTheBetterItIs) {
  double bad = 0.0;
  double good = 0.0;
  for (int i = 0; i < many; ++i) {
    bad += weeks_wanted(knobs, luck, contract(i), 10, -1.0);
    good += weeks_wanted(knobs, luck, contract(i), 10, 1.0);
    EXPECT_GE(weeks_wanted(knobs, luck, contract(i), 1, -3.0), 1);
  }
  EXPECT_GT(good, 1.5 * bad);
}

TEST(WorkPlan, IsOfWholeDaysAndGrowsWithTheAmountToALimit) {
  const conduct_parameters knobs;
  market::second before = 0;
  for (const int dollars : {1, 50, 500, 5'000, 50'000}) {
    const market::second planned = planned_time(knobs, market::dollars(dollars));
    EXPECT_EQ(planned % market::day, 0);
    EXPECT_GE(planned, std::max(before, market::day));
    before = planned;
  }
  EXPECT_EQ(before, 60 * market::day);
}

}  // namespace
}  // namespace souk::people

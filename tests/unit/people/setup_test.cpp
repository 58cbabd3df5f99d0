#include "people/setup.hpp"

#include "people/waking_hours.hpp"
#include "tests/unit/people/client_stage.hpp"

#include <gtest/gtest.h>

namespace souk::people {
namespace {

TEST(Setup, GivesEverySkillAWordAndAnyWindowOfThem) {
  const people_setup setup = stage_setup(few_people());
  for (const category_words& category : setup.categories) {
    ASSERT_GT(category.skills(), 0U);
    for (std::uint32_t i = 0; i < category.skills(); ++i) {
      EXPECT_NE(category.skill(i), market::no_symbol);
      const auto all = category.window(i, 1000);
      ASSERT_EQ(all.size(), category.skills());
      for (std::uint32_t k = 0; k < all.size(); ++k) {
        EXPECT_EQ(all[k], category.skill(i + k));
      }
      EXPECT_EQ(category.window(i + category.skills(), 2).front(), category.skill(i));
    }
  }
}

TEST(Setup, NumbersFreelancersThenClients) {
  const people_setup setup = stage_setup(few_people(30, 70));
  EXPECT_TRUE(setup.is_freelancer(market::person_id{69}));
  EXPECT_FALSE(setup.is_freelancer(market::person_id{70}));
  EXPECT_EQ(setup.first_client, 70U);
  EXPECT_EQ(setup.clients, 30U);
}

TEST(Setup, KnowsWhereAnEpochEnds) {
  const people_setup setup = stage_setup(few_people());
  const second begin = setup.time.begin;
  EXPECT_EQ(setup.end_of_epoch(begin), begin + market::hour);
  EXPECT_EQ(setup.end_of_epoch(begin + market::hour - 1), begin + market::hour);
  EXPECT_EQ(setup.end_of_epoch(begin + market::hour), begin + 2 * market::hour);
}

TEST(WakingHours, CountOnlyTheDay) {
  const waking_hours here{7.0};
  const second morning = market::to_second({2024, 3, 4}) + 7 * market::hour;
  const second evening = morning + waking_hours::a_day;
  EXPECT_EQ(here.awake_until(evening) - here.awake_until(morning), 16 * market::hour);
  EXPECT_EQ(here.awake_until(evening + 3 * market::hour), here.awake_until(evening));
  EXPECT_EQ(here.after(morning, market::hour), morning + market::hour);
  EXPECT_EQ(
      here.after(evening - market::hour, 2 * market::hour), morning + market::day + market::hour);
}

TEST(WakingHours, NobodyAnswersAsleepOrInThePast) {
  for (const double morning : {0.0, 7.0, 23.0}) {
    const waking_hours here{morning};
    const second start = market::to_second({2024, 3, 4});
    for (second at = start; at < start + 3 * market::day; at += 1801) {
      for (const second delay : {0L, 60L, 30'000L, 200'000L}) {
        const second then = here.after(at, delay);
        ASSERT_GE(then, at);
        ASSERT_EQ(here.awake_until(then), here.awake_until(at) + delay);
      }
    }
  }
}

}  // namespace
}  // namespace souk::people

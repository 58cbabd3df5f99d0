#include "actors/wake_queue.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace souk::actors {
namespace {

constexpr epoch_clock hourly{100 * market::day};

people::wake at(second when, std::uint32_t person = 0) {
  people::wake one;
  one.at = static_cast<std::uint32_t>(when);
  one.person = market::person_id{person};
  return one;
}

std::vector<second> taken(wake_queue& queue, std::int64_t epoch_number) {
  queue.open(hourly.at(epoch_number));
  std::vector<second> when;
  for (people::wake one; queue.next(one);) {
    when.push_back(one.at);
  }
  return when;
}

TEST(WakeQueue, WakesInTheOrderOfTimeAndPerson) {
  wake_queue queue(hourly);
  const second t = hourly.at(3).from;
  queue.add(at(t + 5, 1));
  queue.add(at(t, 9));
  queue.add(at(t, 2));
  queue.open(hourly.at(3));
  people::wake one;
  std::vector<std::uint32_t> order;
  while (queue.next(one)) {
    order.push_back(index(one.person));
  }
  EXPECT_EQ(order, (std::vector<std::uint32_t>{2, 9, 1}));
}

TEST(WakeQueue, FarWakesComeInTheirEpoch) {
  wake_queue queue(hourly);
  const second near = hourly.at(10).from, far = hourly.at(5000).from + 7,
               farther = hourly.at(5001).from;
  queue.add(at(farther));
  queue.add(at(far));
  queue.add(at(near));
  EXPECT_EQ(queue.next_due(), hourly.at(10).from);
  EXPECT_EQ(taken(queue, 10), std::vector<second>{near});
  EXPECT_EQ(queue.next_due(), hourly.at(5000).from);
  EXPECT_EQ(taken(queue, 4900), std::vector<second>{});
  EXPECT_EQ(taken(queue, 5000), std::vector<second>{far});
  EXPECT_EQ(taken(queue, 5001), std::vector<second>{farther});
  EXPECT_EQ(queue.next_due(), wake_queue::never);
  EXPECT_EQ(queue.size(), 0U);
}

TEST(WakeQueue, ALaterWakeThatIsNearDoesNotHideAFarOne) {
  wake_queue queue(hourly);
  queue.add(at(hourly.at(300).from));
  taken(queue, 100);
  queue.add(at(hourly.at(310).from));
  EXPECT_EQ(queue.next_due(), hourly.at(300).from);
}

TEST(WakeQueue, WhatIsAddedToTheOpenEpochComesInOrder) {
  wake_queue queue(hourly);
  const second t = hourly.at(1).from;
  queue.add(at(t + 100));
  queue.open(hourly.at(1));
  queue.add(at(t + 50));
  people::wake one;
  ASSERT_TRUE(queue.next(one));
  EXPECT_EQ(one.at, t + 50);
  queue.add(at(t + 70));
  ASSERT_TRUE(queue.next(one));
  EXPECT_EQ(one.at, t + 70);
  ASSERT_TRUE(queue.next(one));
  EXPECT_EQ(one.at, t + 100);
  EXPECT_FALSE(queue.next(one));
}

}  // namespace
}  // namespace souk::actors

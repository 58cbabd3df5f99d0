#include "load/arrivals.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace souk::load {
namespace {

scenarios::load_stage stage(double seconds, double from, double to) {
  scenarios::load_stage one;
  one.length.ns = static_cast<std::int64_t>(seconds * 1e9);
  one.from = from;
  one.to = to;
  return one;
}

std::vector<double> times_of(const scenarios::workload& of) {
  const people::draws luck(1);
  arrival_times from(of, luck);
  std::vector<double> all;
  while (const auto at = from.next()) {
    all.push_back(*at);
  }
  return all;
}

TEST(Arrivals, AreEvenAtAConstantRate) {
  scenarios::workload of;
  of.stages = {stage(10, 2000, 2000)};
  const std::vector<double> times = times_of(of);
  ASSERT_EQ(times.size(), 20'000U);
  for (std::size_t i = 0; i < times.size(); ++i) {
    EXPECT_NEAR(times[i], static_cast<double>(i) / 2000, 1e-9);
  }
}

TEST(Arrivals, FollowARampAndASpike) {
  scenarios::workload of;
  of.stages = {stage(10, 0, 100), stage(10, 0, 0), stage(1, 50, 50)};
  const std::vector<double> times = times_of(of);
  ASSERT_EQ(times.size(), 550U);
  // By t the ramp has let in 5 t^2.
  for (std::size_t i = 1; i < 500; ++i) {
    EXPECT_NEAR(5 * times[i] * times[i], static_cast<double>(i), 1e-6);
  }
  EXPECT_NEAR(times[500], 20.0, 1e-6);
  EXPECT_TRUE(std::is_sorted(times.begin(), times.end()));
}

TEST(Arrivals, AtRandomHaveTheRateAndTheSpreadOfPoisson) {
  scenarios::workload of;
  of.arrivals = scenarios::arrival_kind::random;
  of.stages = {stage(100, 200, 200)};
  const std::vector<double> times = times_of(of);
  EXPECT_NEAR(static_cast<double>(times.size()), 20'000.0, 5 * std::sqrt(20'000.0));
  double sum = 0;
  double squares = 0;
  for (std::size_t i = 1; i < times.size(); ++i) {
    const double gap = times[i] - times[i - 1];
    sum += gap;
    squares += gap * gap;
  }
  const double n = static_cast<double>(times.size() - 1);
  const double mean = sum / n;
  EXPECT_NEAR(std::sqrt(squares / n - mean * mean) / mean, 1.0, 0.05);
  EXPECT_EQ(times, times_of(of));
}

TEST(Arrivals, OfAReplayComeAtTheirOwnTimes) {
  scenarios::workload of;
  of.stages = {stage(2, 1, 1), stage(10, 0, 0), stage(2, 1, 1)};
  of.stages[1].replay = "run";
  of.stages[1].arrivals = {0.5, 0.5, 9};
  EXPECT_EQ(times_of(of), (std::vector<double>{0, 1, 2.5, 2.5, 11, 12, 13}));
}

TEST(Levels, GoInStraightLines) {
  scenarios::workload of;
  of.stages = {stage(10, 0, 100), stage(5, 7, 7)};
  const std::vector<level_piece> pieces = pieces_of(of);
  EXPECT_DOUBLE_EQ(level_at(pieces, 5), 50);
  EXPECT_DOUBLE_EQ(level_at(pieces, 12), 7);
  EXPECT_DOUBLE_EQ(level_at(pieces, 15), 0);
}

}  // namespace
}  // namespace souk::load

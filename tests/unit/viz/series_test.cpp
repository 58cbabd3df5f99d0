#include "viz/series.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace souk::viz {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

TEST(Decimated, KeepsEveryPeakOfAMillionPoints) {
  std::vector<double> y(1'000'000, 1.0);
  y[123'456] = 9.0;
  y[654'321] = -4.0;
  const auto columns = decimated(y, 0, y.size(), 800);
  ASSERT_EQ(columns.size(), 800U);
  EXPECT_EQ(range_of(columns), (value_range{-4.0, 9.0}));
  EXPECT_EQ(columns[123'456 / 1250].high, 9.0);
  EXPECT_EQ(columns[654'321 / 1250].low, -4.0);
}

TEST(Decimated, LeavesFewPointsAsTheyAre) {
  const std::vector<double> y{3.0, 1.0, 2.0};
  const auto columns = decimated(y, 0, 3, 100);
  ASSERT_EQ(columns.size(), 3U);
  EXPECT_EQ(columns[1], (pixel_column{1.0, 1.0, 1.0, 1.0}));
}

TEST(Decimated, LeavesOutGapsAndMindsItsRange) {
  const std::vector<double> y{none, 5.0, none, 7.0, 8.0};
  const auto columns = decimated(y, 0, 4, 4);
  ASSERT_EQ(columns.size(), 2U);
  EXPECT_EQ(columns[0].x, 1.0);
  EXPECT_EQ(columns[1].last, 7.0);
  EXPECT_TRUE(decimated(y, 3, 3, 10).empty());
  EXPECT_TRUE(decimated(y, 0, 5, 0).empty());
  EXPECT_EQ(decimated(y, 2, 99, 10).size(), 2U);
}

TEST(Ticks, AreRoundAndFew) {
  EXPECT_EQ(ticks({0.0, 10.0}, 5, false), (std::vector<double>{0, 2, 4, 6, 8, 10}));
  EXPECT_EQ(ticks({-0.3, 0.3}, 3, false), (std::vector<double>{-0.2, 0.0, 0.2}));
  EXPECT_EQ(ticks({0.5, 2000.0}, 6, true), (std::vector<double>{1, 10, 100, 1000}));
  EXPECT_TRUE(ticks({1.0, 1.0}, 5, false).empty());
}

TEST(Place, IsWhereItsValueIs) {
  for (const bool log : {false, true}) {
    const value_range axis{2.0, 5000.0};
    for (const double value : {2.0, 17.0, 5000.0}) {
      EXPECT_NEAR(value_at(place(value, axis, log), axis, log), value, 1e-9 * value);
    }
  }
  EXPECT_LT(place(0.0, {1.0, 10.0}, true), 0.0);
}

TEST(AxisFor, BeginsAtZeroWhereThatIsNear) {
  EXPECT_EQ(axis_for({2.0, 10.0}, false).low, 0.0);
  EXPECT_GT(axis_for({9.0, 10.0}, false).low, 8.0);
  EXPECT_LT(axis_for({-3.0, 10.0}, false).low, -3.0);
  const value_range flat = axis_for({0.0, 0.0}, false);
  EXPECT_LT(flat.low, flat.high);
}

TEST(Smoothed, IsTheMeanOfTheWindow) {
  const std::vector<double> y{2.0, 4.0, 6.0, 8.0};
  EXPECT_EQ(smoothed(y, 2), (std::vector<double>{2.0, 3.0, 5.0, 7.0}));
}

}  // namespace
}  // namespace souk::viz

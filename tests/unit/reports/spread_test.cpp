#include "reports/spread.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace souk::reports {
namespace {

/// Newcombe 1998, table I: 81 of 263 by Wilson's method.
TEST(Spread, SharesHaveWilsonsInterval) {
  const auto share = share_of(81, 263);
  ASSERT_TRUE(share);
  EXPECT_NEAR(share->value, 0.3080, 5e-5);
  EXPECT_NEAR(share->low, 0.2553, 5e-5);
  EXPECT_NEAR(share->high, 0.3662, 5e-5);
  EXPECT_NEAR(share_of(0, 20)->high, 0.1611, 5e-5);
  EXPECT_EQ(share_of(0, 20)->low, 0.0);
  EXPECT_FALSE(share_of(0, 0));
}

/// Of 10 the 2nd and the 9th value bound the median with 97.9 % (Conover, table A3).
TEST(Spread, MediansLieBetweenOrderStatistics) {
  const auto median = median_of({10, 9, 8, 7, 6, 5, 4, 3, 2, 1});
  ASSERT_TRUE(median);
  EXPECT_EQ(*median, (estimate{5.5, 2, 9}));
  EXPECT_EQ(*median_of({3}), (estimate{3, 3, 3}));
  EXPECT_EQ(*median_of({1, 2, 6}), (estimate{2, 1, 6}));
  EXPECT_FALSE(median_of({}));
}

TEST(Spread, MeansHaveStudentsInterval) {
  const std::vector<double> values{1, 2, 3, 4, 5};
  const auto mean = mean_of(values);
  ASSERT_TRUE(mean);
  EXPECT_NEAR(mean->value, 3.0, 1e-12);
  EXPECT_NEAR(mean->high - 3.0, 2.7764 * std::sqrt(2.5 / 5), 1e-3);
  EXPECT_FALSE(mean_of({}));
}

TEST(Spread, RatiosOfSums) {
  const std::vector<double> spent{10, 20, 30, 40};
  const std::vector<double> hired{0, 1, 0, 1};
  const auto ratio = ratio_of(spent, hired);
  ASSERT_TRUE(ratio);
  EXPECT_NEAR(ratio->value, 50.0, 1e-12);
  EXPECT_LT(ratio->low, 50.0);
  const std::vector<double> nobody{0, 0, 0, 0};
  EXPECT_FALSE(ratio_of(spent, nobody));
  EXPECT_EQ(*ratio_of(hired, hired), (estimate{1, 1, 1}));
}

TEST(Spread, GiniIsNothingForEqualsAndNearOneForOneWhoHasAll) {
  EXPECT_NEAR(gini_of({5, 5, 5, 5})->value, 0.0, 1e-12);
  EXPECT_NEAR(gini_of({0, 0, 0, 8})->value, 0.75, 1e-12);
  EXPECT_NEAR(gini_of({1, 2, 3, 4})->value, 0.25, 1e-12);
  EXPECT_NEAR(gini_of({1, 2, 3, -4})->value, gini_of({1, 2, 3, 0})->value, 1e-12);
  EXPECT_FALSE(gini_of({0, 0}));
  EXPECT_FALSE(gini_of({}));
}

/// The jackknife, by leaving each out in turn.
TEST(Spread, GiniHasTheJackknifesInterval) {
  const std::vector<double> values{1, 4, 2, 9, 3, 3};
  const auto n = static_cast<double>(values.size());
  std::vector<double> without;
  for (std::size_t i = 0; i < values.size(); ++i) {
    std::vector<double> rest = values;
    rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(i));
    without.push_back(gini_of(rest)->value);
  }
  double mean = 0;
  double squares = 0;
  for (const double one : without) {
    mean += one / n;
  }
  for (const double one : without) {
    squares += (one - mean) * (one - mean);
  }
  const auto gini = gini_of(values);
  EXPECT_NEAR(gini->high - gini->value, 1.959963984540054 * std::sqrt((n - 1) / n * squares), 1e-9);
}

}  // namespace
}  // namespace souk::reports

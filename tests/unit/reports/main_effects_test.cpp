#include "reports/main_effects.hpp"

#include "market/hash.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace souk::reports {
namespace {

double uniform(std::uint64_t seed, std::uint64_t n) {
  return (static_cast<double>(market::mix(seed, n) >> 11) + 0.5) * 0x1p-53;
}
double normal(std::uint64_t seed, std::uint64_t n) {
  return std::sqrt(-2.0 * std::log(uniform(seed, 2 * n)))
         * std::cos(2.0 * std::numbers::pi * uniform(seed, 2 * n + 1));
}

TEST(MainEffects, AreFoundExactlyWhereThereIsNoNoise) {
  // y = 1 + 3 x1 - 2 x2 + 10 block, and columns that go together
  const std::vector<double> x1{0, 1, 0, 1, 0.5, 0.25};
  const std::vector<double> x2{0, 0, 1, 1, 0.75, 0.25};
  const std::vector<std::uint64_t> blocks{1, 2, 1, 2, 1, 2};
  std::vector<double> y;
  for (std::size_t i = 0; i < x1.size(); ++i) {
    y.push_back(1 + 3 * x1[i] - 2 * x2[i] + 10 * static_cast<double>(blocks[i]));
  }
  const auto effects = main_effects(y, std::vector{x1, x2}, blocks);
  EXPECT_NEAR(effects[0]->value, 3.0, 1e-12);
  EXPECT_NEAR(effects[1]->value, -2.0, 1e-12);
  EXPECT_NEAR(effects[0]->ci95->high - effects[0]->ci95->low, 0.0, 1e-9);
}

TEST(MainEffects, MatchATextbookRegression) {
  // y = 2.2 + 0.6 x; residual sum of squares 2.4, 3 degrees of freedom, error of the slope .2828
  const std::vector<double> x{1, 2, 3, 4, 5};
  const std::vector<double> y{2, 4, 5, 4, 5};
  const auto effect =
      main_effects(y, std::vector<std::vector<double>>{x}, std::vector<std::uint64_t>(5, 1))[0];
  EXPECT_NEAR(effect->value, 0.6, 1e-12);
  EXPECT_NEAR(effect->ci95->low, 0.6 - 3.1824463 * 0.28284271, 1e-6);
  EXPECT_NEAR(effect->p, 0.1240, 1e-4);
}

TEST(MainEffects, LeaveOutWhatOthersSayAlready) {
  const std::vector<double> x{0, 1, 0, 1};
  const std::vector<double> y{1, 2, 1, 2};
  const auto effects = main_effects(
      y, std::vector{x, x, std::vector<double>(4, 1.0)}, std::vector<std::uint64_t>(4, 1));
  EXPECT_NEAR(effects[0]->value, 1.0, 1e-12);
  EXPECT_FALSE(effects[1]);
  EXPECT_FALSE(effects[2]);
}

TEST(MainEffects, HaveNoIntervalWithoutARunToSpare) {
  const auto effects = main_effects(std::vector{1.0, 2.0},
      std::vector<std::vector<double>>{{0.0, 1.0}}, std::vector<std::uint64_t>(2, 1));
  EXPECT_EQ(effects[0]->value, 1.0);
  EXPECT_FALSE(effects[0]->ci95);
}

TEST(MainEffects, CoverAKnownEffect) {
  int covered = 0;
  for (std::uint64_t draw = 0; draw < 1000; ++draw) {
    std::vector<double> x1, x2, y;
    std::vector<std::uint64_t> blocks;
    for (std::uint64_t i = 0; i < 24; ++i) {
      x1.push_back(uniform(draw, 1000 + i));
      x2.push_back(0.5 * x1.back() + uniform(draw, 2000 + i));
      blocks.push_back(i % 3);
      y.push_back(4.0 * x1.back() - x2.back() + 7.0 * static_cast<double>(i % 3) + normal(draw, i));
    }
    const auto effect = main_effects(y, std::vector{x1, x2}, blocks)[0];
    covered += effect->ci95->low <= 4.0 && 4.0 <= effect->ci95->high ? 1 : 0;
  }
  EXPECT_GE(covered, 930);
  EXPECT_LE(covered, 970);
}

TEST(WithoutBlocks, KeepsTheMean) {
  EXPECT_THAT(
      without_blocks(std::vector{1.0, 3.0, 11.0, 13.0}, std::vector<std::uint64_t>{1, 1, 2, 2}),
      testing::ElementsAre(6.0, 8.0, 6.0, 8.0));
}

}  // namespace
}  // namespace souk::reports

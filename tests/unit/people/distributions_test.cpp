#include "people/distributions.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace souk::people {
namespace {

constexpr int many = 100'000;

random_words words_of(int i) {
  return draws{11}.behaviour(market::person_id{static_cast<std::uint32_t>(i)}, 5, 77);
}

struct moments {
  double mean = 0.0;
  double variance = 0.0;
};

template <class Draw>
moments moments_of(Draw draw) {
  double sum = 0.0;
  double squares = 0.0;
  for (int i = 0; i < many; ++i) {
    const double x = draw(words_of(i));
    sum += x;
    squares += x * x;
  }
  const double mean = sum / many;
  return {mean, squares / many - mean * mean};
}

TEST(Distributions, NormalHasItsMoments) {
  const auto m = moments_of([](const random_words& w) { return normal(w, 0, 3.0, 2.0); });
  EXPECT_NEAR(m.mean, 3.0, 0.03);
  EXPECT_NEAR(m.variance, 4.0, 0.08);
}

TEST(Distributions, LogNormalHasItsMedianAndSpread) {
  const auto m =
      moments_of([](const random_words& w) { return std::log(lognormal(w, 1, 7.0, 0.5)); });
  EXPECT_NEAR(m.mean, std::log(7.0), 0.01);
  EXPECT_NEAR(m.variance, 0.25, 0.01);
}

TEST(Distributions, ExponentialHasItsMean) {
  const auto m = moments_of([](const random_words& w) { return exponential(w, 2, 5.0); });
  EXPECT_NEAR(m.mean, 5.0, 0.1);
  EXPECT_NEAR(m.variance, 25.0, 1.5);
}

TEST(Distributions, ParetoHasItsTail) {
  const auto above =
      moments_of([](const random_words& w) { return pareto(w, 3, 2.0, 1.5) > 8.0 ? 1.0 : 0.0; });
  EXPECT_NEAR(above.mean, 0.125, 0.005);
}

TEST(Distributions, GeometricCountsFailures) {
  const auto m = moments_of([](const random_words& w) { return geometric(w, 0, 0.25); });
  EXPECT_NEAR(m.mean, 3.0, 0.06);
  EXPECT_EQ(geometric(words_of(1), 0, 1.0), 0U);
}

TEST(Distributions, PoissonHasEqualMeanAndVariance) {
  const auto m = moments_of([](const random_words& w) { return poisson(w, 1, 2.5); });
  EXPECT_NEAR(m.mean, 2.5, 0.04);
  EXPECT_NEAR(m.variance, 2.5, 0.06);
  EXPECT_EQ(poisson(words_of(1), 0, 0.0), 0U);
}

TEST(Distributions, GammaHasItsMeanAndShape) {
  for (const double shape : {0.3, 1.0, 4.0}) {
    const auto m =
        moments_of([&](const random_words& w) { return people::gamma(w, 0, shape, 2.0); });
    EXPECT_NEAR(m.mean, 2.0, 0.05) << shape;
    EXPECT_NEAR(m.variance, 4.0 / shape, 0.08 * 4.0 / shape) << shape;
  }
}

TEST(Distributions, PickFollowsTheWeights) {
  constexpr std::array totals{1.0, 1.0, 4.0};  // weights 1, 0 and 3
  EXPECT_EQ(pick(totals, 0.0), 0U);
  EXPECT_EQ(pick(totals, 0.249), 0U);
  EXPECT_EQ(pick(totals, 0.25), 2U);
  EXPECT_EQ(pick(totals, 0.999), 2U);
}

}  // namespace
}  // namespace souk::people

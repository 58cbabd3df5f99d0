#include "people/exact_math.hpp"

#include "market/hash.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <limits>

namespace souk::people {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// 4000 numbers from `low` to `high`, irregularly spaced.
template <class Visit>
void for_numbers(double low, double high, Visit visit) {
  for (std::uint64_t i = 0; i < 4000; ++i) {
    const double u = static_cast<double>(market::mix(i) >> 11) * 0x1p-53;
    visit(low + u * (high - low));
  }
}

double off_by(double found, double expected) { return std::abs(found / expected - 1.0); }

TEST(ExactMath, ExpAgreesWithLibm) {
  for_numbers(-700.0, 700.0, [](double x) { ASSERT_LT(off_by(exact_exp(x), std::exp(x)), 1e-15); });
  for_numbers(-1.0, 1.0, [](double x) { ASSERT_LT(off_by(exact_exp(x), std::exp(x)), 1e-15); });
}

TEST(ExactMath, ExpHasEnds) {
  EXPECT_EQ(exact_exp(0.0), 1.0);
  EXPECT_EQ(exact_exp(-1e9), 0.0);
  EXPECT_EQ(exact_exp(-infinity), 0.0);
  EXPECT_EQ(exact_exp(1e9), infinity);
  EXPECT_TRUE(std::isnan(exact_exp(std::numeric_limits<double>::quiet_NaN())));
  EXPECT_GT(exact_exp(-707.9), 0.0);
  EXPECT_LT(exact_exp(709.0), infinity);
}

TEST(ExactMath, LogAgreesWithLibm) {
  for_numbers(-700.0, 700.0, [](double x) {
    const double y = std::exp(x);
    ASSERT_LT(off_by(exact_log(y), std::log(y)), 1e-15) << y;
  });
  for_numbers(0.5, 2.0, [](double y) { ASSERT_LT(off_by(exact_log(y), std::log(y)), 1e-15) << y; });
}

TEST(ExactMath, LogHasEnds) {
  EXPECT_EQ(exact_log(1.0), 0.0);
  EXPECT_EQ(exact_log(0.0), -infinity);
  EXPECT_EQ(exact_log(infinity), infinity);
  EXPECT_TRUE(std::isnan(exact_log(-1.0)));
  EXPECT_LT(off_by(exact_log(5e-324), std::log(5e-324)), 1e-15);
}

TEST(ExactMath, Log1pIsExactNearNothing) {
  EXPECT_EQ(exact_log1p(0.0), 0.0);
  for_numbers(-0.99, 3.0, [](double x) {
    ASSERT_NEAR(exact_log1p(x), std::log1p(x), 2e-15 * std::abs(std::log1p(x)));
  });
  EXPECT_LT(off_by(exact_log1p(1e-12), std::log1p(1e-12)), 1e-15);
}

TEST(ExactMath, PowIsTheExponentialOfTheLogarithm) {
  for_numbers(
      0.01, 50.0, [](double x) { ASSERT_LT(off_by(exact_pow(x, 2.7), std::pow(x, 2.7)), 1e-13); });
}

TEST(ExactMath, QuantilesUndoTheNormalDistribution) {
  for_numbers(0.0, 1.0, [](double p) {
    ASSERT_LT(off_by(0.5 * std::erfc(-normal_quantile(p) / std::sqrt(2.0)), p), 1e-13) << p;
    ASSERT_NEAR(normal_cdf(normal_quantile(p)), p, 1e-14);
  });
  EXPECT_EQ(normal_quantile(0.5), 0.0);
  EXPECT_NEAR(normal_quantile(0.975), 1.959963984540054, 1e-14);
  EXPECT_NEAR(normal_quantile(1e-9), -5.9978070150076865, 1e-14);
  EXPECT_EQ(normal_cdf(40.0), 1.0);
  EXPECT_EQ(normal_cdf(-40.0), 0.0);
}

TEST(ExactMath, LogitUndoesTheLogistic) {
  EXPECT_EQ(logistic(0.0), 0.5);
  for_numbers(-30.0, 30.0, [](double x) {
    if (x < 15.0) {
      ASSERT_NEAR(logit(logistic(x)), x, 1e-8);
    }
  });
}

TEST(ExactMath, GivesTheSameBitsEverywhere) {
  std::uint64_t bits = 0;
  const auto add = [&](double x) { bits = market::mix(bits, std::bit_cast<std::uint64_t>(x)); };
  for_numbers(-50.0, 50.0, [&](double x) {
    add(exact_exp(x));
    add(exact_log(x < 0.0 ? -x : x));
    add(logistic(x));
  });
  for_numbers(0.0, 1.0, [&](double p) {
    add(normal_quantile(p));
    add(normal_cdf(10.0 * p));
    add(exact_log1p(p));
    add(exact_pow(p, 0.3));
  });
  EXPECT_EQ(bits, 0xd113120d9ab3601bULL) << std::hex << bits;
}

}  // namespace
}  // namespace souk::people

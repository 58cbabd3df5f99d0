#include "reports/paired_effects.hpp"

#include "market/hash.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace souk::reports {
namespace {

/// Normal draws by Box and Muller from keyed words.
class normal_draws {
 public:
  explicit normal_draws(std::uint64_t seed) : seed_(seed) {}
  double operator()() {
    const double radius = std::sqrt(-2.0 * std::log(uniform()));
    return radius * std::cos(2.0 * std::numbers::pi * uniform());
  }

 private:
  double uniform() {
    return (static_cast<double>(market::mix(seed_, ++drawn_) >> 11) + 0.5) * 0x1p-53;
  }
  std::uint64_t seed_;
  std::uint64_t drawn_ = 0;
};

/// Worlds that have much in common, and an effect in the second.
struct pairs {
  std::vector<double> a, b;
};
pairs draw_pairs(normal_draws& normal, std::size_t count, double effect, double own = 1.0) {
  pairs drawn;
  for (std::size_t i = 0; i < count; ++i) {
    const double common = 100.0 + 5.0 * normal();
    drawn.a.push_back(common + own * normal());
    drawn.b.push_back(common + own * normal() + effect);
  }
  return drawn;
}

TEST(PairedEffects, MatchATextbookExample) {
  // Differences 1, 2, 3, 4: mean 2.5, sd 1.2909944, t(3; .975) = 3.1824463.
  const std::vector<double> a{10, 20, 30, 40};
  const std::vector<double> b{11, 22, 33, 44};
  const paired_effect effect = paired_effect_of(a, b);
  EXPECT_DOUBLE_EQ(effect.mean_a, 25.0);
  EXPECT_DOUBLE_EQ(effect.mean_b, 27.5);
  EXPECT_DOUBLE_EQ(effect.difference, 2.5);
  EXPECT_DOUBLE_EQ(effect.relative.value(), 0.1);
  EXPECT_NEAR(effect.ci95->low, 2.5 - 3.1824463 * 1.2909944 / 2, 1e-6);
  EXPECT_NEAR(effect.ci95->high, 2.5 + 3.1824463 * 1.2909944 / 2, 1e-6);
  EXPECT_NEAR(effect.p, 0.0305, 5e-4);
  // var a = 166.667, var b = 201.667, var of differences = 1.66667
  EXPECT_NEAR(effect.variance_reduction.value(), 221.0, 1e-9);
}

TEST(PairedEffects, HaveNoVarianceWhereNothingDiffers) {
  const std::vector<double> a{10.5, 20.25, 30};
  const paired_effect effect = paired_effect_of(a, a);
  EXPECT_EQ(effect.difference, 0.0);
  EXPECT_EQ(effect.relative, 0.0);
  EXPECT_EQ(effect.ci95->low, 0.0);
  EXPECT_EQ(effect.ci95->high, 0.0);
  EXPECT_EQ(effect.p, 1.0);
  EXPECT_FALSE(effect.variance_reduction);
  EXPECT_FALSE(variance_reduction_interval(a, a));
}

TEST(PairedEffects, AreCertainWhereEveryPairDiffersByTheSame) {
  const std::vector<double> a{1, 2, 3};
  const std::vector<double> b{1.5, 2.5, 3.5};
  const paired_effect effect = paired_effect_of(a, b);
  EXPECT_EQ(effect.ci95->low, 0.5);
  EXPECT_EQ(effect.ci95->high, 0.5);
  EXPECT_EQ(effect.p, 0.0);
  EXPECT_FALSE(effect.variance_reduction);
}

TEST(PairedEffects, SayLittleFromOnePair) {
  const paired_effect effect = paired_effect_of(std::vector{4.0}, std::vector{5.0});
  EXPECT_EQ(effect.difference, 1.0);
  EXPECT_EQ(effect.relative, 0.25);
  EXPECT_FALSE(effect.ci95);
  EXPECT_EQ(effect.p, 1.0);
}

TEST(PairedEffects, HaveNoRelativeSizeAgainstNothing) {
  const paired_effect effect = paired_effect_of(std::vector{0.0, 0.0}, std::vector{1.0, 2.0});
  EXPECT_FALSE(effect.relative);
  EXPECT_EQ(paired_effect_of(std::vector{0.0}, std::vector{0.0}).relative, 0.0);
}

TEST(PairedEffects, FindNothingAtTheNominalRateWhereThereIsNothing) {
  normal_draws normal(11);
  int found = 0;
  for (int draw = 0; draw < 1000; ++draw) {
    const pairs drawn = draw_pairs(normal, 20, 0.0);
    found += paired_effect_of(drawn.a, drawn.b).p < 0.05 ? 1 : 0;
  }
  // 50 are expected; 29 to 71 are three standard deviations.
  EXPECT_GE(found, 29);
  EXPECT_LE(found, 71);
}

TEST(PairedEffects, CoverAKnownEffect) {
  normal_draws normal(12);
  int covered = 0;
  for (int draw = 0; draw < 1000; ++draw) {
    const pairs drawn = draw_pairs(normal, 20, 2.0);
    const bounds ci = paired_effect_of(drawn.a, drawn.b).ci95.value();
    covered += ci.low <= 2.0 && 2.0 <= ci.high ? 1 : 0;
  }
  EXPECT_GE(covered, 930);
  EXPECT_LE(covered, 970);
}

TEST(PairedEffects, KeepTheChanceOfAnyFalsePositiveByHolm) {
  normal_draws normal(13);
  int any = 0;
  for (int draw = 0; draw < 1000; ++draw) {
    std::vector<double> p;
    for (int outcome = 0; outcome < 10; ++outcome) {
      const pairs drawn = draw_pairs(normal, 20, 0.0);
      p.push_back(paired_effect_of(drawn.a, drawn.b).p);
    }
    const std::vector<double> adjusted = holm(p);
    any += *std::min_element(adjusted.begin(), adjusted.end()) < 0.05 ? 1 : 0;
  }
  EXPECT_GE(any, 29);
  EXPECT_LE(any, 71);
}

TEST(Holm, StepsDown) {
  // 3 x .01, then 2 x .02 (and not under the one before), then 1 x .9
  EXPECT_THAT(holm(std::vector{0.02, 0.01, 0.9}),
      testing::ElementsAre(testing::DoubleEq(0.04), testing::DoubleEq(0.03), 0.9));
  EXPECT_THAT(holm(std::vector{0.01, 0.012}), testing::Each(testing::DoubleEq(0.02)));
  EXPECT_THAT(holm(std::vector{0.8, 0.7}), testing::Each(1.0));
  EXPECT_THAT(holm(std::vector<double>{}), testing::IsEmpty());
}

TEST(PairsNeeded, GrowWithTheSquareOfThePrecision) {
  EXPECT_EQ(pairs_needed(0.0, 1.0), 2);
  // z = 1.96: (1.96 x 10)^2 = 384.2, a few more for t
  EXPECT_NEAR(static_cast<double>(pairs_needed(10.0, 1.0).value()), 387, 2);
  EXPECT_NEAR(static_cast<double>(pairs_needed(10.0, 0.1).value()), 38418, 10);
  EXPECT_FALSE(pairs_needed(1.0, 0.0));
  EXPECT_FALSE(pairs_needed(1.0, 1e-9));
}

TEST(VarianceReduction, HasAnIntervalAroundTheTruth) {
  // var a = var b = 26, var of the difference = 2: 26 times.
  normal_draws normal(14);
  int covered = 0;
  for (std::uint64_t draw = 0; draw < 100; ++draw) {
    const pairs drawn = draw_pairs(normal, 100, 1.0);
    const auto interval = variance_reduction_interval(drawn.a, drawn.b, 200, draw);
    covered += interval->low <= 26.0 && 26.0 <= interval->high ? 1 : 0;
  }
  EXPECT_GE(covered, 85);
}

}  // namespace
}  // namespace souk::reports

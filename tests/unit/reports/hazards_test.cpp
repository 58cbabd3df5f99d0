#include "reports/hazards.hpp"

#include "reports/linear.hpp"
#include "tests/unit/reports/leukaemia.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace souk::reports {
namespace {

struct table {
  std::vector<spell> spells;
  std::vector<double> covariates;
};

table children(bool with_cells) {
  table all;
  for (const tests::child& one : tests::leukaemia) {
    all.spells.push_back({0.0, one.weeks, one.relapsed, 0});
    all.covariates.push_back(one.placebo ? 1.0 : 0.0);
    if (with_cells) {
      all.covariates.push_back(one.log_cells);
    }
  }
  return all;
}

/// Venables & Ripley 2002 (MASS), `coxph(Surv(time, cens) ~ treat, gehan)`: Efron's ties.
TEST(Cox, IsThePublishedFitWithEfronsTies) {
  const table all = children(false);
  const auto fit = cox(all.spells, all.covariates, 1);
  ASSERT_TRUE(fit);
  EXPECT_NEAR(fit->effects[0].log_ratio, 1.572, 5e-4);
  EXPECT_NEAR(fit->effects[0].standard_error, 0.412, 5e-4);
  EXPECT_NEAR(fit->effects[0].ratio(), 4.817, 5e-3);
  EXPECT_NEAR(2 * (fit->log_likelihood - fit->log_likelihood_without), 16.35, 5e-3);
  EXPECT_EQ(fit->people, 42U);
  EXPECT_EQ(fit->events, 30U);
}

/// Kleinbaum & Klein, section 3.I, models 1 and 2: Breslow's ties.
TEST(Cox, IsThePublishedFitWithBreslowsTies) {
  const table one = children(false);
  const auto alone = cox(one.spells, one.covariates, 1, ties::breslow);
  ASSERT_TRUE(alone);
  EXPECT_NEAR(alone->effects[0].log_ratio, 1.509, 5e-4);
  EXPECT_NEAR(alone->effects[0].standard_error, 0.410, 5e-4);
  const table two = children(true);
  const auto both = cox(two.spells, two.covariates, 2, ties::breslow);
  ASSERT_TRUE(both);
  EXPECT_NEAR(both->effects[0].log_ratio, 1.294, 5e-4);
  EXPECT_NEAR(both->effects[0].standard_error, 0.422, 5e-4);
  EXPECT_NEAR(both->effects[1].log_ratio, 1.604, 5e-4);
  EXPECT_NEAR(both->effects[1].standard_error, 0.329, 5e-4);
  EXPECT_NEAR(-2 * both->log_likelihood, 144.559, 5e-4);
  EXPECT_NEAR(both->effects[0].low(), 1.595, 5e-3);
  EXPECT_NEAR(both->effects[0].high(), 8.343, 2e-2);
  EXPECT_NEAR(both->effects[0].p(), 0.002, 5e-4);
}

/// A covariate's unit changes nothing but its own effect.
TEST(Cox, DoesNotMindUnits) {
  table all = children(true);
  const auto plain = cox(all.spells, all.covariates, 2);
  for (std::size_t i = 1; i < all.covariates.size(); i += 2) {
    all.covariates[i] = 5e6 + 1e4 * all.covariates[i];
  }
  const auto scaled = cox(all.spells, all.covariates, 2);
  ASSERT_TRUE(plain && scaled);
  EXPECT_NEAR(scaled->effects[0].log_ratio, plain->effects[0].log_ratio, 1e-6);
  EXPECT_NEAR(scaled->effects[1].log_ratio * 1e4, plain->effects[1].log_ratio, 1e-6);
}

/// Following somebody in two pieces is following them once.
TEST(Cox, TakesPeopleWhoComeLate) {
  const table whole = children(true);
  table pieces;
  for (std::size_t i = 0; i < whole.spells.size(); ++i) {
    const spell& one = whole.spells[i];
    const std::array row{whole.covariates[2 * i], whole.covariates[2 * i + 1]};
    const double cut = std::min(4.5, one.to);
    for (const spell& piece :
        {spell{0, cut, cut == one.to && one.happened, 0}, spell{cut, one.to, one.happened, 0}}) {
      pieces.spells.push_back(piece);
      pieces.covariates.insert(pieces.covariates.end(), row.begin(), row.end());
    }
  }
  const auto a = cox(whole.spells, whole.covariates, 2);
  const auto b = cox(pieces.spells, pieces.covariates, 2);
  ASSERT_TRUE(a && b);
  EXPECT_NEAR(a->effects[0].log_ratio, b->effects[0].log_ratio, 1e-8);
  EXPECT_NEAR(a->effects[1].standard_error, b->effects[1].standard_error, 1e-8);
  EXPECT_EQ(b->events, 30U);
}

/// A stratum has a rate of its own, however fast: the same children, ten times as slow, weigh as
/// much again.
TEST(Cox, ComparesWithinStrataOnly) {
  table twice = children(true);
  const table once = twice;
  for (std::size_t i = 0; i < once.spells.size(); ++i) {
    const spell& one = once.spells[i];
    twice.spells.push_back({0.0, one.to * 10.0, one.happened, 7});
  }
  twice.covariates.insert(twice.covariates.end(), once.covariates.begin(), once.covariates.end());
  const auto a = cox(once.spells, once.covariates, 2);
  const auto b = cox(twice.spells, twice.covariates, 2);
  ASSERT_TRUE(a && b);
  EXPECT_NEAR(a->effects[0].log_ratio, b->effects[0].log_ratio, 1e-8);
  EXPECT_NEAR(a->effects[0].standard_error / std::sqrt(2.0), b->effects[0].standard_error, 1e-8);
}

TEST(Cox, FitsNothingWhereThereIsNothing) {
  EXPECT_FALSE(cox({}, {}, 1));
  const std::vector<spell> quiet{{0, 1, false, 0}, {0, 2, false, 0}};
  const std::vector<double> ones{0.0, 1.0};
  EXPECT_FALSE(cox(quiet, ones, 1));
  table all = children(false);
  std::fill(all.covariates.begin(), all.covariates.end(), 3.0);
  EXPECT_FALSE(cox(all.spells, all.covariates, 1));
  const std::vector<spell> never{{1, 1, true, 0}};
  EXPECT_FALSE(cox(never, std::vector<double>{1.0}, 1));
}

TEST(Cox, RefusesCovariatesThatFollowFromEachOther) {
  table all;
  for (const tests::child& one : tests::leukaemia) {
    all.spells.push_back({0.0, one.weeks, one.relapsed, 0});
    all.covariates.insert(all.covariates.end(), {one.log_cells, 2.0 - 3.0 * one.log_cells});
  }
  EXPECT_FALSE(cox(all.spells, all.covariates, 2));
}

TEST(Cox, RefusesARatioWithoutEnd) {
  table all = children(false);
  for (std::size_t i = 0; i < all.spells.size(); ++i) {
    all.spells[i].happened = all.spells[i].happened && all.covariates[i] > 0.0;
  }
  EXPECT_FALSE(cox(all.spells, all.covariates, 1));
}

TEST(Linear, ReadsBothSidesOfTheDiagonal) {
  symmetric m(2);
  m(0, 1) = 3.0;
  EXPECT_EQ(m(1, 0), 3.0);
}

TEST(Linear, FormsOfSingularMatricesHaveTheirRank) {
  symmetric m(2);
  m(0, 0) = m(1, 1) = 2.0;
  m(0, 1) = -2.0;
  const quadratic_form form = inverse_form(m, std::vector<double>{1.0, -1.0});
  EXPECT_EQ(form.rank, 1);
  EXPECT_NEAR(form.value, 0.5, 1e-12);
  EXPECT_FALSE(solved(m, std::vector<double>{1.0, -1.0}));
}

}  // namespace
}  // namespace souk::reports

#include "reports/survival.hpp"

#include "tests/unit/reports/leukaemia.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace souk::reports {
namespace {

using testing::DoubleNear;

std::vector<wait> children(bool placebo) {
  std::vector<wait> all;
  for (const tests::child& one : tests::leukaemia) {
    if (one.placebo == placebo) {
      all.push_back({one.weeks, one.relapsed ? wait_end::happened : wait_end::censored});
    }
  }
  return all;
}

std::vector<wait> waits(std::initializer_list<std::pair<double, wait_end>> given) {
  std::vector<wait> all;
  for (const auto& [time, end] : given) {
    all.push_back({time, end});
  }
  return all;
}

constexpr auto happened = wait_end::happened;
constexpr auto censored = wait_end::censored;
constexpr auto left = wait_end::left;

void expect_estimate(
    const std::optional<estimate>& found, double value, double low, double high, double within) {
  ASSERT_TRUE(found);
  EXPECT_NEAR(found->value, value, within);
  EXPECT_NEAR(found->low, low, within);
  EXPECT_NEAR(found->high, high, within);
}

/// Kleinbaum & Klein, table 2.1, and the log-log intervals that Stata's `sts list` gives.
TEST(Survival, IsThePublishedCurveOfRemission) {
  const survival_curve drug(children(false));
  EXPECT_EQ(drug.people(), 21U);
  EXPECT_EQ(drug.events(), 9U);
  EXPECT_EQ(drug.at_risk(6), 21U);
  EXPECT_EQ(drug.at_risk(10), 15U);
  EXPECT_NEAR(drug.at(5.9)->value, 1.0, 1e-12);
  expect_estimate(drug.at(6), 0.8571, 0.6197, 0.9516, 5e-5);
  expect_estimate(drug.at(7), 0.8067, 0.5631, 0.9228, 5e-5);
  expect_estimate(drug.at(10), 0.7529, 0.5032, 0.8894, 5e-5);
  expect_estimate(drug.at(22), 0.5378, 0.2678, 0.7468, 5e-5);
  expect_estimate(drug.at(35), 0.4482, 0.1881, 0.6801, 5e-5);
  EXPECT_FALSE(drug.at(35.1));
  const survival_step& first = drug.steps().front();
  EXPECT_NEAR(first.survival * std::sqrt(first.greenwood), 0.0764, 5e-5);
}

TEST(Survival, HasThePublishedMedians) {
  const auto drug = survival_curve(children(false)).median();
  EXPECT_EQ(drug.value, 23);
  EXPECT_EQ(drug.low, 13);
  EXPECT_EQ(drug.high, std::nullopt);
  const auto placebo = survival_curve(children(true)).median();
  EXPECT_EQ(placebo.value, 8);
  EXPECT_EQ(placebo.low, 4);
  EXPECT_EQ(placebo.high, 11);
}

TEST(Survival, EndsAtNothingWhereItHappensToAll) {
  const survival_curve placebo(children(true));
  EXPECT_EQ(placebo.at(23)->value, 0.0);
  EXPECT_EQ(placebo.at(23)->low, 0.0);
  EXPECT_LE(placebo.at(23)->high, placebo.at(22)->high);
  EXPECT_EQ(placebo.at(1'000)->value, 0.0);
}

TEST(Survival, KnowsNothingOfNobody) {
  const survival_curve nobody{{}};
  EXPECT_FALSE(nobody.at(0));
  EXPECT_FALSE(nobody.median().value);
  EXPECT_FALSE(incidence_curve{{}}.at(0));
}

TEST(Survival, WithoutEventsIsBoundedByThoseWatched) {
  const survival_curve curve(waits({{5, censored}, {5, censored}, {3, left}}));
  EXPECT_EQ(curve.events(), 0U);
  expect_estimate(curve.at(1), 1.0, std::pow(0.025, 1.0 / 3), 1.0, 1e-12);
  expect_estimate(curve.at(4), 1.0, std::pow(0.025, 1.0 / 2), 1.0, 1e-12);
  EXPECT_FALSE(curve.at(6));
}

TEST(Survival, TakesPeopleCensoredAtOnce) {
  const survival_curve curve(waits({{0, censored}, {0, censored}}));
  EXPECT_EQ(curve.at(0)->value, 1.0);
  EXPECT_FALSE(curve.at(1));
}

TEST(Survival, FollowsOnePerson) {
  const survival_curve curve(waits({{2, happened}}));
  EXPECT_EQ(curve.at(1)->value, 1.0);
  EXPECT_EQ(curve.at(2)->value, 0.0);
  EXPECT_EQ(curve.median().value, 2);
}

TEST(Survival, CensorsAfterTheEventsOfTheSameTime) {
  const survival_curve curve(waits({{1, censored}, {1, happened}, {2, censored}}));
  EXPECT_NEAR(curve.at(1)->value, 2.0 / 3, 1e-12);
}

/// By hand: of 5, one event at 1 (1/5), one leaves at 2, one event at 3 (3/5 remain, of 3 at risk).
TEST(Incidence, CountsWhoLeftAsNeverThere) {
  const incidence_curve curve(
      waits({{1, happened}, {2, left}, {3, happened}, {4, censored}, {4, censored}}));
  EXPECT_NEAR(curve.at(0.5)->value, 0.0, 1e-12);
  EXPECT_NEAR(curve.at(1)->value, 0.2, 1e-12);
  EXPECT_NEAR(curve.at(2)->value, 0.2, 1e-12);
  EXPECT_NEAR(curve.at(4)->value, 0.2 + 0.6 / 3, 1e-12);
  EXPECT_FALSE(curve.at(5));
}

/// Without censoring an incidence is a share of all, and its variance that of a share.
TEST(Incidence, IsAShareWhereNobodyIsCensored) {
  std::vector<wait> all;
  for (int i = 0; i < 100; ++i) {
    all.push_back({1.0 + i, i % 4 == 0 ? happened : left});
  }
  const incidence_curve curve(all);
  const double share = 0.25;
  const double deviation = std::sqrt(share * (1 - share) / 100);
  const double spread = std::exp(1.959963984540054 * deviation / (share * -std::log(share)));
  expect_estimate(curve.at(100), share, std::pow(share, spread), std::pow(share, 1 / spread), 1e-9);
}

/// Where nobody leaves it is what Kaplan-Meier says, variance included.
TEST(Incidence, IsOneLessSurvivalWhereNobodyLeaves) {
  const survival_curve survival(children(false));
  const incidence_curve incidence(children(false));
  for (const double week : {6.0, 10.0, 16.0, 23.0}) {
    EXPECT_NEAR(incidence.at(week)->value, 1 - survival.at(week)->value, 1e-12);
  }
  const double share = incidence.at(10)->value;
  const double deviation = 0.0963;  // Kleinbaum & Klein
  const double spread = std::exp(1.959963984540054 * deviation / (share * -std::log(share)));
  EXPECT_NEAR(incidence.at(10)->low, std::pow(share, spread), 5e-4);
}

/// Kleinbaum & Klein, section 2.III.
TEST(LogRank, IsThePublishedTest) {
  const std::vector<std::vector<wait>> groups{children(false), children(true)};
  const log_rank_test test = log_rank(groups);
  EXPECT_NEAR(test.chi_squared, 16.793, 5e-4);
  EXPECT_EQ(test.degrees, 1);
  EXPECT_NEAR(test.p, 4.17e-5, 5e-7);
  EXPECT_EQ(test.groups[0].observed, 9U);
  EXPECT_NEAR(test.groups[0].expected, 19.25, 5e-3);
  EXPECT_NEAR(test.groups[1].expected, 10.75, 5e-3);
}

TEST(LogRank, OfEqualGroupsIsNothing) {
  const std::vector<std::vector<wait>> groups{children(true), children(true), children(true)};
  const log_rank_test test = log_rank(groups);
  EXPECT_NEAR(test.chi_squared, 0.0, 1e-9);
  EXPECT_EQ(test.degrees, 2);
  EXPECT_NEAR(test.p, 1.0, 1e-9);
}

TEST(LogRank, LeavesOutAGroupOfNobody) {
  const std::vector<std::vector<wait>> groups{children(false), {}, children(true)};
  EXPECT_NEAR(log_rank(groups).chi_squared, 16.793, 5e-4);
  EXPECT_EQ(log_rank(groups).degrees, 1);
  const std::vector<std::vector<wait>> alone{children(false)};
  EXPECT_EQ(log_rank(alone).degrees, 0);
  EXPECT_EQ(log_rank(alone).p, 1.0);
}

}  // namespace
}  // namespace souk::reports

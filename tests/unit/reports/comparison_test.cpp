#include "reports/comparison.hpp"

#include "reports/comparison_page.hpp"
#include "reports/guard.hpp"

#include <boost/json.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace souk::reports {
namespace {

using testing::HasSubstr;

/// Three pairs of worlds: revenue 100, 110, 120 under a; 1, 2 and 3 more under b.
comparison sample(bool same = false) {
  comparison of;
  of.scenario = "tiny";
  of.burn_in_days = 30;
  of.days = 60;
  of.policies = {{"a", "a", {}, ""}, {"b", "a,fees.client=3%", {}, ""}};
  if (!same) {
    of.policies[1].changes = {{"fees.client", "0%", "3%", "share", "X1"}};
  }
  of.groups = {{dimension::tier, "new"}};
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    replication run;
    run.seed = seed;
    for (int policy = 0; policy < 2; ++policy) {
      world_outcome world;
      world.values[outcome::platform_revenue] = 90.0 + 10.0 * static_cast<double>(seed)
                                                + (same ? 0.0 : policy * static_cast<double>(seed));
      world.state_hash = "h" + std::to_string(same ? 0 : policy);
      group_figures group{.people = 4, .income_cents = 400 + 100 * policy};
      group.better = same ? 0 : policy;
      world.people.groups = {group};
      world.people.everybody = group;
      world.people.moves[move_bins / 2] = 4;
      run.worlds.push_back(world);
    }
    of.runs.push_back(run);
  }
  return of;
}

TEST(Comparison, GivesEffectsWithCorrectedPValues) {
  const outcome_effect revenue = effects_of(sample())[0].outcomes[0];
  EXPECT_DOUBLE_EQ(revenue.effect.mean_a, 110.0);
  EXPECT_DOUBLE_EQ(revenue.effect.difference, 2.0);
  // t = 2 / (1 / sqrt 3) = 3.4641 with 2 degrees of freedom
  EXPECT_NEAR(revenue.effect.p, 0.0742, 1e-4);
  EXPECT_NEAR(revenue.effect.p_adjusted, 0.742, 1e-3);
  // 221 = (100 + 121) / 1
  EXPECT_DOUBLE_EQ(revenue.effect.variance_reduction.value(), 221.0);
}

TEST(Comparison, IsWrittenAsTheContractSays) {
  const boost::json::value json = boost::json::parse(comparison_json(sample()));
  EXPECT_EQ(json.at("scenario"), "tiny");
  EXPECT_EQ(json.at("policies"), (boost::json::array{"a", "b"}));
  EXPECT_EQ(json.at("seeds"), (boost::json::array{1, 2, 3}));
  EXPECT_EQ(json.at("outcomes").as_object().size(), outcome_count);
  const boost::json::value& revenue = json.at("outcomes").at("platform_revenue");
  EXPECT_EQ(revenue.at("unit"), "USD");
  EXPECT_EQ(revenue.at("mean").at("a"), 110.0);
  EXPECT_EQ(revenue.at("mean").at("b"), 112.0);
  const boost::json::value& difference = revenue.at("differences").at(0);
  EXPECT_EQ(difference.at("policy"), "b");
  EXPECT_EQ(difference.at("against"), "a");
  EXPECT_EQ(difference.at("mean"), 2.0);
  EXPECT_NEAR(difference.at("relative").as_double(), 2.0 / 110.0, 1e-15);
  EXPECT_NEAR(difference.at("ci95").at(0).as_double(), 2.0 - 4.302653 / std::sqrt(3.0), 1e-6);
  EXPECT_EQ(difference.at("variance_reduction"), 221.0);
  EXPECT_FALSE(difference.as_object().contains("naive_ab"));
  EXPECT_EQ(json.at("policy_differences").at(0).at("values").at(0).at("rule"), "X1");
}

TEST(Comparison, OfAPolicyWithItselfIsNothing) {
  const boost::json::value json = boost::json::parse(comparison_json(sample(true)));
  for (const auto& [name, outcome] : json.at("outcomes").as_object()) {
    const boost::json::value& difference = outcome.at("differences").at(0);
    EXPECT_EQ(difference.at("mean"), 0.0) << name;
    EXPECT_EQ(difference.at("relative"), 0.0) << name;
    EXPECT_EQ(difference.at("ci95"), (boost::json::array{0.0, 0.0})) << name;
    EXPECT_EQ(difference.at("p"), 1.0) << name;
    EXPECT_EQ(difference.at("p_adjusted"), 1.0) << name;
    EXPECT_TRUE(difference.at("variance_reduction").is_null()) << name;
  }
}

TEST(Comparison, TellsWhatANaiveTestGetsWrong) {
  comparison of = sample();
  of.naive = naive_test{"freelancers", 0.5};
  for (replication& run : of.runs) {
    naive_estimate test;
    test.difference[0] = 5.0 + static_cast<double>(run.seed);
    test.error[0] = 1.0;
    run.naive = {test};
  }
  const std::optional<naive_effect> naive = effects_of(of)[0].outcomes[0].naive;
  ASSERT_TRUE(naive);
  EXPECT_DOUBLE_EQ(naive->estimate, 7.0);
  EXPECT_NEAR(naive->ci95->high, 7.0 + 1.96, 1e-3);
  EXPECT_DOUBLE_EQ(naive->bias, 5.0);
  EXPECT_EQ(naive->covers, 0.0);
  EXPECT_FALSE(effects_of(of)[0].outcomes[1].naive);  // no arm has it for its own
  const boost::json::value json = boost::json::parse(comparison_json(of));
  const auto& outcomes = json.at("outcomes");
  EXPECT_EQ(outcomes.at("platform_revenue").at("differences").at(0).at("naive_ab").at("bias"), 5.0);
  EXPECT_TRUE(outcomes.at("fill_rate").at("differences").at(0).at("naive_ab").is_null());
}

TEST(Comparison, TellsGroupsByMeansAPerson) {
  const group_effect effect = group_effect_of(sample(), 1, 0);
  EXPECT_EQ(effect.people, 4.0);
  EXPECT_DOUBLE_EQ(effect.income.mean_a, 1.0);
  EXPECT_DOUBLE_EQ(effect.income.difference, 0.25);
  EXPECT_DOUBLE_EQ(effect.better, 0.25);
  EXPECT_FALSE(effect.hired_28d_a);
}

TEST(Comparison, HasATableAndCsvFilesWithEveryOutcome) {
  const comparison of = sample();
  const std::string table = comparison_table(of, false);
  const std::string effects = effects_csv(of);
  const std::string runs = runs_csv(of);
  for (std::size_t i = 0; i < outcome_count; ++i) {
    EXPECT_THAT(table, HasSubstr(std::string(outcome_specs()[i].title)));
    EXPECT_THAT(effects, HasSubstr(std::string(market::names_of<outcome>[i]) + ","));
  }
  EXPECT_THAT(table, HasSubstr("fees.client"));
  EXPECT_THAT(effects, HasSubstr("\nplatform_revenue,USD,b,a,112.0,110.0,2.0,"));
  EXPECT_THAT(runs, HasSubstr("\n2,b,h1,112.0,"));
  EXPECT_THAT(groups_csv(of), HasSubstr("\ntier,new,b,a,4.0,1.25,1.0,0.25,0.25,0.25,0.25,0.0,,"));
}

TEST(ComparisonPage, AnswersInASentenceWithItsInterval) {
  const std::string html = comparison_page(sample());
  EXPECT_THAT(html, HasSubstr("tiny: b against a"));
  EXPECT_THAT(html, HasSubstr("+$2 (-$0.48 to +$4.48)"));
  EXPECT_THAT(html, HasSubstr("Who wins and who loses"));
  EXPECT_THAT(html, HasSubstr("fees.client"));
}

TEST(Guards, JudgeTheMeanAndSayHowSureThatIs) {
  std::string why;
  const auto verdict = [&](const char* text) {
    return judge(sample(), {parse_guard(text, why).value()}).at(0);
  };
  EXPECT_TRUE(verdict("platform_revenue >= 1").holds);
  EXPECT_FALSE(verdict("platform_revenue >= 1").is_certain);  // down to -0.48
  EXPECT_TRUE(verdict("platform_revenue >= -1").is_certain);
  EXPECT_FALSE(verdict("platform_revenue >= 2.5%").holds);
  EXPECT_TRUE(verdict("platform_revenue >= 1.5%").holds);
  EXPECT_FALSE(verdict("platform_revenue <= 0%").holds);
  EXPECT_TRUE(verdict("fill_rate >= 0%").holds);
}

}  // namespace
}  // namespace souk::reports

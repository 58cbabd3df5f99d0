#include "people/needs.hpp"

#include "tests/unit/people/client_stage.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace souk::people {
namespace {

using market::person_id;

class Needs : public testing::Test {
 protected:
  people_setup setup = stage_setup(few_people());

  std::vector<need> some_needs(std::uint32_t of_each = 20) const {
    std::vector<need> all;
    for (std::uint32_t client = 0; client < setup.clients; ++client) {
      for (std::uint32_t n = 0; n < of_each; ++n) {
        all.push_back(need_of(setup, person_id{setup.first_client + client}, n));
      }
    }
    return all;
  }
};

double share(const std::vector<double>& values, double below) {
  const auto n = std::count_if(values.begin(), values.end(), [&](double x) { return x < below; });
  return static_cast<double>(n) / static_cast<double>(values.size());
}

double quantile(std::vector<double> values, double p) {
  std::sort(values.begin(), values.end());
  return values[static_cast<std::size_t>(p * static_cast<double>(values.size() - 1))];
}

std::vector<double> prices(const std::vector<need>& all, market::job_type type) {
  std::vector<double> values;
  for (const need& one : all) {
    if (one.type == type) {
      values.push_back(static_cast<double>(one.price.cents) / 100.0);
    }
  }
  return values;
}

TEST_F(Needs, AreTheSameInWhateverOrderTheyAreAskedFor) {
  const person_id client{setup.first_client + 3};
  const need late = need_of(setup, client, 9);
  for (std::uint32_t n = 0; n < 9; ++n) {
    need_of(setup, client, n);
  }
  const need again = need_of(setup, client, 9);
  EXPECT_EQ(late.price, again.price);
  EXPECT_EQ(late.trade, again.trade);
  EXPECT_EQ(late.skills.data(), again.skills.data());
  EXPECT_EQ(late.weeks, again.weeks);
}

TEST_F(Needs, DependOnTheSeed) {
  const people_setup other = stage_setup(few_people(), 2);
  int same = 0;
  for (std::uint32_t n = 0; n < 100; ++n) {
    const person_id client{setup.first_client + n};
    same += need_of(setup, client, n).price == need_of(other, client, n).price ? 1 : 0;
  }
  EXPECT_LT(same, 20);
}

TEST_F(Needs, FixedBudgetsAreThoseOfFacts33) {
  const std::vector<double> budgets = prices(some_needs(), market::job_type::fixed);
  ASSERT_GT(budgets.size(), 2000U);
  EXPECT_NEAR(quantile(budgets, 0.5), 190.0, 60.0);
  EXPECT_NEAR(share(budgets, 100.0), 0.38, 0.05);
  EXPECT_NEAR(share(budgets, 500.0), 0.674, 0.05);
  EXPECT_NEAR(share(budgets, 5000.0), 0.947, 0.03);
}

TEST_F(Needs, HourlyRatesAreThoseOfFacts33) {
  const std::vector<double> rates = prices(some_needs(), market::job_type::hourly);
  ASSERT_GT(rates.size(), 2000U);
  EXPECT_NEAR(quantile(rates, 0.25) / 18.0, 1.0, 0.2);
  EXPECT_NEAR(quantile(rates, 0.50) / 25.0, 1.0, 0.2);
  EXPECT_NEAR(quantile(rates, 0.75) / 38.0, 1.0, 0.2);
  EXPECT_NEAR(quantile(rates, 0.90) / 55.0, 1.0, 0.2);
}

TEST_F(Needs, HaveRangesAroundWhatIsMeant) {
  for (const need& one : some_needs(5)) {
    const category_words& category = setup.categories[one.trade];
    EXPECT_EQ(one.category, category.word);
    ASSERT_FALSE(one.skills.empty());
    EXPECT_EQ(one.skills.front(), category.skill(one.skill));
    EXPECT_GT(one.price.cents, 0);
    if (one.type == market::job_type::hourly) {
      EXPECT_LE(one.rate_low, one.price);
      EXPECT_LE(one.price, one.rate_high);
      EXPECT_LE(one.hours_low, one.hours);
      EXPECT_LE(one.hours, one.hours_high);
      EXPECT_GE(one.weeks, 1);
      EXPECT_EQ(one.value(), one.price * (std::int64_t{one.hours} * one.weeks));
    } else {
      EXPECT_EQ(one.value(), one.price);
    }
  }
}

TEST_F(Needs, AreOfTheTradeThatTheExchangeIsFoundBy) {
  for (std::uint32_t n = 0; n < 50; ++n) {
    const person_id client{setup.first_client + n};
    EXPECT_EQ(need_of(setup, client, n).trade, trade_of(setup, market::job_id{client, n}));
  }
}

TEST_F(Needs, ComeAsOftenAsTheClientsAreActive) {
  people_parameters parameters = few_people();
  parameters.clients.needs.years = 1000.0;
  parameters.clients.needs.per_year = 5.0;
  setup = stage_setup(parameters);
  int counted = 0;
  for (std::uint32_t i = 0; i < setup.clients; ++i) {
    const person_id client{setup.first_client + i};
    const client_traits traits = client_traits_of(setup, client);
    auto at = moment_of_need(setup, client, traits, 0, 0);
    for (std::uint32_t n = 1; at; ++n) {
      ++counted;
      at = moment_of_need(setup, client, traits, n, *at);
    }
  }
  EXPECT_NEAR(counted / static_cast<double>(setup.clients), 2 * 5.0, 1.5);
}

TEST_F(Needs, ComeOneAfterTheOtherAndStopWhenTheClientLeaves) {
  int counted = 0;
  for (std::uint32_t i = 0; i < setup.clients; ++i) {
    const person_id client{setup.first_client + i};
    const client_traits traits = client_traits_of(setup, client);
    market::second before = 0;
    for (std::uint32_t n = 0;; ++n) {
      const auto at = moment_of_need(setup, client, traits, n, before);
      if (!at) {
        break;
      }
      EXPECT_GT(*at, before);
      EXPECT_GE(*at, traits.enters);
      EXPECT_LT(*at, traits.leaves);
      EXPECT_LT(*at, setup.time.end);
      before = *at;
      ++counted;
    }
  }
  EXPECT_GT(counted, 1000);
}

TEST_F(Needs, AreFewerAtWeekends) {
  int weekend = 0;
  int all = 0;
  for (std::uint32_t i = 0; i < setup.clients; ++i) {
    const person_id client{setup.first_client + i};
    const client_traits traits = client_traits_of(setup, client);
    auto at = moment_of_need(setup, client, traits, 0, 0);
    for (std::uint32_t n = 1; at && (at = moment_of_need(setup, client, traits, n, *at)); ++n) {
      weekend += market::weekday(*at) >= 5 ? 1 : 0;
      ++all;
    }
  }
  ASSERT_GT(all, 1000);
  EXPECT_NEAR(weekend / static_cast<double>(all), 2.0 / 7.0 * 0.45, 0.04);
}

}  // namespace
}  // namespace souk::people

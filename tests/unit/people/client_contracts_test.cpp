// Contracts as clients run them, their reviews, and leaving the platform.
#include "tests/unit/people/client_stage.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace souk::people {
namespace {

using market::event;
using market::event_type;
using market::person_id;

constexpr person_id ana{7};

/// Clients who hire whoever proposes, and stay on the platform.
people_parameters eager() {
  people_parameters parameters = few_people();
  parameters.clients.choosing.idle = 0.0;
  parameters.clients.choosing.outside = -50.0;
  parameters.clients.leaving.inertia = 1e6;
  parameters.clients.posting.bring = 10.0;
  return parameters;
}

class Contracts {
 public:
  explicit Contracts(people_parameters parameters) : stage(std::move(parameters)) {}

  /// Calls `run(client, time of acceptance)` for each client whose first need is of this type, once
  /// Ana was hired for it.
  template <class Run>
  int for_each_hire(market::job_type type, Run&& run) {
    int n = 0;
    for (const auto& [person, due] : stage.first_wakes) {
      const person_id me{person};
      const need wanted = need_of(stage.setup, me, 0);
      if (wanted.type == type) {
        run(me, stage.hire_first(me, ana, wanted.price));
        ++n;
      }
    }
    return n;
  }

  event told(
      person_id me, event_type type, market::second at, int n = 0, market::money amount = {}) {
    event e = client_stage::about({me, 0}, type, at, ana, me);
    e.n = n;
    e.amount = amount;
    return e;
  }

  client_stage stage;
};

TEST(ClientContracts, R32_FundTheFirstMilestoneAfterTheOfferIsAccepted) {
  Contracts the(eager());
  const int hires =
      the.for_each_hire(market::job_type::fixed, [&](person_id me, market::second now) {
        const wake* fund = wake_of(the.stage.said, client_wake::fund);
        ASSERT_NE(fund, nullptr);
        EXPECT_GT(fund->at, now);
        const wake due = *fund;
        const auto* funded = given_of<market::fund_milestone>(the.stage.wake(due));
        ASSERT_NE(funded, nullptr);
        EXPECT_EQ(funded->milestone, (market::milestone_id{{{me, 0}, ana}, 0}));
        EXPECT_TRUE(the.stage.wake(due).commands.empty())
            << "the same milestone is not funded twice";
      });
  EXPECT_GT(hires, 50);
}

TEST(ClientContracts, R32_AreSilentOnATenthOfSubmissionsAndAnswerTheOthers) {
  Contracts the(eager());
  int silent = 0;
  int sent_back = 0;
  const int hires = the.for_each_hire(market::job_type::fixed, [&](person_id me,
                                                                   market::second now) {
    the.stage.wake(client_stage::a_wake(client_wake::fund, {me, 0}, now + 60));
    the.stage.notice(the.told(me, event_type::milestone_submitted, now + market::week), me);
    const wake* answer = wake_of(the.stage.said, client_wake::answer);
    if (answer == nullptr) {
      ++silent;
      return;
    }
    const wake due = *answer;
    const intentions& said = the.stage.wake(due);
    EXPECT_EQ(
        count_of<market::approve_milestone>(said) + count_of<market::request_changes>(said), 1U);
    sent_back += given_of<market::request_changes>(said) != nullptr ? 1 : 0;
  });
  EXPECT_NEAR(silent / static_cast<double>(hires), 0.10, 0.06);
  EXPECT_GT(sent_back, 0);
  EXPECT_LT(sent_back, hires / 3);
}

TEST(ClientContracts, R26_EndWhenTheLastMilestoneIsPaidAndReviewAfterwards) {
  people_parameters parameters = eager();
  parameters.clients.conduct.extend = 0.0;
  parameters.clients.conduct.milestones = 1;
  parameters.clients.reviews.give = 1.0;
  Contracts the(parameters);
  the.for_each_hire(market::job_type::fixed, [&](person_id me, market::second now) {
    the.stage.wake(client_stage::a_wake(client_wake::fund, {me, 0}, now + 60));
    the.stage.notice(
        the.told(me, event_type::milestone_released, now + market::week, 0, market::dollars(90)),
        me);
    the.stage.wake_next(client_wake::go_on);
    ASSERT_NE(wake_of(the.stage.said, client_wake::end), nullptr);
    const wake end = *wake_of(the.stage.said, client_wake::end);
    EXPECT_NE(given_of<market::end_contract>(the.stage.wake(end)), nullptr);
    the.stage.notice(the.told(me, event_type::contract_ended, now + 2 * market::week), me);
    ASSERT_NE(wake_of(the.stage.said, client_wake::review), nullptr);
    const wake review = *wake_of(the.stage.said, client_wake::review);
    EXPECT_LE(review.at, now + 4 * market::week) << "X6: the window is 14 days";
    const auto* told = given_of<market::review>(the.stage.wake(review));
    ASSERT_NE(told, nullptr);
    EXPECT_GE(told->stars, 1);
    EXPECT_LE(told->stars, 5);
    EXPECT_TRUE(the.stage.wake(review).commands.empty()) << "nobody reviews twice";
    EXPECT_EQ(the.stage.minds.memory(me).errands, errands_pool::none);
  });
}

TEST(ClientContracts, R27_ExtendGoodWorkOnly) {
  people_parameters parameters = eager();
  parameters.clients.conduct.extend = 1.0;
  parameters.clients.conduct.milestones = 1;
  Contracts the(parameters);
  const double ana_is = quality_of(the.stage.setup, ana);
  the.for_each_hire(market::job_type::fixed, [&](person_id me, market::second now) {
    the.stage.wake(client_stage::a_wake(client_wake::fund, {me, 0}, now + 60));
    the.stage.notice(
        the.told(me, event_type::milestone_released, now + market::week, 0, market::dollars(90)),
        me);
    the.stage.wake_next(client_wake::go_on);
    const bool good =
        performance(the.stage.setup.parameters.work, the.stage.setup.luck, {{me, 0}, ana}, ana_is)
        > 0.0;
    EXPECT_EQ(given_of<market::add_milestone>(the.stage.said) != nullptr, good);
    EXPECT_EQ(wake_of(the.stage.said, client_wake::end) != nullptr, !good);
  });
}

TEST(ClientContracts, GiveUpOneThatBringsNothing) {
  Contracts the(eager());
  the.for_each_hire(market::job_type::hourly, [&](person_id, market::second now) {
    ASSERT_NE(wake_of(the.stage.said, client_wake::check), nullptr);
    const wake check = *wake_of(the.stage.said, client_wake::check);
    EXPECT_EQ(check.at, now + 3 * market::week);
    EXPECT_NE(given_of<market::end_contract>(the.stage.wake(check)), nullptr);
  });
}

TEST(ClientContracts, R34_EndHourlyOnesAfterTheWeeksThatLuckGives) {
  Contracts the(eager());
  const people_setup& setup = the.stage.setup;
  const double ana_is = quality_of(setup, ana);
  the.for_each_hire(market::job_type::hourly, [&](person_id me, market::second now) {
    const work_parameters& work = setup.parameters.work;
    const market::contract_id contract{{me, 0}, ana};
    const double performed = static_cast<float>(performance(work, setup.luck, contract, ana_is));
    const std::int32_t weeks =
        weeks_wanted(work, setup.luck, contract, need_of(setup, me, 0).weeks, performed);
    for (std::int32_t week = 1; week <= weeks; ++week) {
      event invoice = the.told(
          me, event_type::invoice_charged, now + week * market::week, 600, market::dollars(200));
      std::swap(invoice.person, invoice.other);
      the.stage.notice(invoice, me);
      EXPECT_EQ(wake_of(the.stage.said, client_wake::end) != nullptr, week == weeks);
    }
  });
}

TEST(ClientReviews, M14_InflationIsTheShareOfDissatisfiedWhoGiveFourOrFive) {
  for (const double inflation : {0.0, 1.0}) {
    people_parameters parameters = eager();
    parameters.clients.reviews.inflation = inflation;
    parameters.clients.reviews.private_mean = 5.0;  // nearly all are dissatisfied
    parameters.clients.reviews.private_give = 1.0;
    Contracts the(parameters);
    int dissatisfied = 0;
    the.for_each_hire(market::job_type::hourly, [&](person_id me, market::second now) {
      the.stage.notice(the.told(me, event_type::contract_ended, now + market::day), me);
      the.stage.wake(client_stage::a_wake(client_wake::review, {me, 0}, now + market::week));
      const auto* told = given_of<market::review>(the.stage.said);
      ASSERT_NE(told, nullptr);
      ASSERT_TRUE(told->private_score.has_value());
      if (*told->private_score <= 6) {
        ++dissatisfied;
        EXPECT_EQ(told->stars >= 4, inflation == 1.0);
      }
    });
    EXPECT_GT(dissatisfied, 50);
  }
}

TEST(ClientReviews, AreLeftOutByThoseWhoDoNotGiveThem) {
  people_parameters parameters = eager();
  parameters.clients.reviews.give = 0.0;
  Contracts the(parameters);
  the.for_each_hire(market::job_type::hourly, [&](person_id me, market::second now) {
    the.stage.notice(the.told(me, event_type::contract_ended, now + market::day), me);
    ASSERT_EQ(the.stage.said.wakes.size(), 1U);
    const wake last = the.stage.said.wakes.front();
    EXPECT_TRUE(the.stage.wake(last).commands.empty());
    EXPECT_EQ(the.stage.minds.memory(me).errands, errands_pool::none);
  });
}

TEST(ClientReviews, BetterWorkIsRatedBetter) {
  Contracts the(eager());
  const double ana_is = quality_of(the.stage.setup, ana);
  double good = 0.0;
  double bad = 0.0;
  int goods = 0;
  int bads = 0;
  the.for_each_hire(market::job_type::hourly, [&](person_id me, market::second now) {
    const double y =
        performance(the.stage.setup.parameters.work, the.stage.setup.luck, {{me, 0}, ana}, ana_is);
    the.stage.notice(the.told(me, event_type::contract_ended, now + market::day), me);
    the.stage.wake(client_stage::a_wake(client_wake::review, {me, 0}, now + market::week));
    const auto* told = given_of<market::review>(the.stage.said);
    ASSERT_NE(told, nullptr);
    (y > ana_is ? good : bad) += told->stars;
    (y > ana_is ? goods : bads) += 1;
  });
  EXPECT_GT(good / goods, bad / bads);
}

/// How many pairs leave after one large contract, by what the platform takes.
int pairs_that_leave(std::int64_t freelancer_percent, std::int64_t client_percent) {
  people_parameters parameters = eager();
  parameters.clients.leaving = leaving_parameters{};
  parameters.clients.conduct.milestones = 1;
  Contracts the(parameters);
  the.stage.rules.fees.freelancer.tiers = {{std::nullopt, market::percent(freelancer_percent)}};
  the.stage.rules.fees.client = market::percent(client_percent);
  int left = 0;
  the.for_each_hire(market::job_type::fixed, [&](person_id me, market::second now) {
    the.stage.wake(client_stage::a_wake(client_wake::fund, {me, 0}, now + 60));
    the.stage.notice(
        the.told(me, event_type::milestone_released, now + market::week, 0, market::dollars(3000)),
        me);
    the.stage.wake_next(client_wake::go_on);
    for (const off_platform_pair& pair : the.stage.said.off_platform) {
      EXPECT_EQ(pair.contract, (market::contract_id{{me, 0}, ana}));
      EXPECT_GT(pair.value.cents, 0);
      EXPECT_NE(wake_of(the.stage.said, client_wake::end), nullptr);
      ++left;
    }
  });
  return left;
}

TEST(ClientLeaving, M23_GrowsWithTheFeesThatItSaves) {
  const int free = pairs_that_leave(0, 0);
  const int flat10 = pairs_that_leave(10, 0);
  const int flat20 = pairs_that_leave(20, 5);
  EXPECT_EQ(free, 0);
  EXPECT_GT(flat20, flat10);
  EXPECT_GT(flat20, 5);
}

}  // namespace
}  // namespace souk::people

#include "people/needs.hpp"
#include "people/work.hpp"
#include "tests/unit/people/freelancer_stage.hpp"

#include <gtest/gtest.h>

namespace souk::people {
namespace {

using market::event_type;

/// The first need of this kind that some client has.
market::job_id need_of_type(const people_setup& setup, market::job_type type) {
  for (std::uint32_t c = 0; c < setup.clients; ++c) {
    const market::job_id job{market::person_id{setup.first_client + c}, 0};
    if (need_of(setup, job.client, 0).type == type) {
      return job;
    }
  }
  return market::no_job;
}

struct worker : freelancer_stage_of_one {
  explicit worker(market::job_type type, people_parameters parameters = eager_people())
      : freelancer_stage_of_one(std::move(parameters)) {
    job = need_of_type(setup, type);
    since = hired(
        job, join() + market::day, market::dollars(300), type == market::job_type::hourly ? 0 : 2);
  }

  market::job_id job;
  second since = 0;
};

TEST(R18Reply, ComesAfterTheOwnDelay) {
  freelancer_stage_of_one one;
  const second at = one.join() + market::day;
  const market::job_id job = need_of_type(one.setup, market::job_type::fixed);
  one.notice(event_type::interview_opened, at, job);
  const people::wake due = *one.wake_of(freelancer_wake::reply);
  EXPECT_GE(second{due.at}, at);
  const auto* command = given_of<market::reply>(one.wake(due));
  ASSERT_NE(command, nullptr);
  EXPECT_EQ(command->job, job);
  EXPECT_EQ(one.memory().interviews, 1);
}

TEST(R25Offer, IsAcceptedAndCounts) {
  const worker one{market::job_type::fixed};
  EXPECT_EQ(one.memory().hires, 1);
  EXPECT_EQ(one.memory().first_hire_at, static_cast<std::uint32_t>(one.since));
  EXPECT_GT(one.memory().booked_hours, 0);
}

TEST(R25Offer, FarBelowTheReservationWageIsDeclined) {
  freelancer_stage_of_one one;
  const second at = one.join() + market::day;
  const market::job_id job = need_of_type(one.setup, market::job_type::hourly);
  one.notice(event_type::offered, at, job, market::dollars(0, 10), 0);
  one.wake(*one.wake_of(freelancer_wake::answer_offer));
  EXPECT_EQ(count_of<market::decline_offer>(one.said), 1U);
  EXPECT_EQ(count_of<market::accept_offer>(one.said), 0U);
}

TEST(R25Offer, ThatExpiredIsNotAnswered) {
  freelancer_stage_of_one one;
  const second at = one.join() + market::day;
  const market::job_id job = need_of_type(one.setup, market::job_type::fixed);
  one.notice(event_type::offered, at, job, market::dollars(100), 1);
  const people::wake due = *one.wake_of(freelancer_wake::answer_offer);
  one.notice(event_type::offer_expired, at + 10, job);
  EXPECT_TRUE(one.wake(due).commands.empty());
}

TEST(R32Milestone, IsSubmittedOnceItIsFunded) {
  worker one{market::job_type::fixed};
  EXPECT_TRUE(
      one.wake(freelancer_wake::deliver, one.since + market::day, one.job, 0).commands.empty());
  one.notice(
      event_type::milestone_funded, one.since + market::day, one.job, market::dollars(150), 0);
  const people::wake due = *one.wake_of(freelancer_wake::deliver);
  EXPECT_GT(second{due.at}, one.since + market::day);
  const auto* command = given_of<market::submit_milestone>(one.wake(due));
  ASSERT_NE(command, nullptr);
  EXPECT_EQ(command->milestone, (market::milestone_id{{one.job, one.me}, 0}));
  EXPECT_TRUE(one.wake(due).commands.empty());  // once
}

TEST(R32Milestone, IsWorkedOnAgainWhenChangesAreAsked) {
  worker one{market::job_type::fixed};
  one.notice(event_type::milestone_funded, one.since, one.job, market::dollars(150), 0);
  one.wake(people::wake{*one.wake_of(freelancer_wake::deliver)});
  one.notice(event_type::changes_requested, one.since + market::week, one.job, {}, 0);
  const people::wake due = *one.wake_of(freelancer_wake::deliver);
  EXPECT_EQ(count_of<market::submit_milestone>(one.wake(due)), 1U);
}

TEST(R30Hours, AreLoggedEveryWeekInTensOfMinutes) {
  worker one{market::job_type::hourly};
  people::wake due = *one.wake_of(freelancer_wake::log_hours);
  std::int32_t all = 0;
  for (int week = 0; week < 5; ++week) {
    const second now = due.at;
    const auto* command = given_of<market::log_time>(one.wake(due));
    if (command != nullptr) {
      EXPECT_EQ(command->minutes % 10, 0);
      EXPECT_GT(command->minutes, 0);
      all += command->minutes;
    }
    due = *one.wake_of(freelancer_wake::log_hours);
    EXPECT_EQ(market::start_of_week(due.at), market::start_of_week(now) + market::week);
  }
  EXPECT_GT(all, 0);
}

TEST(R30Hours, OfAnEndedContractAreNotLogged) {
  worker one{market::job_type::hourly};
  const people::wake due = *one.wake_of(freelancer_wake::log_hours);
  one.notice(event_type::contract_ended, one.since + market::hour, one.job);
  EXPECT_TRUE(one.wake(due).commands.empty());
  EXPECT_EQ(one.memory().booked_hours, 0);
}

TEST(R33Payout, IsSetUpAfterTheFirstEarnings) {
  worker one{market::job_type::fixed};
  one.notice_own(
      event_type::milestone_released, one.since + market::week, one.job, market::dollars(150), 0);
  const people::wake due = *one.wake_of(freelancer_wake::set_up_payout);
  one.wake(due);
  EXPECT_EQ(count_of<market::set_tax_status>(one.said), 1U);
  EXPECT_EQ(count_of<market::add_payment_method>(one.said), 1U);
  EXPECT_EQ(count_of<market::set_payout_schedule>(one.said), 1U);
  one.notice_own(event_type::milestone_released, one.since + 2 * market::week, one.job,
      market::dollars(150), 1);
  EXPECT_EQ(one.wake_of(freelancer_wake::set_up_payout), nullptr);
  EXPECT_EQ(one.memory().earned, 300U);
}

TEST(R33Withdrawal, TakesAllThatIsThere) {
  worker one{market::job_type::fixed};
  EXPECT_TRUE(one.wake(freelancer_wake::withdraw, one.since).commands.empty());
  one.available = market::dollars(42);
  const auto* command = given_of<market::withdraw>(one.wake(freelancer_wake::withdraw, one.since));
  ASSERT_NE(command, nullptr);
  EXPECT_EQ(command->amount, market::dollars(42));
}

TEST(X4Refund, IsAnsweredWhenTheClientAsksTheEscrowBack) {
  worker one{market::job_type::fixed};
  one.notice(event_type::milestone_funded, one.since, one.job, market::dollars(150), 0);
  one.notice(event_type::contract_ended, one.since + market::day, one.job);
  const people::wake* due = one.wake_of(freelancer_wake::answer_refund);
  ASSERT_NE(due, nullptr);
  EXPECT_EQ(count_of<market::answer_refund>(one.wake(people::wake{*due})), 1U);

  worker other{market::job_type::fixed};  // nothing in escrow
  other.notice(event_type::contract_ended, other.since + market::day, other.job);
  EXPECT_EQ(other.wake_of(freelancer_wake::answer_refund), nullptr);
}

TEST(X6Review, IsGivenAfterPaidWork) {
  people_parameters parameters = eager_people();
  parameters.freelancers.dealing.reviews = 1.0;
  worker one{market::job_type::fixed, parameters};
  one.notice_own(
      event_type::milestone_released, one.since + market::day, one.job, market::dollars(150), 0);
  one.notice(event_type::contract_ended, one.since + 2 * market::day, one.job);
  const people::wake* due = one.wake_of(freelancer_wake::review);
  ASSERT_NE(due, nullptr);
  const auto* command = given_of<market::review>(one.wake(people::wake{*due}));
  ASSERT_NE(command, nullptr);
  EXPECT_GE(command->stars, 1);
  EXPECT_LE(command->stars, 5);
}

TEST(R26End, ComesFromTheFreelancerWhenAContractLiesIdle) {
  people_parameters parameters = eager_people();
  parameters.freelancers.dealing.ends_idle = 1.0;
  worker one{market::job_type::fixed, parameters};
  one.notice_own(
      event_type::milestone_released, one.since + market::day, one.job, market::dollars(150), 0);
  const people::wake due = *one.wake_of(freelancer_wake::look_after);
  worker busy{market::job_type::fixed, parameters};
  busy.notice_own(
      event_type::milestone_released, busy.since + market::day, busy.job, market::dollars(150), 0);
  busy.notice(
      event_type::milestone_funded, busy.since + market::week, busy.job, market::dollars(150), 1);
  EXPECT_EQ(count_of<market::end_contract>(one.wake(due)), 1U);
  EXPECT_EQ(count_of<market::end_contract>(busy.wake(due)), 0U);
}

}  // namespace
}  // namespace souk::people

#include "tests/unit/market/trading_floor.hpp"

#include <limits>

namespace souk::market {
namespace {

std::int32_t cost_at(money value) { return cost_of_value(policy{}.connects.cost, value); }

struct step_case {
  money last;
  std::int32_t cost;
};
class R14CostStep : public testing::TestWithParam<step_case> {};

TEST_P(R14CostStep, HoldsUpToItsBoundAndIsOneMoreACentLater) {
  EXPECT_EQ(cost_at(GetParam().last), GetParam().cost);
  EXPECT_EQ(cost_at(GetParam().last + money{1}), GetParam().cost + 1);
}

INSTANTIATE_TEST_SUITE_P(Seed, R14CostStep,
    testing::Values(step_case{dollars(25), 1}, step_case{dollars(50), 2},
        step_case{dollars(300), 3}, step_case{dollars(599, 99), 4},
        step_case{dollars(1999, 99), 5}));

TEST(R14Cost, IsSixForEverythingBeyond) { EXPECT_EQ(cost_at(dollars(1'000'000'000)), 6); }

TEST(R14Cost, OfAScheduleWithABoundAtItsEndStaysTheLast) {
  EXPECT_EQ(cost_of_value({{dollars(10), 2}}, dollars(11)), 2);
}

TEST(R14Value, OfAFixedJobIsItsBudget) {
  EXPECT_EQ(worth_of(fixed_job(dollars(12, 34))).value, dollars(12, 34));
}

TEST(R14Value, OfAnHourlyJobIsMiddleRateTimesMiddleHoursTimesWeeks) {
  const auto job = hourly_job({dollars(20), dollars(30)}, {10, 20}, 4);
  EXPECT_EQ(worth_of(job).value, dollars(25 * 15 * 4));
  EXPECT_EQ(worth_of(job).price, dollars(25));
}

TEST(R14Value, IsRoundedDownToTheCentOnlyOnce) {
  // 0.015 x 1.5 = 0.0225: middles rounded on the way would give 0.01 or 0.04.
  EXPECT_EQ(worth_of(hourly_job({money{1}, money{2}}, {1, 2}, 1)).value, money{2});
  // 0.685 x 36.5 = 25.0025 is worth 25.00, so it costs 1; 10.005 x 2.5 = 25.0125 costs 2.
  const money below = worth_of(hourly_job({money{68}, money{69}}, {36, 37}, 1)).value;
  EXPECT_EQ(below, dollars(25));
  EXPECT_EQ(cost_at(below), 1);
  const money above = worth_of(hourly_job({dollars(10), dollars(10, 1)}, {2, 3}, 1)).value;
  EXPECT_EQ(above, dollars(25, 1));
  EXPECT_EQ(cost_at(above), 2);
}

TEST(R14Value, IsCutOffWhereItWouldNotFit) {
  const money most{std::numeric_limits<std::int64_t>::max()};
  constexpr std::int32_t long_time = std::numeric_limits<std::int32_t>::max();
  EXPECT_EQ(worth_of(hourly_job({most, most}, {long_time, long_time}, long_time)).value, most);
  EXPECT_EQ(worth_of(hourly_job({dollars(1), most}, {1, 1}, long_time)).value, most);
}

reason posting(const post_job& asked) {
  trading_floor floor;
  return floor.give(acme, asked);
}

TEST(R11PostJob, NeedsCategorySkillsTitleAndWhatItsTypeAsks) {
  EXPECT_EQ(posting(fixed_job()), reason::none);
  post_job asked = fixed_job();
  asked.category = no_symbol;
  EXPECT_EQ(posting(asked), reason::bad_field);
  asked = fixed_job();
  asked.skills = {};
  EXPECT_EQ(posting(asked), reason::bad_field);
  asked = fixed_job();
  asked.title = "";
  EXPECT_EQ(posting(asked), reason::bad_field);
  asked = fixed_job();
  asked.budget.reset();
  EXPECT_EQ(posting(asked), reason::bad_field);
  asked = fixed_job();
  asked.questions = -1;
  EXPECT_EQ(posting(asked), reason::bad_field);
}

TEST(R29HourlyJob, NeedsBothRangesAndWeeks) {
  const auto whole = hourly_job({dollars(20), dollars(30)}, {10, 20}, 4);
  EXPECT_EQ(posting(whole), reason::none);
  auto asked = whole;
  asked.rate_range.reset();
  EXPECT_EQ(posting(asked), reason::bad_field);
  asked = whole;
  asked.hours_range.reset();
  EXPECT_EQ(posting(asked), reason::bad_field);
  asked = whole;
  asked.weeks.reset();
  asked.budget = dollars(100);
  EXPECT_EQ(posting(asked), reason::bad_field);
}

TEST(R29HourlyJob, HasRangesThatAreNotUpsideDown) {
  EXPECT_EQ(posting(hourly_job({dollars(30), dollars(20)}, {10, 20}, 4)), reason::bad_field);
  EXPECT_EQ(posting(hourly_job({dollars(20), dollars(30)}, {20, 10}, 4)), reason::bad_field);
  EXPECT_EQ(posting(hourly_job({dollars(20), dollars(20)}, {10, 10}, 1)), reason::none);
}

TEST(R14Amounts, NeedOnlyBePositive) {
  EXPECT_EQ(posting(fixed_job(money{1})), reason::none);
  EXPECT_EQ(posting(fixed_job(money{0})), reason::amount_not_positive);
  EXPECT_EQ(posting(fixed_job(money{-1})), reason::amount_not_positive);
  EXPECT_EQ(posting(hourly_job({money{0}, dollars(30)}, {1, 2}, 4)), reason::amount_not_positive);
  EXPECT_EQ(posting(hourly_job({dollars(1), dollars(30)}, {0, 2}, 4)), reason::amount_not_positive);
  EXPECT_EQ(posting(hourly_job({dollars(1), dollars(30)}, {1, 2}, 0)), reason::amount_not_positive);
}

TEST(R14Amounts, AreLookedAtAfterAllOtherFields) {
  post_job asked = fixed_job(money{0});
  asked.title = "";
  EXPECT_EQ(posting(asked), reason::bad_field);
}

TEST(R14Posting, SaysValueCostAndType) {
  trading_floor floor;
  const job_id job = floor.post(hourly_job({dollars(20), dollars(30)}, {10, 20}, 4));
  ASSERT_EQ(floor.out.events.size(), 1U);
  const event& posted = floor.out.events.front();
  EXPECT_EQ(posted.type, event_type::job_posted);
  EXPECT_EQ(posted.person, acme);
  EXPECT_EQ(posted.job, job);
  EXPECT_EQ(posted.amount, dollars(1500));
  EXPECT_EQ(posted.n, 5);
  EXPECT_EQ(posted.detail, static_cast<std::uint16_t>(job_type::hourly));
}

TEST(R14Posting, FixesTheCostWhateverPolicyComesLater) {
  trading_floor floor;
  const job_id job = floor.post(fixed_job());
  policy dear;
  dear.connects.cost = {{std::nullopt, 16}};
  dear.connects.cost_invited = 8;
  floor.book.change(0, monday + day, dear);
  floor.wait(2 * day);
  EXPECT_EQ(floor.market->cost_for(job, ana, 0), 3);
  const job_id later = floor.post(fixed_job());
  EXPECT_EQ(floor.market->cost_for(later, ana, 0), 16);
}

TEST(R14Posting, CostsEachPersonWhatTheirOwnPolicySays) {
  trading_floor floor;
  policy other;
  other.connects.cost = {{std::nullopt, 9}};
  const policy_index half = floor.book.add(other);
  const job_id job = floor.post(fixed_job());
  EXPECT_EQ(floor.market->cost_for(job, ana, 0), 3);
  EXPECT_EQ(floor.market->cost_for(job, ana, half), 9);
  EXPECT_EQ(floor.market->cost_for({acme, 99}, ana, half), 0);
}

TEST(R21CloseJob, ChecksExistenceThenOwnershipThenState) {
  trading_floor floor;
  const job_id job = floor.post(fixed_job());
  EXPECT_EQ(floor.give(acme, close_job{{acme, 99}}), reason::unknown_id);
  EXPECT_EQ(floor.give(rival, close_job{job}), reason::not_yours);
  EXPECT_EQ(floor.give(acme, close_job{job}), reason::none);
  EXPECT_EQ(floor.types(), events{event_type::job_closed});
  EXPECT_EQ(floor.give(acme, close_job{job}), reason::job_not_open);
  EXPECT_EQ(floor.types(), events{event_type::rejected});
  EXPECT_EQ(floor.give(rival, close_job{job}), reason::not_yours);
}

TEST(X3CloseJob, ReturnsWhatLiveProposalsHoldAndTellsThem) {
  trading_floor floor;
  const job_id job = floor.post(fixed_job());
  for (const person_id one : {ana, bob, cyd, dan}) {
    ASSERT_EQ(floor.bid(one, job), reason::none);
  }
  ASSERT_EQ(floor.give(bob, withdraw_proposal{job}), reason::none);
  ASSERT_EQ(floor.give(acme, decline_proposal{job, cyd}), reason::none);
  ASSERT_EQ(floor.give(acme, interview{job, dan}), reason::none);
  ASSERT_EQ(floor.give(acme, close_job{job}), reason::none);
  EXPECT_EQ(floor.told(), (people{ana, dan}));
  ASSERT_EQ(floor.out.connects.size(), 2U);
  EXPECT_EQ(floor.out.connects[0].to, ana);
  EXPECT_EQ(floor.out.connects[1].to, dan);
  EXPECT_EQ(floor.out.connects[0].connects.count(), 3);
  EXPECT_EQ(floor.out.connects[0].connects.lots[0].expires, monday + 365 * day);
  EXPECT_FALSE(floor.out.connects[0].refused);
  EXPECT_EQ(floor.market->status(job, ana), proposal_status::submitted);
}

TEST(X3CloseJob, ReturnsNothingUnderAPolicyThatDoesNot) {
  policy rules;
  rules.connects.return_on_close = false;
  trading_floor floor{rules};
  const job_id job = floor.post(fixed_job());
  ASSERT_EQ(floor.bid(ana, job), reason::none);
  ASSERT_EQ(floor.give(acme, close_job{job}), reason::none);
  EXPECT_TRUE(floor.out.connects.empty());
}

TEST(X3Expiry, ComesAfterThirtyDaysToTheSecondAndReturnsNothing) {
  trading_floor floor;
  const job_id job = floor.post(fixed_job());
  ASSERT_EQ(floor.bid(ana, job), reason::none);
  ASSERT_EQ(floor.give(acme, invite{job, bob}), reason::none);
  floor.wait_until(monday + 30 * day - 1);
  EXPECT_EQ(floor.bid(cyd, job), reason::none);
  floor.wait_until(monday + 30 * day);
  EXPECT_EQ(floor.types(), events{event_type::job_expired});
  EXPECT_EQ(floor.out.events[0].person, acme);
  EXPECT_EQ(floor.out.events[0].at, monday + 30 * day);
  EXPECT_EQ(floor.told(), (people{ana, cyd, bob}));
  EXPECT_EQ(floor.out.notices[0].type, event_type::job_expired);
  EXPECT_TRUE(floor.out.connects.empty());
  EXPECT_EQ(floor.market->job(job)->status, job_status::expired);
  EXPECT_EQ(floor.bid(dan, job), reason::job_not_open);
}

TEST(X3Expiry, IsNotHeldUpByAClosedOrFilledJob) {
  trading_floor floor;
  const job_id job = floor.post(fixed_job());
  ASSERT_EQ(floor.give(acme, close_job{job}), reason::none);
  floor.wait(31 * day);
  EXPECT_TRUE(floor.out.events.empty());
  EXPECT_EQ(floor.market->job(job)->status, job_status::closed);
}

TEST(R15Invite, ChecksInTheOrderOfTheRules) {
  trading_floor floor;
  const job_id job = floor.post(fixed_job());
  const person_id stranger{500};
  floor.faces[3].approved = false;
  EXPECT_EQ(floor.give(acme, invite{{acme, 99}, dan}), reason::profile_not_approved);
  EXPECT_EQ(floor.give(acme, invite{{acme, 99}, ana}), reason::unknown_id);
  EXPECT_EQ(floor.give(acme, invite{job, stranger}), reason::unknown_id);
  EXPECT_EQ(floor.give(rival, invite{job, ana}), reason::not_yours);
  EXPECT_EQ(floor.give(acme, invite{job, ana}), reason::none);
  EXPECT_EQ(floor.types(), events{event_type::invited});
  EXPECT_EQ(floor.out.events[0].other, ana);
  EXPECT_EQ(floor.give(acme, invite{job, ana}), reason::wrong_state);
  ASSERT_EQ(floor.give(acme, close_job{job}), reason::none);
  EXPECT_EQ(floor.give(acme, invite{job, ana}), reason::wrong_state);
  EXPECT_EQ(floor.give(acme, invite{job, bob}), reason::job_not_open);
  EXPECT_EQ(floor.market->job(job)->invitations, 1);
}

TEST(R15Invitation, IsDeclinedOnceByTheInvitedOnly) {
  trading_floor floor;
  const job_id job = floor.post(fixed_job());
  ASSERT_EQ(floor.give(acme, invite{job, ana}), reason::none);
  EXPECT_EQ(floor.give(ana, decline_invitation{{acme, 99}}), reason::unknown_id);
  EXPECT_EQ(floor.give(bob, decline_invitation{job}), reason::not_invited);
  EXPECT_EQ(floor.give(ana, decline_invitation{job}), reason::none);
  EXPECT_EQ(floor.types(), events{event_type::invitation_declined});
  EXPECT_EQ(floor.give(ana, decline_invitation{job}), reason::wrong_state);
  EXPECT_EQ(floor.market->job(job)->invitations, 1);
}

TEST(R15Invitation, ThatLedToAProposalCannotBeDeclined) {
  trading_floor floor;
  const job_id job = floor.post(fixed_job());
  ASSERT_EQ(floor.give(acme, invite{job, ana}), reason::none);
  ASSERT_EQ(floor.bid(ana, job), reason::none);
  EXPECT_EQ(floor.give(ana, decline_invitation{job}), reason::wrong_state);
}

}  // namespace
}  // namespace souk::market

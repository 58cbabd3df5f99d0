#include "market/offer.hpp"

#include "tests/unit/market/trading_floor.hpp"

namespace souk::market {
namespace {

constexpr std::array<milestone_terms, 2> two_deliveries{
    milestone_terms{dollars(60), monday + 20 * day},
    milestone_terms{dollars(30), monday + 9 * day}};
constexpr std::array<milestone_terms, 1> for_nothing{milestone_terms{money{}, monday}};

offer fixed_offer(job_id job, person_id freelancer) {
  offer asked;
  asked.job = job;
  asked.freelancer = freelancer;
  asked.milestones = two_deliveries;
  return asked;
}

offer hourly_offer(job_id job, person_id freelancer) {
  offer asked;
  asked.job = job;
  asked.freelancer = freelancer;
  asked.rate = dollars(25);
  asked.weekly_limit = 20;
  return asked;
}

TEST(R25Offer, MayBeMadeWithoutAProposalAndSaysItsSum) {
  trading_floor floor;
  const job_id job = floor.post(fixed_job());
  ASSERT_EQ(floor.give(acme, fixed_offer(job, ana)), reason::none);
  ASSERT_EQ(floor.types(), events{event_type::offered});
  EXPECT_EQ(floor.out.events[0].person, acme);
  EXPECT_EQ(floor.out.events[0].other, ana);
  EXPECT_EQ(floor.out.events[0].amount, dollars(90));
  EXPECT_EQ(floor.out.events[0].n, 2);
  const offer_record* made = floor.market->offered({job, ana});
  ASSERT_NE(made, nullptr);
  EXPECT_EQ(made->status, contract_status::offered);
  EXPECT_EQ(made->due(), monday + 20 * day);
  EXPECT_EQ(floor.market->offered({job, bob}), nullptr);
}

TEST(R28Offer, IsEitherOfMilestonesOrOfARateWithALimit) {
  trading_floor floor;
  const job_id job = floor.post(fixed_job());
  const auto rejected = [&](auto change) {
    offer asked = hourly_offer(job, ana);
    change(asked);
    return floor.give(acme, asked);
  };
  EXPECT_EQ(rejected([](offer& o) { o.weekly_limit.reset(); }), reason::bad_field);
  EXPECT_EQ(rejected([](offer& o) { o.rate.reset(); }), reason::bad_field);
  EXPECT_EQ(rejected([](offer& o) { o.milestones = two_deliveries; }), reason::bad_field);
  EXPECT_EQ(rejected([](offer& o) {
    o.rate.reset();
    o.weekly_limit.reset();
  }),
      reason::bad_field);
  EXPECT_EQ(rejected([](offer& o) { o.rate = money{}; }), reason::amount_not_positive);
  EXPECT_EQ(rejected([](offer& o) { o.weekly_limit = 0; }), reason::amount_not_positive);
  offer unpaid = fixed_offer(job, ana);
  unpaid.milestones = for_nothing;
  EXPECT_EQ(floor.give(acme, unpaid), reason::amount_not_positive);
  // Job, bid and offer do not bind one another: an hourly offer on a fixed job stands.
  EXPECT_EQ(rejected([](offer&) {}), reason::none);
  EXPECT_EQ(floor.out.events[0].amount, dollars(25));
  EXPECT_EQ(floor.out.events[0].n, 0);
  EXPECT_EQ(floor.market->offered({job, ana})->due(), std::nullopt);
}

TEST(X12Offer, NeedsABillingMethodWhenItIsHourly) {
  trading_floor floor;
  const job_id job = floor.post(fixed_job());
  vouched broke = floor.by(acme);
  broke.billing_method = false;
  EXPECT_EQ(floor.give(broke, hourly_offer(job, ana)), reason::no_billing_method);
  EXPECT_EQ(floor.give(broke, fixed_offer(job, ana)), reason::none);
  offer wrong = hourly_offer(job, bob);
  wrong.rate = money{-1};
  EXPECT_EQ(floor.give(broke, wrong), reason::amount_not_positive);
}

TEST(R25Offer, ChecksInTheOrderOfTheRules) {
  trading_floor floor;
  const job_id job = floor.post(fixed_job());
  floor.faces[3].approved = false;
  offer bad = fixed_offer({acme, 99}, dan);
  bad.milestones = {};
  EXPECT_EQ(floor.give(rival, bad), reason::profile_not_approved);
  bad.freelancer = ana;
  EXPECT_EQ(floor.give(rival, bad), reason::unknown_id);
  bad.job = job;
  EXPECT_EQ(floor.give(rival, bad), reason::not_yours);
  EXPECT_EQ(floor.give(acme, bad), reason::bad_field);
  ASSERT_EQ(floor.give(acme, fixed_offer(job, ana)), reason::none);
  EXPECT_EQ(floor.give(acme, bad), reason::wrong_state);
  bad.freelancer = bob;
  ASSERT_EQ(floor.give(acme, close_job{job}), reason::none);
  EXPECT_EQ(floor.give(acme, bad), reason::job_not_open);
}

TEST(R25Accept, StartsTheContractAndFillsTheJob) {
  trading_floor floor;
  const job_id job = floor.post(fixed_job());
  for (const person_id one : {ana, bob, cyd}) {
    ASSERT_EQ(floor.bid(one, job), reason::none);
  }
  ASSERT_EQ(floor.give(ana, withdraw_proposal{job}), reason::none);
  ASSERT_EQ(floor.give(acme, invite{job, dan}), reason::none);
  ASSERT_EQ(floor.give(acme, fixed_offer(job, cyd)), reason::none);
  floor.wait(hour);
  ASSERT_EQ(floor.give(cyd, accept_offer{{job, cyd}}), reason::none);
  EXPECT_EQ(floor.types(), (events{event_type::offer_accepted, event_type::job_filled}));
  EXPECT_EQ(floor.out.events[0].person, cyd);
  EXPECT_EQ(floor.out.events[0].other, acme);
  EXPECT_EQ(floor.out.events[1].person, acme);
  EXPECT_EQ(floor.out.events[1].other, cyd);
  EXPECT_EQ(floor.told(), (people{bob, dan}));
  EXPECT_EQ(floor.out.notices[0].type, event_type::job_filled);
  EXPECT_TRUE(floor.out.connects.empty());
  ASSERT_EQ(floor.out.contracts.size(), 1U);
  const started_contract& started = floor.out.contracts[0];
  EXPECT_EQ(started.id, (contract_id{job, cyd}));
  EXPECT_EQ(started.at, monday + hour);
  EXPECT_EQ(started.category, design);
  EXPECT_EQ(started.rate, std::nullopt);
  ASSERT_EQ(started.milestones.size(), 2U);
  EXPECT_EQ(started.milestones[0].amount, dollars(60));
  EXPECT_EQ(floor.market->status(job, cyd), proposal_status::hired);
  EXPECT_EQ(floor.market->offered({job, cyd})->status, contract_status::active);
  EXPECT_EQ(floor.market->job(job)->status, job_status::filled);
  EXPECT_EQ(floor.market->job(job)->ended_at, monday + hour);
  EXPECT_EQ(floor.market->live_proposals(), 0);
  EXPECT_EQ(floor.give(acme, close_job{job}), reason::job_not_open);
  EXPECT_EQ(floor.give(cyd, withdraw_proposal{job}), reason::wrong_state);
}

TEST(R25Accept, OfAnHourlyOfferHandsOverRateAndLimit) {
  trading_floor floor;
  const job_id job = floor.post(fixed_job());
  ASSERT_EQ(floor.give(acme, hourly_offer(job, ana)), reason::none);
  ASSERT_EQ(floor.give(ana, accept_offer{{job, ana}}), reason::none);
  ASSERT_EQ(floor.out.contracts.size(), 1U);
  EXPECT_EQ(floor.out.contracts[0].rate, dollars(25));
  EXPECT_EQ(floor.out.contracts[0].weekly_limit, 20);
  EXPECT_TRUE(floor.out.contracts[0].milestones.empty());
  EXPECT_EQ(floor.market->status(job, ana), proposal_status::hired);  // without a proposal
  EXPECT_EQ(floor.market->job(job)->proposals, 0);
}

TEST(R25Accept, IsForTheOneWhoWasAsked) {
  trading_floor floor;
  const job_id job = floor.post(fixed_job());
  ASSERT_EQ(floor.give(acme, fixed_offer(job, ana)), reason::none);
  EXPECT_EQ(floor.give(ana, accept_offer{{{acme, 99}, ana}}), reason::unknown_id);
  EXPECT_EQ(floor.give(bob, accept_offer{{job, bob}}), reason::unknown_id);
  EXPECT_EQ(floor.give(bob, accept_offer{{job, ana}}), reason::not_yours);
  EXPECT_EQ(floor.give(bob, decline_offer{{job, ana}}), reason::not_yours);
  EXPECT_EQ(floor.give(ana, accept_offer{{job, ana}}), reason::none);
  EXPECT_EQ(floor.give(ana, accept_offer{{job, ana}}), reason::wrong_state);
  EXPECT_EQ(floor.give(ana, decline_offer{{job, ana}}), reason::wrong_state);
  EXPECT_EQ(floor.give(acme, fixed_offer(job, ana)), reason::wrong_state);
}

TEST(R25Offers, OfAFilledJobStayValid) {
  trading_floor floor;
  const job_id job = floor.post(fixed_job());
  ASSERT_EQ(floor.bid(bob, job), reason::none);
  ASSERT_EQ(floor.give(acme, fixed_offer(job, ana)), reason::none);
  ASSERT_EQ(floor.give(acme, fixed_offer(job, bob)), reason::none);
  ASSERT_EQ(floor.give(ana, accept_offer{{job, ana}}), reason::none);
  EXPECT_EQ(floor.give(acme, fixed_offer(job, cyd)), reason::job_not_open);
  ASSERT_EQ(floor.give(bob, accept_offer{{job, bob}}), reason::none);
  EXPECT_EQ(floor.types(), events{event_type::offer_accepted});
  EXPECT_EQ(floor.out.contracts.size(), 1U);
  EXPECT_EQ(floor.market->counts().hires, 2);
  EXPECT_EQ(floor.market->audit(), std::nullopt);
}

TEST(R25Offer, ExpiresAfterSevenDaysToTheSecond) {
  trading_floor floor;
  const job_id job = floor.post(fixed_job());
  ASSERT_EQ(floor.give(acme, fixed_offer(job, ana)), reason::none);
  ASSERT_EQ(floor.give(acme, fixed_offer(job, bob)), reason::none);
  floor.wait_until(monday + 7 * day - 1);
  EXPECT_TRUE(floor.out.events.empty());
  EXPECT_EQ(floor.give(bob, decline_offer{{job, bob}}), reason::none);
  floor.wait_until(monday + 7 * day);
  ASSERT_EQ(floor.types(), events{event_type::offer_expired});
  EXPECT_EQ(floor.out.events[0].person, acme);
  EXPECT_EQ(floor.out.events[0].other, ana);
  EXPECT_EQ(floor.market->offered({job, ana})->status, contract_status::expired);
  EXPECT_EQ(floor.give(ana, accept_offer{{job, ana}}), reason::wrong_state);
}

TEST(R25Offer, MayBeMadeAgainAfterADeclineAndLastsItsOwnTime) {
  trading_floor floor;
  const job_id job = floor.post(fixed_job());
  ASSERT_EQ(floor.give(acme, fixed_offer(job, ana)), reason::none);
  floor.wait(day);
  ASSERT_EQ(floor.give(ana, decline_offer{{job, ana}}), reason::none);
  EXPECT_EQ(floor.types(), events{event_type::offer_declined});
  ASSERT_EQ(floor.give(acme, hourly_offer(job, ana)), reason::none);
  floor.wait_until(monday + 7 * day);  // when the first would have expired
  EXPECT_TRUE(floor.out.events.empty());
  floor.wait_until(monday + 8 * day - 1);
  EXPECT_EQ(floor.market->offered({job, ana})->status, contract_status::offered);
  EXPECT_TRUE(floor.market->offered({job, ana})->milestones.empty());
  floor.wait_until(monday + 8 * day);
  EXPECT_EQ(floor.types(), events{event_type::offer_expired});
  EXPECT_EQ(floor.give(acme, fixed_offer(job, ana)), reason::none);
}

TEST(X3Offers, OfAClosedJobAreDeclined) {
  trading_floor floor;
  const job_id job = floor.post(fixed_job());
  ASSERT_EQ(floor.give(acme, fixed_offer(job, ana)), reason::none);
  ASSERT_EQ(floor.give(acme, close_job{job}), reason::none);
  EXPECT_EQ(floor.types(), (events{event_type::job_closed, event_type::offer_declined}));
  EXPECT_EQ(floor.out.events[1].person, ana);
  EXPECT_EQ(floor.market->offered({job, ana})->status, contract_status::declined);
  EXPECT_EQ(floor.give(ana, accept_offer{{job, ana}}), reason::wrong_state);
}

TEST(X3Offers, OfAnExpiredJobAreDeclined) {
  trading_floor floor;
  const job_id job = floor.post(fixed_job());
  floor.wait(25 * day);
  ASSERT_EQ(floor.give(acme, fixed_offer(job, ana)), reason::none);
  floor.wait_until(monday + 30 * day);
  EXPECT_EQ(floor.types(), (events{event_type::job_expired, event_type::offer_declined}));
  floor.wait(7 * day);
  EXPECT_TRUE(floor.out.events.empty());
}

TEST(R25Accept, HiresWhoWasDeclinedBefore) {
  trading_floor floor;
  const job_id job = floor.post(fixed_job());
  ASSERT_EQ(floor.bid(ana, job), reason::none);
  ASSERT_EQ(floor.give(acme, decline_proposal{job, ana}), reason::none);
  ASSERT_EQ(floor.give(acme, fixed_offer(job, ana)), reason::none);
  ASSERT_EQ(floor.give(ana, accept_offer{{job, ana}}), reason::none);
  EXPECT_EQ(floor.market->job(job)->proposals, 1);
  EXPECT_EQ(floor.market->audit(), std::nullopt);
}

}  // namespace
}  // namespace souk::market

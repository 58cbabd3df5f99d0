// What a study may do to accounts, proposals and contracts beside the rules.
#include "tests/support/accounts.hpp"
#include "tests/unit/market/billing_stage.hpp"
#include "tests/unit/market/trading_floor.hpp"

#include <gtest/gtest.h>

namespace souk::market {
namespace {

using testing::accounts;

constexpr second start = testing::monday;

TEST(Interventions, GiveConnectsAsALotThatExpires) {
  accounts here;
  const person_id who = here.freelancer(0);
  here.book.give_connects(who, 80, start + hour, here.out);
  EXPECT_EQ(here.told(event_type::connects_granted), 1);
  EXPECT_EQ(here.book.connects(who), 120);
  EXPECT_TRUE(here.book.connects_totals().balanced());
  here.clock(start + hour + days(365).seconds);
  EXPECT_EQ(here.book.connects(who), 0);
  EXPECT_EQ(here.book.audit(), std::nullopt);
}

TEST(Interventions, GiveNothingToWhoIsNotThere) {
  accounts here;
  here.book.give_connects(accounts::person(3), 80, start, here.out);
  here.book.endorse(accounts::person(3), 5, 9, start, here.out);
  here.book.lend_badge(accounts::person(3), badge::rising_talent, start, here.out);
  EXPECT_TRUE(here.out.events.empty());
  EXPECT_EQ(here.book.connects_totals().granted, 0);
}

TEST(Interventions, AnEndorsementIsAPublishedReview) {
  accounts here;
  const person_id who = here.freelancer(0);
  here.book.endorse(who, 4, 9, start + hour, here.out);
  EXPECT_EQ(here.told(event_type::reviews_published), 1);
  EXPECT_EQ(here.last().n, 4);
  EXPECT_EQ(here.book.look(who).face.reviews, 1);
  EXPECT_EQ(here.book.look(who).face.rating(), 4.0);
  EXPECT_EQ(here.book.look(who).earned, money{});
}

TEST(Interventions, ALentBadgeShowsUntilTheMidnightAfterItIsTakenBack) {
  accounts here;
  const person_id who = here.freelancer(0);
  here.book.lend_badge(who, badge::rising_talent, start + hour, here.out);
  EXPECT_EQ(here.told(event_type::badge_awarded), 1);
  EXPECT_EQ(here.book.look(who).face.badge, badge::rising_talent);
  here.clock(start + 3 * day);
  EXPECT_EQ(here.book.look(who).face.badge, badge::rising_talent);
  EXPECT_TRUE(here.out.events.empty());
  here.book.take_badge_back(who);
  here.clock(start + 4 * day);
  EXPECT_EQ(here.told(event_type::badge_lost), 1);
  EXPECT_EQ(here.book.look(who).face.badge, badge::none);
}

TEST(Interventions, WhoIsPutAheadRanksFirstUnlessTheWordIsMissing) {
  trading_floor floor;
  post_job asked = fixed_job();
  asked.attention_word = "souk";
  const job_id job = floor.post(asked);
  floor.faces[index(cyd)].ahead = floor.faces[index(dan)].ahead = true;
  floor.faces[index(ana)].badge = badge::top_rated_plus;
  propose bid;
  bid.job = job;
  bid.bid = dollars(90);
  for (const person_id who : {ana, bob, cyd, dan}) {
    bid.letter = who == dan ? "hello" : "souk";
    ASSERT_EQ(floor.bid(who, bid), reason::none);
    floor.wait(minute);
  }
  EXPECT_EQ(floor.ranking(job), (people{cyd, ana, bob, dan}));
}

TEST(Interventions, TheFeedTellsOfFullJobsAndFloors) {
  policy rules;
  rules.jobs.proposals_max = 1;
  rules.jobs.rate_floor = dollars(12);
  trading_floor floor{rules};
  const job_id job = floor.post(hourly_job({dollars(5), dollars(20)}, {10, 20}, 2));
  EXPECT_EQ(floor.market->in_feed(job)->rate_floor, 1200);
  EXPECT_FALSE(floor.market->in_feed(job)->full);
  ASSERT_EQ(floor.bid(ana, job), reason::none);
  EXPECT_TRUE(floor.market->in_feed(job)->full);
  EXPECT_EQ(floor.bid(bob, job), reason::job_not_open);
}

// -- a subsidised contract ------------------------------------------------------------------------

started_contract subsidised(std::vector<money> amounts, std::uint8_t percent, std::uint16_t most) {
  started_contract begins =
      billing_stage::begun(billing_stage::contract, billing_stage::on(1, 9), symbol{3});
  for (const money amount : amounts) {
    begins.milestones.push_back({amount, billing_stage::on(31)});
  }
  begins.subsidy_percent = percent;
  begins.subsidy_dollars = most;
  return begins;
}

TEST(Subsidy, PaysAShareOfEachChargeBackUpToItsLimit) {
  billing_stage stage;
  stage.desk.start(subsidised({dollars(100), dollars(100)}, 50, 80), stage.out);
  stage.pay(0);
  EXPECT_EQ(stage.balance(ledger_account::subsidies), -dollars(50));
  EXPECT_EQ(stage.balance(ledger_account::client_cards), -dollars(50));
  stage.pay(1);
  EXPECT_EQ(stage.balance(ledger_account::subsidies), -dollars(80)) << "the limit";
  EXPECT_EQ(stage.balance(ledger_account::client_cards), -dollars(120));
  EXPECT_EQ(stage.facts().billed, dollars(200));
  EXPECT_EQ(stage.pending(), dollars(160)) << "the freelancer's part is as ever";
}

TEST(Subsidy, ComesBackOfARefund) {
  billing_stage stage;
  stage.desk.start(subsidised({dollars(100)}, 50, 200), stage.out);
  stage.pay(0);
  ASSERT_EQ(stage.refund_gross(dollars(40)), reason::none);
  EXPECT_EQ(stage.balance(ledger_account::subsidies), -dollars(30));
  EXPECT_EQ(stage.balance(ledger_account::client_cards), -dollars(30));
  ASSERT_EQ(stage.refund_gross(dollars(60)), reason::none);
  EXPECT_EQ(stage.balance(ledger_account::subsidies), money{});
  EXPECT_EQ(stage.balance(ledger_account::client_cards), money{});
}

TEST(Subsidy, GoesFromTheFaceToTheNextContract) {
  trading_floor floor;
  const job_id job = floor.post(fixed_job());
  floor.faces[index(ana)].subsidy_percent = 25;
  floor.faces[index(ana)].subsidy_dollars = 60;
  offer made;
  made.job = job;
  made.freelancer = ana;
  const std::array<milestone_terms, 1> terms{{{dollars(90), monday + 9 * day}}};
  made.milestones = terms;
  ASSERT_EQ(floor.give(acme, made), reason::none);
  ASSERT_EQ(floor.give(ana, accept_offer{{job, ana}}), reason::none);
  ASSERT_EQ(floor.out.contracts.size(), 1U);
  EXPECT_EQ(floor.out.contracts[0].subsidy_percent, 25);
  EXPECT_EQ(floor.out.contracts[0].subsidy_dollars, 60);
}

TEST(Subsidy, IsPromisedForOneContract) {
  accounts here;
  const person_id who = here.freelancer(0);
  here.client(9);
  here.book.promise_subsidy(who, 50, 100);
  EXPECT_EQ(here.book.look(who).face.subsidy_percent, 50);
  here.notice(event_type::offer_accepted, start + hour, who, 0, accounts::person(9));
  EXPECT_EQ(here.book.look(who).face.subsidy_percent, 0);
}

}  // namespace
}  // namespace souk::market

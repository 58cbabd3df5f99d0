#include "market/ranking.hpp"

#include "tests/unit/market/trading_floor.hpp"

#include <algorithm>

namespace souk::market {
namespace {

TEST(R21Order, LooksAtOneThingAfterTheOther) {
  // Each is worse than the one before in one thing, and better in all that count less.
  std::vector<standing> order(8);
  order[0] = {5, 900, 90, -1, badge::none, false, false};
  order[1] = {4, 800, 80, -1, badge::none, false, true};
  order[2] = {4, 700, 70, -1, badge::top_rated_plus, false, false};
  order[3] = {4, 600, 60, 0, badge::top_rated, false, false};
  order[4] = {4, 500, 50, -1, badge::top_rated, false, false};
  order[5] = {4, 501, 40, -1, badge::top_rated, false, false};
  order[6] = {4, 501, 41, -1, badge::top_rated, false, false};
  order[7] = {9, 0, 0, 100, badge::top_rated_plus, true, true};
  for (std::size_t a = 0; a < order.size(); ++a) {
    for (std::size_t b = 0; b < order.size(); ++b) {
      EXPECT_EQ(ranks_before(order[a], order[b]), a < b) << a << " " << b;
    }
  }
}

TEST(X8Boost, MarksTheHighestBidsAndOfEqualOnesTheEarlier) {
  std::vector<standing> all(5);
  const std::array<std::int32_t, 5> bids{3, 5, 0, 5, 3};
  const auto marked = [&](std::int32_t slots) {
    for (std::uint32_t i = 0; i < all.size(); ++i) {
      all[i].boost = bids[i];
      all[i].arrival = i;
    }
    mark_boosted(all, slots);
    std::vector<std::int32_t> left;
    for (const standing& s : all) {
      left.push_back(s.boost);
    }
    return left;
  };
  using boosts = std::vector<std::int32_t>;
  EXPECT_EQ(marked(0), (boosts{0, 0, 0, 0, 0}));
  EXPECT_EQ(marked(1), (boosts{0, 5, 0, 0, 0}));
  EXPECT_EQ(marked(3), (boosts{3, 5, 0, 5, 0}));
  EXPECT_EQ(marked(9), (boosts{3, 5, 0, 5, 3}));
}

TEST(X8Boost, GoesByArrivalAmongManyEqualBids) {
  std::vector<standing> all(200);
  for (std::uint32_t i = 0; i < all.size(); ++i) {
    all[i].boost = 4;
    all[i].arrival = i;
  }
  mark_boosted(all, 70);
  for (const standing& one : all) {
    EXPECT_EQ(one.boost, one.arrival < 70 ? 4 : 0) << one.arrival;
  }
}

TEST(R21Ranking, PutsTheFasterFirstByASecond) {
  trading_floor floor;
  const job_id job = floor.post(fixed_job());
  floor.wait(minute);
  ASSERT_EQ(floor.bid(bob, job), reason::none);
  floor.wait(1);
  ASSERT_EQ(floor.bid(ana, job), reason::none);
  EXPECT_EQ(floor.ranking(job), (people{bob, ana}));
}

TEST(R21Ranking, TakesTheTimeToReplyForTheTimeToPropose) {
  trading_floor floor;
  const job_id job = floor.post(fixed_job());
  floor.wait(10);
  ASSERT_EQ(floor.bid(ana, job), reason::none);
  floor.wait(10);
  ASSERT_EQ(floor.bid(bob, job), reason::none);
  ASSERT_EQ(floor.give(acme, interview{job, ana}), reason::none);
  ASSERT_EQ(floor.give(acme, interview{job, bob}), reason::none);
  EXPECT_EQ(floor.ranking(job), (people{ana, bob}));  // an open interview changes nothing
  floor.wait(9);
  ASSERT_EQ(floor.give(bob, reply{job}), reason::none);
  EXPECT_EQ(floor.ranking(job), (people{bob, ana}));  // 9 s against 10 s
  floor.wait(2);
  ASSERT_EQ(floor.give(ana, reply{job}), reason::none);
  EXPECT_EQ(floor.ranking(job), (people{bob, ana}));  // 9 s against 11 s
}

TEST(R21Ranking, CountsTimeFromWhenThingsShow) {
  trading_floor floor;
  floor.epoch = hour;
  const job_id job = floor.post(fixed_job());
  floor.wait(hour + 30);
  ASSERT_EQ(floor.bid(ana, job), reason::none);  // after 30 s
  ASSERT_EQ(floor.bid(bob, job), reason::none);
  ASSERT_EQ(floor.give(acme, interview{job, bob}), reason::none);
  floor.wait(hour + 29);
  ASSERT_EQ(floor.give(bob, reply{job}), reason::none);  // after 29 s
  EXPECT_EQ(floor.ranking(job), (people{bob, ana}));
}

TEST(R21Ranking, FallsBackOnTheOrderOfArrivalWithinASecond) {
  trading_floor floor;
  const job_id job = floor.post(fixed_job());
  for (const person_id one : {cyd, ana, bob}) {
    ASSERT_EQ(floor.bid(one, job), reason::none);
  }
  EXPECT_EQ(floor.ranking(job), (people{cyd, ana, bob}));
}

TEST(R6Ranking, PutsWholeProfilesFirstAndTakesAllOthersForEqual) {
  trading_floor floor;
  const job_id job = floor.post(fixed_job());
  floor.faces[0].completeness = 60;
  floor.faces[1].completeness = 99;
  floor.faces[2].completeness = 100;
  for (const person_id one : {ana, bob, cyd}) {
    ASSERT_EQ(floor.bid(one, job), reason::none);
  }
  EXPECT_EQ(floor.ranking(job), (people{cyd, ana, bob}));
}

TEST(R21Ranking, ReadsBadgesAndScoresAsTheyAreNow) {
  trading_floor floor;
  const job_id job = floor.post(fixed_job());
  for (const person_id one : {ana, bob, cyd}) {
    ASSERT_EQ(floor.bid(one, job), reason::none);
  }
  floor.faces[2].score = 0;  // any score is more than none
  EXPECT_EQ(floor.ranking(job), (people{cyd, ana, bob}));
  floor.faces[1].badge = badge::rising_talent;
  EXPECT_EQ(floor.ranking(job), (people{bob, cyd, ana}));
}

TEST(R13Ranking, PutsFailedAttentionLastWhateverItsBoost) {
  policy rules;
  rules.boost.slots = 1;
  trading_floor floor{rules};
  post_job asked = fixed_job();
  asked.attention_word = "Fox";
  const job_id job = floor.post(asked);
  propose bid;
  bid.job = job;
  bid.bid = dollars(90);
  bid.boost = 50;
  ASSERT_EQ(floor.bid(ana, bid), reason::none);
  bid.boost = 0;
  bid.letter = "Fox";
  floor.wait(day);
  ASSERT_EQ(floor.bid(bob, bid), reason::none);
  EXPECT_EQ(floor.ranking(job), (people{bob, ana}));
}

TEST(X8Ranking, ShowsMarkedBoostsOnly) {
  for (const std::int32_t slots : {0, 1}) {
    policy rules;
    rules.boost.slots = slots;
    trading_floor floor{rules};
    const job_id job = floor.post(fixed_job());
    propose bid;
    bid.job = job;
    bid.bid = dollars(90);
    ASSERT_EQ(floor.bid(ana, bid), reason::none);
    bid.boost = 2;
    ASSERT_EQ(floor.bid(bob, bid), reason::none);
    bid.boost = 3;
    ASSERT_EQ(floor.bid(cyd, bid), reason::none);
    std::vector<proposal_card> cards;
    floor.market->rank(job, cards);
    EXPECT_EQ(floor.ranking(job), slots == 0 ? (people{ana, bob, cyd}) : (people{cyd, ana, bob}));
    EXPECT_EQ(cards.front().boost, slots == 0 ? 0 : 3);
    EXPECT_EQ(cards.back().boost, 0);
    EXPECT_EQ(floor.market->proposal(job, bob)->boost, 2);
  }
}

TEST(R21Ranking, ListsLiveProposalsAndThoseHired) {
  trading_floor floor;
  const job_id job = floor.post(fixed_job());
  for (const person_id one : {ana, bob, cyd, dan}) {
    ASSERT_EQ(floor.bid(one, job), reason::none);
  }
  ASSERT_EQ(floor.give(ana, withdraw_proposal{job}), reason::none);
  ASSERT_EQ(floor.give(acme, decline_proposal{job, bob}), reason::none);
  const std::array<milestone_terms, 1> one{milestone_terms{dollars(90), monday + day}};
  offer made;
  made.job = job;
  made.freelancer = cyd;
  made.milestones = one;
  ASSERT_EQ(floor.give(acme, made), reason::none);
  ASSERT_EQ(floor.give(cyd, accept_offer{{job, cyd}}), reason::none);
  EXPECT_EQ(floor.ranking(job), (people{cyd, dan}));
  EXPECT_EQ(floor.market->job(job)->proposals, 2);
  EXPECT_TRUE(floor.ranking({acme, 99}).empty());
}

}  // namespace
}  // namespace souk::market

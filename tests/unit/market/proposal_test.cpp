#include "market/proposal.hpp"

#include "tests/unit/market/trading_floor.hpp"

#include <limits>

namespace souk::market {
namespace {

propose proposal_for(job_id job) {
  propose asked;
  asked.job = job;
  asked.bid = dollars(90);
  return asked;
}

TEST(R13Propose, SaysBidAndWhatWasSpent) {
  trading_floor floor;
  const job_id job = floor.post(fixed_job());
  propose asked = proposal_for(job);
  asked.boost = 4;
  ASSERT_EQ(floor.bid(ana, asked), reason::none);
  ASSERT_EQ(floor.types(), events{event_type::proposed});
  const event& proposed = floor.out.events[0];
  EXPECT_EQ(proposed.person, ana);
  EXPECT_EQ(proposed.other, acme);
  EXPECT_EQ(proposed.amount, dollars(90));
  EXPECT_EQ(proposed.n, 7);
  EXPECT_TRUE(floor.out.connects.empty());
  EXPECT_EQ(floor.market->job(job)->proposals, 1);
  EXPECT_EQ(floor.market->status(job, ana), proposal_status::submitted);
  EXPECT_EQ(floor.market->status(job, bob), proposal_status::none);
}

TEST(R13Propose, NeedsAnAnswerToEveryQuestion) {
  trading_floor floor;
  post_job asked = fixed_job();
  asked.questions = 2;
  const job_id job = floor.post(asked);
  propose bid = proposal_for(job);
  bid.answers = 1;
  EXPECT_EQ(floor.bid(ana, bid), reason::missing_answers);
  bid.answers = 2;
  EXPECT_EQ(floor.bid(ana, bid), reason::none);
  bid.answers = 3;
  EXPECT_EQ(floor.bid(bob, bid), reason::none);
}

TEST(R13Attention, FailsWhereTheLetterDoesNotBeginWithTheWord) {
  trading_floor floor;
  post_job asked = fixed_job();
  asked.attention_word = "Fox";
  const job_id job = floor.post(asked);
  const auto failed = [&](person_id freelancer, text letter) {
    propose bid = proposal_for(job);
    bid.letter = letter;
    EXPECT_EQ(floor.bid(freelancer, bid), reason::none);
    return floor.market->proposal(job, freelancer)->attention_failed;
  };
  EXPECT_FALSE(failed(ana, "Fox, dear client"));
  EXPECT_TRUE(failed(bob, "Dear Fox"));
  EXPECT_TRUE(failed(cyd, ""));
  EXPECT_TRUE(failed(dan, "fox"));
}

TEST(R13Attention, IsAlwaysPaidWhereNoWordIsAsked) {
  trading_floor floor;
  const job_id job = floor.post(fixed_job());
  ASSERT_EQ(floor.bid(ana, job), reason::none);
  EXPECT_FALSE(floor.market->proposal(job, ana)->attention_failed);
}

TEST(R14Propose, RejectsInTheOrderOfTheRules) {
  trading_floor floor;
  post_job hidden = fixed_job();
  hidden.is_public = false;
  hidden.questions = 1;
  const job_id job = floor.post(hidden);
  propose bid = proposal_for({acme, 99});
  bid.bid = money{};
  bid.boost = -1;
  const auto poor = [&](person_id freelancer) {
    vouched v = floor.by(freelancer);
    v.enough_connects = false;
    return floor.give(v, bid);
  };
  EXPECT_EQ(poor(ana), reason::unknown_id);
  bid.job = job;
  EXPECT_EQ(poor(ana), reason::not_invited);
  for (const person_id one : {ana, bob}) {
    ASSERT_EQ(floor.give(acme, invite{job, one}), reason::none);
  }
  EXPECT_EQ(poor(ana), reason::bad_field);
  bid.boost = 2;
  EXPECT_EQ(poor(ana), reason::missing_answers);
  bid.answers = 1;
  EXPECT_EQ(poor(ana), reason::amount_not_positive);
  bid.bid = money{1};
  EXPECT_EQ(poor(ana), reason::insufficient_connects);
  EXPECT_EQ(floor.bid(ana, bid), reason::none);
  bid.boost = -1;
  EXPECT_EQ(poor(ana), reason::already_proposed);
  ASSERT_EQ(floor.give(acme, close_job{job}), reason::none);
  EXPECT_EQ(poor(ana), reason::job_not_open);
  EXPECT_EQ(poor(cyd), reason::not_invited);
}

TEST(R14Propose, ThatIsRefusedGivesTheHoldBackAndLeavesNoTrace) {
  trading_floor floor;
  const job_id job = floor.post(fixed_job());
  ASSERT_EQ(floor.bid(ana, job), reason::none);
  const fingerprint before = floor.market->state_hash();
  EXPECT_EQ(floor.bid(ana, job), reason::already_proposed);
  EXPECT_EQ(floor.market->state_hash(), before);
  ASSERT_EQ(floor.types(), events{event_type::rejected});
  EXPECT_EQ(floor.out.events[0].why, reason::already_proposed);
  EXPECT_EQ(floor.out.events[0].job, job);
  EXPECT_EQ(floor.out.events[0].detail, command{propose{}}.index());
  ASSERT_EQ(floor.out.connects.size(), 1U);
  EXPECT_TRUE(floor.out.connects[0].refused);
  EXPECT_EQ(floor.out.connects[0].to, ana);
  EXPECT_EQ(floor.out.connects[0].connects.count(), 3);
}

TEST(R14Propose, TakesNoMoreThanIsDueAndTheOldestLotsFirst) {
  trading_floor floor;
  const job_id job = floor.post(fixed_job());
  vouched v = floor.by(ana);
  v.connects.lots = {connects_lot{100, 2}, connects_lot{200, 4}, connects_lot{300, 1}};
  v.connects.size = 3;
  ASSERT_EQ(floor.give(v, proposal_for(job)), reason::none);
  EXPECT_EQ(floor.out.events[0].n, 3);
  ASSERT_EQ(floor.out.connects.size(), 1U);
  EXPECT_TRUE(floor.out.connects[0].refused);
  const held_connects& excess = floor.out.connects[0].connects;
  ASSERT_EQ(excess.size, 2);
  EXPECT_EQ(excess.lots[0], (connects_lot{200, 3}));
  EXPECT_EQ(excess.lots[1], (connects_lot{300, 1}));
  ASSERT_EQ(floor.give(acme, close_job{job}), reason::none);
  const held_connects& back = floor.out.connects[0].connects;
  ASSERT_EQ(back.size, 2);
  EXPECT_EQ(back.lots[0], (connects_lot{100, 2}));
  EXPECT_EQ(back.lots[1], (connects_lot{200, 1}));
}

TEST(R14Propose, KeepsEveryLotThatItHolds) {
  trading_floor floor;
  const job_id job = floor.post(fixed_job(dollars(3000)));
  vouched v = floor.by(ana);
  for (std::uint32_t i = 0; i < 6; ++i) {
    v.connects.lots[v.connects.size++] = {i + 1, 1};
  }
  ASSERT_EQ(floor.give(v, proposal_for(job)), reason::none);
  ASSERT_EQ(floor.give(acme, close_job{job}), reason::none);
  ASSERT_EQ(floor.out.connects.size(), 1U);
  EXPECT_EQ(floor.out.connects[0].connects.size, 6);
  EXPECT_EQ(floor.out.connects[0].connects.lots, v.connects.lots);
}

TEST(R14Propose, OfAHoldThatIsTooSmallIsInsufficient) {
  trading_floor floor;
  const job_id job = floor.post(fixed_job());
  vouched v = floor.by(ana);
  v.connects.lots[0] = {100, 2};
  v.connects.size = 1;
  EXPECT_EQ(floor.give(v, proposal_for(job)), reason::insufficient_connects);
  propose boosted = proposal_for(job);
  boosted.boost = std::numeric_limits<std::int32_t>::max();
  EXPECT_EQ(floor.give(v, boosted), reason::insufficient_connects);
}

TEST(R15Propose, CostsTheInvitedNothing) {
  trading_floor floor;
  const job_id job = floor.post(fixed_job());
  ASSERT_EQ(floor.give(acme, invite{job, ana}), reason::none);
  EXPECT_EQ(floor.market->cost_for(job, ana, 0), 0);
  EXPECT_EQ(floor.market->cost_for(job, bob, 0), 3);
  ASSERT_EQ(floor.bid(ana, job), reason::none);
  EXPECT_EQ(floor.out.events[0].n, 0);
  EXPECT_TRUE(floor.market->proposal(job, ana)->invited);
  ASSERT_EQ(floor.give(acme, close_job{job}), reason::none);
  EXPECT_TRUE(floor.out.connects.empty());
}

TEST(R15Propose, CostsTheInvitedWhatThePolicySays) {
  policy rules;
  rules.connects.cost_invited = 2;
  trading_floor floor{rules};
  const job_id job = floor.post(fixed_job());
  ASSERT_EQ(floor.give(acme, invite{job, ana}), reason::none);
  EXPECT_EQ(floor.market->cost_for(job, ana, 0), 2);
}

TEST(R21Propose, IsOnceForGoodAlsoAfterAWithdrawal) {
  trading_floor floor;
  const job_id job = floor.post(fixed_job());
  ASSERT_EQ(floor.bid(ana, job), reason::none);
  ASSERT_EQ(floor.give(ana, withdraw_proposal{job}), reason::none);
  EXPECT_EQ(floor.types(), events{event_type::proposal_withdrawn});
  EXPECT_TRUE(floor.out.connects.empty());
  EXPECT_EQ(floor.bid(ana, job), reason::already_proposed);
  EXPECT_EQ(floor.market->job(job)->proposals, 0);
}

TEST(R21Proposals, ArePastWithdrawingAndDecliningOnceTheyAreNotLive) {
  trading_floor floor;
  const job_id job = floor.post(fixed_job());
  EXPECT_EQ(floor.give(ana, withdraw_proposal{job}), reason::unknown_id);
  EXPECT_EQ(floor.give(ana, withdraw_proposal{{acme, 99}}), reason::unknown_id);
  EXPECT_EQ(floor.give(rival, decline_proposal{job, ana}), reason::unknown_id);
  ASSERT_EQ(floor.bid(ana, job), reason::none);
  EXPECT_EQ(floor.give(rival, decline_proposal{job, ana}), reason::not_yours);
  EXPECT_EQ(floor.give(acme, decline_proposal{job, ana}), reason::none);
  EXPECT_EQ(floor.types(), events{event_type::proposal_declined});
  EXPECT_EQ(floor.give(acme, decline_proposal{job, ana}), reason::wrong_state);
  EXPECT_EQ(floor.give(ana, withdraw_proposal{job}), reason::wrong_state);
  EXPECT_EQ(floor.market->status(job, ana), proposal_status::declined);
}

TEST(R18Interview, NeedsASubmittedProposalOfAnOpenJobOfOnesOwn) {
  trading_floor floor;
  const job_id job = floor.post(fixed_job());
  EXPECT_EQ(floor.give(acme, interview{{acme, 99}, ana}), reason::unknown_id);
  EXPECT_EQ(floor.give(acme, interview{job, ana}), reason::unknown_id);
  ASSERT_EQ(floor.bid(ana, job), reason::none);
  ASSERT_EQ(floor.bid(bob, job), reason::none);
  EXPECT_EQ(floor.give(rival, interview{job, ana}), reason::not_yours);
  EXPECT_EQ(floor.give(acme, interview{job, ana}), reason::none);
  EXPECT_EQ(floor.types(), events{event_type::interview_opened});
  EXPECT_EQ(floor.market->status(job, ana), proposal_status::interviewing);
  EXPECT_EQ(floor.give(acme, interview{job, ana}), reason::wrong_state);
  ASSERT_EQ(floor.give(acme, close_job{job}), reason::none);
  EXPECT_EQ(floor.give(acme, interview{job, ana}), reason::wrong_state);
  EXPECT_EQ(floor.give(acme, interview{job, bob}), reason::job_not_open);
  EXPECT_EQ(floor.market->job(job)->interviews, 1);
}

TEST(R18Reply, IsOnceAndOnlyInAnOpenInterview) {
  trading_floor floor;
  const job_id job = floor.post(fixed_job());
  EXPECT_EQ(floor.give(ana, reply{job}), reason::unknown_id);
  ASSERT_EQ(floor.bid(ana, job), reason::none);
  ASSERT_EQ(floor.bid(bob, job), reason::none);
  EXPECT_EQ(floor.give(ana, reply{job}), reason::wrong_state);
  ASSERT_EQ(floor.give(acme, interview{job, ana}), reason::none);
  ASSERT_EQ(floor.give(acme, interview{job, bob}), reason::none);
  EXPECT_EQ(floor.give(ana, reply{job}), reason::none);
  EXPECT_EQ(floor.types(), events{event_type::replied});
  EXPECT_EQ(floor.out.events[0].n, 1);
  EXPECT_EQ(floor.give(ana, reply{job}), reason::wrong_state);
  ASSERT_EQ(floor.give(acme, close_job{job}), reason::none);
  EXPECT_EQ(floor.give(bob, reply{job}), reason::job_not_open);
}

TEST(R18Reply, EarnsNothingWhereTheClientHadInvited) {
  trading_floor floor;
  const job_id job = floor.post(fixed_job());
  ASSERT_EQ(floor.give(acme, invite{job, ana}), reason::none);
  ASSERT_EQ(floor.bid(ana, job), reason::none);
  ASSERT_EQ(floor.give(acme, interview{job, ana}), reason::none);
  ASSERT_EQ(floor.give(ana, reply{job}), reason::none);
  EXPECT_EQ(floor.out.events[0].n, 0);
}

TEST(R18Reply, ToAnInterviewOnAWithdrawnProposalIsInTheWrongState) {
  trading_floor floor;
  const job_id job = floor.post(fixed_job());
  ASSERT_EQ(floor.bid(ana, job), reason::none);
  ASSERT_EQ(floor.give(acme, interview{job, ana}), reason::none);
  ASSERT_EQ(floor.give(ana, withdraw_proposal{job}), reason::none);
  EXPECT_EQ(floor.give(ana, reply{job}), reason::wrong_state);
}

TEST(R21Speed, IsCountedFromWhenTheJobShowsAndFromWhenTheInterviewDoes) {
  vouched given;
  const auto at = [&given](second when, second visible) {
    given.given.at = when;
    given.visible_at = visible;
    return given;
  };
  job_record job;
  job.posted_at = 50;
  job.visible_at = 100;
  proposal_record proposal;
  apply(propose{}, {}, at(131, 200), false, job, proposal);
  EXPECT_EQ(proposal.took, 31U);
  apply(interview{}, at(250, 300), job, proposal);
  EXPECT_EQ(proposal.took, 31U);
  apply(reply{}, at(307, 400), proposal);
  EXPECT_EQ(proposal.took, 7U);
  apply(propose{}, {}, at(99, 200), false, job, proposal);
  EXPECT_EQ(proposal.took, 0U);  // never less than nothing
}

TEST(R21Propose, IsFoundAmongManyOfOneJob) {
  trading_floor floor;
  const job_id job = floor.post(fixed_job());
  for (std::uint32_t i = 0; i < 150; ++i) {
    ASSERT_EQ(floor.bid(person_id{i}, job), reason::none) << i;
    ASSERT_EQ(floor.market->audit(), std::nullopt) << i;
  }
  for (std::uint32_t i = 0; i < 150; ++i) {
    ASSERT_EQ(floor.bid(person_id{i}, job), reason::already_proposed) << i;
  }
  EXPECT_EQ(floor.market->status(job, person_id{150}), proposal_status::none);
  EXPECT_EQ(floor.market->job(job)->proposals, 150);
  EXPECT_EQ(floor.market->live_proposals(), 150);
}

}  // namespace
}  // namespace souk::market

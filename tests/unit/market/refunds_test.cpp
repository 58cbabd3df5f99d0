#include "tests/unit/market/billing_stage.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace souk::market {
namespace {

using testing::ElementsAre;

// -- X4 -------------------------------------------------------------------------------------------

struct funded_contract : testing::Test, billing_stage {
  funded_contract() {
    start_fixed({dollars(100), {101}, dollars(50)});
    fund(0);
    fund(1);
  }
  reason answer(bool accept) { return give(freelancer, answer_refund{contract, accept}); }
};
using X4Request = funded_contract;

TEST_F(X4Request, FollowsTheEndByTheClientAndWaits) {
  out.clear();
  EXPECT_EQ(end(client), reason::none);
  EXPECT_EQ(facts().status, contract_status::ended);
  EXPECT_EQ(facts().escrow, dollars(101, 1));
  EXPECT_EQ(status(0), milestone_status::funded);
  EXPECT_EQ(status(2), milestone_status::created);
  EXPECT_THAT(event_types(), ElementsAre(event_type::contract_ended));
  EXPECT_EQ(out.events.back().amount, dollars(101, 1));
  EXPECT_EQ(submit(0), reason::wrong_state);
  EXPECT_EQ(desk.business_of(client).open_requests, 1);
}

TEST_F(X4Request, AcceptedGivesTheMoneyBackAtOnce) {
  end(client);
  out.clear();
  EXPECT_EQ(answer(true), reason::none);
  EXPECT_EQ(status(0), milestone_status::refunded);
  EXPECT_EQ(status(1), milestone_status::refunded);
  EXPECT_EQ(facts().escrow, dollars(0));
  EXPECT_EQ(balance(ledger_account::client_cards), dollars(0));
  EXPECT_EQ(billed().spent, -dollars(101, 1));
  EXPECT_THAT(event_types(), ElementsAre(event_type::refund_answered, event_type::refund_settled));
  EXPECT_EQ(out.events.front().n, 1);
  EXPECT_EQ(out.events.back().amount, dollars(101, 1));
  EXPECT_EQ(out.events.back().person, freelancer);
  EXPECT_EQ(answer(true), reason::wrong_state);
  EXPECT_TRUE(out.outcomes.empty());
}

TEST_F(X4Request, IsAcceptedBySilenceOnTheSeventhDay) {
  end(client);
  const second ended = now;
  pass_to(ended + 7 * day - 1);
  EXPECT_EQ(facts().escrow, dollars(101, 1));
  now = ended + 7 * day;
  EXPECT_EQ(answer(false), reason::wrong_state);
  EXPECT_EQ(facts().escrow, dollars(0));
  EXPECT_EQ(status(0), milestone_status::refunded);
}

TEST_F(X4Request, RefusedIsSettledFourteenDaysLater) {
  end(client);
  pass(7 * day - 1);
  EXPECT_EQ(answer(false), reason::none);
  EXPECT_EQ(desk.counts().disputes, 1);
  const second refused = now;
  out.clear();
  pass_to(refused + 14 * day - 1);
  EXPECT_EQ(facts().escrow, dollars(101, 1));
  EXPECT_TRUE(out.events.empty());
  pass_to(refused + 14 * day);
  EXPECT_EQ(facts().escrow, dollars(0));
  EXPECT_EQ(facts().billed, dollars(50, 51));  // half of 101.01, half up
  EXPECT_EQ(facts().fees, dollars(10, 10));
  EXPECT_EQ(pending(), dollars(40, 41));
  EXPECT_EQ(status(0), milestone_status::released);
  EXPECT_EQ(status(1), milestone_status::released);
  EXPECT_EQ(status(2), milestone_status::created);
  EXPECT_EQ(balance(ledger_account::client_cards), -dollars(50, 51));
  EXPECT_THAT(event_types(), ElementsAre(event_type::milestone_released,
                                 event_type::milestone_released, event_type::refund_settled));
  EXPECT_EQ(out.events.back().amount, dollars(50, 50));
  EXPECT_EQ(billed().earned, dollars(50, 51));
  EXPECT_EQ(billed().spent, -dollars(50, 50));
  EXPECT_TRUE(out.outcomes.empty());
  EXPECT_EQ(desk.audit(), std::nullopt);
  pass_to(refused + 19 * day);
  EXPECT_EQ(arrived(), dollars(40, 41));
}

TEST_F(X4Request, IsAnsweredByTheFreelancerAndOnlyIfThereIsOne) {
  EXPECT_EQ(answer(true), reason::wrong_state);
  EXPECT_EQ(give(client, answer_refund{contract, true}), reason::not_yours);
  end(freelancer);
  EXPECT_EQ(answer(true), reason::wrong_state);
}

TEST_F(X4Request, IsNotNeededWhenTheFreelancerEnds) {
  out.clear();
  EXPECT_EQ(end(freelancer), reason::none);
  EXPECT_EQ(facts().escrow, dollars(0));
  EXPECT_EQ(status(0), milestone_status::refunded);
  EXPECT_EQ(balance(ledger_account::client_cards), dollars(0));
  EXPECT_THAT(event_types(), ElementsAre(event_type::contract_ended, event_type::refund_settled));
}

TEST(X4Share, BelowHalfIsALostDisputeAndOfNothingRefundsTheMilestone) {
  for (const share part : {percent(49), share{}}) {
    policy terms;
    terms.refunds.dispute_share = part;
    billing_stage stage{terms};
    stage.start_fixed({dollars(100)});
    stage.fund(0);
    stage.end(stage.client);
    stage.give(stage.freelancer, answer_refund{stage.contract, false});
    stage.pass(14 * day);
    EXPECT_EQ(
        stage.status(0), part.ppm > 0 ? milestone_status::released : milestone_status::refunded);
    ASSERT_EQ(stage.out.outcomes.size(), 1U);
    EXPECT_EQ(stage.out.outcomes[0].stars, 0);
    EXPECT_TRUE(stage.out.outcomes[0].of_freelancer);
    EXPECT_EQ(stage.facts().billed, share_of(dollars(100), part));
  }
}

TEST(X4Share, TakesTheClientFeeOfWhatGoesBackWithIt) {
  policy terms;
  terms.fees.client = percent(5);
  billing_stage stage{terms};
  stage.start_fixed({dollars(100)});
  stage.fund(0);
  stage.end(stage.client);
  stage.give(stage.freelancer, answer_refund{stage.contract, false});
  stage.pass(14 * day);
  EXPECT_EQ(stage.balance(ledger_account::client_fees), dollars(2, 50));
  EXPECT_EQ(stage.balance(ledger_account::client_cards), -dollars(52, 50));
}

// -- X5 -------------------------------------------------------------------------------------------

struct paid_contract : testing::Test, billing_stage {
  paid_contract() {
    start_fixed({dollars(400), dollars(200), dollars(100)});
    pay(0);  // fee 80
  }
};
using X5Refund = paid_contract;

TEST_F(X5Refund, IsTakenNetFromPending) {
  out.clear();
  EXPECT_EQ(refund_gross(dollars(100), dollars(30)), reason::none);
  EXPECT_EQ(pending(), dollars(240));
  EXPECT_EQ(facts().billed, dollars(300));
  EXPECT_EQ(facts().fees, dollars(60));
  EXPECT_EQ(balance(ledger_account::client_cards), -dollars(300));
  EXPECT_EQ(desk.lifetime(client, freelancer), dollars(300));
  EXPECT_EQ(arrived(true), dollars(30));
  EXPECT_THAT(event_types(), ElementsAre(event_type::refunded));
  EXPECT_EQ(out.events.back().amount, dollars(100));
  EXPECT_EQ(billed().earned, -dollars(100));
  EXPECT_EQ(billed().spent, -dollars(100));
}

TEST_F(X5Refund, IsTakenFromTheHoldWhenNothingIsPending) {
  pass(5 * day);
  out.clear();
  EXPECT_EQ(refund_gross(dollars(100), dollars(90)), reason::none);
  EXPECT_EQ(arrived(true), dollars(10));
  EXPECT_EQ(balance(ledger_account::client_cards), -dollars(300));
  EXPECT_EQ(balance(ledger_account::transit), dollars(240));  // 320 came, 80 went
  EXPECT_EQ(facts().fees, dollars(60));
}

TEST_F(X5Refund, IsTakenFromPendingBeforeTheHold) {
  pass(5 * day);
  pay(2);  // fee 20
  EXPECT_EQ(refund_gross(dollars(200), dollars(200)), reason::none);
  EXPECT_EQ(pending(), dollars(0));
  EXPECT_EQ(arrived(true), dollars(120));
}

TEST_F(X5Refund, NeedsTheMoneyAndGivesTheWholeHoldBack) {
  pass(5 * day);
  out.clear();
  const fingerprint before = desk.state_hash();
  EXPECT_EQ(refund_gross(dollars(100), dollars(79, 99)), reason::insufficient_balance);
  EXPECT_EQ(arrived(true), dollars(79, 99));
  EXPECT_EQ(desk.state_hash(), before);
  EXPECT_EQ(out.events.back().why, reason::insufficient_balance);
  EXPECT_EQ(refund_gross(dollars(100), dollars(80)), reason::none);
}

TEST_F(X5Refund, GivesTheHoldBackWhateverTheReason) {
  held = dollars(7);
  EXPECT_EQ(give(freelancer, refund{{{client, 9}, freelancer}, dollars(7)}), reason::unknown_id);
  EXPECT_EQ(arrived(true), dollars(7));
}

TEST_F(X5Refund, IsOfNoMoreThanWasBilled) {
  EXPECT_EQ(refund_gross(dollars(400, 1)), reason::bad_field);
  EXPECT_EQ(refund_gross(dollars(0)), reason::amount_not_positive);
  EXPECT_EQ(refund_gross({-1}), reason::amount_not_positive);
  EXPECT_EQ(refund_gross(dollars(400)), reason::none);
  EXPECT_EQ(facts().fees, dollars(0));
  EXPECT_EQ(balance(ledger_account::client_cards), dollars(0));
  EXPECT_EQ(refund_gross({1}), reason::bad_field);
}

TEST_F(X5Refund, ReversesTheFeeLastInFirstOut) {
  pay(1);  // 600 billed; fee 20 + 10
  EXPECT_EQ(facts().fees, dollars(110));
  refund_gross(dollars(100));
  EXPECT_EQ(facts().fees, dollars(100));
  EXPECT_EQ(pending(), dollars(400));
  refund_gross(dollars(100));
  EXPECT_EQ(facts().fees, dollars(80));
}

TEST_F(X5Refund, IsPossibleForAHundredAndEightyDays) {
  const second charged = now;
  now = charged + 180 * day;
  EXPECT_EQ(refund_gross(dollars(10), dollars(10)), reason::window_closed);
  EXPECT_EQ(refund_gross(dollars(900)), reason::window_closed);
  EXPECT_EQ(refund_gross(dollars(0)), reason::amount_not_positive);
}

TEST_F(X5Refund, IsPossibleInTheLastSecondOfItsWindow) {
  now += 180 * day - 1;
  EXPECT_EQ(refund_gross(dollars(10), dollars(10)), reason::none);
}

TEST_F(X5Refund, TakesTheNewestChargesFirstAndNoneThatIsTooOld) {
  const second first = now;
  pass(100 * day);
  pay(2);
  now = first + 180 * day;
  EXPECT_EQ(refund_gross(dollars(100, 1), dollars(500)), reason::window_closed);
  EXPECT_EQ(refund_gross(dollars(100), dollars(500)), reason::none);
  EXPECT_EQ(refund_gross({1}, dollars(500)), reason::window_closed);
}

TEST_F(X5Refund, IsPossibleAfterTheEnd) {
  end(client);
  EXPECT_EQ(refund_gross(dollars(400)), reason::none);
}

TEST_F(X5Refund, IsTheFreelancersToGive) {
  EXPECT_EQ(give(client, refund{contract, dollars(1)}), reason::not_yours);
  EXPECT_EQ(give(other_freelancer, refund{contract, dollars(1)}), reason::not_yours);
}

TEST(X5ClientFee, ComesBackWithTheRefundButTheContractFeeDoesNot) {
  policy terms;
  terms.fees.client = percent(5);
  terms.fees.contract = dollars(3);
  billing_stage stage{terms};
  stage.start_fixed({dollars(3, 33)});
  stage.pay(0);
  EXPECT_EQ(stage.balance(ledger_account::client_fees), dollars(3, 17));
  stage.refund_gross({1});
  stage.refund_gross({130});
  stage.refund_gross({202});
  EXPECT_EQ(stage.balance(ledger_account::client_fees), dollars(3));
  EXPECT_EQ(stage.balance(ledger_account::client_cards), -dollars(3));
}

struct slab_contract : testing::Test, billing_stage {
  static policy terms() {
    policy slab;
    slab.fees.freelancer = {fee_basis::transaction_slab,
        {{dollars(499, 99), percent(20)}, {dollars(10'000), percent(10)},
            {std::nullopt, percent(5)}}};
    return slab;
  }
  slab_contract() : billing_stage{terms()} { start_fixed({dollars(600)}); }
};
using X5SlabRefund = slab_contract;

TEST_F(X5SlabRefund, MayOweMoreFeeOnWhatIsLeft) {
  pay(0);
  EXPECT_EQ(pending(), dollars(540));
  EXPECT_EQ(refund_gross(dollars(200)), reason::none);
  EXPECT_EQ(facts().fees, dollars(80));
  EXPECT_EQ(pending(), dollars(320));
  EXPECT_EQ(balance(ledger_account::client_cards), -dollars(400));
  EXPECT_EQ(refund_gross(dollars(400)), reason::none);
  EXPECT_EQ(facts().fees, dollars(0));
  EXPECT_EQ(pending(), dollars(0));
}

TEST(X5RisingSlabRefund, MayGiveTheFreelancerMoneyBack) {
  policy terms;
  terms.fees.freelancer = {
      fee_basis::transaction_slab, {{dollars(100), percent(5)}, {std::nullopt, percent(50)}}};
  billing_stage stage{terms};
  stage.start_fixed({dollars(101)});
  stage.pay(0);
  EXPECT_EQ(stage.pending(), dollars(50, 50));
  EXPECT_EQ(stage.refund_gross(dollars(1)), reason::none);
  EXPECT_EQ(stage.facts().fees, dollars(5));
  EXPECT_EQ(stage.pending(), dollars(50, 50));
  EXPECT_EQ(stage.arrived(), dollars(44, 50));
  EXPECT_EQ(stage.desk.audit(), std::nullopt);
}

}  // namespace
}  // namespace souk::market

#include "tests/unit/market/billing_stage.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace souk::market {
namespace {

using testing::ElementsAre;

struct fixed_contract : testing::Test, billing_stage {
  fixed_contract() { start_fixed({dollars(90), dollars(600)}); }
};

using R32Milestone = fixed_contract;

TEST_F(R32Milestone, IsFundedIntoEscrowBeforeWork) {
  EXPECT_EQ(submit(0), reason::not_funded);
  EXPECT_EQ(fund(0), reason::none);
  EXPECT_EQ(status(0), milestone_status::funded);
  EXPECT_EQ(facts().escrow, dollars(90));
  EXPECT_EQ(balance(ledger_account::escrow), dollars(90));
  EXPECT_EQ(balance(ledger_account::client_cards), -dollars(90));
  EXPECT_EQ(facts().billed, dollars(0));
  EXPECT_EQ(billed().spent, dollars(90));
  EXPECT_EQ(billed().earned, dollars(0));
}

TEST_F(R32Milestone, IsFundedOnce) {
  fund(0);
  EXPECT_EQ(fund(0), reason::wrong_state);
  EXPECT_EQ(facts().escrow, dollars(90));
}

TEST_F(R32Milestone, NeedsABillingMethodLastOfAll) {
  billing_method = false;
  EXPECT_EQ(fund(0), reason::no_billing_method);
  EXPECT_EQ(give(stranger, fund_milestone{milestone(0)}), reason::not_yours);
  end(client);
  EXPECT_EQ(fund(0), reason::wrong_state);
}

TEST_F(R32Milestone, IsReleasedByApproval) {
  pay(0);
  EXPECT_EQ(status(0), milestone_status::released);
  EXPECT_EQ(pending(), dollars(72));
  EXPECT_EQ(balance(ledger_account::freelancer_fees), dollars(18));
  EXPECT_EQ(balance(ledger_account::escrow), dollars(0));
  EXPECT_EQ(facts().billed, dollars(90));
  EXPECT_EQ(facts().fees, dollars(18));
  EXPECT_EQ(billed().spent, dollars(90));
  EXPECT_EQ(billed().earned, dollars(90));
  EXPECT_THAT(
      event_types(), ElementsAre(event_type::milestone_funded, event_type::milestone_submitted,
                         event_type::milestone_approved, event_type::milestone_released));
  const event released = out.events.back();
  EXPECT_EQ(released.person, freelancer);
  EXPECT_EQ(released.other, client);
  EXPECT_EQ(released.amount, dollars(90));
  EXPECT_EQ(released.n, 0);
}

TEST_F(R32Milestone, IsSubmittedOnceAndApprovedOnlyThen) {
  fund(0);
  EXPECT_EQ(approve(0), reason::wrong_state);
  EXPECT_EQ(give(client, request_changes{milestone(0)}), reason::wrong_state);
  submit(0);
  EXPECT_EQ(submit(0), reason::wrong_state);
  approve(0);
  EXPECT_EQ(submit(0), reason::wrong_state);
  EXPECT_EQ(approve(0), reason::wrong_state);
}

TEST_F(R32Milestone, IsReleasedOnItsOwnOnTheFourteenthDay) {
  fund(0);
  submit(0);
  const second submitted = now;
  pass_to(submitted + 14 * day - 1);
  EXPECT_EQ(status(0), milestone_status::submitted);
  pass_to(submitted + 14 * day);
  EXPECT_EQ(status(0), milestone_status::released);
  EXPECT_EQ(out.events.back().type, event_type::milestone_released);
  EXPECT_EQ(out.events.back().at, submitted + 14 * day);
}

TEST_F(R32Milestone, IsApprovedTooLateAtTheSecondOfItsRelease) {
  fund(0);
  submit(0);
  now += 14 * day;
  EXPECT_EQ(approve(0), reason::wrong_state);
  EXPECT_EQ(status(0), milestone_status::released);
}

TEST_F(R32Milestone, StopsItsClockWhenSentBack) {
  fund(0);
  submit(0);
  const second first = now;
  pass(10 * day);
  EXPECT_EQ(give(client, request_changes{milestone(0)}), reason::none);
  EXPECT_EQ(status(0), milestone_status::funded);
  pass(day);
  EXPECT_EQ(submit(0), reason::none);
  const second again = now;
  pass_to(first + 14 * day);
  EXPECT_EQ(status(0), milestone_status::submitted);
  pass_to(again + 14 * day - 1);
  EXPECT_EQ(status(0), milestone_status::submitted);
  pass_to(again + 14 * day);
  EXPECT_EQ(status(0), milestone_status::released);
}

TEST_F(R32Milestone, ThatIsNotThereIsUnknownToEverybody) {
  EXPECT_EQ(fund(2), reason::unknown_id);
  EXPECT_EQ(give(stranger, fund_milestone{milestone(2)}), reason::unknown_id);
}

using R35Release = fixed_contract;

TEST_F(R35Release, IsAvailableAfterFiveTimesTwentyFourHours) {
  pay(0);
  const second released = now;
  pass_to(released + 5 * day - 1);
  EXPECT_EQ(pending(), dollars(72));
  EXPECT_EQ(arrived(), dollars(0));
  pass_to(released + 5 * day);
  EXPECT_EQ(pending(), dollars(0));
  EXPECT_EQ(arrived(), dollars(72));
  EXPECT_EQ(balance(ledger_account::transit), dollars(72));
  EXPECT_EQ(out.funds.back().to, freelancer);
  EXPECT_FALSE(out.funds.back().hold_released);
}

using R27Approval = fixed_contract;

TEST_F(R27Approval, KeepsTheContractOpen) {
  pay(0);
  EXPECT_EQ(facts().status, contract_status::active);
  EXPECT_EQ(give(client, add_milestone{contract, dollars(10), on(40)}), reason::none);
  EXPECT_EQ(status(2), milestone_status::created);
  EXPECT_EQ(facts().due, on(40));
  EXPECT_EQ(fund(2), reason::none);
}

TEST_F(R27Approval, TakesTheFeeOfTheLifetimeBillings) {
  pay(0);
  pay(1);
  EXPECT_EQ(facts().fees, dollars(119));  // 20 % of 500, 10 % of 190
  EXPECT_EQ(desk.lifetime(client, freelancer), dollars(690));
}

TEST_F(R27Approval, CountsBillingsOverAllContractsOfThePair) {
  pay(0);
  const contract_id second_one{{client, 1}, freelancer};
  const contract_id elsewhere{{client, 1}, other_freelancer};
  start_fixed({dollars(600)}, second_one);
  start_fixed({dollars(600)}, elsewhere);
  pay(0, second_one);
  pay(0, elsewhere);
  EXPECT_EQ(facts(second_one).fees, dollars(101));  // 20 % of 410, 10 % of 190
  EXPECT_EQ(facts(elsewhere).fees, dollars(110));
}

TEST(R29AddMilestone, IsForFixedPriceContractsThatAreActive) {
  billing_stage stage;
  stage.start_hourly(dollars(20));
  const auto add = [&](money amount) {
    return stage.give(stage.client, add_milestone{stage.contract, amount, stage.on(9)});
  };
  EXPECT_EQ(add(dollars(10)), reason::wrong_state);
  EXPECT_EQ(add(dollars(0)), reason::wrong_state);
}

TEST(R31AddMilestone, NeedsAnAmount) {
  billing_stage stage;
  stage.start_fixed({dollars(90)});
  const auto add = [&](money amount) {
    return stage.give(stage.client, add_milestone{stage.contract, amount, stage.on(9)});
  };
  EXPECT_EQ(add(dollars(0)), reason::amount_not_positive);
  EXPECT_EQ(add({-1}), reason::amount_not_positive);
  EXPECT_EQ(add({1}), reason::none);
  stage.end(stage.client);
  EXPECT_EQ(add({1}), reason::wrong_state);
}

TEST(X1Fees, ArePaidByTheClientAtFunding) {
  policy terms;
  terms.fees.client = percent(5);
  terms.fees.contract = dollars(4, 95);
  billing_stage stage{terms};
  stage.start_fixed({dollars(90), dollars(10)});
  stage.fund(0);
  EXPECT_EQ(stage.balance(ledger_account::client_fees), dollars(9, 45));
  EXPECT_EQ(stage.balance(ledger_account::client_cards), -dollars(99, 45));
  stage.fund(1);
  EXPECT_EQ(stage.balance(ledger_account::client_fees), dollars(9, 95));
  EXPECT_EQ(stage.billed().spent, dollars(100));
  stage.submit(0);
  stage.approve(0);
  EXPECT_EQ(stage.balance(ledger_account::client_fees), dollars(9, 95));
  EXPECT_EQ(stage.facts().fees, dollars(18));
}

}  // namespace
}  // namespace souk::market

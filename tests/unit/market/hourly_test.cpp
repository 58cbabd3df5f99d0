#include "market/hourly.hpp"

#include "tests/unit/market/billing_stage.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace souk::market {
namespace {

using testing::ElementsAre;

struct hourly_contract : testing::Test, billing_stage {
  hourly_contract() { start_hourly(dollars(30), 10); }
};

TEST(R30Invoice, IsHalfUpToTheCent) {
  EXPECT_EQ(invoice_amount(dollars(22, 22), 720), dollars(266, 64));
  EXPECT_EQ(invoice_amount({3}, 10), money{1});
  EXPECT_EQ(invoice_amount({2}, 10), money{0});
  EXPECT_EQ(invoice_amount(dollars(33, 33), 10), money{556});  // 555.5
}

using R30LogTime = hourly_contract;

TEST_F(R30LogTime, ComesInSegmentsOfTenMinutes) {
  EXPECT_EQ(log(10), reason::none);
  EXPECT_EQ(log(600), reason::none);
  EXPECT_EQ(log(15), reason::bad_field);
  EXPECT_EQ(log(0), reason::bad_field);
  EXPECT_EQ(log(-10), reason::bad_field);
  EXPECT_EQ(facts().minutes_logged, 610);
  EXPECT_EQ(facts().minutes_billed, 0);
}

TEST_F(R30LogTime, IsForActiveHourlyContracts) {
  end(freelancer);
  EXPECT_EQ(log(10), reason::wrong_state);
  EXPECT_EQ(log(15), reason::wrong_state);
  const contract_id fixed{{client, 1}, freelancer};
  start_fixed({dollars(10)}, fixed);
  EXPECT_EQ(log(10, fixed), reason::wrong_state);
}

TEST_F(R30LogTime, OverTheWeeklyLimitIsRecordedAndNeverBilled) {
  log(590);
  log(20);
  pass_to(on(8, 12));
  EXPECT_EQ(facts().minutes_logged, 610);
  EXPECT_EQ(facts().minutes_billed, 600);
  EXPECT_EQ(facts().billed, dollars(300));
  pass_to(on(15, 12));
  EXPECT_EQ(facts().minutes_billed, 600);
}

TEST_F(R30LogTime, CountsInTheWeekInWhichItIsLogged) {
  pass_to(on(7, 23, 59, 59));
  log(60);
  pass_to(on(8));
  log(120);
  pass_to(on(8, 12));
  EXPECT_EQ(facts().minutes_billed, 60);
  log(30);
  pass_to(on(15, 12));
  EXPECT_EQ(facts().minutes_billed, 210);
  EXPECT_THAT(events_of(event_type::invoice_charged),
      ElementsAre(testing::Field(&event::n, 60), testing::Field(&event::n, 150)));
}

TEST_F(R30LogTime, OfAnEndedContractIsInvoicedOnTheUsualMonday) {
  log(60);
  EXPECT_EQ(end(client), reason::none);
  pass_to(on(8, 11, 59, 59));
  EXPECT_EQ(facts().billed, dollars(0));
  pass_to(on(8, 12));
  EXPECT_EQ(facts().billed, dollars(30));
}

using R34Invoice = hourly_contract;

TEST_F(R34Invoice, IsIssuedAndChargedOnMondayAtNoon) {
  pass_to(on(3, 10));
  log(600);
  pass_to(on(8, 11, 59, 59));
  EXPECT_TRUE(events_of(event_type::invoice_issued).empty());
  pass_to(on(8, 12));
  EXPECT_THAT(event_types(), ElementsAre(event_type::time_logged, event_type::invoice_issued,
                                 event_type::invoice_charged));
  const event charged = out.events.back();
  EXPECT_EQ(charged.at, on(8, 12));
  EXPECT_EQ(charged.person, client);
  EXPECT_EQ(charged.other, freelancer);
  EXPECT_EQ(charged.amount, dollars(300));
  EXPECT_EQ(charged.n, 600);
  EXPECT_EQ(pending(), dollars(240));
  EXPECT_EQ(balance(ledger_account::freelancer_fees), dollars(60));
  EXPECT_EQ(balance(ledger_account::client_cards), -dollars(300));
  EXPECT_EQ(billed().spent, dollars(300));
  EXPECT_EQ(billed().earned, dollars(300));
}

TEST_F(R34Invoice, OfTheWeekToSundaySeventhIsAvailableOnWednesdaySeventeenth) {
  log(60);
  pass_to(on(16, 23, 59, 59));
  EXPECT_EQ(pending(), dollars(24));
  pass_to(on(17));
  EXPECT_EQ(pending(), dollars(0));
  EXPECT_EQ(arrived(), dollars(24));
  EXPECT_EQ(out.funds.back().at, on(17));
}

TEST_F(R34Invoice, IsNotIssuedForAWeekWithoutWork) {
  log(60);
  pass_to(on(30));
  EXPECT_EQ(events_of(event_type::invoice_issued).size(), 1U);
}

struct invoiced_contract : hourly_contract {
  invoiced_contract() {
    log(600);
    pass_to(on(8, 12));
  }
  reason dispute(std::int32_t minutes) { return give(client, dispute_hours{contract, minutes}); }
};
using R34Dispute = invoiced_contract;

TEST_F(R34Dispute, IsOpenUntilFridayInclusive) {
  now = on(12, 23, 59, 59);
  EXPECT_EQ(dispute(60), reason::none);
  now = on(13);
  EXPECT_EQ(dispute(60), reason::window_closed);
}

TEST_F(R34Dispute, RefundsTheMinutesAtOnce) {
  EXPECT_EQ(dispute(120), reason::none);
  EXPECT_EQ(facts().minutes_billed, 480);
  EXPECT_EQ(facts().billed, dollars(240));
  EXPECT_EQ(facts().fees, dollars(48));
  EXPECT_EQ(pending(), dollars(192));
  EXPECT_EQ(balance(ledger_account::client_cards), -dollars(240));
  EXPECT_EQ(desk.lifetime(client, freelancer), dollars(240));
  EXPECT_EQ(out.events.back().type, event_type::hours_disputed);
  EXPECT_EQ(out.events.back().amount, dollars(60));
  EXPECT_EQ(out.events.back().n, 120);
  EXPECT_EQ(billed().earned, dollars(240));
  EXPECT_EQ(desk.counts().disputes, 1);
  EXPECT_EQ(desk.counts().minutes_billed, 480);
  pass_to(on(17));
  EXPECT_EQ(arrived(), dollars(192));
}

TEST_F(R34Dispute, IsOfNoMoreMinutesThanTheInvoiceHas) {
  EXPECT_EQ(dispute(601), reason::bad_field);
  EXPECT_EQ(dispute(0), reason::bad_field);
  EXPECT_EQ(dispute(-10), reason::bad_field);
  EXPECT_EQ(dispute(600), reason::none);
  EXPECT_EQ(facts().billed, dollars(0));
  EXPECT_EQ(facts().fees, dollars(0));
  EXPECT_EQ(dispute(10), reason::bad_field);
}

TEST_F(R34Dispute, NeedsAnInvoiceThatIsOpen) {
  pass_to(on(15));
  log(60);
  EXPECT_EQ(dispute(10), reason::window_closed);
}

TEST_F(R34Dispute, IsForHourlyContracts) {
  const contract_id fixed{{client, 1}, freelancer};
  start_fixed({dollars(10)}, fixed);
  EXPECT_EQ(give(client, dispute_hours{fixed, 10}), reason::wrong_state);
  EXPECT_EQ(give(freelancer, dispute_hours{contract, 10}), reason::not_yours);
}

TEST_F(R34Dispute, IsPossibleAfterTheEnd) {
  end(freelancer);
  EXPECT_EQ(dispute(600), reason::none);
  EXPECT_EQ(facts().billed, dollars(0));
}

TEST_F(R34Dispute, RecomputesTheInvoiceFromTheMinutesLeft) {
  billing_stage stage;
  stage.start_hourly(dollars(33, 33));
  stage.log(20);
  stage.pass_to(on(8, 12));
  EXPECT_EQ(stage.facts().billed, dollars(11, 11));
  stage.give(client, dispute_hours{contract, 10});
  EXPECT_EQ(stage.facts().billed, dollars(5, 56));
}

TEST_F(R34Dispute, LeavesAlonePartsThatWereRefundedBefore) {
  EXPECT_EQ(refund_gross(dollars(280)), reason::none);
  EXPECT_EQ(dispute(120), reason::none);
  EXPECT_EQ(facts().billed, dollars(0));
  EXPECT_EQ(out.events.back().amount, dollars(20));
}

TEST(R34DisputeOfAPair, IsLentWhatIsNotPendingAndRepaidByTheNextMoney) {
  billing_stage stage;
  const contract_id other{{stage.client, 1}, stage.freelancer};
  stage.start_hourly(dollars(40), 10);
  stage.start_hourly(dollars(40), 10, other);
  stage.log(600);
  stage.log(600, other);
  stage.pass_to(stage.on(8, 12));
  ASSERT_EQ(stage.facts().pending, dollars(320));
  EXPECT_EQ(stage.give(stage.client, dispute_hours{stage.contract, 600}), reason::none);
  // The fee comes back at the marginal rate of the pair: 50 for these 400, not the 80 that were
  // taken.
  EXPECT_EQ(stage.facts().pending, dollars(0));
  EXPECT_EQ(stage.balance(ledger_account::subsidies), -dollars(30));
  EXPECT_EQ(stage.balance(ledger_account::client_cards), -dollars(400));
  stage.pass_to(stage.on(17));
  EXPECT_EQ(stage.balance(ledger_account::subsidies), dollars(0));
  EXPECT_EQ(stage.arrived(), dollars(320));
  EXPECT_EQ(stage.balance(ledger_account::freelancer_fees), dollars(80));
}

TEST(X1Fees, OfHourlyWorkComeWithTheInvoiceAndGoWithTheDispute) {
  policy terms;
  terms.fees.client = percent(3);
  terms.fees.contract = dollars(5);
  billing_stage stage{terms};
  stage.start_hourly(dollars(30));
  stage.log(60);
  EXPECT_EQ(stage.balance(ledger_account::client_fees), dollars(0));
  stage.pass_to(stage.on(8, 12));
  EXPECT_EQ(stage.balance(ledger_account::client_fees), dollars(5, 90));
  stage.give(stage.client, dispute_hours{stage.contract, 60});
  EXPECT_EQ(stage.balance(ledger_account::client_fees), dollars(5));
}

TEST(R30Segments, OverALimitThatTheyDoNotDivideAreNotBilledInPart) {
  policy terms;
  terms.hourly.segment = minutes(25);
  billing_stage stage{terms};
  stage.start_hourly(dollars(60), 1);
  EXPECT_EQ(stage.log(60), reason::bad_field);
  EXPECT_EQ(stage.log(75), reason::none);
  stage.pass_to(stage.on(8, 12));
  EXPECT_EQ(stage.facts().minutes_billed, 50);
}

}  // namespace
}  // namespace souk::market

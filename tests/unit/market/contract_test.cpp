#include "market/contract.hpp"

#include "tests/unit/market/billing_stage.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace souk::market {
namespace {

using testing::ElementsAre;

TEST(R25Contract, IsActiveWithItsLatestDeliveryDate) {
  billing_stage stage;
  started_contract begun = stage.begun(stage.contract, stage.now, no_symbol);
  begun.milestones = {
      {dollars(10), stage.on(20)}, {dollars(10), stage.on(25)}, {dollars(10), stage.on(22)}};
  stage.desk.start(begun, stage.out);
  EXPECT_EQ(stage.facts().status, contract_status::active);
  EXPECT_EQ(stage.facts().due, stage.on(25));
  EXPECT_EQ(stage.facts().milestones, 3);
  EXPECT_EQ(stage.desk.counts().active_contracts, 1);
  stage.start_hourly(dollars(10), 10, {{stage.client, 1}, stage.freelancer});
  EXPECT_EQ(stage.facts({{stage.client, 1}, stage.freelancer}).due, std::nullopt);
}

TEST(OrderOfChecks, IsExistenceThenOwnershipThenState) {
  const contract_id contract = billing_stage::contract;
  const person_id client = billing_stage::client;
  const person_id stranger = billing_stage::stranger;
  EXPECT_EQ(check_party(contract, false, false, stranger, giver::client), reason::unknown_id);
  EXPECT_EQ(check_party(contract, false, true, stranger, giver::client), reason::not_yours);
  EXPECT_EQ(check_party(contract, false, true, client, giver::client), reason::wrong_state);
  EXPECT_EQ(check_party(contract, true, false, client, giver::client), reason::none);
  EXPECT_EQ(check_party(contract, true, false, client, giver::freelancer), reason::not_yours);
  EXPECT_EQ(check_party(contract, true, false, client, giver::both), reason::none);
  EXPECT_EQ(
      check_party(contract, true, false, billing_stage::freelancer, giver::both), reason::none);
  EXPECT_EQ(check_party(contract, true, false, stranger, giver::both), reason::not_yours);
}

struct open_contract : testing::Test, billing_stage {
  open_contract() { start_fixed({dollars(100), dollars(50), dollars(25)}); }
};
using R26EndContract = open_contract;

TEST_F(R26EndContract, PaysWhatIsSubmitted) {
  fund(0);
  submit(0);
  fund(1);
  submit(1);
  out.clear();
  EXPECT_EQ(end(client), reason::none);
  EXPECT_EQ(status(0), milestone_status::released);
  EXPECT_EQ(status(1), milestone_status::released);
  EXPECT_EQ(status(2), milestone_status::created);
  EXPECT_EQ(pending(), dollars(120));
  EXPECT_EQ(facts().status, contract_status::ended);
  EXPECT_THAT(event_types(), ElementsAre(event_type::contract_ended, event_type::milestone_released,
                                 event_type::milestone_released));
  EXPECT_EQ(out.events[0].person, client);
  EXPECT_EQ(out.events[0].other, freelancer);
}

TEST_F(R26EndContract, IsForEitherPartyAndOnce) {
  EXPECT_EQ(end(stranger), reason::not_yours);
  EXPECT_EQ(end(freelancer), reason::none);
  EXPECT_EQ(out.events.back().person, freelancer);
  EXPECT_EQ(end(client), reason::wrong_state);
  EXPECT_EQ(desk.counts().active_contracts, 0);
}

TEST_F(R26EndContract, IsTooEarlyForAnOffer) {
  vouched voucher;
  voucher.given = {now, client, 0};
  voucher.offered_only = true;
  const contract_id offered{{client, 7}, freelancer};
  EXPECT_EQ(desk.handle(voucher, end_contract{offered, {}}, out), reason::wrong_state);
  voucher.given.by = stranger;
  EXPECT_EQ(desk.handle(voucher, end_contract{offered, {}}, out), reason::not_yours);
  EXPECT_EQ(end(client, offered), reason::unknown_id);
}

TEST_F(R26EndContract, StopsTheClockOfNothingElse) {
  pay(0);
  end(client);
  pass(5 * day);
  EXPECT_EQ(arrived(), dollars(80));
}

using X11Bonus = open_contract;

TEST_F(X11Bonus, IsChargedAtOnceAndAvailableAfterFiveDays) {
  EXPECT_EQ(give(client, bonus{contract, dollars(600)}), reason::none);
  EXPECT_EQ(facts().billed, dollars(600));
  EXPECT_EQ(facts().fees, dollars(110));
  EXPECT_EQ(pending(), dollars(490));
  EXPECT_EQ(billed().spent, dollars(600));
  EXPECT_EQ(out.events.back().type, event_type::bonus_paid);
  pass(5 * day - 1);
  EXPECT_EQ(arrived(), dollars(0));
  pass(1);
  EXPECT_EQ(arrived(), dollars(490));
}

TEST_F(X11Bonus, IsPossibleUntilAHundredAndEightyDaysAfterTheEnd) {
  end(client);
  now += 180 * day - 1;
  EXPECT_EQ(give(client, bonus{contract, dollars(1)}), reason::none);
  now += 1;
  EXPECT_EQ(give(client, bonus{contract, dollars(1)}), reason::window_closed);
}

TEST_F(X11Bonus, ChecksWindowThenContentThenMoney) {
  billing_method = false;
  EXPECT_EQ(give(client, bonus{contract, dollars(1)}), reason::no_billing_method);
  EXPECT_EQ(give(client, bonus{contract, dollars(0)}), reason::amount_not_positive);
  EXPECT_EQ(give(freelancer, bonus{contract, dollars(0)}), reason::not_yours);
  end(client);
  now += 180 * day;
  EXPECT_EQ(give(client, bonus{contract, dollars(0)}), reason::window_closed);
}

TEST(PolicyChange, LeavesRunningContractsTheirTermsAndCarriesLifetimeBillingsOver) {
  policy flat;
  flat.fees.freelancer.tiers = {{std::nullopt, percent(10)}};
  policy_book book{policy{}};
  book.change(0, billing_stage::on(10), flat);
  billing_desk desk{book};
  outbox out;
  const contract_id before = billing_stage::contract;
  const contract_id after{{before.job.client, 1}, before.freelancer};
  const auto pay_bonus = [&](const contract_id& of, second when) {
    desk.advance(when, out);
    vouched voucher;
    voucher.given = {when, of.job.client, 0};
    voucher.billing_method = true;
    return desk.handle(voucher, bonus{of, dollars(100)}, out);
  };
  desk.start(billing_stage::begun(before, billing_stage::on(9), no_symbol), out);
  desk.start(billing_stage::begun(after, billing_stage::on(10), no_symbol), out);
  EXPECT_EQ(pay_bonus(before, billing_stage::on(11)), reason::none);
  EXPECT_EQ(pay_bonus(after, billing_stage::on(12)), reason::none);
  EXPECT_EQ(desk.look(before)->fees, dollars(20));
  EXPECT_EQ(desk.look(after)->fees, dollars(10));
  EXPECT_EQ(desk.lifetime(before.job.client, before.freelancer), dollars(200));
}

}  // namespace
}  // namespace souk::market

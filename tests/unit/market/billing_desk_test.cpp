#include "market/billing_desk.hpp"

#include "tests/unit/market/billing_stage.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>

namespace souk::market {
namespace {

using testing::HasSubstr;

TEST(BlockPool, KeepsManyListsApart) {
  block_pool<std::uint32_t> pool;
  std::vector<block<std::uint32_t>> lists(7);
  for (std::uint32_t value = 0; value < 700; ++value) {
    pool.push_back(lists[value * value % 7], value);
  }
  std::vector<std::uint32_t> all;
  for (std::uint32_t i = 0; i < lists.size(); ++i) {
    for (const std::uint32_t value : pool[lists[i]]) {
      EXPECT_EQ(value * value % 7, i);
      all.push_back(value);
    }
  }
  std::sort(all.begin(), all.end());
  std::vector<std::uint32_t> expected(700);
  std::iota(expected.begin(), expected.end(), 0U);
  EXPECT_EQ(all, expected);
}

TEST(BlockPool, UsesBlocksAgain) {
  block_pool<std::uint64_t> pool;
  block<std::uint64_t> list;
  for (std::uint64_t i = 0; i < 9; ++i) {
    pool.push_back(list, i);
  }
  pool.clear(list);
  EXPECT_EQ(pool[list].size(), 0U);
  const std::size_t before = pool.bytes();
  for (std::uint64_t i = 0; i < 16; ++i) {
    pool.push_back(list, i);
  }
  EXPECT_EQ(pool[list].back(), 15U);
  EXPECT_EQ(pool.bytes(), before);
}

struct busy_desk : testing::Test, billing_stage {
  explicit busy_desk(billing_desk::options chosen = {.keep_history = true})
      : billing_stage{policy{}, chosen} {
    start_fixed({dollars(100), dollars(50)});
    start_hourly(dollars(30), 10, hourly);
    pay(0);
    fund(1);
    log(600, hourly);
  }
  static constexpr contract_id hourly{{client, 1}, freelancer};
};
using BillingAudit = busy_desk;

TEST_F(BillingAudit, FindsNothingWrong) {
  EXPECT_EQ(desk.audit(), std::nullopt);
  pass(40 * day);
  EXPECT_EQ(desk.audit(), std::nullopt);
}

TEST_F(BillingAudit, FindsMoneyThatNoContractHas) {
  desk.ledger().post({.at = now,
      .amount = {1},
      .from = ledger_account::client_cards,
      .to = ledger_account::escrow});
  EXPECT_EQ(desk.quick_audit(), std::nullopt);
  EXPECT_THAT(desk.audit().value_or(""), HasSubstr("escrow is $50.01, its parts are $50.00"));
}

TEST_F(BillingAudit, FindsPendingMoneyThatIsGone) {
  desk.ledger().post({.at = now,
      .amount = dollars(90),
      .from = ledger_account::pending,
      .to = ledger_account::available});
  EXPECT_THAT(desk.quick_audit().value_or(""), HasSubstr("pending is -$10.00"));
}

TEST_F(BillingAudit, HasEntriesThatAddUpToTheTotals) {
  billing_stage stage;
  stage.desk.ledger().keep_entries();
  stage.start_fixed({dollars(100)});
  stage.pay(0);
  stage.refund_gross(dollars(40));
  stage.pass(5 * day);
  ledger_totals counted;
  for (const ledger_entry& entry : stage.desk.ledger().take_entries()) {
    EXPECT_GT(entry.amount, money{});
    EXPECT_EQ(entry.job, contract.job);
    EXPECT_EQ(entry.freelancer, freelancer);
    counted[entry.from] -= entry.amount;
    counted[entry.to] += entry.amount;
  }
  EXPECT_EQ(counted, stage.desk.ledger().totals());
}

using BillingRejection = busy_desk;

TEST_F(BillingRejection, LeavesNothingButItsEvent) {
  out.clear();
  const fingerprint before = desk.state_hash();
  EXPECT_EQ(approve(1), reason::wrong_state);
  EXPECT_EQ(log(7, hourly), reason::bad_field);
  EXPECT_EQ(give(stranger, bonus{contract, dollars(5)}), reason::not_yours);
  EXPECT_EQ(desk.state_hash(), before);
  EXPECT_THAT(event_types(), testing::Each(event_type::rejected));
  ASSERT_EQ(out.events.size(), 3U);
  EXPECT_EQ(out.events[1].detail, (command{std::in_place_type<log_time>}.index()));
  EXPECT_EQ(out.events[1].why, reason::bad_field);
  EXPECT_EQ(out.events[1].job, hourly.job);
  EXPECT_TRUE(out.funds.empty());
  EXPECT_TRUE(out.billed.empty());
}

using BillingCounts = busy_desk;

TEST_F(BillingCounts, AreOfWhatWasBilledLessRefunds) {
  pass_to(on(8, 12));
  refund_gross(dollars(30), dollars(30));
  EXPECT_EQ(desk.counts().gross_cents, 37'000);
  EXPECT_EQ(desk.counts().minutes_billed, 600);
  EXPECT_EQ(desk.counts().milestones_released, 1);
  EXPECT_EQ(desk.counts().refunds, 1);
  EXPECT_EQ(desk.counts().contracts_started, 2);
  EXPECT_EQ(desk.gross_by_category()[3], 7'000);
  EXPECT_EQ(desk.gross_by_category()[4], 30'000);
}

TEST_F(BillingCounts, OfAPersonAreOfBothSides) {
  pass_to(on(6));
  for (const person_id person : {client, freelancer}) {
    const open_business open = desk.business_of(person);
    EXPECT_EQ(open.active_contracts, 2);
    EXPECT_EQ(open.escrow, dollars(50));
    EXPECT_EQ(open.pending, dollars(80));
  }
  EXPECT_EQ(desk.business_of(stranger).active_contracts, 0);
}

struct forgetful_desk : busy_desk {
  forgetful_desk() : busy_desk{{.keep_history = false, .report_over = true}} {}
};
using BillingMemory = forgetful_desk;

TEST_F(BillingMemory, DropsContractsThatNoCommandCanConcern) {
  end(freelancer);
  const second ended = now;
  pass_to(ended + 180 * day - 1);
  EXPECT_EQ(desk.size(), 2U);
  pass_to(ended + 180 * day);
  EXPECT_EQ(desk.size(), 1U);
  EXPECT_EQ(desk.look(contract), std::nullopt);
  EXPECT_EQ(end(client), reason::unknown_id);
  EXPECT_EQ(desk.lifetime(client, freelancer), dollars(400));
  EXPECT_EQ(desk.audit(), std::nullopt);
  const std::vector<contract_facts> over = desk.take_over();
  ASSERT_EQ(over.size(), 1U);
  EXPECT_EQ(over[0].id, contract);
  EXPECT_EQ(over[0].billed, dollars(100));
  EXPECT_TRUE(desk.take_over().empty());
}

TEST_F(BillingMemory, KeepsThemWhileALaterChargeCanBeRefunded) {
  end(freelancer);
  pass(100 * day);
  EXPECT_EQ(give(client, bonus{contract, dollars(5)}), reason::none);
  pass(180 * day - 1);
  EXPECT_NE(desk.look(contract), std::nullopt);
  pass(1);
  EXPECT_EQ(desk.look(contract), std::nullopt);
}

TEST_F(BillingMemory, UsesThePlacesOfDroppedContractsAgain) {
  end(freelancer);
  pass(180 * day);
  const contract_id next{{client, 2}, freelancer};
  start_fixed({dollars(70)}, next);
  EXPECT_EQ(desk.look(contract), std::nullopt);
  pay(0, next);
  EXPECT_EQ(facts(next).billed, dollars(70));
  EXPECT_EQ(desk.audit(), std::nullopt);
}

struct two_contracts {
  static constexpr contract_id one{{person_id{1}, 0}, person_id{8}};
  static constexpr contract_id other{{person_id{2}, 0}, person_id{8}};
};

void work(billing_stage& stage, const contract_id& contract) {
  stage.log(60, contract);
  stage.give(contract.job.client, bonus{contract, dollars(10)});
}

TEST(BillingDesk, RingsTheAlarmsOfOneSecondInTheOrderOfIds) {
  billing_stage stage;
  stage.start_hourly(dollars(10), 10, two_contracts::other);
  stage.start_hourly(dollars(10), 10, two_contracts::one);
  stage.log(60, two_contracts::other);
  stage.log(60, two_contracts::one);
  stage.out.clear();
  stage.pass_to(stage.on(8, 12));
  ASSERT_EQ(stage.out.events.size(), 4U);
  EXPECT_EQ(stage.out.events[0].job, two_contracts::one.job);
  EXPECT_EQ(stage.out.events[2].job, two_contracts::other.job);
}

TEST(BillingDesk, HasTheSameStateHoweverClientsAreSharded) {
  billing_stage together;
  billing_stage first;
  billing_stage second_one;
  together.start_hourly(dollars(10), 10, two_contracts::other);
  together.start_hourly(dollars(10), 10, two_contracts::one);
  first.start_hourly(dollars(10), 10, two_contracts::one);
  second_one.start_hourly(dollars(10), 10, two_contracts::other);
  for (billing_stage* stage : {&together, &first}) {
    work(*stage, two_contracts::one);
  }
  for (billing_stage* stage : {&together, &second_one}) {
    work(*stage, two_contracts::other);
  }
  for (billing_stage* stage : {&together, &first, &second_one}) {
    stage->pass_to(stage->on(9));
  }
  fingerprint apart = first.desk.state_hash();
  apart.add(second_one.desk.state_hash());
  EXPECT_EQ(together.desk.state_hash(), apart);
  ledger_totals totals = first.desk.ledger().totals();
  totals += second_one.desk.ledger().totals();
  EXPECT_EQ(together.desk.ledger().totals(), totals);
}

TEST(BillingDesk, SaysWhenItsClockHasSomethingToDo) {
  billing_stage stage;
  stage.start_hourly(dollars(10));
  EXPECT_EQ(stage.desk.next_alarm(), std::nullopt);
  stage.log(60);
  EXPECT_EQ(stage.desk.next_alarm(), stage.on(8, 12));
}

}  // namespace
}  // namespace souk::market

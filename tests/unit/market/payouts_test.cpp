#include "market/payouts.hpp"

#include "tests/support/accounts.hpp"

#include <gtest/gtest.h>

namespace souk::market {
namespace {

using testing::accounts;
using testing::monday;

const person_id ana = accounts::person(0);

/// Ana with money, a tax status and PayPal.
void ready(accounts& here, money available, second at = monday) {
  here.freelancer(0, at);
  here.give(at, ana, set_tax_status{tax_status::individual});
  here.give(at, ana, add_payment_method{payment_kind::paypal});
  here.fund(at, ana, available);
}

void schedule(accounts& here, payout_schedule which, second at = monday) {
  EXPECT_EQ(here.give(at, ana, set_payout_schedule{which}), reason::none);
}

TEST(R33Withdrawal, ChecksTaxThenMethodThenBalance) {
  accounts here;
  here.freelancer(0);
  const withdraw asked{dollars(10), {}};
  EXPECT_EQ(here.give(monday, ana, asked), reason::no_tax_status);
  here.give(monday, ana, set_tax_status{});
  EXPECT_EQ(here.give(monday, ana, asked), reason::no_payment_method);
  here.give(monday, ana, add_payment_method{payment_kind::bank_transfer});
  EXPECT_EQ(here.give(monday, ana, asked), reason::insufficient_balance);
  here.fund(monday, ana, money{999});
  EXPECT_EQ(here.give(monday, ana, asked), reason::insufficient_balance);
  here.fund(monday, ana, money{1});
  EXPECT_EQ(here.give(monday, ana, asked), reason::none);
  EXPECT_EQ(here.last().type, event_type::withdrawn);
  EXPECT_EQ(here.last().amount, dollars(10));
  EXPECT_EQ(here.book.available(ana), money{0});
  EXPECT_EQ(here.book.look(ana).withdrawn, dollars(10));
  EXPECT_EQ(here.book.ledger().totals()[ledger_account::withdrawn], dollars(10));
  EXPECT_EQ(here.book.audit(), std::nullopt);
}

TEST(R33Withdrawal, OfNothingIsNotPositive) {
  accounts here;
  here.freelancer(0);
  EXPECT_EQ(here.give(monday, ana, withdraw{money{0}, {}}), reason::amount_not_positive);
  EXPECT_EQ(here.give(monday, ana, withdraw{money{-5}, {}}), reason::amount_not_positive);
}

TEST(R33Withdrawal, ByAMethodThatWasNotAddedIsNoPaymentMethod) {
  accounts here;
  ready(here, dollars(10));
  EXPECT_EQ(here.give(monday, ana, withdraw{dollars(1), payment_kind::bank_transfer}),
      reason::no_payment_method);
  EXPECT_EQ(here.give(monday, ana, withdraw{dollars(1), payment_kind::paypal}), reason::none);
}

TEST(X9Method, BecomesActiveAfterItsDelay) {
  policy terms;
  terms.payouts.method_delay = days(3);
  accounts here{terms};
  ready(here, dollars(10));
  EXPECT_EQ(
      here.give(monday + 3 * day - 1, ana, withdraw{dollars(1), {}}), reason::no_payment_method);
  // Adding it once more does not start the delay anew.
  here.give(monday + 3 * day - 1, ana, add_payment_method{payment_kind::paypal});
  EXPECT_EQ(here.give(monday + 3 * day, ana, withdraw{dollars(1), {}}), reason::none);
}

TEST(X9Fee, IsPartOfTheAmount) {
  policy terms;
  terms.payouts.fee = dollars(2);
  terms.payouts.minimum = dollars(5);
  accounts here{terms};
  ready(here, dollars(10));
  EXPECT_EQ(here.give(monday, ana, withdraw{money{499}, {}}), reason::bad_field);
  EXPECT_EQ(here.give(monday, ana, withdraw{dollars(5), {}}), reason::none);
  EXPECT_EQ(here.book.available(ana), dollars(5));
  EXPECT_EQ(here.book.look(ana).withdrawn, dollars(3));
  EXPECT_EQ(here.book.ledger().totals()[ledger_account::withdrawn], dollars(3));
  EXPECT_EQ(here.book.ledger().totals()[ledger_account::withdrawal_fees], dollars(2));
  EXPECT_EQ(here.book.audit(), std::nullopt);
}

TEST(X9Fee, OfAllTheAmountIsBadField) {
  policy terms;
  terms.payouts.fee = dollars(2);
  accounts here{terms};
  ready(here, dollars(10));
  EXPECT_EQ(here.give(monday, ana, withdraw{dollars(2), {}}), reason::bad_field);
  EXPECT_EQ(here.give(monday, ana, withdraw{money{201}, {}}), reason::none);
}

TEST(R33Schedule, WeeklyPaysOnWednesdayNoon) {
  accounts here;
  ready(here, dollars(30));
  schedule(here, payout_schedule::weekly);
  const second wednesday = monday + 2 * day + 12 * hour;
  here.clock(wednesday - 1);
  EXPECT_EQ(here.book.available(ana), dollars(30));
  here.clock(wednesday);
  EXPECT_EQ(here.book.available(ana), money{0});
  ASSERT_EQ(here.told(event_type::payout_made), 1);
  EXPECT_EQ(here.out.events[0].at, wednesday);
  EXPECT_EQ(here.out.events[0].amount, dollars(30));
  // Nothing available, nothing paid.
  here.clock(wednesday + week);
  EXPECT_EQ(here.told(event_type::payout_made), 0);
  EXPECT_EQ(here.book.audit(), std::nullopt);
}

TEST(R33Schedule, MonthlyPaysOnTheFirstAtNoon) {
  accounts here;
  ready(here, dollars(30), monday + day);
  schedule(here, payout_schedule::monthly, monday + day);
  const second february = monday + 31 * day + 12 * hour;
  here.clock(february - 1);
  EXPECT_EQ(here.book.available(ana), dollars(30));
  here.clock(february);
  EXPECT_EQ(here.book.available(ana), money{0});
}

TEST(R33Schedule, QuarterlyPaysOnTheFirstDayAtNoon) {
  accounts here;
  ready(here, dollars(30), monday + day);
  schedule(here, payout_schedule::quarterly, monday + day);
  const second april = to_second({2024, 4, 1}) + 12 * hour;
  here.clock(april - 1);
  EXPECT_EQ(here.book.available(ana), dollars(30));
  here.clock(april);
  EXPECT_EQ(here.book.available(ana), money{0});
}

TEST(R33Schedule, StillPaysOnTheDayItBegins) {
  EXPECT_EQ(next_payout(payout_schedule::monthly, monday), monday + 12 * hour);
  EXPECT_EQ(next_payout(payout_schedule::quarterly, monday), monday + 12 * hour);
  EXPECT_EQ(
      next_payout(payout_schedule::monthly, monday + 12 * hour), monday + 31 * day + 12 * hour);
  EXPECT_EQ(next_payout(payout_schedule::weekly, monday + 2 * day + 12 * hour),
      monday + 9 * day + 12 * hour);
}

TEST(R33Schedule, ThatIsManualAgainPaysNothing) {
  accounts here;
  ready(here, dollars(30));
  schedule(here, payout_schedule::weekly);
  schedule(here, payout_schedule::manual);
  here.clock(monday + 3 * week);
  EXPECT_EQ(here.book.available(ana), dollars(30));
  schedule(here, payout_schedule::weekly, monday + 3 * week);
  schedule(here, payout_schedule::monthly, monday + 3 * week);
  schedule(here, payout_schedule::weekly, monday + 3 * week);
  here.clock(monday + 4 * week);
  EXPECT_EQ(here.told(event_type::payout_made), 1);
}

TEST(R33Schedule, NeedsWhatAWithdrawalNeeds) {
  policy terms;
  terms.payouts.minimum = dollars(50);
  accounts here{terms};
  here.freelancer(0);
  here.fund(monday, ana, dollars(49));
  schedule(here, payout_schedule::weekly);
  here.clock(monday + week);
  here.give(monday + week, ana, set_tax_status{});
  here.clock(monday + 2 * week);
  EXPECT_EQ(here.book.available(ana), dollars(49));
  here.give(monday + 2 * week, ana, add_payment_method{});
  here.clock(monday + 3 * week);
  EXPECT_EQ(here.book.available(ana), dollars(49));
  here.fund(monday + 3 * week, ana, dollars(1));
  here.clock(monday + 4 * week);
  EXPECT_EQ(here.book.available(ana), money{0});
}

TEST(X5Hold, TakesWhatIsAvailableUntilItIsReleased) {
  accounts here;
  ready(here, dollars(30));
  refund asked;
  asked.contract = accounts::contract(9, ana);
  asked.amount = dollars(50);
  const auto voucher = here.book.admit({monday, ana, 0}, asked, here.out);
  EXPECT_EQ(voucher->held, dollars(30));
  EXPECT_EQ(here.book.available(ana), money{0});
  EXPECT_EQ(here.book.ledger().totals()[ledger_account::available], money{0});
  EXPECT_EQ(here.book.audit(), std::nullopt);

  arriving_funds back;
  back.at = monday;
  back.to = ana;
  back.contract = asked.contract;
  back.amount = dollars(20);
  back.hold_released = true;
  here.out.clear();
  here.book.notice(back, here.out);
  EXPECT_TRUE(here.out.events.empty());
  EXPECT_EQ(here.book.available(ana), dollars(20));
  EXPECT_EQ(here.book.audit(), std::nullopt);
}

TEST(X5Hold, TakesMoreThanIsAskedSinceFeesMayHaveCliffs) {
  accounts here;
  ready(here, dollars(30));
  refund asked;
  asked.contract = accounts::contract(9, ana);
  asked.amount = dollars(-12);
  EXPECT_EQ(here.book.admit({monday, ana, 0}, asked, here.out)->held, money{0});
  EXPECT_EQ(here.book.available(ana), dollars(30));
  asked.amount = dollars(12);
  EXPECT_EQ(here.book.admit({monday, ana, 0}, asked, here.out)->held, dollars(30));
  EXPECT_EQ(here.book.available(ana), money{0});
}

TEST(ArrivingFunds, BecomeAvailable) {
  accounts here;
  here.freelancer(0);
  here.fund(monday + hour, ana, dollars(30));
  ASSERT_EQ(here.out.events.size(), 1u);
  EXPECT_EQ(here.last().type, event_type::funds_available);
  EXPECT_EQ(here.last().amount, dollars(30));
  EXPECT_EQ(here.last().person, ana);
  EXPECT_EQ(here.last().other, accounts::person(9));
  EXPECT_EQ(here.book.available(ana), dollars(30));
}

}  // namespace
}  // namespace souk::market

#include "market/availability.hpp"

#include "tests/support/accounts.hpp"

#include <gtest/gtest.h>

namespace souk::market {
namespace {

using testing::accounts;
using testing::monday;

const person_id ana = accounts::person(0);
const person_id bob = accounts::person(1);
const set_availability on{true};
const set_availability off{false};

policy sold_at(std::int32_t price) {
  policy terms;
  terms.availability.price_per_week = price;
  return terms;
}

TEST(X8AvailabilityBadge, IsNotToBeHadWhereItIsNotSold) {
  EXPECT_EQ(decide(on, false, 40, {}).why(), reason::wrong_state);
  EXPECT_EQ(decide(off, false, 40, {}).why(), reason::wrong_state);
}

TEST(X8AvailabilityBadge, CostsItsPriceWhenTakenUp) {
  const availability_policy terms{2};
  EXPECT_EQ(*decide(on, false, 2, terms), 2);
  EXPECT_EQ(decide(on, false, 1, terms).why(), reason::insufficient_connects);
  EXPECT_EQ(decide(on, true, 0, terms).why(), reason::wrong_state);
}

TEST(X8AvailabilityBadge, IsLaidDownForNothingAlsoWhenItIsNoLongerSold) {
  EXPECT_EQ(*decide(off, true, 0, availability_policy{2}), 0);
  EXPECT_EQ(*decide(off, true, 0, {}), 0);
}

TEST(X8AvailabilityBadge, IsRenewedEachWeekWhileThereAreConnects) {
  accounts here(sold_at(15));
  here.freelancer(0);
  EXPECT_EQ(here.give(monday, ana, on), reason::none);
  EXPECT_EQ(here.last().type, event_type::availability_set);
  EXPECT_EQ(here.last().n, 15);
  EXPECT_EQ(here.book.connects(ana), 25);
  here.clock(monday + week - 1);
  EXPECT_EQ(here.book.connects(ana), 25);
  here.clock(monday + week);
  EXPECT_EQ(here.told(event_type::availability_renewed), 1);
  EXPECT_EQ(here.book.connects(ana), 10);
  here.clock(monday + 2 * week);
  EXPECT_EQ(here.told(event_type::availability_ended), 1);
  EXPECT_FALSE(here.book.look(ana).shows_availability);
  EXPECT_EQ(here.book.connects(ana), 10);
  EXPECT_EQ(here.book.connects_totals().spent, 30);
  EXPECT_EQ(here.book.audit(), std::nullopt);
}

TEST(X8AvailabilityBadge, OfEachPersonEndsOnItsOwnDay) {
  accounts here(sold_at(40));
  here.freelancer(0);
  here.freelancer(1);
  EXPECT_EQ(here.give(monday + day, bob, on), reason::none);
  EXPECT_EQ(here.give(monday + 2 * day, ana, on), reason::none);
  here.clock(monday + week + day);
  EXPECT_FALSE(here.book.look(bob).shows_availability);
  EXPECT_TRUE(here.book.look(ana).shows_availability);
}

TEST(X8AvailabilityBadge, GoesWithTheAccount) {
  accounts here(sold_at(2));
  here.freelancer(0);
  EXPECT_EQ(here.give(monday, ana, on), reason::none);
  EXPECT_EQ(here.give(monday, ana, close_account{}), reason::none);
  here.clock(monday + 3 * week);
  EXPECT_EQ(here.book.connects(ana), 38);
}

TEST(X8AvailabilityBadge, IsPartOfTheState) {
  accounts here(sold_at(0));
  here.freelancer(0);
  const fingerprint before = here.book.state_hash();
  EXPECT_EQ(here.give(monday, ana, on), reason::none);
  EXPECT_NE(here.book.state_hash(), before);
}

}  // namespace
}  // namespace souk::market

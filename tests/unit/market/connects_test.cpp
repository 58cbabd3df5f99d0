#include "market/connects.hpp"

#include "tests/support/accounts.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace souk::market {
namespace {

using testing::accounts;
using testing::monday;

const person_id ana = accounts::person(0);
const job_id logo{accounts::person(9), 1};

vouched proposed(accounts& here, second at, std::int32_t cost, std::int32_t boost = 0) {
  propose asked;
  asked.job = logo;
  asked.boost = boost;
  here.clock(at);
  return *here.book.admit({at, ana, 0}, asked, cost, here.out);
}

returned_connects back(const vouched& given, second at, bool refused) {
  return {at, given.given.by, logo, given.connects, refused};
}

void bought(accounts& here, second at, std::int32_t count) {
  ASSERT_EQ(here.give(at, ana, buy_connects{count, connects_source::card}), reason::none);
}

TEST(R10ReadinessTest, IsPassedFromEightyPercent) {
  const policy terms;
  EXPECT_FALSE(decide(take_readiness_test{share{799'999}}, {}, terms, monday)->passed);
  EXPECT_EQ(decide(take_readiness_test{share{799'999}}, {}, terms, monday)->percent, 79);
  EXPECT_TRUE(decide(take_readiness_test{percent(80)}, {}, terms, monday)->passed);
  EXPECT_EQ(decide(take_readiness_test{percent(80)}, {}, terms, monday)->percent, 80);
}

TEST(R10ReadinessTest, TakesAScoreFromZeroToOne) {
  const policy terms;
  EXPECT_TRUE(decide(take_readiness_test{percent(0)}, {}, terms, monday));
  EXPECT_TRUE(decide(take_readiness_test{percent(100)}, {}, terms, monday));
  EXPECT_EQ(decide(take_readiness_test{share{-1}}, {}, terms, monday).why(), reason::bad_field);
  EXPECT_EQ(
      decide(take_readiness_test{share{1'000'001}}, {}, terms, monday).why(), reason::bad_field);
}

TEST(R10ReadinessTest, MayBeRetriedAfterADay) {
  accounts here;
  here.freelancer(0);
  EXPECT_EQ(here.give(monday, ana, take_readiness_test{percent(10)}), reason::none);
  EXPECT_EQ(here.give(monday + day - 1, ana, take_readiness_test{percent(90)}), reason::too_soon);
  // The window is judged before the content.
  EXPECT_EQ(here.give(monday + day - 1, ana, take_readiness_test{percent(900)}), reason::too_soon);
  EXPECT_EQ(here.give(monday + day, ana, take_readiness_test{percent(90)}), reason::none);
  EXPECT_EQ(
      here.give(monday + 2 * day - 1, ana, take_readiness_test{percent(90)}), reason::too_soon);
}

TEST(R17ReadinessConnects, AreFortyForTheFirstPassOnce) {
  accounts here;
  here.freelancer(0);
  here.give(monday, ana, take_readiness_test{percent(79)});
  EXPECT_EQ(here.book.connects(ana), 40);
  here.give(monday + day, ana, take_readiness_test{percent(80)});
  EXPECT_EQ(here.book.connects(ana), 80);
  EXPECT_EQ(here.last().n, 40);
  here.give(monday + 2 * day, ana, take_readiness_test{percent(100)});
  EXPECT_EQ(here.book.connects(ana), 80);
  EXPECT_EQ(here.told(event_type::connects_granted), 0);
}

TEST(R18InterviewConnects, AreTenForAReplyThatIsDue) {
  accounts here;
  here.freelancer(0);
  here.notice(event_type::replied, monday, ana, 0);
  EXPECT_EQ(here.book.connects(ana), 40);
  here.notice(event_type::replied, monday, ana, 1);
  EXPECT_EQ(here.book.connects(ana), 50);
  EXPECT_EQ(here.last().type, event_type::connects_granted);
  EXPECT_EQ(here.last().n, 10);
}

TEST(R19InterviewCap, IsFiftyInAWindowOfAWeek) {
  accounts here;
  here.freelancer(0);
  for (int i = 0; i < 5; ++i) {
    here.notice(event_type::replied, monday + i * hour, ana, 1);
  }
  EXPECT_EQ(here.book.connects(ana), 90);
  here.notice(event_type::replied, monday + 168 * hour - 1, ana, 1);
  EXPECT_EQ(here.book.connects(ana), 90);
  EXPECT_TRUE(here.out.events.empty());
  // (t - 168 h, t]: the first one is out of the window, and what was cut does not come later.
  here.notice(event_type::replied, monday + 168 * hour, ana, 1);
  EXPECT_EQ(here.book.connects(ana), 100);
  here.notice(event_type::replied, monday + 168 * hour, ana, 1);
  EXPECT_EQ(here.book.connects(ana), 100);
}

TEST(R19InterviewCap, CutsWhatExceedsIt) {
  policy terms;
  terms.connects.interview = 20;
  accounts here{terms};
  here.freelancer(0);
  for (int i = 0; i < 3; ++i) {
    here.notice(event_type::replied, monday + i, ana, 1);
  }
  EXPECT_EQ(here.last().n, 10);
  EXPECT_EQ(here.book.connects(ana), 90);
}

TEST(R20Packs, AreSoldAtFifteenCentsAConnect) {
  for (std::int32_t pack : {10, 20, 40, 60, 80}) {
    accounts here;
    here.freelancer(0);
    EXPECT_EQ(here.give(monday, ana, buy_connects{pack, connects_source::card}), reason::none);
    EXPECT_EQ(here.last().type, event_type::connects_bought);
    EXPECT_EQ(here.last().amount, money{15 * pack});
    EXPECT_EQ(here.last().n, pack);
    EXPECT_EQ(here.book.connects(ana), 40 + pack);
    EXPECT_EQ(here.book.ledger().totals()[ledger_account::connects_sales_card], money{15 * pack});
    EXPECT_EQ(here.book.ledger().totals()[ledger_account::freelancer_cards], money{-15 * pack});
    EXPECT_EQ(here.book.audit(), std::nullopt);
  }
  accounts here;
  here.freelancer(0);
  for (std::int32_t count : {-10, 0, 9, 11, 30, 100}) {
    EXPECT_EQ(
        here.give(monday, ana, buy_connects{count, connects_source::card}), reason::unknown_pack);
  }
}

TEST(R20Packs, CanBePaidFromTheBalance) {
  accounts here;
  here.freelancer(0);
  EXPECT_EQ(here.give(monday, ana, buy_connects{10, connects_source::balance}),
      reason::insufficient_balance);
  here.fund(monday, ana, money{149});
  EXPECT_EQ(here.give(monday, ana, buy_connects{10, connects_source::balance}),
      reason::insufficient_balance);
  here.fund(monday, ana, money{1});
  EXPECT_EQ(here.give(monday, ana, buy_connects{10, connects_source::balance}), reason::none);
  EXPECT_EQ(here.book.available(ana), money{0});
  EXPECT_EQ(here.book.ledger().totals()[ledger_account::connects_sales_balance], money{150});
  EXPECT_EQ(here.book.connects_totals().bought, 10);
  EXPECT_EQ(here.book.audit(), std::nullopt);
}

TEST(X2Expiry, IsExactlyAYearAfterTheGrant) {
  accounts here;
  here.freelancer(0);
  bought(here, monday + day, 10);
  here.clock(monday + 365 * day - 1);
  EXPECT_EQ(here.book.connects(ana), 50);
  EXPECT_EQ(here.told(event_type::connects_expired), 0);
  here.clock(monday + 365 * day);
  EXPECT_EQ(here.book.connects(ana), 10);
  EXPECT_EQ(here.told(event_type::connects_expired), 1);
  EXPECT_EQ(here.last().n, 40);
  EXPECT_EQ(here.last().at, monday + 365 * day);
  here.clock(monday + 366 * day);
  EXPECT_EQ(here.book.connects(ana), 0);
  EXPECT_EQ(here.book.connects_totals().expired, 50);
  EXPECT_EQ(here.book.audit(), std::nullopt);
}

TEST(X2Expiry, DoesNotWaitForTheClock) {
  accounts here;
  here.freelancer(0);
  bought(here, monday + day, 10);
  const second over = monday + 365 * day;
  EXPECT_TRUE(here.book.admit({over - 1, ana, 0}, propose{}, 11, here.out)->enough_connects);
  here.out.clear();
  EXPECT_FALSE(here.book.admit({over, ana, 0}, propose{}, 11, here.out)->enough_connects);
  ASSERT_EQ(here.told(event_type::connects_expired), 1);
  EXPECT_EQ(here.last().n, 29);
  EXPECT_EQ(here.last().at, over);
  here.clock(over);
  EXPECT_EQ(here.told(event_type::connects_expired), 0);
  here.clock(over + day);
  EXPECT_EQ(here.told(event_type::connects_expired), 1);
  EXPECT_EQ(here.book.audit(), std::nullopt);
}

TEST(X2Expiry, OfOneLongStepIsTheSameAsOfMany) {
  accounts one;
  accounts many;
  for (accounts* here : {&one, &many}) {
    here->freelancer(0);
    here->freelancer(1);
    bought(*here, monday + day, 10);
  }
  one.clock(monday + 500 * day);
  std::vector<event> seen;
  for (second at = monday + day; at <= monday + 500 * day; at += 13 * hour) {
    many.clock(at);
    seen.insert(seen.end(), many.out.events.begin(), many.out.events.end());
  }
  EXPECT_EQ(one.out.events, seen);
  EXPECT_EQ(seen.size(), 3u);
  EXPECT_EQ(one.book.state_hash(), many.book.state_hash());
}

TEST(X2Oldest, IsSpentFirst) {
  accounts here;
  here.freelancer(0);
  bought(here, monday + day, 10);
  const vouched given = proposed(here, monday + day, 42);
  ASSERT_EQ(given.connects.size, 2);
  EXPECT_EQ(
      given.connects.lots[0], (connects_lot{static_cast<std::uint32_t>(monday + 365 * day), 40}));
  EXPECT_EQ(
      given.connects.lots[1], (connects_lot{static_cast<std::uint32_t>(monday + 366 * day), 2}));
  EXPECT_EQ(here.book.connects(ana), 8);
}

TEST(R14Spending, TakesCostAndBoost) {
  accounts here;
  here.freelancer(0);
  const vouched given = proposed(here, monday, 4, 30);
  EXPECT_TRUE(given.enough_connects);
  EXPECT_EQ(given.connects.count(), 34);
  EXPECT_EQ(here.book.connects(ana), 6);
  EXPECT_EQ(here.book.connects_totals().spent, 34);
  EXPECT_TRUE(here.out.events.empty());
}

TEST(R14Spending, HoldsNothingWhereThereIsTooLittle) {
  accounts here;
  here.freelancer(0);
  const vouched given = proposed(here, monday, 6, 35);
  EXPECT_FALSE(given.enough_connects);
  EXPECT_EQ(given.connects.size, 0);
  EXPECT_EQ(here.book.connects(ana), 40);
  EXPECT_TRUE(proposed(here, monday, 6, 34).enough_connects);
  EXPECT_EQ(here.book.connects(ana), 0);
  EXPECT_TRUE(proposed(here, monday, 0).enough_connects);
}

TEST(R14Spending, OfMoreConnectsThanThereAreNumbersHoldsNothing) {
  accounts here;
  here.freelancer(0);
  EXPECT_FALSE(proposed(here, monday, 6, std::numeric_limits<std::int32_t>::max()).enough_connects);
  EXPECT_EQ(proposed(here, monday, 6, -5).connects.count(), 6);
}

TEST(RefusedProposals, LeaveNoTrace) {
  accounts here;
  here.freelancer(0);
  bought(here, monday + day, 10);
  const fingerprint before = here.book.state_hash();
  const connects_sums sums = here.book.connects_totals();
  const vouched given = proposed(here, monday + day, 45);
  EXPECT_NE(here.book.state_hash(), before);
  here.book.notice(back(given, monday + day, true), here.out);
  EXPECT_EQ(here.book.state_hash(), before);
  EXPECT_EQ(here.book.connects_totals(), sums);
  EXPECT_TRUE(here.out.events.empty());
}

TEST(X3ReturnedConnects, GoBackToTheirLots) {
  accounts here;
  here.freelancer(0);
  const vouched given = proposed(here, monday + day, 6);
  here.book.notice(back(given, monday + 30 * day, false), here.out);
  EXPECT_EQ(here.last().type, event_type::connects_returned);
  EXPECT_EQ(here.last().n, 6);
  EXPECT_EQ(here.last().job, logo);
  EXPECT_EQ(here.book.connects(ana), 40);
  EXPECT_EQ(here.book.connects_totals().returned, 6);
  here.clock(monday + 365 * day);
  EXPECT_EQ(here.last().n, 40);
  EXPECT_EQ(here.book.connects(ana), 0);
  EXPECT_EQ(here.book.audit(), std::nullopt);
}

TEST(X3ReturnedConnects, ToAnEmptyAccountExpireWithTheirLot) {
  accounts here;
  here.freelancer(0);
  const vouched given = proposed(here, monday + day, 40);
  EXPECT_EQ(here.book.connects(ana), 0);
  here.book.notice(back(given, monday + 2 * day, false), here.out);
  here.clock(monday + 365 * day - 1);
  EXPECT_EQ(here.book.connects(ana), 40);
  here.clock(monday + 365 * day);
  EXPECT_EQ(here.book.connects(ana), 0);
  EXPECT_EQ(here.last().type, event_type::connects_expired);
}

TEST(X3ReturnedConnects, OfALotThatIsOverExpireAtOnce) {
  accounts here;
  here.freelancer(0);
  bought(here, monday + day, 10);
  const vouched given = proposed(here, monday + day, 45);
  here.clock(monday + 365 * day);
  EXPECT_TRUE(here.out.events.empty());
  here.book.notice(back(given, monday + 365 * day, false), here.out);
  ASSERT_EQ(here.out.events.size(), 2u);
  EXPECT_EQ(here.out.events[0].type, event_type::connects_returned);
  EXPECT_EQ(here.out.events[0].n, 45);
  EXPECT_EQ(here.out.events[1].type, event_type::connects_expired);
  EXPECT_EQ(here.out.events[1].n, 40);
  EXPECT_EQ(here.book.connects(ana), 10);
  EXPECT_EQ(here.book.audit(), std::nullopt);
}

TEST(X3ReturnedConnects, WhoseLotTheClockHasPassedExpireWhenItDid) {
  accounts here;
  here.freelancer(0);
  const vouched given = proposed(here, monday + day, 40);
  const second over = monday + 365 * day;
  here.clock(over + hour);
  here.out.clear();
  // News of an hour ago: the lot was not over then, and is now.
  here.book.notice(back(given, over - minute, false), here.out);
  ASSERT_EQ(here.out.events.size(), 2u);
  EXPECT_EQ(here.last().type, event_type::connects_expired);
  EXPECT_EQ(here.last().at, over);
  EXPECT_EQ(here.book.connects(ana), 0);
}

TEST(X2Expiry, OfALaterLotMayComeFirst) {
  policy shorter;
  shorter.connects.expiry = days(10);
  accounts here;
  here.policies.change(0, monday + day, shorter);
  here.freelancer(0);
  bought(here, monday + day, 10);
  here.clock(monday + 11 * day - 1);
  EXPECT_EQ(here.book.connects(ana), 50);
  here.clock(monday + 11 * day);
  EXPECT_EQ(here.book.connects(ana), 40);
  EXPECT_EQ(here.last().at, monday + 11 * day);
  here.clock(monday + 365 * day);
  EXPECT_EQ(here.book.connects(ana), 0);
}

TEST(X2Monthly, IsGrantedOnTheFirst) {
  policy terms;
  terms.connects.monthly = 10;
  accounts here{terms};
  here.freelancer(0);
  here.client(1);
  here.give(monday, accounts::person(2), testing::form());
  here.clock(monday + 31 * day - 1);
  EXPECT_EQ(here.book.connects(ana), 40);
  here.clock(monday + 31 * day);
  EXPECT_EQ(here.book.connects(ana), 50);
  EXPECT_EQ(here.out.events.size(), 1u);
  EXPECT_EQ(here.last().at, monday + 31 * day);
  here.clock(monday + 60 * day);
  EXPECT_EQ(here.book.connects(ana), 60);
}

TEST(X2Rollover, CutsTheOldestBeforeTheGrant) {
  policy terms;
  terms.connects.monthly = 10;
  terms.connects.rollover_max = 45;
  accounts here{terms};
  here.freelancer(0);
  bought(here, monday + day, 10);
  here.clock(monday + 31 * day);
  ASSERT_EQ(here.out.events.size(), 2u);
  EXPECT_EQ(here.out.events[0].type, event_type::connects_expired);
  EXPECT_EQ(here.out.events[0].n, 5);
  EXPECT_EQ(here.out.events[1].type, event_type::connects_granted);
  EXPECT_EQ(here.book.connects(ana), 55);
  here.clock(monday + 365 * day);
  EXPECT_EQ(here.book.audit(), std::nullopt);
}

TEST(X2Sums, BalanceThroughALongLife) {
  policy terms;
  terms.connects.monthly = 7;
  terms.connects.rollover_max = 60;
  accounts here{terms};
  here.freelancer(0);
  std::vector<vouched> open;
  for (int d = 1; d < 900; ++d) {
    const second at = monday + d * day;
    if (d % 11 == 0) {
      bought(here, at, 20);
    }
    const vouched given = proposed(here, at, d % 7);
    if (given.enough_connects) {
      open.push_back(given);
    }
    if (d % 5 == 0 && !open.empty()) {
      here.book.notice(back(open.front(), at, d % 10 == 0), here.out);
      open.erase(open.begin());
    }
    ASSERT_EQ(here.book.audit(), std::nullopt) << "day " << d;
  }
  EXPECT_GT(here.book.connects_totals().expired, 0);
  EXPECT_GT(here.book.connects_totals().returned, 0);
}

TEST(HeldConnects, OfManyLotsKeepTheirCount) {
  std::vector<connects_lot> lots;
  for (std::uint32_t i = 1; i <= 12; ++i) {
    lots.push_back({i, 2});
  }
  const held_connects taken = take_oldest(lots, 23);
  EXPECT_EQ(taken.count(), 23);
  EXPECT_EQ(taken.size, held_connects::most_lots);
  EXPECT_EQ(taken.lots[7].expires, 12u);
  EXPECT_EQ(count_of(lots), 1);
}

}  // namespace
}  // namespace souk::market

#include "market/badges.hpp"

#include "tests/support/accounts.hpp"

#include <gtest/gtest.h>

namespace souk::market {
namespace {

using testing::accounts;
using testing::monday;

const person_id ana = accounts::person(0);

/// Somebody who just deserves a badge, to be changed by a test.
struct somebody {
  freelancer_face face;
  earnings_line earnings;
  second joined_at = monday;
  std::optional<second> first_contract_at = monday;
  bool bad_outcome = false;

  badge deserves(second at) const {
    return deserved_badge(
        {face, earnings, joined_at, first_contract_at, bad_outcome}, badges_policy{}, at);
  }
};

constexpr second then = monday + 100 * day;

somebody rising() {
  somebody one;
  one.face.completeness = 100;
  one.face.reviews = 1;
  one.face.rating_sum = 5;
  one.earnings.add(then - day, dollars(250));
  return one;
}

somebody top() {
  somebody one;
  one.face.completeness = 100;
  one.face.score = 90;
  one.earnings.add(then - day, dollars(1000));
  return one;
}

TEST(R24RisingTalent, NeedsEachOfItsConditions) {
  EXPECT_EQ(rising().deserves(then), badge::rising_talent);
  const auto lacks = [](auto change) {
    somebody one = rising();
    change(one);
    return one.deserves(then) == badge::none;
  };
  EXPECT_TRUE(lacks([](somebody& s) { s.face.completeness = 99; }));
  EXPECT_TRUE(lacks([](somebody& s) { s.face.reviews = 0; }));
  EXPECT_TRUE(lacks([](somebody& s) { s.face.rating_sum = 4; }));
  EXPECT_TRUE(lacks([](somebody& s) { s.earnings.add(then - day, money{-1}); }));
  EXPECT_TRUE(lacks([](somebody& s) { s.bad_outcome = true; }));
}

TEST(R24RisingTalent, NeedsAMeanOfExactlyFourPointEight) {
  somebody one = rising();
  one.face.reviews = 5;
  one.face.rating_sum = 24;
  EXPECT_EQ(one.deserves(then), badge::rising_talent);
  one.face.reviews = 6;
  one.face.rating_sum = 28;
  EXPECT_EQ(one.deserves(then), badge::none);
}

TEST(R24RisingTalent, IsForWhoJoinedWithinTwoYears) {
  somebody one = rising();
  one.joined_at = then - 730 * day;
  EXPECT_EQ(one.deserves(then), badge::none);
  one.joined_at = then - 730 * day + 1;
  EXPECT_EQ(one.deserves(then), badge::rising_talent);
}

TEST(R24TopRated, NeedsEachOfItsConditions) {
  EXPECT_EQ(top().deserves(then), badge::top_rated);
  const auto lacks = [](auto change) {
    somebody one = top();
    change(one);
    return one.deserves(then) == badge::none;
  };
  EXPECT_TRUE(lacks([](somebody& s) { s.face.completeness = 99; }));
  EXPECT_TRUE(lacks([](somebody& s) { s.face.score = 89; }));
  EXPECT_TRUE(lacks([](somebody& s) { s.face.score = no_score; }));
  EXPECT_TRUE(lacks([](somebody& s) { s.earnings.add(then - day, money{-1}); }));
  EXPECT_TRUE(lacks([](somebody& s) { s.first_contract_at.reset(); }));
}

TEST(R24TopRated, NeedsAFirstContractMoreThanNinetyDaysAgo) {
  somebody one = top();
  one.first_contract_at = then - 90 * day;
  EXPECT_EQ(one.deserves(then), badge::none);
  one.first_contract_at = then - 90 * day - 1;
  EXPECT_EQ(one.deserves(then), badge::top_rated);
}

TEST(R24TopRatedPlus, NeedsTenThousandInAYear) {
  somebody one = top();
  one.earnings.add(then - day, dollars(8999, 99));
  EXPECT_EQ(one.deserves(then), badge::top_rated);
  one.earnings.add(then - day, money{1});
  EXPECT_EQ(one.deserves(then), badge::top_rated_plus);
}

TEST(Earnings, OfAYearAreThoseOfTheWindow) {
  earnings_line line;
  line.add(monday, dollars(1));
  line.add(monday + 1, dollars(2));
  line.add(monday + day, dollars(4));
  EXPECT_EQ(line.of_year(monday), dollars(1));
  EXPECT_EQ(line.of_year(monday + day), dollars(7));
  EXPECT_EQ(line.of_year(monday + 364 * day), dollars(7));
  EXPECT_EQ(line.of_year(monday + 365 * day), dollars(6));
  EXPECT_EQ(line.of_year(monday + 366 * day), money{0});
}

TEST(Earnings, MayArriveOutOfOrderAndBelowZero) {
  earnings_line line;
  line.add(monday + 5 * day, dollars(8));
  line.add(monday + 2 * day, dollars(-3));
  EXPECT_EQ(line.of_year(monday + 2 * day), dollars(-3));
  EXPECT_EQ(line.of_year(monday + 5 * day), dollars(5));
}

TEST(Earnings, OfOneDayTakeOneEntryAndOldOnesGo) {
  earnings_line line;
  line.add(monday + 1, dollars(1));
  line.add(monday + 2, dollars(1));
  EXPECT_EQ(line.entries().size(), 1u);
  line.add(monday + 800 * day, dollars(1));
  EXPECT_EQ(line.entries().size(), 1u);
}

/// Ana with a whole profile and work that brings a first badge at the next midnight.
void shine(accounts& here) {
  here.freelancer(0);
  update_profile more;
  more.portfolio = 4;
  more.employments = 2;
  more.education = 1;
  here.give(monday, ana, more);
  here.notice(event_type::offer_accepted, monday + hour, ana, 0, accounts::person(9));
  here.earn(monday + 2 * hour, ana, dollars(250));
  here.review(monday + 3 * hour, ana, 5);
}

TEST(R24Badges, AreEvaluatedAtMidnight) {
  accounts here;
  shine(here);
  here.clock(monday + day - 1);
  EXPECT_EQ(here.freelancer_faces[0].badge, badge::none);
  here.clock(monday + day);
  EXPECT_EQ(here.freelancer_faces[0].badge, badge::rising_talent);
  ASSERT_EQ(here.told(event_type::badge_awarded), 1);
  EXPECT_EQ(here.out.events[0].n, static_cast<std::int32_t>(badge::rising_talent));
  EXPECT_EQ(here.out.events[0].at, monday + day);
  here.clock(monday + 2 * day);
  EXPECT_TRUE(here.out.events.empty());
}

TEST(R24Badges, AreLostWithABadOutcome) {
  accounts here;
  shine(here);
  here.clock(monday + day);
  here.review(monday + day, ana, 5, 8, 4);
  here.clock(monday + 2 * day);
  EXPECT_EQ(here.freelancer_faces[0].badge, badge::none);
  EXPECT_EQ(here.told(event_type::badge_lost), 1);
  EXPECT_EQ(here.told(event_type::badge_awarded), 0);
}

TEST(R24Badges, GoWithTheAccount) {
  accounts here;
  shine(here);
  here.clock(monday + day);
  EXPECT_EQ(here.give(monday + day, ana, close_account{}), reason::none);
  EXPECT_EQ(here.freelancer_faces[0].badge, badge::none);
  here.clock(monday + 2 * day);
  EXPECT_EQ(here.freelancer_faces[0].badge, badge::none);
}

TEST(R24Badges, OfAHigherKindReplaceTheLower) {
  accounts here;
  shine(here);
  here.review(monday + 4 * hour, ana, 5, 8);
  here.earn(monday + 5 * hour, ana, dollars(750));
  here.clock(monday + 90 * day);
  EXPECT_EQ(here.freelancer_faces[0].badge, badge::rising_talent);
  here.clock(monday + 91 * day);
  EXPECT_EQ(here.freelancer_faces[0].badge, badge::top_rated);
  EXPECT_EQ(here.told(event_type::badge_awarded), 1);
  EXPECT_EQ(here.told(event_type::badge_lost), 0);
  // A year later the earnings no longer count.
  here.clock(monday + 366 * day);
  EXPECT_EQ(here.freelancer_faces[0].badge, badge::none);
  EXPECT_EQ(here.told(event_type::badge_lost), 1);
  EXPECT_EQ(here.last().n, static_cast<std::int32_t>(badge::top_rated));
}

TEST(R24Badges, OfALowerKindAreAwardedAfterTheHigherIsLost) {
  accounts here;
  shine(here);
  here.review(monday + 4 * hour, ana, 5, 8);
  here.earn(monday + 5 * hour, ana, dollars(750));
  here.clock(monday + 100 * day);
  here.earn(monday + 100 * day, ana, dollars(-100));
  here.clock(monday + 101 * day);
  EXPECT_EQ(here.freelancer_faces[0].badge, badge::rising_talent);
  ASSERT_EQ(here.out.events.size(), 2u);
  EXPECT_EQ(here.out.events[0].type, event_type::badge_lost);
  EXPECT_EQ(here.out.events[1].type, event_type::badge_awarded);
  EXPECT_EQ(here.out.events[1].n, static_cast<std::int32_t>(badge::rising_talent));
}

TEST(R24Badges, OnSundaysFollowTheNewScore) {
  accounts here;
  shine(here);
  here.review(monday + 4 * hour, ana, 5, 8);
  here.earn(monday + 5 * hour, ana, dollars(750));
  here.clock(monday + 100 * day);
  const second sunday = start_of_week(monday + 100 * day) + 6 * day;
  here.review(monday + 100 * day, ana, 3, 7);
  here.clock(sunday - 1);
  EXPECT_EQ(here.freelancer_faces[0].badge, badge::top_rated);
  here.clock(sunday);
  EXPECT_EQ(here.freelancer_faces[0].badge, badge::none);
}

}  // namespace
}  // namespace souk::market

#include "market/score.hpp"

#include "tests/support/accounts.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace souk::market {
namespace {

using testing::accounts;
using testing::monday;

const person_id ana = accounts::person(0);
constexpr second sunday = monday + 6 * day;

scored_outcome at(second when, std::uint32_t client, outcome_quality quality) {
  return {static_cast<std::uint32_t>(when), accounts::person(client), quality};
}
constexpr auto good = outcome_quality::good;
constexpr auto bad = outcome_quality::bad;
constexpr auto neutral = outcome_quality::neutral;

TEST(X7Quality, GoodNeedsFourStarsAndSevenInPrivate) {
  EXPECT_EQ(quality_of(4, -1), good);
  EXPECT_EQ(quality_of(5, 7), good);
  EXPECT_EQ(quality_of(5, 6), neutral);
  EXPECT_EQ(quality_of(3, 10), neutral);
  EXPECT_EQ(quality_of(3, -1), neutral);
}

TEST(X7Quality, BadIsBelowThreeStarsOrFiveInPrivateOrALostDispute) {
  EXPECT_EQ(quality_of(2, 10), bad);
  EXPECT_EQ(quality_of(5, 4), bad);
  EXPECT_EQ(quality_of(5, 5), neutral);
  EXPECT_EQ(quality_of(0, -1), bad);
}

TEST(X7Score, NeedsTwoOutcomesOfTwoClients) {
  EXPECT_EQ(success_score({}, monday), std::nullopt);
  std::vector outcomes{at(monday, 8, good)};
  EXPECT_EQ(success_score(outcomes, monday), std::nullopt);
  outcomes.push_back(at(monday, 8, good));
  EXPECT_EQ(success_score(outcomes, monday), std::nullopt);
  outcomes.push_back(at(monday, 9, bad));
  EXPECT_EQ(success_score(outcomes, monday), 67);
}

TEST(X7Score, IsRoundedHalfUp) {
  std::vector<scored_outcome> outcomes;
  for (std::uint32_t i = 0; i < 8; ++i) {
    outcomes.push_back(at(monday, i, i < 5 ? good : neutral));
  }
  EXPECT_EQ(success_score(outcomes, monday), 63);  // 62.5
}

TEST(X7Score, IsTheBestOfItsThreeWindows) {
  const second now = monday + 1000 * day;
  // 24 months: 3 of 4; 12 months: 1 of 2; 6 months: one outcome, none.
  std::vector outcomes{at(now - 700 * day, 1, good), at(now - 600 * day, 2, good),
      at(now - 300 * day, 3, bad), at(now - day, 4, good)};
  EXPECT_EQ(success_score(outcomes, now), 75);
  outcomes.push_back(at(now, 5, good));
  EXPECT_EQ(success_score(outcomes, now), 100);
}

TEST(X7Score, ForgetsWhatIsAWindowOld) {
  const std::vector outcomes{at(monday, 1, good), at(monday + 1, 2, good)};
  EXPECT_EQ(success_score(outcomes, monday + 730 * day - 1), 100);
  EXPECT_EQ(success_score(outcomes, monday + 730 * day), std::nullopt);
}

TEST(X7Score, IsRecomputedOnSundays) {
  accounts here;
  here.freelancer(0);
  here.review(monday, ana, 5, 8);
  here.review(monday + day, ana, 4, 9);
  here.clock(sunday - 1);
  EXPECT_EQ(here.book.look(ana).score, std::nullopt);
  here.clock(sunday);
  EXPECT_EQ(here.book.look(ana).score, 100);
  ASSERT_EQ(here.told(event_type::score_updated), 1);
  EXPECT_EQ(here.out.events[0].n, 100);
  EXPECT_EQ(here.out.events[0].at, sunday);
  // What does not change is not told.
  here.clock(sunday + week);
  EXPECT_EQ(here.told(event_type::score_updated), 0);
  here.review(sunday + week, ana, 0, 7);
  here.clock(sunday + 2 * week);
  EXPECT_EQ(here.book.look(ana).score, 67);
}

TEST(X7Score, IsGoneWhenNothingCountsAnyMore) {
  accounts here;
  here.freelancer(0);
  here.review(monday, ana, 5, 8);
  here.review(monday, ana, 5, 9);
  here.clock(monday + 700 * day);
  EXPECT_EQ(here.book.look(ana).score, 100);
  here.clock(monday + 740 * day);
  EXPECT_EQ(here.book.look(ana).score, std::nullopt);
  EXPECT_EQ(here.last().n, -1);
}

TEST(X7LostDispute, IsAnOutcomeAndNoRating) {
  accounts here;
  here.freelancer(0);
  here.review(monday, ana, 5, 8);
  here.review(monday, ana, 0, 9);
  EXPECT_EQ(here.freelancer_faces[0].reviews, 1);
  EXPECT_EQ(here.freelancer_faces[0].rating_sum, 5u);
  here.clock(sunday);
  EXPECT_EQ(here.book.look(ana).score, 50);
}

TEST(X6Ratings, OfClientsAreTheirs) {
  accounts here;
  here.freelancer(0);
  here.client(9);
  here.book.notice(outcome{monday, accounts::contract(9, ana), false, 4, -1});
  EXPECT_EQ(here.client_faces[9].reviews, 1);
  EXPECT_EQ(here.client_faces[9].rating_sum, 4u);
  EXPECT_EQ(here.freelancer_faces[0].reviews, 0);
}

TEST(NextScore, IsSundayMidnight) {
  EXPECT_EQ(next_score(monday), sunday);
  EXPECT_EQ(next_score(sunday - 1), sunday);
  EXPECT_EQ(next_score(sunday), sunday + week);
}

}  // namespace
}  // namespace souk::market

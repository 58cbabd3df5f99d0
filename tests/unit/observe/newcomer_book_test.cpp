#include "observe/newcomer_book.hpp"

#include <gtest/gtest.h>

namespace souk::observe {
namespace {

using market::day;
using market::event_type;

constexpr std::uint32_t ana = 12;
constexpr market::second noon = 1'704'110'400;

class NewcomerBook : public testing::Test {
 protected:
  void tell(event_type type, market::second at, std::int32_t n = 0, std::int64_t cents = 0) {
    market::event what;
    what.at = at;
    what.type = type;
    what.n = n;
    what.amount = {cents};
    what.person = market::person_id{ana};
    what.job = job;
    book.notice(ana, what, face);
  }
  void approve() {
    face.completeness = 60;
    face.rate = market::dollars(25);
    tell(event_type::profile_approved, noon);
  }
  person_row row() const {
    person_row found;
    found.person = market::person_id{ana};
    book.describe(found);
    return found;
  }

  newcomer_book book{10, 5};
  market::freelancer_face face;
  market::job_id job = market::no_job;
};

TEST_F(NewcomerBook, KeepsNothingBeforeTheApproval) {
  tell(event_type::interview_opened, noon);
  book.spend(ana, noon, 6);
  book.earn(ana, noon, market::dollars(5));
  EXPECT_EQ(book.of(ana), nullptr);
  EXPECT_FALSE(row().quarter_cents);
  EXPECT_EQ(row().first_interview_at, -1);
}

TEST_F(NewcomerBook, IsAboutItsRangeAlone) {
  book.spend(9, noon, 6);
  book.spend(15, noon, 6);
  EXPECT_EQ(book.of(9), nullptr);
  EXPECT_EQ(book.of(15), nullptr);
}

TEST_F(NewcomerBook, KeepsTheProfileThatWasApproved) {
  approve();
  face.completeness = 100;
  face.rate = market::dollars(40);
  tell(event_type::profile_approved, noon + day, 1);  // a specialised one
  EXPECT_EQ(row().completeness_at_approval, 60);
  EXPECT_EQ(row().rate_at_approval_cents, 2'500);
}

TEST_F(NewcomerBook, KeepsTheFirstOfEach) {
  approve();
  tell(event_type::interview_opened, noon + 3);
  tell(event_type::interview_opened, noon + 9);
  tell(event_type::reviews_published, noon + 4, 5);  // the platform's own
  job = {market::person_id{90}, 1};
  tell(event_type::reviews_published, noon + 5);  // the freelancer's alone
  tell(event_type::reviews_published, noon + 7, 5);
  tell(event_type::badge_awarded, noon + 8, 1);
  tell(event_type::badge_awarded, noon + 20, 2);
  EXPECT_EQ(row().first_interview_at, noon + 3);
  EXPECT_EQ(row().first_review_at, noon + 7);
  EXPECT_EQ(row().first_badge_at, noon + 8);
}

TEST_F(NewcomerBook, CountsConnectsUntilTheFirstHire) {
  approve();
  book.spend(ana, noon + day, 6);
  book.spend(ana, noon + 2 * day, 4);
  book.spend(ana, noon + 3 * day, -4);  // the job was closed
  tell(event_type::connects_bought, noon + 4 * day, 20, 300);
  tell(event_type::availability_set, noon + 5 * day, 2);
  tell(event_type::offer_accepted, noon + 6 * day);
  book.spend(ana, noon + 7 * day, 5);
  book.spend(ana, noon + 28 * day, 3);  // no longer in the first weeks
  tell(event_type::connects_bought, noon + 29 * day, 10, 150);
  EXPECT_EQ(row().connects_until_hire, 8);
  EXPECT_EQ(row().connects_first_weeks, 13);
  EXPECT_EQ(row().connects_spent, 16);
  EXPECT_EQ(row().connects_paid_until_hire_cents, 300);
  EXPECT_EQ(row().connects_paid_cents, 450);
}

TEST_F(NewcomerBook, AveragesBidsOfTheFirstWeeksAndReplies) {
  approve();
  EXPECT_EQ(row().bid_age_s, -1);
  EXPECT_FALSE(row().bid_log_price);
  EXPECT_EQ(row().first_reply_s, -1);
  book.propose(ana, noon + day, 3'600, -0.2);
  book.propose(ana, noon + day, 7'200, 0.1);
  book.propose(ana, noon + 28 * day, 100'000, 3.0);
  book.reply(ana, 600);
  book.reply(ana, 1'000);
  EXPECT_EQ(row().bids_first_weeks, 2);
  EXPECT_EQ(row().bid_age_s, 5'400);
  EXPECT_NEAR(*row().bid_log_price, -0.05, 1e-4);
  EXPECT_EQ(row().first_reply_s, 600);
  EXPECT_EQ(row().mean_reply_s, 800);
}

TEST_F(NewcomerBook, SplitsTheFirstYearInQuarters) {
  approve();
  book.earn(ana, noon, {100});
  book.earn(ana, noon + 91 * day - 1, {10});
  book.earn(ana, noon + 91 * day, {1'000});
  book.earn(ana, noon + 182 * day, {-200});  // a refund
  book.earn(ana, noon + 364 * day, {7});
  book.earn(ana, noon + 365 * day, {5'000});
  EXPECT_EQ(row().quarter_cents, (std::array<std::int32_t, 4>{110, 1'000, -200, 7}));
}

}  // namespace
}  // namespace souk::observe

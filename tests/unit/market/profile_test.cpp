#include "market/profile.hpp"

#include "tests/support/accounts.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace souk::market {
namespace {

using testing::accounts;
using testing::monday;
using testing::whole_profile;
using testing::with_profile;

const person_id ana = accounts::person(0);

profile core() {
  profile p;
  p.photo = p.overview = p.cv = true;
  p.skills = 1;
  return p;
}

TEST(R6Completeness, TheCoreIsFiftyTogether) {
  EXPECT_EQ(completeness({}), 0);
  EXPECT_EQ(completeness(core()), 50);
  const auto without = [](auto change) {
    profile p = core();
    change(p);
    return completeness(p);
  };
  EXPECT_EQ(without([](profile& p) { p.photo = false; }), 0);
  EXPECT_EQ(without([](profile& p) { p.overview = false; }), 0);
  EXPECT_EQ(without([](profile& p) { p.cv = false; }), 0);
  EXPECT_EQ(without([](profile& p) { p.skills = 0; }), 0);
}

TEST(R6Completeness, AnEmploymentStandsForTheCvOnce) {
  profile p = core();
  p.cv = false;
  p.employments = 1;
  EXPECT_EQ(completeness(p), 50);
  p.employments = 2;
  EXPECT_EQ(completeness(p), 60);
  p.employments = 3;
  EXPECT_EQ(completeness(p), 70);
  p.employments = 9;
  EXPECT_EQ(completeness(p), 70);
  p.cv = true;
  p.employments = 1;
  EXPECT_EQ(completeness(p), 60);
  p.employments = 2;
  EXPECT_EQ(completeness(p), 70);
}

TEST(R6Completeness, EachPartHasItsPointsAndItsLimit) {
  const auto points = [](auto change) {
    profile p = core();
    change(p);
    return completeness(p) - 50;
  };
  for (int n = 0; n <= 6; ++n) {
    const auto count = static_cast<std::uint8_t>(n);
    EXPECT_EQ(points([&](profile& p) { p.portfolio = count; }), std::min(5 * n, 20));
    EXPECT_EQ(points([&](profile& p) { p.employments = count; }), std::min(10 * n, 20));
    EXPECT_EQ(points([&](profile& p) { p.education = count; }), std::min(10 * n, 20));
    EXPECT_EQ(points([&](profile& p) { p.certifications = count; }), std::min(5 * n, 10));
  }
  EXPECT_EQ(points([](profile& p) { p.video = true; }), 10);
  EXPECT_EQ(points([](profile& p) { p.linked_account = true; }), 10);
  EXPECT_EQ(points([](profile& p) { p.other = true; }), 5);
  EXPECT_EQ(points([](profile& p) { p.service = true; }), 0);
}

TEST(R6Completeness, IsAtMostAHundred) {
  profile p = core();
  p.portfolio = p.employments = p.education = p.certifications = 200;
  p.video = p.linked_account = p.other = true;
  EXPECT_EQ(completeness(p), 100);
}

TEST(R9Complete, NeedsEveryPart) {
  const profile whole = with(whole_profile(), {});
  EXPECT_TRUE(is_complete(whole));
  const auto lacks = [&](auto change) {
    profile p = whole;
    change(p);
    return !is_complete(p);
  };
  EXPECT_TRUE(lacks([](profile& p) { p.photo = false; }));
  EXPECT_TRUE(lacks([](profile& p) { p.overview = false; }));
  EXPECT_TRUE(lacks([](profile& p) { p.service = false; }));
  EXPECT_TRUE(lacks([](profile& p) { p.cv = false; }));
  EXPECT_TRUE(lacks([](profile& p) { p.category = no_symbol; }));
  EXPECT_TRUE(lacks([](profile& p) { p.skills = 0; }));
  EXPECT_TRUE(lacks([](profile& p) { p.level = profile::no_level; }));
  EXPECT_TRUE(lacks([](profile& p) { p.rate = {}; }));
}

TEST(R3Skills, TheFirstIsTheMainOne) {
  const std::vector skills{symbol{9}, symbol{4}};
  profile_fields fields = whole_profile();
  fields.skills = skills;
  EXPECT_EQ(with(fields, {}).skill, symbol{9});
  EXPECT_EQ(with(fields, {}).skills, 2);
}

TEST(R7Submission, GoesToTheVettingDesk) {
  accounts here;
  here.book.seed_account(ana, side::freelancer, monday);
  EXPECT_EQ(
      here.give(monday + 9, ana, with_profile<submit_profile>(whole_profile())), reason::none);
  EXPECT_EQ(here.last().type, event_type::profile_submitted);
  ASSERT_EQ(here.out.submissions.size(), 1u);
  const submission& given = here.out.submissions[0];
  EXPECT_EQ(given.at, monday + 9);
  EXPECT_EQ(given.person, ana);
  EXPECT_EQ(given.profile, 0);
  EXPECT_EQ(given.skill, symbol{7});
  EXPECT_EQ(given.category, symbol{3});
  EXPECT_TRUE(given.complete);
  EXPECT_EQ(here.book.look(ana).main.status, profile_status::in_review);
  EXPECT_FALSE(here.freelancer_faces[0].approved);
}

TEST(R7Submission, WithPartsMissingIsAcceptedAsIncomplete) {
  accounts here;
  here.book.seed_account(ana, side::freelancer, monday);
  EXPECT_EQ(here.give(monday, ana, submit_profile{}), reason::none);
  EXPECT_FALSE(here.out.submissions.at(0).complete);
}

TEST(R7Submission, IsWrongStateInReviewOrApproved) {
  accounts here;
  here.book.seed_account(ana, side::freelancer, monday);
  here.give(monday, ana, submit_profile{});
  EXPECT_EQ(here.give(monday, ana, submit_profile{}), reason::wrong_state);
  EXPECT_EQ(here.give(monday, ana, update_profile{}), reason::wrong_state);
  here.notice(event_type::profile_approved, monday + hour, ana);
  EXPECT_EQ(here.give(monday + hour, ana, submit_profile{}), reason::wrong_state);
  EXPECT_EQ(here.give(monday + hour, ana, update_profile{}), reason::none);
}

TEST(R8Rejection, MayBeSubmittedAgainAtAnyTime) {
  accounts here;
  here.book.seed_account(ana, side::freelancer, monday);
  here.give(monday, ana, with_profile<submit_profile>(whole_profile()));
  event answer;
  answer.at = monday + hour;
  answer.person = ana;
  answer.type = event_type::profile_rejected;
  answer.why = reason::oversupplied;
  here.book.notice(answer, here.out);
  EXPECT_EQ(here.book.look(ana).main.status, profile_status::rejected);
  EXPECT_EQ(here.book.look(ana).main.why, reason::oversupplied);
  EXPECT_EQ(here.give(monday + hour, ana, submit_profile{}), reason::none);
  EXPECT_EQ(here.book.look(ana).main.why, reason::none);
  // What was given before stays.
  EXPECT_TRUE(here.out.submissions.at(0).complete);
}

TEST(R7Approval, ShowsOnTheFace) {
  accounts here;
  here.book.seed_account(ana, side::freelancer, monday);
  here.give(monday, ana, with_profile<submit_profile>(whole_profile()));
  here.notice(event_type::profile_approved, monday + hour, ana);
  EXPECT_TRUE(here.freelancer_faces[0].approved);
  EXPECT_EQ(here.freelancer_faces[0].completeness, 50);
  EXPECT_EQ(here.freelancer_faces[0].rate, dollars(25));
  EXPECT_EQ(here.book.look(ana).approved_at, monday + hour);
}

TEST(R6Update, AddsWithoutAReview) {
  accounts here;
  here.freelancer(0);
  update_profile more;
  more.portfolio = 4;
  more.video = true;
  EXPECT_EQ(here.give(monday, ana, more), reason::none);
  EXPECT_EQ(here.last().type, event_type::profile_updated);
  EXPECT_EQ(here.freelancer_faces[0].completeness, 80);
  EXPECT_TRUE(here.freelancer_faces[0].approved);
  EXPECT_TRUE(here.out.submissions.empty());
  EXPECT_TRUE(here.out.supply.empty());
}

TEST(R6Update, OfTheMainSkillMovesTheSupply) {
  accounts here;
  here.freelancer(0);
  const std::vector skills{symbol{8}};
  update_profile more;
  more.skills = skills;
  EXPECT_EQ(here.give(monday, ana, more), reason::none);
  ASSERT_EQ(here.out.supply.size(), 1u);
  EXPECT_EQ(here.out.supply[0].from, symbol{7});
  EXPECT_EQ(here.out.supply[0].to, symbol{8});
  EXPECT_FALSE(here.out.supply[0].left);
}

TEST(R4Fields, NegativeCountsAndRatesAreBadField) {
  accounts here;
  here.book.seed_account(ana, side::freelancer, monday);
  submit_profile asked;
  asked.portfolio = -1;
  EXPECT_EQ(here.give(monday, ana, asked), reason::bad_field);
  asked.portfolio = 0;
  asked.rate = money{0};
  EXPECT_EQ(here.give(monday, ana, asked), reason::bad_field);
  asked.rate = money{1};
  asked.profile = "";
  EXPECT_EQ(here.give(monday, ana, asked), reason::bad_field);
  asked.profile = "main";
  EXPECT_EQ(here.give(monday, ana, asked), reason::none);
}

TEST(R5Specialised, AreTwoAtMostAndVettedOnTheirOwn) {
  accounts here;
  here.freelancer(0);
  submit_profile asked = with_profile<submit_profile>(whole_profile());
  asked.profile = "logos";
  EXPECT_EQ(here.give(monday, ana, asked), reason::none);
  EXPECT_EQ(here.out.submissions.at(0).profile, 1);
  asked.profile = "icons";
  EXPECT_EQ(here.give(monday, ana, asked), reason::none);
  EXPECT_EQ(here.out.submissions.at(0).profile, 2);
  asked.profile = "fonts";
  EXPECT_EQ(here.give(monday, ana, asked), reason::too_many_profiles);
  EXPECT_EQ(here.book.profile_of(ana, "fonts"), nullptr);

  here.notice(event_type::profile_approved, monday + hour, ana, 2);
  EXPECT_EQ(here.book.profile_of(ana, "icons")->status, profile_status::approved);
  EXPECT_EQ(here.book.profile_of(ana, "logos")->status, profile_status::in_review);
  EXPECT_EQ(here.book.profile_of(ana, "main")->status, profile_status::approved);
  EXPECT_EQ(here.book.look(ana).approved_at, monday);
  here.notice(event_type::profile_rejected, monday + hour, ana, 1);
  EXPECT_TRUE(here.freelancer_faces[0].approved);
  // One that is there already is not one too many.
  asked.profile = "logos";
  EXPECT_EQ(here.give(monday + hour, ana, asked), reason::none);
}

TEST(R5Specialised, AnUnknownNameCannotBeUpdated) {
  accounts here;
  here.freelancer(0);
  update_profile asked;
  asked.profile = "logos";
  EXPECT_EQ(here.give(monday, ana, asked), reason::unknown_id);
}

TEST(R5Specialised, OfSeveralPeopleAreKeptApart) {
  accounts here;
  here.freelancer(0);
  here.freelancer(1);
  submit_profile asked = with_profile<submit_profile>(whole_profile());
  asked.profile = "logos";
  here.give(monday, accounts::person(1), asked);
  EXPECT_EQ(here.book.profile_of(ana, "logos"), nullptr);
  here.give(monday, ana, asked);
  here.notice(event_type::profile_approved, monday, ana, 1);
  EXPECT_EQ(here.book.profile_of(ana, "logos")->status, profile_status::approved);
  EXPECT_EQ(here.book.profile_of(accounts::person(1), "logos")->status, profile_status::in_review);
}

TEST(Proposing, NeedsAnApprovedProfile) {
  accounts here;
  here.book.seed_account(ana, side::freelancer, monday);
  EXPECT_EQ(here.book.admit({monday, ana, 0}, propose{}, 1, here.out).why(),
      reason::profile_not_approved);
  EXPECT_TRUE(here.book.admit({monday, ana, 0}, accept_offer{}, here.out));
  here.book.seed_profile(ana, whole_profile(), monday);
  EXPECT_TRUE(here.book.admit({monday, ana, 0}, propose{}, 1, here.out));
}

}  // namespace
}  // namespace souk::market

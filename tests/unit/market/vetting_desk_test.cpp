#include "market/vetting_desk.hpp"

#include "tests/support/accounts.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace souk::market {
namespace {

using testing::monday;

constexpr symbol cpp{7};

policy with_reviewers(std::int32_t reviewers) {
  policy terms;
  terms.vetting.reviewers = reviewers;
  return terms;
}

policy exactly(duration time) {
  policy terms;
  terms.vetting.review_time = {time, std::nullopt};
  return terms;
}

submission profile_of(std::uint32_t person, second at, duration work, bool complete = true) {
  return {at, person_id{person}, 0, symbol{3}, cpp, 0, complete, work};
}

struct desk {
  explicit desk(policy terms) : policies(std::move(terms)), vetting(policies) {}

  void clock(second to) {
    out.clear();
    vetting.advance(to, [this](symbol, second, duration) { return posts; }, out);
  }
  /// When each person was answered, in the order of the answers.
  std::vector<std::pair<std::uint32_t, second>> answers() const {
    std::vector<std::pair<std::uint32_t, second>> all;
    for (const event& e : out.events) {
      all.emplace_back(index(e.person), e.at - monday);
    }
    return all;
  }

  policy_book policies;
  vetting_desk vetting;
  outbox out;
  std::int64_t posts = 0;
};
using answered = std::vector<std::pair<std::uint32_t, second>>;

TEST(R7ReviewTime, ThatIsExactAnswersThen) {
  desk here{exactly(hours(24))};
  here.vetting.submit(profile_of(1, monday, hours(3)));
  here.clock(monday + 24 * hour - 1);
  EXPECT_TRUE(here.out.events.empty());
  EXPECT_EQ(here.vetting.waiting(), 1);
  here.clock(monday + 24 * hour);
  ASSERT_EQ(here.out.events.size(), 1u);
  EXPECT_EQ(here.out.events[0].type, event_type::profile_approved);
  EXPECT_EQ(here.out.events[0].at, monday + 24 * hour);
  EXPECT_EQ(here.out.events[0].person, person_id{1});
  EXPECT_EQ(here.vetting.overdue(), 0);
  EXPECT_EQ(here.vetting.waiting(), 0);
}

TEST(R7ReviewTime, ThatIsExactNeedsNoReviewers) {
  policy terms = exactly(hours(24));
  terms.vetting.reviewers = 1;
  desk here{terms};
  for (std::uint32_t n = 0; n < 3; ++n) {
    here.vetting.submit(profile_of(n, monday + n, {}));
  }
  here.clock(monday + 48 * hour);
  EXPECT_EQ(here.answers(), (answered{{0, day}, {1, day + 1}, {2, day + 2}}));
}

TEST(R7ReviewTime, ThatIsDrawnAnswersWhenTheWorkIsDone) {
  desk here{policy{}};
  here.vetting.submit(profile_of(1, monday, hours(9)));
  here.vetting.submit(profile_of(2, monday, hours(2)));
  here.clock(monday + day);
  EXPECT_EQ(here.answers(), (answered{{2, 2 * hour}, {1, 9 * hour}}));
  EXPECT_EQ(here.vetting.overdue(), 0);
}

TEST(R7ReviewTime, IsOverAfterADay) {
  desk here{policy{}};
  here.vetting.submit(profile_of(1, monday, hours(24)));
  here.vetting.submit(profile_of(2, monday, {day + 1}));
  here.clock(monday + 2 * day);
  EXPECT_EQ(here.answers(), (answered{{1, day}, {2, day}}));
  EXPECT_EQ(here.vetting.overdue(), 1);
}

TEST(R7Queue, TakesTheNextWhenAReviewerIsFree) {
  desk here{with_reviewers(2)};
  here.vetting.submit(profile_of(1, monday, hours(4)));
  here.vetting.submit(profile_of(2, monday, hours(1)));
  here.vetting.submit(profile_of(3, monday, hours(1)));
  here.vetting.submit(profile_of(4, monday, hours(1)));
  EXPECT_EQ(here.vetting.waiting(), 4);
  here.clock(monday + day);
  EXPECT_EQ(here.answers(), (answered{{2, hour}, {3, 2 * hour}, {4, 3 * hour}, {1, 4 * hour}}));
}

TEST(R7Queue, IsAnsweredAtTheDeadline) {
  desk here{with_reviewers(1)};
  here.vetting.submit(profile_of(1, monday, hours(20)));
  here.vetting.submit(profile_of(2, monday + hour, hours(20)));
  here.vetting.submit(profile_of(3, monday + 2 * hour, hours(20)));
  here.clock(monday + 2 * day);
  // The second is under review when its day is over; then its reviewer begins the third.
  EXPECT_EQ(here.answers(), (answered{{1, 20 * hour}, {2, 25 * hour}, {3, 26 * hour}}));
  EXPECT_EQ(here.vetting.overdue(), 2);
}

TEST(R7Queue, AReviewerIsFreeAfterAnOverdueAnswer) {
  desk here{with_reviewers(1)};
  here.vetting.submit(profile_of(1, monday, hours(40)));
  here.vetting.submit(profile_of(2, monday + 23 * hour, hours(2)));
  here.clock(monday + 3 * day);
  EXPECT_EQ(here.answers(), (answered{{1, day}, {2, day + 2 * hour}}));
  EXPECT_EQ(here.vetting.overdue(), 1);
}

/// Sixty submissions, one each half hour, and a clock that runs every `step` besides.
answered sixty_answers(second step) {
  desk here{with_reviewers(2)};
  answered all;
  const auto run = [&](second to) {
    here.clock(to);
    const answered some = here.answers();
    all.insert(all.end(), some.begin(), some.end());
  };
  second next = monday + step;
  for (std::uint32_t n = 0; n < 60; ++n) {
    const second at = monday + n * hour / 2;
    for (; next < at; next += step) {
      run(next);
    }
    run(at);
    here.vetting.submit(profile_of(n, at, hours(n * 7 % 13)));
  }
  run(monday + 9 * day);
  return all;
}

TEST(R7Queue, OfOneLongStepIsTheSameAsOfMany) {
  const answered one = sixty_answers(100 * day);
  EXPECT_EQ(one.size(), 60u);
  EXPECT_EQ(one, sixty_answers(7 * minute));
}

TEST(R8Supply, HasRoomBelowTheFloorAndForEachPost) {
  const vetting_policy terms;
  EXPECT_EQ(decide_answer(true, {49, 0}, terms), reason::none);
  EXPECT_EQ(decide_answer(true, {50, 0}, terms), reason::oversupplied);
  EXPECT_EQ(decide_answer(true, {53, 1}, terms), reason::none);
  EXPECT_EQ(decide_answer(true, {54, 1}, terms), reason::oversupplied);
}

TEST(R9Incomplete, IsJudgedBeforeTheSupply) {
  EXPECT_EQ(decide_answer(false, {1000, 0}, {}), reason::incomplete);
}

TEST(R8Supply, IsCountedAtTheAnswer) {
  policy terms = exactly(hours(24));
  terms.vetting.supply_floor = 2;
  desk here{terms};
  here.vetting.count_approved(cpp);
  here.vetting.submit(profile_of(1, monday, {}));
  here.vetting.submit(profile_of(2, monday + 1, {}));
  here.vetting.submit(profile_of(3, monday + 2, {}));
  here.clock(monday + day + 1);
  ASSERT_EQ(here.out.events.size(), 2u);
  EXPECT_EQ(here.out.events[0].type, event_type::profile_approved);
  EXPECT_EQ(here.out.events[1].type, event_type::profile_rejected);
  EXPECT_EQ(here.out.events[1].why, reason::oversupplied);
  EXPECT_EQ(here.vetting.approved_in_skill(cpp), 2);
  here.posts = 1;
  here.clock(monday + day + 2);
  EXPECT_EQ(here.out.events.at(0).type, event_type::profile_approved);
  EXPECT_EQ(here.vetting.approved_in_skill(cpp), 3);
}

TEST(R9Incomplete, IsAnsweredByTheDesk) {
  desk here{policy{}};
  here.vetting.submit(profile_of(1, monday, hours(1), false));
  here.clock(monday + hour);
  EXPECT_EQ(here.out.events.at(0).why, reason::incomplete);
  EXPECT_EQ(here.vetting.approved_in_skill(cpp), 0);
}

TEST(R8Supply, FollowsSkillsThatChangeOrLeave) {
  desk here{policy{}};
  here.vetting.count_approved(cpp);
  here.vetting.notice({monday, person_id{1}, cpp, symbol{8}, false});
  EXPECT_EQ(here.vetting.approved_in_skill(cpp), 0);
  EXPECT_EQ(here.vetting.approved_in_skill(symbol{8}), 1);
  here.vetting.notice({monday, person_id{1}, symbol{8}, no_symbol, true});
  EXPECT_EQ(here.vetting.approved_in_skill(symbol{8}), 0);
  EXPECT_EQ(here.vetting.approved_in_skill(symbol{900}), 0);
}

TEST(Leaving, DropsTheReviewAndFreesItsReviewer) {
  desk here{with_reviewers(1)};
  here.vetting.submit(profile_of(1, monday, hours(9)));
  here.vetting.submit(profile_of(2, monday, hours(2)));
  here.vetting.notice({monday + hour, person_id{1}, no_symbol, no_symbol, true});
  EXPECT_EQ(here.vetting.waiting(), 1);
  here.clock(monday + day);
  EXPECT_EQ(here.answers(), (answered{{2, 3 * hour}}));
}

TEST(VettingHash, ChangesWithTheQueueAndTheSupply) {
  desk here{policy{}};
  const fingerprint empty = here.vetting.state_hash();
  here.vetting.submit(profile_of(1, monday, hours(9)));
  const fingerprint waiting = here.vetting.state_hash();
  EXPECT_NE(waiting, empty);
  here.clock(monday + day);
  EXPECT_NE(here.vetting.state_hash(), waiting);
  EXPECT_NE(here.vetting.state_hash(), empty);
}

TEST(VettingAndAccounts, ApproveASubmission) {
  testing::accounts there;
  desk here{exactly(hours(24))};
  const person_id ana = testing::accounts::person(0);
  there.book.seed_account(ana, side::freelancer, monday);
  there.give(monday, ana, testing::with_profile<submit_profile>(testing::whole_profile()));
  here.vetting.submit(there.out.submissions.at(0));
  here.clock(monday + day);
  there.book.notice(here.out.events.at(0), there.out);
  EXPECT_TRUE(there.freelancer_faces[0].approved);
  EXPECT_EQ(there.book.look(ana).approved_at, monday + day);
}

}  // namespace
}  // namespace souk::market

#include "tests/unit/people/freelancer_stage.hpp"

#include <gtest/gtest.h>

namespace souk::people {
namespace {

using market::event_type;

/// Weeks of searching until a freelancer leaves, at most 60, with `jobs` new ones at each search.
int weeks_until_left(freelancer_stage_of_one& one, std::uint32_t jobs = 0) {
  const second from = one.join();
  people::wake due = *one.wake_of(freelancer_wake::search);
  while (second{due.at} < from + 60 * market::week) {
    one.feed.clear();
    for (std::uint32_t i = 0; i < jobs; ++i) {
      one.feed.push_back(one.card(due.at, i, market::dollars(90)));
    }
    one.wake(due);
    if (one.memory().stage == freelancer_stage::left) {
      return static_cast<int>((second{due.at} - from) / market::week);
    }
    due = *one.wake_of(freelancer_wake::search);
  }
  return 60;
}

double mean_weeks(const people_parameters& parameters, std::uint32_t jobs) {
  double sum = 0.0;
  for (std::uint32_t who = 0; who < 150; ++who) {
    freelancer_stage_of_one one{parameters, who};
    one.connects = 1000;
    sum += weeks_until_left(one, jobs);
  }
  return sum / 150.0;
}

TEST(FreelancerLeaves, SoonerAfterManyProposalsInVain) {
  people_parameters parameters = eager_people();
  parameters.freelancers.exit = {};
  EXPECT_LT(mean_weeks(parameters, 8) * 1.2, mean_weeks(parameters, 0));
}

TEST(FreelancerLeaves, AndSearchesNoMore) {
  people_parameters parameters = eager_people();
  parameters.freelancers.exit.base = 40.0;
  parameters.freelancers.exit.returns = 0.0;
  parameters.freelancers.exit.closes_account = 0.0;
  freelancer_stage_of_one one{parameters};
  EXPECT_LE(weeks_until_left(one), 2);
  EXPECT_TRUE(one.said.wakes.empty());
  EXPECT_GT(one.memory().left_at, 0U);
}

TEST(FreelancerLeaves, NotWhileAContractRuns) {
  people_parameters parameters = eager_people();
  freelancer_stage_of_one one{parameters};
  const second at = one.join();
  const people::wake due = *one.wake_of(freelancer_wake::search);
  const market::job_id job{market::person_id{one.setup.first_client}, 0};
  one.hired(job, at, market::dollars(5000), 1);
  one.setup.parameters.freelancers.exit.base = 40.0;
  people::wake later = due;
  later.at += static_cast<std::uint32_t>(3 * market::week);
  one.wake(later);
  EXPECT_EQ(one.memory().stage, freelancer_stage::working);
}

TEST(X12Account, IsClosedOnlyWhenNothingIsLeftOnIt) {
  people_parameters parameters = eager_people();
  parameters.freelancers.exit.base = 40.0;
  parameters.freelancers.exit.returns = 0.0;
  parameters.freelancers.exit.closes_account = 1.0;
  freelancer_stage_of_one one{parameters};
  weeks_until_left(one);
  const people::wake due = *one.wake_of(freelancer_wake::close);
  one.available = market::dollars(5);
  one.wake(due);
  EXPECT_EQ(count_of<market::close_account>(one.said), 0U);
  EXPECT_EQ(count_of<market::withdraw>(one.said), 1U);
  const people::wake again = *one.wake_of(freelancer_wake::close);
  one.available = {};
  EXPECT_EQ(count_of<market::close_account>(one.wake(again)), 1U);
  EXPECT_TRUE(one.memory().closed);
}

TEST(FreelancerReturns, AfterSomeTimeAway) {
  people_parameters parameters = eager_people();
  parameters.freelancers.exit.base = 40.0;
  parameters.freelancers.exit.returns = 1.0;
  freelancer_stage_of_one one{parameters};
  weeks_until_left(one);
  const people::wake due = *one.wake_of(freelancer_wake::come_back);
  one.wake(due);
  EXPECT_EQ(one.memory().stage, freelancer_stage::working);
  EXPECT_NE(one.wake_of(freelancer_wake::search), nullptr);
  EXPECT_EQ(one.memory().left_at, 0U);
}

TEST(R24RisingTalent, MakesWhoIsNearItComplete) {
  const auto polish_after = [](std::uint16_t reviews) {
    people_parameters parameters = eager_people();
    parameters.freelancers.joining.improves = 1.0;
    parameters.freelancers.joining.polish = 0.0;
    parameters.freelancers.joining.polish_uplift = 0.0;
    parameters.freelancers.joining.badge_uplift = 5.0;
    freelancer_stage_of_one one{parameters};
    one.face.reviews = reviews;
    one.face.rating_sum = 5U * reviews;
    weeks_until_left(one);
    return one.memory().polish;
  };
  EXPECT_EQ(polish_after(0), 0);
  EXPECT_EQ(polish_after(1), 5);
}

TEST(FreelancerState, HashIsTheSameHoweverPeopleAreStored) {
  const people_parameters parameters = eager_people(40);
  const people_setup setup = stage_setup(parameters);
  freelancer_minds whole{market::person_id{0}, 40, setup};
  freelancer_minds left{market::person_id{0}, 15, setup};
  freelancer_minds right{market::person_id{15}, 25, setup};
  freelancer_stage_of_one stage{parameters};
  intentions said;
  for (freelancer_minds* minds : {&whole, &left, &right}) {
    said.clear();
    minds->begin(said);
    const std::vector<people::wake> wakes = said.wakes;
    for (const people::wake& due : wakes) {
      said.clear();
      minds->wake(due, stage.sees(due.at), said);
    }
  }
  market::fingerprint parts = left.state_hash();
  parts.add(right.state_hash());
  EXPECT_EQ(whole.state_hash(), parts);
  EXPECT_NE(whole.state_hash(), left.state_hash());
}

}  // namespace
}  // namespace souk::people

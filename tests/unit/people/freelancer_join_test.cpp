#include "tests/unit/people/freelancer_stage.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace souk::people {
namespace {

using market::event_type;

TEST(FreelancerJoins, ByRegisteringAndVerifying) {
  freelancer_stage_of_one stage;
  const intentions& said = stage.wake(stage.first);
  const auto* form = given_of<market::register_account>(said);
  ASSERT_NE(form, nullptr);
  EXPECT_EQ(form->side, market::side::freelancer);
  EXPECT_NE(given_of<market::verify_email>(said), nullptr);
  EXPECT_LE(said.commands[0].at, said.commands[1].at);
  EXPECT_NE(stage.wake_of(freelancer_wake::submit_profile), nullptr);
}

TEST(R1Names, AreUnique) {
  std::set<std::string> names;
  std::set<std::string> mails;
  for (std::uint32_t who = 0; who < 50; ++who) {
    freelancer_stage_of_one stage{eager_people(), who};
    const auto* form = given_of<market::register_account>(stage.wake(stage.first));
    ASSERT_NE(form, nullptr);
    names.emplace(form->username);
    mails.emplace(form->email);
  }
  EXPECT_EQ(names.size(), 50U);
  EXPECT_EQ(mails.size(), 50U);
}

TEST(FreelancerJoins, LessOftenWhenFeesTakeMore) {
  people_parameters parameters = eager_people(2000);
  parameters.population.entry_elasticity = 1.0;
  const auto joined = [&](std::int64_t fee_percent) {
    freelancer_stage_of_one stage{parameters};
    stage.rules.fees.freelancer.tiers = {{std::nullopt, market::percent(fee_percent)}};
    int n = 0;
    for (std::uint32_t who = 0; who < 2000; ++who) {
      people::wake due = stage.first;
      due.person = market::person_id{who};
      n += stage.wake(due).commands.empty() ? 0 : 1;
    }
    return n;
  };
  EXPECT_EQ(joined(0), 2000);
  EXPECT_NEAR(joined(40), 1200, 80);
}

TEST(R9Profile, IsWholeUnlessSomebodyForgets) {
  freelancer_stage_of_one stage;
  stage.wake(stage.first);
  const auto* form =
      given_of<market::submit_profile>(stage.wake(*stage.wake_of(freelancer_wake::submit_profile)));
  ASSERT_NE(form, nullptr);
  EXPECT_TRUE(*form->photo && *form->cv && *form->overview && *form->service);
  EXPECT_GT(form->rate->cents, 0);
  EXPECT_FALSE(form->skills->empty());
  EXPECT_EQ(*form->category, stage.setup.categories[stage.memory().category].word);
}

TEST(R9Profile, IsSubmittedAgainWholeAfterARejection) {
  people_parameters parameters = eager_people();
  parameters.freelancers.joining.incomplete = 1.0;
  freelancer_stage_of_one stage{parameters};
  stage.wake(stage.first);
  people::wake due = *stage.wake_of(freelancer_wake::submit_profile);
  ASSERT_FALSE(*given_of<market::submit_profile>(stage.wake(due))->cv);
  stage.notice_own(event_type::profile_rejected, due.at + market::hour, market::no_job, {}, 0,
      market::reason::incomplete);
  due = *stage.wake_of(freelancer_wake::submit_profile);
  EXPECT_TRUE(*given_of<market::submit_profile>(stage.wake(due))->cv);
}

TEST(R8Oversupply, IsAnsweredWithAnotherSkillOrByLeaving) {
  people_parameters parameters = eager_people();
  parameters.freelancers.joining.other_skill = 1.0;
  freelancer_stage_of_one stage{parameters};
  stage.wake(stage.first);
  people::wake due = *stage.wake_of(freelancer_wake::submit_profile);
  stage.wake(due);
  const auto skill = stage.memory().main_skill;
  const auto reject = [&](second at) {
    stage.notice_own(
        event_type::profile_rejected, at, market::no_job, {}, 0, market::reason::oversupplied);
  };
  reject(due.at + market::hour);
  ASSERT_NE(stage.wake_of(freelancer_wake::submit_profile), nullptr);
  EXPECT_NE(stage.memory().main_skill, skill);

  parameters.freelancers.joining.retry = 0.0;
  freelancer_stage_of_one tired{parameters};
  tired.wake(tired.first);
  tired.wake(*tired.wake_of(freelancer_wake::submit_profile));
  tired.notice_own(event_type::profile_rejected, due.at + market::hour, market::no_job, {}, 0,
      market::reason::oversupplied);
  EXPECT_EQ(tired.memory().stage, freelancer_stage::left);
  EXPECT_EQ(tired.wake_of(freelancer_wake::submit_profile), nullptr);
}

TEST(FreelancerJoins, AndSearchesOnceApproved) {
  freelancer_stage_of_one stage;
  const second at = stage.join();
  const people::wake* next = stage.wake_of(freelancer_wake::search);
  ASSERT_NE(next, nullptr);
  EXPECT_GT(second{next->at}, at);
  EXPECT_EQ(stage.memory().stage, freelancer_stage::working);
}

TEST(R5SpecialisedProfile, DoesNotMakeAFreelancerStartAgain) {
  freelancer_stage_of_one stage;
  const second at = stage.join();
  const auto approved = stage.memory().approved_at;
  stage.notice_own(event_type::profile_approved, at + market::day, market::no_job, {}, 1);
  EXPECT_EQ(stage.memory().approved_at, approved);
  EXPECT_TRUE(stage.said.wakes.empty());
}

TEST(R10Test, IsTakenAgainAfterTheWait) {
  people_parameters parameters = eager_people();
  parameters.freelancers.joining.test_again = 1.0;
  freelancer_stage_of_one stage{parameters};
  const second at = stage.join() + market::hour;
  stage.notice_own(event_type::readiness_test_taken, at, market::no_job, {}, 79);
  const people::wake* again = stage.wake_of(freelancer_wake::retry_test);
  ASSERT_NE(again, nullptr);
  EXPECT_GE(second{again->at}, at + market::day);
  EXPECT_FALSE(stage.memory().tested);
  stage.notice_own(event_type::readiness_test_taken, at, market::no_job, {}, 80);
  EXPECT_TRUE(stage.memory().tested);
  EXPECT_TRUE(stage.said.wakes.empty());
}

}  // namespace
}  // namespace souk::people

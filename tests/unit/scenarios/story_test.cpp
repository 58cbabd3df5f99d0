#include "scenarios/story.hpp"

#include "scenarios/play.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <set>

namespace souk::scenarios {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

/// A story of two freelancers, one who is new, and a client, with these steps.
std::string with_steps(const std::string& steps, const std::string& head = "") {
  return "story: A test\n" + head
         + "cast: { ana: freelancer, bob: freelancer, new1: { freelancer: new }, acme: client }\n"
           "steps:\n"
         + steps;
}

const std::string posting =
    "  - { by: acme, do: post_job, as: logo, category: design, skills: [logo], title: A, type: "
    "fixed, budget: 100.00 }\n";

story read(const std::string& text) { return read_story(parse_document(text, "test.yaml")); }

story_result played(const std::string& steps, const std::string& head = "") {
  return play(read(with_steps(steps, head)));
}

/// The mistakes of a story with one step, each "LINE:COLUMN: wrong; right".
std::vector<std::string> mistakes(const std::string& text) {
  std::vector<std::string> found;
  try {
    read(text);
  } catch (const bad_input& error) {
    for (const mistake& one : error.found()) {
      found.push_back(std::to_string(one.at.line) + ':' + std::to_string(one.at.column) + ": "
                      + one.wrong + "; " + one.right);
    }
  }
  return found;
}
std::vector<std::string> mistakes_of(const std::string& steps) {
  return mistakes(with_steps(steps));
}

/// What a path is found to be, as the failure of a wrong expectation tells it.
std::string found(const std::string& steps, const std::string& path, const std::string& wrong) {
  const story_result result = played(steps + "  - expect: { " + path + ": " + wrong + " }\n");
  return result.failures.empty() ? "as expected" : result.failures.front().found;
}

// -- the cast
// ---------------------------------------------------------------------------------------

TEST(StoryCast, IsWhatTheContractSays) {
  EXPECT_TRUE(
      played("  - expect: { ana.profile: approved, ana.completeness: 50, ana.connects: 40, "
             "ana.earned: 0.00, ana.available: 0.00, ana.score: null, ana.rating: null, "
             "ana.badge: none, ana.events: [], ana.found: [] }\n")
          .holds());
  EXPECT_EQ(found("", "new1.profile", "draft"), "null");
}

TEST(StoryCast, HasNamesThatNobodyElseCanTake) {
  EXPECT_TRUE(
      played("  - { by: new1, do: register, first_name: A, last_name: B, email: "
             "ana@cast.invalid, username: x, password: abcdefg1, side: client, fails: "
             "duplicate_email }\n"
             "  - { by: new1, do: register, first_name: A, last_name: B, email: a@b.invalid, "
             "username: ana, password: abcdefg1, side: client, fails: duplicate_username }\n")
          .holds());
}

TEST(StoryCast, IsVettedInExactly24HoursUnlessSetOtherwise) {
  const std::string submit =
      "  - { by: ana, do: submit_profile, profile: web, category: dev, skills: [js], level: entry, "
      "rate: 9.00, photo: true, cv: true, overview: true, service: true }\n";
  EXPECT_EQ(found(submit + "  - after: 86399s\n", "ana.profiles.web", "draft"), "in_review");
  EXPECT_EQ(found(submit + "  - after: 24h\n", "ana.profiles.web", "draft"), "approved");
  EXPECT_TRUE(played(submit + "  - after: 1h\n  - expect: { ana.profiles.web: approved }\n",
      "set: { vetting.review_time: 1h }\n")
          .holds());
}

// -- steps
// ------------------------------------------------------------------------------------------

TEST(StoryStep, FailsTheStoryOnAnUnexpectedRejection) {
  const story_result result =
      played(posting + "  - { by: bob, do: close_job, job: logo }\n  - expect: { logo.cost: 1 }\n");
  ASSERT_THAT(result.failures, SizeIs(1));
  EXPECT_EQ(result.failures[0].at, (position{5, 5}));
  EXPECT_EQ(result.failures[0].expected, "accepted");
  EXPECT_EQ(result.failures[0].found, "rejected: wrong_side");
  EXPECT_EQ(result.steps_played, 2U);
}

TEST(StoryStep, FailsTheStoryOnAnAcceptanceThatShouldHaveFailed) {
  const story_result result =
      played("  - { by: ana, do: buy_connects, count: 10, fails: unknown_pack }\n");
  ASSERT_THAT(result.failures, SizeIs(1));
  EXPECT_EQ(result.failures[0].expected, "rejected: unknown_pack");
  EXPECT_EQ(result.failures[0].found, "accepted");
}

TEST(StoryStep, TellsEveryWrongExpectationWithTheLastEventsOfThePeopleConcerned) {
  const story_result result =
      played(posting + "  - { by: ana, do: propose, job: logo, bid: 9.00 }\n"
             + "  - expect: { ana.connects: 40, bob.connects: 40, logo.cost: 2 }\n");
  ASSERT_THAT(result.failures, SizeIs(2));
  EXPECT_EQ(result.failures[0].what, "ana.connects");
  EXPECT_EQ(result.failures[0].found, "37");
  EXPECT_THAT(result.failures[0].recent,
      ElementsAre("2024-01-01T00:00:00Z proposed ana, acme, logo, $9.00, 3"));
  EXPECT_EQ(result.failures[1].at, (position{6, 51}));
}

TEST(StoryStep, TakesMalformedFieldsAsBadFieldsWhereTheyAreToFail) {
  EXPECT_TRUE(played(posting
                     + "  - { by: ana, do: propose, job: logo, bid: lots, fails: bad_field }\n"
                       "  - { by: ana, do: propose, job: logo, fails: bad_field }\n"
                       "  - { by: ana, do: set_tax_status, status: martian, fails: bad_field }\n"
                       "  - { by: acme, do: set_tax_status, fails: wrong_side }\n"
                       "  - { by: acme, do: post_job, category: design, skills: [a], title: A, "
                       "type: barter, budget: 9.00, fails: bad_field }\n"
                       "  - { by: ana, do: buy_connects, count: some, fails: bad_field }\n"
                       "  - expect: { ana.connects: 40 }\n")
          .holds());
}

TEST(StoryStep, MayNameNobodyWhereTheIdIsToBeUnknown) {
  EXPECT_TRUE(
      played("  - { by: acme, do: close_job, job: nothing, fails: unknown_id }\n"
             "  - { by: ana, do: post_job, as: fake, category: design, skills: [a], title: "
             "A, type: fixed, budget: 9.00, fails: wrong_side }\n"
             "  - { by: acme, do: close_job, job: fake, fails: unknown_id }\n"
             "  - expect: { fake.status: null }\n")
          .holds());
  EXPECT_THAT(mistakes_of("  - { by: acme, do: close_job, job: nothing, fails: not_yours }\n"),
      ElementsAre("4:37: 'nothing' is no name of this story; there is none yet: a step names it "
                  "with `as`"));
}

TEST(StoryStep, BeginsEventsAnewAfterEachExpect) {
  EXPECT_TRUE(
      played("  - { by: ana, do: take_readiness_test, score: 80% }\n"
             "  - expect: { ana.events: [readiness_test_taken, connects_granted] }\n"
             "  - expect: { ana.events: [] }\n"
             "  - { by: ana, do: buy_connects, count: 11, fails: unknown_pack }\n"
             "  - expect: { ana.events: [rejected] }\n")
          .holds());
}

TEST(StoryStep, TakesScalarsInTextFieldsAsText) {
  EXPECT_TRUE(
      played("  - { by: new1, do: register, first_name: 007, last_name: null, email: "
             "x@y.invalid, username: true, password: 12345678, side: client, fails: "
             "weak_password }\n")
          .holds());
}

TEST(StoryStep, TakesQuestionsAndAnswersAsNumbersOrLists) {
  EXPECT_TRUE(
      played("  - { by: acme, do: post_job, as: q, category: design, skills: [a], title: A, "
             "type: fixed, budget: 9.00, questions: [Why you, When] }\n"
             "  - { by: ana, do: propose, job: q, bid: 9.00, answers: [Because], fails: "
             "missing_answers }\n"
             "  - { by: ana, do: propose, job: q, bid: 9.00, answers: [Because, Now] }\n"
             "  - { by: bob, do: propose, job: q, bid: 9.00, answers: 2 }\n")
          .holds());
}

TEST(StoryStep, IsExplainedByItsEventsAndMovementsOfMoney) {
  const story_result result =
      play(read(with_steps("  - { by: ana, do: buy_connects, count: 10 }\n")), {.explain = true});
  ASSERT_THAT(result.steps, SizeIs(1));
  EXPECT_EQ(result.steps[0].title, "ana buy_connects -> accepted");
  EXPECT_THAT(
      result.steps[0].events, ElementsAre("2024-01-01T00:00:00Z connects_bought ana, $1.50, 10"));
  EXPECT_THAT(result.steps[0].entries,
      ElementsAre("2024-01-01T00:00:00Z connects_bought: $1.50 from freelancer_cards to "
                  "connects_sales_card (ana)"));
}

// -- bad stories
// ------------------------------------------------------------------------------------

TEST(BadStory, NamesTheNearestForWhatIsMisspelt) {
  EXPECT_THAT(mistakes_of("  - { by: anna, do: buy_connects, count: 10 }\n"),
      ElementsAre("4:11: 'anna' is nobody of the cast; did you mean 'ana'? one of: ana, bob, "
                  "new1, acme"));
  EXPECT_THAT(mistakes_of("  - { by: ana, do: buy_conects, count: 10 }\n"),
      ElementsAre("4:20: unknown command 'buy_conects'; did you mean 'buy_connects'?"));
  EXPECT_THAT(mistakes_of("  - { by: ana, do: buy_connects, cuont: 10, count: 10 }\n"),
      ElementsAre("4:34: unknown field 'cuont'; did you mean 'count'?"));
  EXPECT_THAT(mistakes_of("  - { by: ana, do: buy_connects, count: 10, fails: unknown_pac }\n"),
      ElementsAre("4:52: unknown reason 'unknown_pac'; did you mean 'unknown_pack'?"));
  EXPECT_THAT(mistakes_of("  - expect: { ana.conects: 10 }\n"),
      ElementsAre("4:15: 'ana.conects' is nothing that can be observed; did you mean 'connects'?"));
  EXPECT_THAT(mistakes_of("  - expect: { ana.profile: aproved }\n"),
      ElementsAre("4:28: ana.profile cannot be 'aproved'; did you mean 'approved'?"));
  EXPECT_THAT(mistakes(with_steps("  - after: 1h\n", "polcy: seed\n")),
      ElementsAre("2:1: unknown key 'polcy'; did you mean 'policy'?"));
}

TEST(BadStory, SaysWhichFieldsAreMissingOrOfAnotherType) {
  EXPECT_THAT(mistakes_of("  - { by: ana, do: buy_connects }\n"),
      ElementsAre("4:5: the field 'count' is missing; count: ..."));
  EXPECT_THAT(mistakes_of("  - { by: ana, do: buy_connects, count: ten }\n"),
      ElementsAre("4:41: count is 'ten'; it takes a whole number"));
}

TEST(BadStory, IsToldOfEveryMistakeAtOnce) {
  EXPECT_THAT(mistakes_of("  - { by: anna, do: buy_conects }\n  - after: soon\n  - foo: 1\n"
                          "  - expect: { nobody.x: 1 }\n"),
      SizeIs(5));
}

TEST(BadStory, CannotGoBackInTime) {
  EXPECT_THAT(mistakes_of("  - at: 2024-01-02\n  - at: 2024-01-01T23:59:59Z\n"),
      ElementsAre(
          "5:9: at is '2024-01-01T23:59:59Z'; a time not earlier than now, 2024-01-02T00:00:00Z"));
}

TEST(BadStory, KeepsNamesApart) {
  EXPECT_THAT(mistakes_of(posting + posting),
      ElementsAre(HasSubstr("'logo' is the name of a job already")));
  EXPECT_THAT(mistakes_of(posting + "  - { by: ana, do: accept_offer, contract: logo }\n"),
      ElementsAre(HasSubstr("'logo' is a job, not a contract")));
  EXPECT_THAT(mistakes_of("  - { by: ana, do: verify_email, as: x }\n"),
      ElementsAre(HasSubstr("verify_email makes nothing that could be named")));
}

TEST(BadStory, HasOneKindOfStepAtATime) {
  EXPECT_THAT(mistakes_of("  - { after: 1h, expect: { ana.connects: 40 } }\n"),
      ElementsAre(HasSubstr("a step has the keys 'after' and 'expect'")));
  EXPECT_THAT(mistakes("story: Nothing happens\n"), ElementsAre(HasSubstr("no steps")));
}

// -- the library
// ------------------------------------------------------------------------------------

std::vector<std::string> shipped_stories() {
  std::vector<std::string> files;
  for (const auto& one :
      std::filesystem::recursive_directory_iterator(SOUK_SOURCE_DIR "/scenarios/stories")) {
    if (one.path().extension() == ".yaml") {
      files.push_back(one.path().string());
    }
  }
  return files;
}

TEST(StoryLibrary, Holds) {
  for (const std::string& file : shipped_stories()) {
    const story_result result = play(load_story(file));
    EXPECT_THAT(result.failures, IsEmpty()) << file;
    EXPECT_EQ(result.audit, std::nullopt) << file;
  }
}

/// The rules that a title is about: "R1, R2 - ..." names R1 and R2.
std::set<std::string> rules_in(std::string title) {
  title.resize(std::min(title.find(" - "), title.size()));
  std::set<std::string> ids;
  for (std::size_t from = 0; from < title.size();) {
    const std::size_t to = std::min(title.find(", ", from), title.size());
    ids.insert(title.substr(from, to - from));
    from = to + 2;
  }
  return ids;
}

TEST(StoryLibrary, HasAStoryForEachRule) {
  std::set<std::string> told;
  for (const std::string& file : shipped_stories()) {
    told.merge(rules_in(load_story(file).title));
  }
  // R22 and R23 are what people do, proven in people/.
  const std::set<std::string> elsewhere{"R22", "R23"};
  for (const auto& [letter, last] : {std::pair{'R', 37}, std::pair{'X', 12}}) {
    for (int n = 1; n <= last; ++n) {
      const std::string id = letter + std::to_string(n);
      EXPECT_NE(told.contains(id), elsewhere.contains(id)) << id;
    }
  }
}

}  // namespace
}  // namespace souk::scenarios

// A property that fails prints a story: it can be read, it plays, and it shows what is wrong.
#include "scenarios/document.hpp"
#include "scenarios/play.hpp"
#include "tests/support/market_walk.hpp"
#include "tests/support/story_writer.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace souk::testing {
namespace {

scenarios::story read(const std::string& text) {
  return scenarios::read_story(scenarios::parse_document(text, "printed.yaml"));
}

market_script some_life(std::uint64_t seed, std::size_t steps, const market::policy* believed) {
  dice draw(seed);
  market_script told{random_settings(draw), {}};
  const market::policy terms = policy_of(told.settings);
  watched_market stage(terms, believed == nullptr ? terms : *believed);
  told.steps = market_walk(draw, {.steps = steps}).run(stage);
  return told;
}

/// What was done is what is told: every command of the vocabulary, with its answer.
TEST(WrittenStory, PlaysAsItWasDone) {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    market_script told = some_life(seed, 1200, nullptr);
    watched_market stage(policy_of(told.settings));
    told.steps = play(told, stage);
    ASSERT_EQ(stage.wrong(), std::nullopt);
    const scenarios::story story = read(story_of(told, stage.auditor(), "A life"));
    const auto commands = std::ranges::count_if(story.steps,
        [](const auto& one) { return std::holds_alternative<scenarios::command_step>(one.what); });
    EXPECT_GT(commands, 1000) << "of 1200";  // some rejections cannot be told
    const scenarios::story_result result = scenarios::play(story);
    for (const scenarios::story_failure& one : result.failures) {
      ADD_FAILURE() << "life " << seed << ", line " << one.at.line << ": " << one.what << " is "
                    << one.found << ", not " << one.expected;
    }
    EXPECT_EQ(result.audit, std::nullopt);
  }
}

/// The fault is planted in what the auditor believes: a first tier of 21 %. Then market and auditor
/// differ as they would if it were the market that took the wrong fee.
TEST(ToldFailure, IsAShortStoryThatShowsTheDifference) {
  market::policy believed;
  believed.vetting.review_time = {market::hours(24), std::nullopt};
  believed.fees.freelancer.tiers.front().value = market::percent(21);
  market_script told;
  watched_market stage(policy_of({}), believed);
  told.steps = market_walk(dice(7), {.steps = 4000}).run(stage);
  ASSERT_TRUE(stage.wrong().has_value());

  const std::string text = told_failure(told, believed);
  const std::string begin = "story:";
  ASSERT_NE(text.find(begin), std::string::npos);
  const std::size_t from = text.find(begin);
  const scenarios::story story = read(text.substr(from, text.rfind("---") - from));
  EXPECT_LT(story.steps.size(), 16U) << text;
  const scenarios::story_result result = scenarios::play(story);
  const bool shown = std::ranges::any_of(
      result.failures, [](const auto& one) { return one.what == "platform.freelancer_fees"; });
  EXPECT_TRUE(shown) << text;
}

}  // namespace
}  // namespace souk::testing

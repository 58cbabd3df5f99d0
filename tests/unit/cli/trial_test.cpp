// Worlds that share a past are the worlds that each lived through it.
#include "cli/trial.hpp"

#include "actors/engine.hpp"
#include "actors/engine_options.hpp"
#include "scenarios/policy_file.hpp"
#include "scenarios/scenario.hpp"
#include "scenarios/writer.hpp"

#include <gtest/gtest.h>

namespace souk::cli {
namespace {

scenarios::scenario small_scenario() {
  scenarios::scenario of = scenarios::load_scenario("tiny");
  of.population.freelancers = 120;
  of.population.clients = 40;
  of.burn_in.days = 20;
  of.days.days = 20;
  return of;
}

trial trial_of_two(const scenarios::scenario& of) {
  return {"kind: scenario\n" + scenarios::block(of),
      {"kind: policy\n" + scenarios::block(of.policy),
          "kind: policy\n" + scenarios::block(scenarios::load_policy("flat10-2023"))},
      false, std::nullopt};
}

TEST(Trial, AWorldThatPartsIsTheStraightRunWithATurn) {
  const scenarios::scenario of = small_scenario();
  const reports::replication found = run_trial(trial_of_two(of), {});
  ASSERT_EQ(found.worlds.size(), 2U);
  for (std::size_t i = 0; i < 2; ++i) {
    actors::run_options options = actors::engine_options(of);
    options.policy_turns.push_back(
        {of.window_begins(), i == 0 ? of.policy : scenarios::load_policy("flat10-2023")});
    observe::run_observer nobody;
    EXPECT_EQ(found.worlds[i].state_hash, actors::run(options, {}, nobody).state_hash);
  }
}

TEST(Trial, TurnsOfTheScenarioInsideTheWindowComeAfterTheWorldsPart) {
  scenarios::scenario of = small_scenario();
  const market::policy dear = scenarios::load_policy("fiverr");
  of.policy_turns = {{-5, {}, dear}, {0, {}, dear}, {10, {}, dear}};
  trial two = trial_of_two(of);
  two.naive = reports::naive_test{"freelancers", 0.5};
  const reports::replication found = run_trial(two, {});
  for (std::size_t i = 0; i < 2; ++i) {
    actors::run_options options = actors::engine_options(of);
    ASSERT_EQ(options.policy_turns[1].from, of.window_begins());
    options.policy_turns[1].terms = i == 0 ? of.policy : scenarios::load_policy("flat10-2023");
    observe::run_observer nobody;
    EXPECT_EQ(found.worlds[i].state_hash, actors::run(options, {}, nobody).state_hash);
  }
}

std::int64_t days_lived(const trial& what) {
  std::int64_t days = 0;
  run_trial(what, {.day_done = [&] { ++days; }});
  return days;
}

TEST(Trial, TheSharedPastIsLivedOnce) {
  trial what = trial_of_two(small_scenario());
  what.naive = reports::naive_test{"freelancers", 0.5};
  EXPECT_EQ(days_of(what), 19 + 3 * 21);
  EXPECT_EQ(days_lived(what), days_of(what));
  what.from_start = true;
  EXPECT_EQ(days_of(what), 3 * 40);
  EXPECT_EQ(days_lived(what), days_of(what));
}

}  // namespace
}  // namespace souk::cli

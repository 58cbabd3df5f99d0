#include "cli/command_text.hpp"

#include "scenarios/scenario.hpp"

#include <gtest/gtest.h>

namespace souk::cli {
namespace {

TEST(CommandText, HasWhatChangesTheResultAlone) {
  simulation_options options;
  options.scenario = "tiny";
  options.threads = 2;
  options.out = "x";
  options.events = true;
  EXPECT_EQ(command_text(options), "souk run tiny");
  options.policy = "seed,fees.client=3%";
  options.settings = {"population.clients=80", "burn_in=0"};
  options.seed = 7;
  options.days = 30;
  EXPECT_EQ(command_text(options),
      "souk run tiny --policy seed,fees.client=3% --set population.clients=80 --set burn_in=0 "
      "--seed 7 --days 30");
}

TEST(CommandText, CanBePasted) {
  simulation_options options;
  options.scenario = "my market's.yaml";
  options.settings = {"epoch={}"};
  EXPECT_EQ(command_text(options), "souk run 'my market'\\''s.yaml' --set 'epoch={}'");
}

TEST(CommandText, HasTheChangesOfPolicyThatLedToWhatIsShown) {
  dash_options options;
  options.scenario = "tiny";
  options.settings = {"population.clients=80"};
  scenarios::scenario tiny = scenarios::load_scenario("tiny");
  market::policy dearer = tiny.policy;
  dearer.fees.client = market::percent(7);
  dearer.connects.packs = {10, 30};
  observe::snapshot shown;
  auto what = std::make_shared<observe::run_description>();
  what->start = tiny.begins();
  what->burn_in_days = tiny.burn_in.days;
  shown.now = tiny.window_begins() + 40 * market::day;
  shown.what = what;
  const market::second early = tiny.window_begins() - 17 * market::hour;
  const market::second late = tiny.window_begins() + 30 * market::day;
  shown.policies =
      std::make_shared<const std::vector<observe::policy_since>>(std::vector<observe::policy_since>{
          {tiny.begins(), tiny.policy}, {early, dearer}, {late, tiny.policy}});

  const std::string text = command_text(options, shown);

  const auto from = text.find("'policy_turns=") + 14;
  const auto to = text.find("' --at");
  EXPECT_EQ(
      text.substr(0, from), "souk dash tiny --set population.clients=80 --set 'policy_turns=");
  EXPECT_EQ(text.substr(to), "' --at " + std::to_string(tiny.burn_in.days + 40));
  scenarios::apply_settings(tiny, std::vector<scenarios::setting>{scenarios::parse_setting(
                                      text.substr(from - 13, to - from + 13), "--set")});
  ASSERT_EQ(tiny.policy_turns.size(), 2U);
  EXPECT_EQ(tiny.window_begins() + tiny.policy_turns[0].offset(), early);
  EXPECT_EQ(tiny.policy_turns[0].policy, dearer);
  EXPECT_EQ(tiny.window_begins() + tiny.policy_turns[1].offset(), late);
  EXPECT_EQ(tiny.policy_turns[1].policy, tiny.policy);
}

TEST(CommandText, OfALoadTestHasWhereItGoes) {
  load_options options;
  options.plan = "plan.yaml";
  options.out = "x";
  options.quiet = true;
  EXPECT_EQ(command_text(options), "souk load plan.yaml");
  options.target = "https://shop.test:8443";
  options.allowed_hosts = {"shop.test"};
  options.max_rate = 50;
  EXPECT_EQ(command_text(options),
      "souk load plan.yaml --target https://shop.test:8443 --allow-host shop.test --max-rate 50");
}

}  // namespace
}  // namespace souk::cli

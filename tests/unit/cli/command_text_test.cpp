#include "cli/command_text.hpp"

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

}  // namespace
}  // namespace souk::cli

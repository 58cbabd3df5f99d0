#include "cli/options.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace souk::cli {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

simulation_options read(const std::vector<std::string>& arguments) {
  return read_run_options(arguments);
}

std::string complaint(const std::vector<std::string>& arguments) {
  try {
    read(arguments);
  } catch (const usage_error& error) {
    return error.what();
  }
  return "accepted";
}

TEST(RunOptions, HaveTheirDefaults) {
  const simulation_options options = read({"tiny"});
  EXPECT_EQ(options.scenario, "tiny");
  EXPECT_FALSE(options.policy || options.seed || options.days || options.out);
  EXPECT_EQ(options.threads, 0);
  EXPECT_EQ(options.cohort_size, 0U);
  EXPECT_FALSE(options.force || options.events || options.quiet);
  EXPECT_EQ(options.log_level, "warn");
}

TEST(RunOptions, AreReadInAnyOrder) {
  const simulation_options options =
      read({"--policy", "seed,fees.client=3%", "--set", "a.b=1", "--seed=18446744073709551615",
          "tiny", "--days", "9", "--threads", "2", "--cohort-size", "1", "--set", "c=[1,2]",
          "--out", "some where", "--force", "--events", "--quiet", "--log-level", "off"});
  EXPECT_EQ(options.scenario, "tiny");
  EXPECT_EQ(options.policy, "seed,fees.client=3%");
  EXPECT_THAT(options.settings, ElementsAre("a.b=1", "c=[1,2]"));
  EXPECT_EQ(options.seed, 18'446'744'073'709'551'615ULL);
  EXPECT_EQ(options.days, 9);
  EXPECT_EQ(options.threads, 2);
  EXPECT_EQ(options.cohort_size, 1U);
  EXPECT_EQ(options.out, "some where");
  EXPECT_TRUE(options.force && options.events && options.quiet);
  EXPECT_EQ(options.log_level, "off");
}

TEST(RunOptions, NeedOneScenario) {
  EXPECT_THAT(complaint({}), HasSubstr("no scenario given"));
  EXPECT_THAT(complaint({""}), HasSubstr("no scenario given"));
  EXPECT_THAT(complaint({"tiny", "baseline"}), HasSubstr("more than one SCENARIO"));
}

TEST(RunOptions, SayWhatAMisspeltOneWouldBe) {
  EXPECT_THAT(complaint({"tiny", "--polcy", "seed"}), HasSubstr("did you mean '--policy'?"));
  EXPECT_THAT(complaint({"tiny", "--thread", "2"}), HasSubstr("did you mean '--threads'?"));
}

TEST(RunOptions, RefuseWhatIsNoWholeNumberInRange) {
  for (const char* wrong :
      {"", "abc", "1.5", "1e3", " 7", "7 ", "0x10", "-1", "+1", "0", "99999999999999999999"}) {
    const std::string days = "--days=" + std::string(wrong);
    EXPECT_THAT(complaint({"tiny", days}), HasSubstr("days")) << wrong;
  }
  EXPECT_THAT(complaint({"tiny", "--days=0"}), HasSubstr("a whole number from 1 to 36500"));
  EXPECT_THAT(complaint({"tiny", "--threads=0"}), HasSubstr("--threads"));
  EXPECT_THAT(complaint({"tiny", "--cohort-size=0"}), HasSubstr("--cohort-size"));
  EXPECT_THAT(complaint({"tiny", "--seed=-1"}), HasSubstr("--seed"));
  EXPECT_THAT(complaint({"tiny", "--seed=18446744073709551616"}), HasSubstr("--seed"));
  EXPECT_EQ(read({"tiny", "--seed=0"}).seed, 0U);
}

TEST(RunOptions, RefuseAnOptionTwice) {
  EXPECT_THAT(complaint({"tiny", "--seed=1", "--seed=2"}), HasSubstr("seed"));
  EXPECT_THAT(complaint({"tiny", "--policy=a", "--policy=b"}), HasSubstr("policy"));
}

TEST(RunOptions, RefuseAMissingOrSurplusValue) {
  EXPECT_THAT(complaint({"tiny", "--out"}), HasSubstr("out"));
  EXPECT_THAT(complaint({"tiny", "--force=yes"}), HasSubstr("force"));
}

TEST(RunOptions, KnowTheLogLevels) {
  EXPECT_EQ(read({"tiny", "--log-level=debug"}).log_level, "debug");
  EXPECT_THAT(complaint({"tiny", "--log-level=wrn"}), HasSubstr("did you mean 'warn'?"));
}

TEST(RunOptions, AreAllInTheHelp) {
  const std::string help = run_options_help();
  for (const char* option : {"--policy", "--set", "--seed", "--days", "--threads", "--cohort-size",
           "--out", "--force", "--events", "--quiet", "--log-level", "--help"}) {
    EXPECT_THAT(help, HasSubstr(option));
  }
}

}  // namespace
}  // namespace souk::cli

#include "cli/commands.hpp"
#include "cli/exit_status.hpp"
#include "cli/options.hpp"
#include "scenarios/mistakes.hpp"
#include "scenarios/policy_file.hpp"
#include "scenarios/shipped.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace souk::cli {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

std::string printed(const std::vector<std::string>& arguments) {
  testing::internal::CaptureStdout();
  EXPECT_EQ(policies_command(arguments), exit_done);
  return testing::internal::GetCapturedStdout();
}

TEST(Policies, AreListedWithWhatTheyAre) {
  const std::string list = printed({});
  for (const std::string_view name : scenarios::shipped_names("policy")) {
    EXPECT_THAT(list, HasSubstr(std::string(name) + " "));
  }
  EXPECT_THAT(list, HasSubstr("The rival that the seed article names\n"));
}

TEST(Policies, ArePrintedAsFilesThatReadBackTheSame) {
  for (const std::string_view name : scenarios::shipped_names("policy")) {
    const std::string text = printed({std::string(name)});
    EXPECT_EQ(scenarios::read_policy(scenarios::parse_document(text, "dir/mine.yaml")),
        scenarios::load_policy(name));
  }
}

TEST(Policies, AreCommentedWithDatesUnitsAndRules) {
  const std::string text = printed({"tiered-2016"});
  EXPECT_THAT(text, StartsWith("kind: policy\n# Upwork from 21 June 2016"));
  EXPECT_THAT(text, HasSubstr("# Effective: 2016-06-21 to 2019-05-31."));
  EXPECT_THAT(
      text, HasSubstr("client: 2.75%                     # share; X1: on top of every charge"));
}

TEST(Policies, ArePrintedWithTheChangesAskedFor) {
  const std::string text = printed({"seed,fees.client=3%"});
  EXPECT_EQ(scenarios::read_policy(scenarios::parse_document(text, "dir/seed.yaml")),
      scenarios::load_policy("seed,fees.client=3%"));
}

TEST(Policies, SayWhichThereAre) {
  EXPECT_THROW(policies_command(std::vector<std::string>{"nothing"}), scenarios::bad_input);
  EXPECT_THROW(policies_command(std::vector<std::string>{"seed", "fiverr"}), usage_error);
}

}  // namespace
}  // namespace souk::cli

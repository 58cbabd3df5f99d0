#include "cli/dispatch.hpp"

#include "cli/exit_status.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace souk::cli {
namespace {

using testing::HasSubstr;

struct answer {
  int status;
  std::string out, err;
};

answer ask(const std::vector<std::string>& arguments) {
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  const int status = dispatch(arguments);
  answer said{
      status, testing::internal::GetCapturedStdout(), testing::internal::GetCapturedStderr()};
  return said;
}

TEST(Dispatch, HelpNamesEveryCommand) {
  const answer said = ask({"--help"});
  EXPECT_EQ(said.status, exit_done);
  EXPECT_EQ(said.err, "");
  for (const command_entry& command : all_commands()) {
    EXPECT_THAT(said.out, HasSubstr("\n  " + std::string(command.name) + " "));
  }
}

TEST(Dispatch, EveryCommandExplainsItself) {
  for (const command_entry& command : all_commands()) {
    const answer said = ask({std::string(command.name), "--help"});
    EXPECT_EQ(said.status, exit_done);
    EXPECT_THAT(said.out, HasSubstr("usage: souk " + std::string(command.name)));
    EXPECT_THAT(said.out, HasSubstr("Example"));
  }
}

TEST(Dispatch, HelpFitsATerminal) {
  std::string all = ask({"--help"}).out;
  for (const command_entry& command : all_commands()) {
    all += ask({std::string(command.name), "--help"}).out;
  }
  std::size_t begin = 0;
  while (begin < all.size()) {
    const std::size_t end = all.find('\n', begin);
    EXPECT_LE(end - begin, 100U) << all.substr(begin, end - begin);
    begin = end + 1;
  }
}

TEST(Dispatch, SaysItsVersion) {
  const answer said = ask({"--version"});
  EXPECT_EQ(said.status, exit_done);
  EXPECT_THAT(said.out, testing::MatchesRegex("souk [0-9]+\\.[0-9]+\\.[0-9]+\n"));
}

TEST(Dispatch, WithoutACommandTeaches) {
  const answer said = ask({});
  EXPECT_EQ(said.status, exit_bad_input);
  EXPECT_EQ(said.out, "");
  EXPECT_THAT(said.err, HasSubstr("usage: souk COMMAND"));
}

TEST(Dispatch, NamesTheNearestCommand) {
  const answer said = ask({"rnu"});
  EXPECT_EQ(said.status, exit_bad_input);
  EXPECT_THAT(said.err, HasSubstr("unknown command 'rnu'; did you mean 'run'?"));
}

TEST(Dispatch, AnswersBadUsageWithTheUsage) {
  const answer said = ask({"run", "tiny", "--days", "none"});
  EXPECT_EQ(said.status, exit_bad_input);
  EXPECT_EQ(said.out, "");
  EXPECT_THAT(said.err, HasSubstr("souk run: --days 'none' is not a whole number"));
  EXPECT_THAT(said.err, HasSubstr("usage: souk run SCENARIO [options]"));
}

TEST(Dispatch, WritesNoEscapeSequencesIntoPipes) {
  EXPECT_THAT(ask({"run"}).err, testing::Not(HasSubstr("\x1b")));
}

}  // namespace
}  // namespace souk::cli

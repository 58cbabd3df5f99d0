#include "cli/commands.hpp"
#include "cli/exit_status.hpp"
#include "cli/options.hpp"
#include "cli/story_files.hpp"
#include "scenarios/mistakes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <vector>

namespace souk::cli {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

namespace fs = std::filesystem;

const std::string good =
    "story: It holds & <more>\ncast: { ana: freelancer }\nsteps:\n"
    "  - { by: ana, do: buy_connects, count: 10 }\n  - expect: { ana.connects: 50 }\n";
const std::string wrong =
    "story: It fails\ncast: { ana: freelancer }\nsteps:\n  - expect: { ana.connects: 50 }\n";
const std::string bad = "story: It cannot be read\nstep: []\n";

class Check : public testing::Test {
 protected:
  struct answer {
    int status = -1;
    std::string out;
    std::string err;
  };

  void SetUp() override {
    folder_ = fs::path(testing::TempDir())
              / testing::UnitTest::GetInstance()->current_test_info()->name();
    fs::remove_all(folder_);
    fs::create_directories(folder_ / "chapter");
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::string write(const std::string& name, const std::string& text) {
    std::ofstream(folder_ / name) << text;
    return (folder_ / name).string();
  }
  static std::string read(const std::string& path) {
    std::ostringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
  }
  static answer check(const std::vector<std::string>& arguments) {
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    const int status = check_command(arguments);
    return {status, testing::internal::GetCapturedStdout(), testing::internal::GetCapturedStderr()};
  }

  fs::path folder_;
};

TEST_F(Check, SaysOfEachStoryWhetherItHolds) {
  const answer said = check({write("a.yaml", good)});
  EXPECT_EQ(said.status, exit_done);
  EXPECT_THAT(said.out, HasSubstr("ok   It holds & <more> ("));
  EXPECT_THAT(said.out, HasSubstr("1 story: 1 ok, 0 failed\n"));
}

TEST_F(Check, TellsWhereAStoryFailsAndWhatWasFound) {
  const std::string file = write("b.yaml", wrong);
  const answer said = check({file, write("a.yaml", good)});
  EXPECT_EQ(said.status, exit_failed);
  EXPECT_THAT(said.out, HasSubstr(file + ":4: ana.connects: expected 50, found 40\n"));
  EXPECT_THAT(said.out, HasSubstr("2 stories: 1 ok, 1 failed\n"));
}

TEST_F(Check, TellsTheLastEventsOfBothSidesOfWhatFails) {
  const std::string file = write("d.yaml",
      "story: It fails\ncast: { ana: freelancer, acme: client }\nsteps:\n"
      "  - { by: acme, do: post_job, as: logo, category: design, skills: [logo], title: A logo, "
      "type: fixed, budget: 100.00 }\n"
      "  - { by: ana, do: search_jobs }\n"
      "  - { by: acme, do: interview, job: logo, freelancer: ana }\n");
  const answer said = check({file});
  EXPECT_EQ(said.status, exit_failed);
  EXPECT_THAT(said.out,
      HasSubstr(file + ":6: acme interview logo: expected accepted, found rejected: unknown_id\n"));
  EXPECT_THAT(said.out, HasSubstr("job_posted acme"));
  EXPECT_THAT(said.out, HasSubstr("jobs_searched ana"));
}

TEST_F(Check, PlaysTheOthersWhereOneCannotBeRead) {
  const std::string file = write("c.yaml", bad);
  const answer said = check({file, write("a.yaml", good)});
  EXPECT_EQ(said.status, exit_bad_input);
  EXPECT_THAT(said.err, HasSubstr(file + ":2:1: unknown key 'step'; did you mean 'steps'?"));
  EXPECT_THAT(said.out, HasSubstr("2 stories: 1 ok, 0 failed, 1 not read\n"));
}

TEST_F(Check, ExplainsWhatEachStepCaused) {
  const answer said = check({write("a.yaml", good), "--explain"});
  EXPECT_THAT(said.out, HasSubstr("4: ana buy_connects -> accepted\n"));
  EXPECT_THAT(said.out, HasSubstr("$1.50 from freelancer_cards to connects_sales_card (ana)"));
}

TEST_F(Check, WritesJunitForContinuousIntegration) {
  const std::string xml = (folder_ / "results.xml").string();
  check({write("a.yaml", good), write("b.yaml", wrong), write("c.yaml", bad), "--junit", xml});
  const std::string text = read(xml);
  EXPECT_THAT(text, HasSubstr("tests=\"3\" failures=\"1\" errors=\"1\""));
  EXPECT_THAT(text, HasSubstr("name=\"It holds &amp; &lt;more&gt;\""));
  EXPECT_THAT(text, HasSubstr("expected 50, found 40"));
  EXPECT_THAT(text, Not(HasSubstr("& <")));
  EXPECT_THROW(check({write("a.yaml", good), "--junit", (folder_ / "no" / "x.xml").string()}),
      scenarios::bad_input);
  testing::internal::GetCapturedStdout();
  testing::internal::GetCapturedStderr();
}

TEST_F(Check, FindsTheStoriesOfFoldersAndPatterns) {
  const std::string a = write("chapter/a.yaml", good);
  const std::string b = write("chapter/b.yaml", wrong);
  write("chapter/policy.yaml", "kind: policy\n");
  write("chapter/notes.txt", "nothing");
  const std::vector<std::string> folder{folder_.string()};
  EXPECT_THAT(find_stories(folder), ElementsAre(a, b));
  const std::vector<std::string> pattern{folder_.string() + "/*/b*.yaml", a, b};
  EXPECT_THAT(find_stories(pattern), ElementsAre(b, a));
  const std::vector<std::string> nothing{folder_.string() + "/*.yaml"};
  EXPECT_THROW(find_stories(nothing), scenarios::bad_input);
}

TEST_F(Check, RefusesBadUsage) {
  const auto use = [](const std::vector<std::string>& arguments) { check_command(arguments); };
  EXPECT_THROW(use({}), usage_error);
  EXPECT_THROW(use({"a.yaml", "--explan"}), usage_error);
  EXPECT_THROW(use({"a.yaml", "--junit"}), usage_error);
}

}  // namespace
}  // namespace souk::cli

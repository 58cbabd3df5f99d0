#include "cli/run.hpp"

#include "cli/exit_status.hpp"
#include "cli/run_folder.hpp"
#include "reports/database.hpp"
#include "tests/support/sample_run.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace souk::cli {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

/// Tells a made-up run; the process gets a SIGINT at the end of `interrupt_day`, the audit fails at
/// the end of `failing_day`.
class made_up_simulation : public simulation {
 public:
  explicit made_up_simulation(tests::sample_run run) : run_(std::move(run)) {}

  const observe::run_description& what() const override { return run_.result.what; }
  observe::run_result run(observe::run_observer& observer, const actors::snapshot*,
      const actors::snapshot_plan&) override {
    std::int32_t days = 0;
    while (days < static_cast<std::int32_t>(run_.days.size()) && !observer.stop_requested()) {
      if (days++ == interrupt_day) {
        std::raise(SIGINT);
      }
    }
    run_.tell(observer, failing_day >= 0 ? failing_day : days);
    if (failing_day >= 0) {
      throw observe::check_failure("audit: entry 7 is wrong");
    }
    observe::run_result result = run_.result;
    result.window_to_day = days;
    return result;
  }

  std::int32_t interrupt_day = -1;
  std::int32_t failing_day = -1;
  tests::sample_run run_;
};

class RunTest : public testing::Test {
 protected:
  RunTest() {
    folder_ = fs::path(testing::TempDir())
              / ("run-" + std::to_string(::getpid()) + "-"
                  + testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::remove_all(folder_);
    spdlog::set_level(spdlog::level::off);
    options_.scenario = "sample";
    options_.out = (folder_ / "a" / "b").string();
    options_.quiet = true;
  }
  ~RunTest() override { fs::remove_all(folder_); }

  std::string path(const char* file) const { return *options_.out + "/" + file; }
  std::string content(const char* file) const {
    std::ifstream in(path(file), std::ios::binary);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
  }
  std::string answer(const std::string& sql) const {
    reports::database db = reports::database::open(path("run.sqlite"));
    reports::statement ask(db, sql);
    return ask.next() ? ask.text(0) : "no row";
  }

  fs::path folder_;
  simulation_options options_;
  made_up_simulation sample_{tests::make_sample_run(5, 10)};
};

TEST_F(RunTest, LeavesThreeFiles) {
  EXPECT_EQ(simulate(sample_, options_), exit_done);
  EXPECT_THAT(content("summary.json"), HasSubstr("\"scenario\": \"sample\""));
  EXPECT_THAT(content("report.html"), HasSubstr("</html>"));
  EXPECT_EQ(answer("SELECT status || complete_days FROM run"), "complete15");
  EXPECT_EQ(answer("SELECT summary FROM run"), content("summary.json"));
  EXPECT_EQ(std::distance(fs::directory_iterator(*options_.out), fs::directory_iterator()), 3);
}

TEST_F(RunTest, EndsWithATable) {
  options_.quiet = false;
  testing::internal::CaptureStdout();
  simulate(sample_, options_);
  const std::string out = testing::internal::GetCapturedStdout();
  EXPECT_THAT(out, HasSubstr("sample under upwork-2022, seed 7: 10 days after 5 of burn-in\n"));
  EXPECT_THAT(out, HasSubstr("report: " + path("report.html")));
  EXPECT_THAT(out, testing::Not(HasSubstr("\x1b")));
}

TEST_F(RunTest, QuietSaysNothing) {
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  simulate(sample_, options_);
  EXPECT_EQ(testing::internal::GetCapturedStdout(), "");
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

TEST_F(RunTest, NeverOverwritesARunUnlessForced) {
  simulate(sample_, options_);
  write_file(path("notes.txt"), "mine");
  const std::string before = content("run.sqlite");
  EXPECT_THROW(simulate(sample_, options_), usage_error);
  EXPECT_EQ(content("run.sqlite"), before);
  options_.force = true;
  EXPECT_EQ(simulate(sample_, options_), exit_done);
  EXPECT_EQ(content("notes.txt"), "mine");
}

TEST_F(RunTest, AKilledRunIsARunToo) {
  fs::create_directories(*options_.out);
  write_file(path("run.sqlite"), "what a killed run left");
  EXPECT_THROW(simulate(sample_, options_), usage_error);
}

TEST_F(RunTest, RefusesAFolderThatCannotBe) {
  fs::create_directories(folder_);
  write_file((folder_ / "a").string(), "a file");
  try {
    simulate(sample_, options_);
    FAIL() << "a folder inside a file";
  } catch (const usage_error& error) {
    EXPECT_THAT(error.what(), HasSubstr("is not a folder"));
  }
}

TEST_F(RunTest, RefusesAFolderThatMayNotBeWritten) {
  options_.out = "/proc/souk";
  EXPECT_THROW(simulate(sample_, options_), usage_error);
  options_.out = "/dev/null/" + std::string(5'000, 'x');
  EXPECT_THROW(simulate(sample_, options_), usage_error);
}

TEST_F(RunTest, InterruptedItKeepsTheDaysThatWere) {
  sample_.interrupt_day = 8;
  testing::internal::CaptureStderr();
  EXPECT_EQ(simulate(sample_, options_), exit_interrupted);
  EXPECT_THAT(testing::internal::GetCapturedStderr(), HasSubstr("interrupted; 9 of 15 days"));
  EXPECT_EQ(answer("SELECT status || complete_days FROM run"), "interrupted9");
  EXPECT_THAT(content("summary.json"), HasSubstr("\"days\": 4,"));
  EXPECT_THAT(content("report.html"), HasSubstr("it ends after 9 of 15 days"));
}

TEST_F(RunTest, AfterARunCtrlCIsTheShellsAgain) {
  simulate(sample_, options_);
  EXPECT_EQ(std::signal(SIGINT, SIG_DFL), SIG_DFL);
}

TEST_F(RunTest, AFailedAuditKeepsTheStoreAndNoSummary) {
  sample_.failing_day = 7;
  EXPECT_THROW(simulate(sample_, options_), observe::check_failure);
  EXPECT_EQ(answer("SELECT status || complete_days FROM run"), "failed7");
  EXPECT_FALSE(fs::exists(path("summary.json")));
}

TEST_F(RunTest, ABrokenIdentityIsStatusThree) {
  sample_.run_.result.ledger[market::ledger_account::escrow].cents += 1;
  testing::internal::CaptureStderr();
  EXPECT_EQ(simulate(sample_, options_), exit_check_failed);
  EXPECT_THAT(testing::internal::GetCapturedStderr(), HasSubstr("client_paid + subsidies"));
  EXPECT_FALSE(fs::exists(path("summary.json")));
  EXPECT_EQ(answer("SELECT status FROM run"), "failed");
}

TEST(RunFolder, IsNamedAfterTheRun) {
  EXPECT_EQ(default_run_folder("baseline", "upwork-2022", 7), "out/baseline-upwork-2022-7");
  EXPECT_EQ(default_run_folder("../a b", "", 0), "out/run..-a-b-run-0");
}

}  // namespace
}  // namespace souk::cli

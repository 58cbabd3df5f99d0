#include "reports/kept_run.hpp"

#include "reports/recording.hpp"
#include "reports/summary.hpp"
#include "tests/support/sample_run.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

namespace souk::reports {
namespace {

namespace fs = std::filesystem;

class KeptRunTest : public testing::Test {
 protected:
  KeptRunTest()
      : file_(testing::TempDir() + "kept-" + std::to_string(::getpid()) + "-"
              + testing::UnitTest::GetInstance()->current_test_info()->name()) {
    fs::remove(file_);
  }
  ~KeptRunTest() override {
    for (const char* end : {"", "-wal", "-shm"}) {
      fs::remove(file_ + end);
    }
  }

  kept_run kept(const tests::sample_run& run, run_status status = run_status::complete) const {
    recording keeper(file_, run.result.what);
    run.tell(keeper);
    keeper.store().write(run.result, summary_json(run.result));
    keeper.store().close(status);
    return read_kept_run(file_);
  }

  std::string file_;
};

TEST_F(KeptRunTest, IsTheRunThatWasRecorded) {
  tests::sample_run run = tests::make_sample_run(3, 7);
  run.result.what.command = "souk run sample";
  const kept_run again = kept(run);
  EXPECT_EQ(again.end, run_end::complete);
  EXPECT_EQ(again.command, "souk run sample");
  EXPECT_EQ(again.result.what.overrides, run.result.what.overrides);
  EXPECT_EQ(again.result.what.categories, run.result.what.categories);
  EXPECT_EQ(again.result.what.seed, run.result.what.seed);
  EXPECT_EQ(again.result.state_hash, run.result.state_hash);
  EXPECT_EQ(again.result.window_from_day, 3);
  EXPECT_EQ(again.result.moments, run.result.moments);
  EXPECT_EQ(again.result.newcomers.approved, run.result.newcomers.approved);
  EXPECT_EQ(again.result.newcomers.hired_28d, run.result.newcomers.hired_28d);
  ASSERT_EQ(again.days.size(), run.days.size());
  for (std::size_t i = 0; i < run.days.size(); ++i) {
    EXPECT_EQ(again.days[i].counts, run.days[i].counts);
    EXPECT_EQ(again.days[i].ledger.balance, run.days[i].ledger.balance);
    EXPECT_EQ(again.days[i].connects, run.days[i].connects);
    EXPECT_EQ(again.days[i].vetting_queue, run.days[i].vetting_queue);
  }
  ASSERT_EQ(again.category_days.size(), run.category_days.size());
  EXPECT_EQ(again.category_days.back().gross_cents, run.category_days.back().gross_cents);
}

TEST_F(KeptRunTest, AddsUpTheWindow) {
  const kept_run again = kept(tests::make_sample_run(3, 7));
  observe::counts sum;
  for (std::size_t i = 3; i < again.days.size(); ++i) {
    sum += again.days[i].counts;
  }
  EXPECT_EQ(again.result.counts, sum);
  EXPECT_EQ(again.result.events, sum.total_events());
}

// The sample's policy is `seed`: tiers up to $500, up to $10,000 and above.
TEST_F(KeptRunTest, ReadsPeopleJobsAndContracts) {
  tests::sample_run run = tests::make_sample_run(0, 40);
  run.contracts[0].billed_cents = 60'000;
  run.contracts[1].billed_cents = 2'000'000;
  for (observe::job_row& job : run.jobs) {
    job.ended_at = job.posted_at + market::day;
  }
  const kept_run again = kept(run);
  EXPECT_EQ(again.funnel.posted, 10);
  EXPECT_EQ(again.funnel.hired, 10);
  EXPECT_EQ(again.funnel.billed, 10);
  EXPECT_EQ(again.funnel.reviewed, 10);
  EXPECT_EQ(again.funnel.proposed, 0);
  ASSERT_EQ(again.weeks.size(), 1U);
  EXPECT_EQ(again.weeks[0].first_day, 19'723);
  EXPECT_EQ(again.fee_tiers,
      (std::vector<std::string>{"20 % up to $500", "10 %, $500 to $10 k", "5 % above $10 k"}));
  std::vector<std::int64_t> billed(3);
  for (const auto& category : again.billed_in_tiers) {
    for (std::size_t i = 0; i < billed.size(); ++i) {
      billed[i] += category[i];
    }
  }
  EXPECT_EQ(billed,
      (std::vector<std::int64_t>{50'000 + 50'000 + 8 * 9'000, 10'000 + 950'000, 1'000'000}));
  EXPECT_EQ(again.earned_cents.size(), 5U);
}

// Of 40 approved on day 1 of 40, 10 are hired 5 whole days later.
TEST_F(KeptRunTest, FollowsNewcomersUntilAFirstHire) {
  tests::sample_run run = tests::make_sample_run(0, 40);
  const observe::person_row one = run.people[0];
  run.people.clear();
  for (std::uint32_t i = 0; i < 40; ++i) {
    run.people.push_back(one);
    run.people.back().person = market::person_id{i};
    run.people.back().first_hire_at = i < 10 ? one.approved_at + 5 * market::day + 7 : -1;
  }
  const first_hire_curve curve = kept(run).first_hires;
  EXPECT_EQ(curve.people, 40);
  ASSERT_EQ(curve.still.size(), 40U);
  EXPECT_EQ(curve.still[4], 1.0);
  EXPECT_EQ(curve.high[4], 1.0);
  EXPECT_NEAR(curve.still[5], 0.75, 1e-12);
  EXPECT_NEAR(curve.still[38], 0.75, 1e-12);
  EXPECT_NEAR(curve.low[5], 0.585192, 1e-6);  // on the scale of log(-log)
}

TEST_F(KeptRunTest, LeavesOutWeeksWithOpenJobs) {
  EXPECT_TRUE(kept(tests::make_sample_run(0, 40)).weeks.empty());
}

TEST_F(KeptRunTest, KnowsFeesByRateWhereThereAreNoLifetimeTiers) {
  tests::sample_run run = tests::make_sample_run(0, 9);
  run.result.what.policy_yaml =
      "kind: policy\nname: x\nfees: { freelancer: { basis: transaction_marginal } }\n";
  run.contracts[0].fees_cents = 1'800;
  const kept_run again = kept(run);
  EXPECT_TRUE(again.billed_in_tiers.empty());
  ASSERT_EQ(again.fee_rates.size(), 2U);
  EXPECT_EQ(again.fee_rates[0].billed_cents, 9 * 9'000);
  EXPECT_EQ(again.fee_rates[1].rate, 0.2);
}

TEST_F(KeptRunTest, SaysHowARunEnded) {
  const tests::sample_run run = tests::make_sample_run(0, 9);
  {
    recording killed(file_, run.result.what);
    run.tell(killed, 5);
  }
  const kept_run cut = read_kept_run(file_);
  EXPECT_EQ(cut.end, run_end::cut_off);
  EXPECT_EQ(cut.days.size(), 5U);
  EXPECT_EQ(cut.result.window_to_day, 5);
  fs::remove(file_);
  EXPECT_EQ(kept(run, run_status::interrupted).end, run_end::interrupted);
}

TEST_F(KeptRunTest, RefusesOtherFiles) {
  EXPECT_THROW(read_kept_run(file_), database_error);
  database::create(file_).run("CREATE TABLE run (id)");
  EXPECT_THROW(read_kept_run(file_), database_error);
}

}  // namespace
}  // namespace souk::reports

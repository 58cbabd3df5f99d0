#include "reports/store.hpp"

#include "reports/recording.hpp"
#include "reports/store_schema.hpp"
#include "tests/support/sample_run.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace souk::reports {
namespace {

namespace fs = std::filesystem;

class StoreTest : public testing::Test {
 protected:
  StoreTest() {
    folder_ = fs::path(testing::TempDir())
              / ("store-" + std::to_string(::getpid()) + "-"
                  + testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  ~StoreTest() override { fs::remove_all(folder_); }

  std::string file() const { return (folder_ / "run.sqlite").string(); }

  std::string answer(const std::string& sql) const {
    database db = database::open(file());
    statement ask(db, sql);
    return ask.next() ? ask.text(0) : "no row";
  }

  void record(const tests::sample_run& run) const {
    recording keeper(file(), run.result.what);
    run.tell(keeper);
    keeper.store().write(run.result, "{\"money\": {\"escrow\": \"1.00\"}}");
    keeper.store().close(run_status::complete);
  }

  fs::path folder_;
};

TEST_F(StoreTest, KeepsAWholeRun) {
  const tests::sample_run run = tests::make_sample_run(3, 7);
  record(run);
  EXPECT_EQ(answer("SELECT status || ' ' || complete_days FROM run"), "complete 10");
  EXPECT_EQ(answer("SELECT state_hash FROM run"), run.result.state_hash);
  EXPECT_EQ(answer("SELECT json_extract(overrides, '$.\"policy.fees.client\"') FROM run"), "3%");
  EXPECT_EQ(answer("SELECT json_extract(summary, '$.money.escrow') FROM run"), "1.00");
  EXPECT_EQ(answer("SELECT count(*) FROM days"), "10");
  EXPECT_EQ(answer("SELECT date FROM days WHERE day = 1"), "2024-01-02");
  EXPECT_EQ(answer("SELECT proposed FROM days WHERE day = 4"),
      std::to_string(run.days[4].counts[market::event_type::proposed]));
  EXPECT_EQ(answer("SELECT gross_cents FROM days WHERE day = 4"),
      std::to_string(run.days[4].counts[observe::counted::gross_cents]));
  EXPECT_EQ(answer("SELECT connects_held FROM days WHERE day = 9"),
      std::to_string(run.result.connects.held));
  EXPECT_EQ(answer("SELECT count(*) FROM category_days"), "30");
  EXPECT_EQ(answer("SELECT count(*) FROM fingerprints"), "10");
  EXPECT_EQ(answer("SELECT count(*) FROM events"), "20");
  EXPECT_EQ(answer("SELECT count(*) FROM people"), "30");
  EXPECT_EQ(answer("SELECT count(*) FROM jobs"), "10");
  EXPECT_EQ(answer("SELECT count(*) FROM contracts"), "10");
}

TEST_F(StoreTest, AccountsOfADaySumToZero) {
  record(tests::make_sample_run(0, 9));
  EXPECT_EQ(answer("SELECT count(*) FROM (SELECT 1 FROM ledger_days GROUP BY day "
                   "HAVING sum(balance_cents) = 0)"),
      "9");
  EXPECT_NE(answer("SELECT balance_cents FROM ledger_days WHERE account = 'pending'"), "0");
}

TEST_F(StoreTest, EntriesLeadToTheBalances) {
  record(tests::make_sample_run(0, 9));
  EXPECT_EQ(answer("SELECT sum(CASE WHEN to_account = 'pending' THEN amount_cents "
                   "ELSE -amount_cents END) FROM ledger_entries "
                   "WHERE 'pending' IN (from_account, to_account)"),
      answer("SELECT balance_cents FROM ledger_days WHERE account = 'pending' AND day = 8"));
}

TEST_F(StoreTest, WhatNeverCameIsNull) {
  record(tests::make_sample_run(0, 1));
  EXPECT_EQ(answer("SELECT count(*) FROM people WHERE approved_at_s IS NULL"), "22");
  EXPECT_EQ(answer("SELECT mean_stars FROM people WHERE person = 4"), "4.5");
  EXPECT_EQ(answer("SELECT mean_stars IS NULL AND first_hire_at_s IS NULL AND score IS NULL "
                   "FROM people WHERE person = 1"),
      "1");
  EXPECT_EQ(answer("SELECT badge IS NULL AND category IS NULL FROM people WHERE person = 25"), "1");
  EXPECT_EQ(answer("SELECT country || ' ' || level FROM people WHERE person = 4"), "Lagos expert");
  EXPECT_EQ(answer("SELECT bid_log_price || ' ' || connects_until_hire || ' ' || "
                   "completeness_at_approval || ' ' || earned_quarter3_cents FROM people "
                   "WHERE person = 4"),
      "-0.25 12 60 -50");
  EXPECT_EQ(answer("SELECT connects_spent IS NULL AND earned_quarter1_cents IS NULL AND "
                   "first_interview_at_s IS NULL AND bid_log_price IS NULL FROM people "
                   "WHERE person = 1"),
      "1");
  EXPECT_EQ(answer("SELECT country IS NULL AND level IS NULL FROM people WHERE person = 25"), "1");
  EXPECT_EQ(answer("SELECT count(*) FROM jobs WHERE ended_at_s IS NULL"), "5");
  EXPECT_EQ(answer("SELECT count(*) FROM contracts WHERE rate_cents IS NULL"), "5");
  EXPECT_EQ(answer("SELECT stars_by_freelancer IS NULL FROM contracts"), "1");
  EXPECT_EQ(answer("SELECT value IS NULL AND ok IS NULL FROM moments WHERE moment = 'M5'"), "1");
  EXPECT_EQ(answer("SELECT value FROM moment_parts WHERE part = 'p90'"), "41.0");
  EXPECT_EQ(
      answer("SELECT other IS NULL AND job IS NULL FROM events WHERE type = 'rejected'"), "1");
  EXPECT_EQ(answer("SELECT command || ' ' || why FROM events WHERE type = 'rejected'"),
      "propose insufficient_connects");
}

TEST_F(StoreTest, ReferencesHold) {
  record(tests::make_sample_run(0, 3));
  EXPECT_EQ(answer("PRAGMA foreign_key_check"), "no row");
  EXPECT_EQ(answer("PRAGMA integrity_check"), "ok");
}

TEST_F(StoreTest, EndsAsOnePlainFile) {
  record(tests::make_sample_run(0, 3));
  EXPECT_FALSE(fs::exists(file() + "-wal"));
  EXPECT_EQ(answer("PRAGMA journal_mode"), "delete");
}

TEST_F(StoreTest, RefusesAFileThatExists) {
  record(tests::make_sample_run(0, 1));
  EXPECT_THROW(run_store(file(), {}), database_error);
  EXPECT_EQ(answer("SELECT status FROM run"), "complete");
}

TEST_F(StoreTest, SaysWhereItCannotWrite) {
  try {
    run_store((folder_ / "none" / "run.sqlite").string(), {});
    FAIL() << "a store in a folder that does not exist";
  } catch (const database_error& error) {
    EXPECT_THAT(error.what(), testing::HasSubstr("none/run.sqlite"));
  }
}

/// Ends day 0 and 1, writes half of day 2, and dies.
[[noreturn]] void die_in_the_third_day(const std::string& file, const tests::sample_run& run) {
  run_store store(file, run.result.what);
  for (std::size_t day = 0; day < 2; ++day) {
    store.write(std::span(run.events).subspan(2 * day, 2));
    store.write(run.days[day], std::span(run.category_days).subspan(3 * day, 3));
  }
  store.write(std::span(run.events).subspan(4, 2));
  store.write(std::span(run.entries));
  std::raise(SIGKILL);
  _exit(1);
}

TEST_F(StoreTest, KilledItOpensAndSaysHowFarItReaches) {
  const tests::sample_run run = tests::make_sample_run(0, 5);
  const pid_t child = fork();
  ASSERT_NE(child, -1);
  if (child == 0) {
    die_in_the_third_day(file(), run);
  }
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFSIGNALED(status));
  EXPECT_EQ(answer("SELECT status || ' ' || complete_days FROM run"), "running 2");
  EXPECT_EQ(answer("SELECT count(*) FROM days"), "2");
  EXPECT_EQ(answer("SELECT count(*) FROM events"), "4");
  EXPECT_EQ(answer("SELECT count(*) FROM ledger_entries"), "0");
  EXPECT_EQ(answer("PRAGMA integrity_check"), "ok");
}

TEST_F(StoreTest, ViewsAnswerUsualQuestions) {
  tests::sample_run run = tests::make_sample_run(3, 7);
  run.people[0].first_hire_at = run.people[0].approved_at + 3 * market::day;
  run.people[0].approved_at += 3 * market::day;
  run.people[0].first_hire_at += 3 * market::day;
  record(run);
  std::int64_t posted = 0;
  for (std::size_t i = 3; i < 10; ++i) {
    posted += run.days[i].counts[market::event_type::job_posted];
  }
  EXPECT_EQ(answer("SELECT days || ' ' || jobs_posted FROM window_totals"),
      "7 " + std::to_string(posted));
  EXPECT_EQ(answer("SELECT sum(platform_revenue_cents) FROM daily_money"),
      answer("SELECT sum(balance_cents) FROM ledger_days WHERE day = 9 AND account IN "
             "('freelancer_fees', 'client_fees', 'connects_sales_card', 'connects_sales_balance', "
             "'withdrawal_fees', 'subsidies')"));
  EXPECT_EQ(answer("SELECT sum(client_paid_cents) FROM daily_money"),
      answer("SELECT -balance_cents FROM ledger_days WHERE day = 9 AND account = 'client_cards'"));
  EXPECT_EQ(answer("SELECT count(*) FROM daily_money"), "10");
  EXPECT_EQ(answer("SELECT sum(jobs_posted) FROM category_totals"),
      answer("SELECT sum(jobs_posted) FROM category_days WHERE day >= 3"));
  EXPECT_EQ(answer("SELECT person || ' ' || days_to_first_hire || ' ' || followed_days || ' ' || "
                   "is_hired FROM newcomers"),
      "0 3.0 6.0 1");
  EXPECT_EQ(answer("SELECT count(*) || ' ' || sum(hires) || ' ' || sum(billed_cents) FROM "
                   "job_outcomes"),
      "10 10 90000");
  EXPECT_EQ(answer("SELECT count(*) || ' ' || sum(contracts) FROM pairs"), "10 10");
  EXPECT_EQ(answer("SELECT why || ' ' || times FROM rejections"), "insufficient_connects 10");
}

// So that readers with strict types, such as DuckDB, take every value.
TEST_F(StoreTest, ColumnsHoldTheirDeclaredType) {
  record(tests::make_sample_run(1, 2));
  database db = database::open(file());
  statement columns(db,
      "SELECT t.name, c.name, c.type FROM sqlite_master t, pragma_table_info(t.name) c "
      "WHERE t.type = 'table'");
  while (columns.next()) {
    const std::string table = columns.text(0), column = columns.text(1);
    EXPECT_EQ(answer("SELECT count(*) FROM " + table + " WHERE typeof(\"" + column
                     + "\") NOT IN ('null', lower('" + columns.text(2) + "'))"),
        "0")
        << table << "." << column;
  }
}

TEST_F(StoreTest, DocumentNamesEveryTableAndColumn) {
  record(tests::make_sample_run(0, 1));
  std::ifstream in(std::string(SOUK_SOURCE_DIR) + "/docs/store.md");
  std::stringstream text;
  text << in.rdbuf();
  const std::string document = text.str();
  database db = database::open(file());
  statement columns(db,
      "SELECT t.name, c.name FROM sqlite_master t, pragma_table_info(t.name) c "
      "WHERE t.type IN ('table', 'view') AND t.name NOT LIKE 'sqlite%'");
  int seen = 0;
  for (; columns.next(); ++seen) {
    const std::string table = columns.text(0), column = columns.text(1);
    EXPECT_THAT(document, testing::HasSubstr(table));
    const bool is_event = market::from_name<market::event_type>(column).has_value();
    EXPECT_TRUE((table.ends_with("days") && is_event)
                || document.find("`" + column + "`") != std::string::npos)
        << table << "." << column;
  }
  EXPECT_GT(seen, 100);
}

}  // namespace
}  // namespace souk::reports

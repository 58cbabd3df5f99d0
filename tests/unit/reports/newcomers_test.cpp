// A study of newcomers, of stores made by hand.
#include "reports/newcomers.hpp"

#include "reports/newcomer_study.hpp"
#include "reports/recording.hpp"
#include "tests/support/sample_run.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

namespace souk::reports {
namespace {

namespace fs = std::filesystem;
using market::day;
using testing::ElementsAre;
using testing::HasSubstr;

class NewcomersTest : public testing::Test {
 protected:
  NewcomersTest() {
    folder_ = fs::path(testing::TempDir()) / ("newcomers-" + std::to_string(::getpid()));
    fs::remove_all(folder_);
  }
  ~NewcomersTest() override { fs::remove_all(folder_); }

  /// 400 days after 28 of burn-in; the newcomers are given.
  std::string record(const std::string& name, const std::vector<observe::person_row>& people,
      run_status status = run_status::complete) {
    tests::sample_run run = tests::make_sample_run(28, 400);
    begin_ = run.result.what.start + 28 * day;
    run.people = people;
    run.jobs.clear();
    run.contracts.clear();
    fs::create_directories(folder_ / name);
    recording keeper((folder_ / name / "run.sqlite").string(), run.result.what);
    run.tell(keeper);
    keeper.store().write(run.result, "{}");
    keeper.store().close(status);
    return (folder_ / name).string();
  }

  /// Approved on the first day of the window.
  static observe::person_row row_of(std::uint32_t number) {
    const market::second begin = tests::make_sample_run(28, 1).result.what.start + 28 * day;
    observe::person_row row;
    row.person = market::person_id{number};
    row.registered_at = begin - day;
    row.approved_at = begin;
    row.category = static_cast<std::uint16_t>(number % 3);
    row.level = number % 2 == 0 ? market::level::expert : market::level::entry;
    row.rate_at_approval_cents = 1'000 + 100 * number;
    row.completeness_at_approval = 60;
    row.quarter_cents = {0, 0, 0, 0};
    return row;
  }
  static std::vector<observe::person_row> several(std::uint32_t count) {
    std::vector<observe::person_row> all;
    for (std::uint32_t i = 0; i < count; ++i) {
      all.push_back(row_of(i));
      all.back().first_proposal_at = all.back().approved_at + day;
      if (i % 3 == 0) {
        all.back().first_hire_at = all.back().approved_at + (10 + i) * day;
        all.back().connects_until_hire = 20;
        all.back().connects_paid_until_hire_cents = 300;
        all.back().quarter_cents = {5'000, 0, 0, 10'000};
      } else if (i % 3 == 1) {
        all.back().left_at = all.back().approved_at + 50 * day;
        all.back().connects_until_hire = 40;
      }
    }
    return all;
  }

  void expect_refusal(
      const std::vector<std::string>& runs, const std::string& by, const std::string& text) const {
    try {
      read_newcomers(runs, by);
      FAIL() << "not refused";
    } catch (const study_error& error) {
      EXPECT_THAT(error.what(), HasSubstr(text));
    }
  }

  fs::path folder_;
  market::second begin_ = 0;
};

TEST_F(NewcomersTest, AreTheApprovedOfTheWindow) {
  auto people = several(6);
  people[1].approved_at -= 20 * day;  // in the burn-in
  people[2].approved_at = -1;         // turned down
  people[2].quarter_cents.reset();
  const newcomers found = read_newcomers({record("a", people)}, "run");
  ASSERT_EQ(found.people.size(), 4U);
  EXPECT_THAT(found.groups, ElementsAre("a"));
  const newcomer& first = found.people[0];
  EXPECT_EQ(first.person, 0U);
  EXPECT_EQ(first.followed, 400.0);
  EXPECT_EQ(first.days_to[static_cast<std::size_t>(first_step::hire)], 10.0);
  EXPECT_EQ(first.days_to[static_cast<std::size_t>(first_step::exit)], std::nullopt);
  EXPECT_EQ(first.rate, 10.0);
  EXPECT_EQ(first.paid_until_hire, 3.0);
  EXPECT_EQ(first.saturation, 20.0);  // 2,000 proposals for 100 posts a day
  EXPECT_EQ(first.quarters[3], 100.0);
}

TEST_F(NewcomersTest, WaitUntilItHappensOrTheyLeave) {
  const newcomers found = read_newcomers({record("a", several(3))}, "run");
  EXPECT_EQ(wait_for(found.people[0], first_step::hire).end, wait_end::happened);
  EXPECT_EQ(wait_for(found.people[1], first_step::hire).end, wait_end::left);
  EXPECT_EQ(wait_for(found.people[1], first_step::hire).time, 50.0);
  EXPECT_EQ(wait_for(found.people[1], first_step::exit).end, wait_end::happened);
  EXPECT_EQ(wait_for(found.people[2], first_step::hire).end, wait_end::censored);
  EXPECT_EQ(wait_for(found.people[2], first_step::hire).time, 400.0);
}

TEST_F(NewcomersTest, AreToldApartByWordsNumbersAndDates) {
  const std::string run = record("a", several(40));
  EXPECT_THAT(read_newcomers({run}, "level").groups, ElementsAre("entry", "expert"));
  EXPECT_THAT(
      read_newcomers({run}, "category").groups, ElementsAre("design", "web-dev", "writing"));
  EXPECT_EQ(read_newcomers({run}, "rate_at_approval_cents").groups.size(), 4U);
  EXPECT_EQ(read_newcomers({run}, "price").groups.size(), 4U);
  EXPECT_THAT(read_newcomers({run}, "month").groups, ElementsAre("2024-01"));
  EXPECT_THAT(read_newcomers({run}, "cohort").groups, ElementsAre("2024 Q1"));
  EXPECT_THAT(read_newcomers({run}, "connects_until_hire").groups, ElementsAre("0", "20", "40"));
  EXPECT_TRUE(read_newcomers({run}, "hires").looks_ahead);
  EXPECT_FALSE(read_newcomers({run}, "country").looks_ahead);
}

TEST_F(NewcomersTest, OfSeveralRunsAreGroupsOfTheirOwn) {
  const std::vector<std::string> runs{record("a", several(9)), record("b", several(9))};
  EXPECT_THAT(read_newcomers(runs, "run").groups, ElementsAre("a", "b"));
  EXPECT_THAT(read_newcomers(runs, "level").groups,
      ElementsAre("a: entry", "a: expert", "b: entry", "b: expert"));
  EXPECT_THAT(read_newcomers(runs, "run", true).groups, ElementsAre("all"));
  EXPECT_THAT(read_newcomers(runs, "level", true).groups, ElementsAre("entry", "expert"));
  const std::vector<std::string> twice{runs[0], runs[0]};
  EXPECT_THAT(read_newcomers(twice, "run").groups, ElementsAre("a", "a#2"));
}

TEST_F(NewcomersTest, WithoutAValueAreLeftOutAndCounted) {
  auto people = several(6);
  people[0].score = 90;
  people[1].score = 90;
  const newcomers found = read_newcomers({record("a", people)}, "score");
  EXPECT_EQ(found.people.size(), 2U);
  EXPECT_EQ(found.without_value, 4U);
}

TEST_F(NewcomersTest, RefuseWhatCannotBeStudied) {
  const std::string run = record("a", several(6));
  expect_refusal({run}, "levle", "did you mean 'level'?");
  expect_refusal({run}, "first_hire_at_s", "is no attribute");
  expect_refusal({run}, "score", "is not known of any newcomer");
  expect_refusal({record("none", {})}, "run", "nobody was approved");
  expect_refusal({record("died", several(6), run_status::running)}, "run",
      "complete up to 400 days after the burn-in");
  EXPECT_THROW(read_newcomers({"nowhere"}, "run"), database_error);
}

TEST_F(NewcomersTest, RefuseStoresOfOtherLayouts) {
  const std::string run = record("a", several(3));
  const std::string file = run + "/run.sqlite";
  fs::rename(file, file + ".old");
  {
    database other = database::create(file);
    other.run("PRAGMA user_version = 99; CREATE TABLE run (a)");
  }
  expect_refusal({run}, "run", "has layout 99");
  fs::remove(file);
  {
    database other = database::create(file);
    other.run("PRAGMA user_version = 1; CREATE TABLE people (person INTEGER, side TEXT)");
  }
  expect_refusal({run}, "run", "did not keep newcomers' first steps");
}

TEST_F(NewcomersTest, CostWhatAllSpentForThoseHired) {
  const newcomers found = read_newcomers({record("a", several(9))}, "run");
  const newcomer_study all = study(found);
  const cost_study& cost = all.costs.front();
  EXPECT_EQ(cost.hired, 3U);
  EXPECT_EQ(cost.connects->value, 20.0);
  EXPECT_NEAR(cost.connects_all->value, (3 * 20.0 + 3 * 40.0) / 3, 1e-9);
  EXPECT_NEAR(cost.dollars_all->value, 3.0, 1e-9);
}

TEST_F(NewcomersTest, EarnAndMoveBetweenTiers) {
  const newcomers found = read_newcomers({record("a", several(30))}, "run");
  const newcomer_study all = study(found);
  EXPECT_EQ(all.horizon, 365);
  const earnings_study& earned = all.earnings.front();
  EXPECT_EQ(earned.people, 30U);
  EXPECT_NEAR(earned.earn->value, 1.0 / 3, 1e-9);
  EXPECT_NEAR(earned.mean->value, 50.0, 1e-9);
  EXPECT_NEAR(earned.gini->value, 2.0 / 3, 1e-9);
  EXPECT_EQ(all.mobility.front().people[0][0], 20U);
  EXPECT_EQ(all.mobility.front().people[3][3], 10U);
}

TEST_F(NewcomersTest, TablesHaveAFieldForEachColumn) {
  const newcomers found = read_newcomers({record("a", several(30))}, "level");
  const newcomer_study all = study(found);
  std::vector<std::string> names;
  for (const study_table& table : tables_of(found, all)) {
    names.push_back(table.name);
    for (const auto& row : table.rows) {
      EXPECT_EQ(row.size(), table.columns.size()) << table.name;
    }
  }
  EXPECT_THAT(names, ElementsAre("curves", "milestones", "tests", "hazards", "costs", "earnings",
                         "mobility", "newcomers"));
  EXPECT_THAT(study_text(found, all, false), HasSubstr("log-rank"));
  EXPECT_THAT(study_html(found, all), HasSubstr("Who has had a first hire"));
  EXPECT_THAT(study_html(found, all), HasSubstr("From tier to tier"));
}

/// Whoever asks more is hired later, by a law that is known: the regression finds it.
TEST_F(NewcomersTest, HazardsFindWhatSlowsAHire) {
  std::vector<observe::person_row> people;
  for (std::uint32_t i = 0; i < 300; ++i) {
    observe::person_row row = row_of(6 * i);
    const double price = 1.0 + 0.1 * (i % 10);
    row.rate_at_approval_cents = static_cast<std::int64_t>(1'000 * price);
    const double luck = (static_cast<double>((i * 7919) % 300) + 0.5) / 300;
    row.first_hire_at = row.approved_at + static_cast<std::int64_t>(86'400 * 30 * price * luck);
    people.push_back(row);
  }
  const auto models = hazard_models(read_newcomers({record("a", people)}, "run"));
  ASSERT_FALSE(models.front().hazards.empty());
  EXPECT_EQ(models.front().hazards.front().name, "price");
  EXPECT_LT(models.front().hazards.front().effect.high(), 1.0);
  EXPECT_EQ(models.front().people, 300U);
}

TEST(StudyTable, QuotesWhatCsvNeeds) {
  const study_table table{
      "t", {"a", "b"}, {{std::string("x, \"y\""), 1.5}, {field(), std::int64_t{3}}}};
  EXPECT_EQ(csv_text(table), "a,b\n\"x, \"\"y\"\"\",1.5\n,3\n");
}

}  // namespace
}  // namespace souk::reports

#include "reports/sweep_store.hpp"

#include "reports/sweep.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

namespace souk::reports {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class SweepStore : public testing::Test {
 protected:
  SweepStore() { fs::remove(file_); }
  ~SweepStore() override { fs::remove(file_); }

  std::int64_t rows_of(const std::string& table) {
    database store = database::open(file_);
    statement count(store, "SELECT count(*) FROM " + table);
    return count.next() ? count.number(0) : -1;
  }
  std::string why_not_read() const {
    try {
      read_sweep_store(file_);
    } catch (const database_error& error) {
      return error.what();
    }
    return "";
  }

  std::string file_ = testing::TempDir() + "sweep-" + std::to_string(::getpid()) + ".sqlite";
};

/// A range and a list at two points.
sweep design() {
  sweep of;
  of.version = "0.1.0";
  of.command = "souk sweep mine.yaml";
  of.scenario_yaml = "kind: scenario\n";
  of.what.name = "mine";
  of.what.base.name = "tiny";
  of.what.base.policy.name = "seed";
  of.what.design = scenarios::design_kind::sobol;
  of.what.replications = 1;
  of.what.set.all = {{"days", "30", "set days: 30"}};
  of.what.parameters.resize(2);
  scenarios::experiment_parameter& range = of.what.parameters[0];
  range.path = "policy.fees.client";
  range.from.text = "1%";
  range.to.text = "9%";
  range.scale = scenarios::range_scale::logarithmic;
  of.what.parameters[1].path = "policy.connects.signup";
  of.what.parameters[1].values = {{"20"}, {"80"}};
  of.points = {{"1%", "20"}, {"9%", "80"}};
  return of;
}

const std::vector<planned_run> runs{{0, 1, "k0"}, {1, 1, "k1"}};

sweep_answer answer(double value) {
  sweep_answer made;
  made.outcomes.value.fill(value);
  made.state_hash = "h";
  return made;
}

TEST_F(SweepStore, GivesBackTheDesignAndWhatIsKnownOfItsRuns) {
  sweep_store store(file_, false);
  store.plan(design(), runs);
  store.add("k1", 1, "in words", answer(1.0 / 3.0));
  const sweep found = read_sweep_store(file_);
  EXPECT_EQ(found.planned, 2U);
  ASSERT_EQ(found.runs.size(), 1U);
  EXPECT_EQ(found.runs[0].point, 1U);
  EXPECT_EQ(found.runs[0].answer, answer(1.0 / 3.0));
  EXPECT_EQ(found.points, design().points);
  EXPECT_EQ(found.what.parameters, design().what.parameters);
  EXPECT_EQ(found.what.base.policy.name, "seed");
  const std::string page = sweep_page(found);
  for (const char* const said : {"This sweep is not complete: 1 of 2 runs", "souk sweep mine.yaml",
           "sobol", "days=30", "Machine", "policy.connects.signup"}) {
    EXPECT_THAT(page, HasSubstr(said));
  }
}

TEST_F(SweepStore, HasAPageBeforeAnyRunIsKnown) {
  sweep_store(file_, false).plan(design(), runs);
  EXPECT_THAT(sweep_page(read_sweep_store(file_)), HasSubstr("0 of 2 runs"));
}

TEST_F(SweepStore, KeepsADesignOnceUntilAnotherIsAskedFor) {
  sweep_store(file_, false).plan(design(), runs);
  sweep_store(file_, true).plan(design(), runs);
  EXPECT_EQ(rows_of("designs"), 1);
  sweep more = design();
  more.what.replications = 2;
  more.command += " --replications 2";
  std::vector<planned_run> all = runs;
  all.push_back({0, 2, "k2"});
  sweep_store(file_, true).plan(more, all);
  EXPECT_EQ(rows_of("designs"), 2);
  EXPECT_EQ(read_sweep_store(file_).planned, 3U);
  sweep_store(file_, true).plan(design(), runs);
  EXPECT_EQ(read_sweep_store(file_).planned, 2U);
}

TEST_F(SweepStore, ThatWasKilledAtOnceIsGoneOnWith) {
  database::create(file_).run("PRAGMA user_version = 0; VACUUM");
  sweep_store(file_, true).plan(design(), runs);
  EXPECT_EQ(rows_of("design_runs"), 2);
}

TEST_F(SweepStore, OfAnotherVersionOrKindIsRefused) {
  {
    const sweep_store made(file_, false);
  }
  EXPECT_THAT(why_not_read(), HasSubstr("has no design yet"));
  database::reopen(file_).run("PRAGMA user_version = 1");
  EXPECT_THAT(why_not_read(), HasSubstr("was written by an older souk"));
  EXPECT_THROW(sweep_store(file_, true), database_error);
  database::reopen(file_).run("PRAGMA user_version = 2; DROP TABLE design_runs");
  EXPECT_THAT(why_not_read(), HasSubstr("is no store of a sweep"));
}

}  // namespace
}  // namespace souk::reports

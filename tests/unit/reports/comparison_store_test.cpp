#include "reports/comparison_store.hpp"

#include "reports/comparison_page.hpp"
#include "reports/database.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

namespace souk::reports {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class ComparisonStore : public testing::Test {
 protected:
  ComparisonStore() { fs::remove(file_); }
  ~ComparisonStore() override { fs::remove(file_); }

  std::string file_ = testing::TempDir() + "compare-" + std::to_string(::getpid()) + ".sqlite";
};

group_figures figures(std::int64_t seed, std::int64_t policy) {
  return {10 + seed, 12'345 * seed + policy, 4, policy, 3 * policy, 2 * policy};
}

world_outcome world(std::int64_t seed, std::int64_t policy) {
  world_outcome one;
  for (std::size_t i = 0; i < outcome_count; ++i) {
    one.values.value[i] = 0.1 * static_cast<double>(seed) + static_cast<double>(policy) / 3.0;
  }
  one.state_hash = "h" + std::to_string(seed) + std::to_string(policy);
  one.people.groups = {figures(seed, policy), {}};
  one.people.everybody = figures(seed + 1, policy);
  one.people.gained_cents = 100 * policy;
  one.people.lost_cents = 70 * policy;
  one.people.moves[3] = 2 * policy;
  one.people.moves[move_bins / 2] = 5;
  return one;
}

/// Everything that a comparison can hold, seeds that no signed number holds among them.
comparison sample() {
  comparison of;
  of.version = "0.1.0";
  of.scenario = "tiny";
  of.command = "souk compare tiny";
  of.scenario_yaml = "kind: scenario\nname: tiny\n";
  of.overrides = {{"days", "60"}, {"burn_in", "30"}};
  of.burn_in_days = 30;
  of.days = 60;
  of.from_start = true;
  of.precision = 0.02;
  of.policies = {{"a", "a", {}, "kind: policy\nname: a\n"},
      {"b", "a,fees.client=3%", {{"fees.client", "0%", "3%", "share", "X1"}}, "kind: policy\n"}};
  of.groups = {{dimension::tier, "new"}, {dimension::country, "Nowhere"}};
  of.naive = naive_test{"clients", 0.25};
  of.person = 7;
  of.partings = {{"b", "2024-01-03", "", "proposed"}};
  of.guards = {"fill_rate >= -2%"};
  for (const std::uint64_t seed : {std::uint64_t{18'446'744'073'709'551'615U}, std::uint64_t{1}}) {
    const auto small = static_cast<std::int64_t>(seed % 10);
    replication run{seed, {world(small, 0), world(small, 1)}, {naive_estimate{}}};
    run.naive[0].difference[2] = 1.0 / 3.0;
    run.naive[0].error[2] = 0.5;
    of.runs.push_back(run);
  }
  return of;
}

TEST_F(ComparisonStore, GivesBackAllThatWasWritten) {
  write_comparison_store(file_, sample());
  const comparison found = read_comparison_store(file_);
  EXPECT_EQ(found.policies[1].changes, sample().policies[1].changes);
  EXPECT_EQ(found.groups, sample().groups);
  ASSERT_EQ(found.runs.size(), 2U);
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_EQ(found.runs[i].seed, sample().runs[i].seed);
    for (std::size_t policy = 0; policy < 2; ++policy) {
      const world_outcome& one = found.runs[i].worlds[policy];
      const world_outcome wanted = sample().runs[i].worlds[policy];
      EXPECT_EQ(one.values, wanted.values);
      EXPECT_EQ(one.state_hash, wanted.state_hash);
      EXPECT_EQ(one.people, wanted.people);
    }
    EXPECT_EQ(found.runs[i].naive[0].difference, sample().runs[i].naive[0].difference);
    EXPECT_EQ(found.runs[i].naive[0].error, sample().runs[i].naive[0].error);
  }
  EXPECT_EQ(comparison_json(found), comparison_json(sample()));
}

TEST_F(ComparisonStore, IsEnoughForThePageToTheByte) {
  write_comparison_store(file_, sample());
  const std::string page = comparison_page(read_comparison_store(file_));
  EXPECT_TRUE(page == comparison_page(sample()));
  for (const char* const said : {"fill_rate &gt;= -2%", "25 % of the clients", "souk compare tiny",
           "days=60, burn_in=30", "The policy b", "Machine", "Calibrated"}) {
    EXPECT_THAT(page, HasSubstr(said));
  }
}

TEST_F(ComparisonStore, OfAnotherVersionOrKindIsRefused) {
  const auto why = [&] {
    try {
      read_comparison_store(file_);
    } catch (const database_error& error) {
      return std::string(error.what());
    }
    return std::string();
  };
  write_comparison_store(file_, sample());
  database::reopen(file_).run("PRAGMA user_version = 2");
  EXPECT_THAT(why(), HasSubstr("of this version of souk"));
  database::reopen(file_).run("PRAGMA user_version = 1; DROP TABLE worlds");
  EXPECT_THAT(why(), HasSubstr("no such table: worlds"));
}

}  // namespace
}  // namespace souk::reports

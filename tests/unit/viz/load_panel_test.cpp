#include "viz/load_panel.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace souk::viz {
namespace {

using observe::load_second;
using testing::ElementsAre;

constexpr std::int64_t ms = 1'000'000;

load_second second_of(std::uint32_t fast, std::uint32_t slow) {
  load_second one;
  one.asked = fast + slow;
  one.answered = fast + slow;
  one.p50 = 2 * ms;
  one.p99 = slow > 0 ? 50 * ms : 2 * ms;
  one.heat[load_second::cell_of(2 * ms)] = fast;
  one.heat[load_second::cell_of(50 * ms)] = slow;
  return one;
}

/// Four seconds, the first of them warm-up; one request in eleven is slow in the third.
observe::load_test sample() {
  observe::load_test test;
  test.seconds = 3;
  test.phases = {{"warm-up", 0, 1, false}, {"steady", 1, 4, true}};
  observe::operation_measures propose{"propose", {}};
  propose.phases.resize(2);
  propose.phases[0].push_back({200, 0, {}});
  propose.phases[0][0].latency.add(900 * ms, 5);
  propose.phases[1].push_back({200, 0, {}});
  propose.phases[1][0].latency.add(2 * ms, 30);
  propose.phases[1].push_back({500, 3, {}});
  propose.phases[1][1].latency.add(50 * ms, 3);
  test.operations = {propose};
  test.by_second = {second_of(5, 0), second_of(10, 0), second_of(10, 1), second_of(10, 2)};
  test.by_second[2].errors = 1;
  test.by_second[3].violations = 2;
  test.judged = 33;
  test.violations = 2;
  test.kinds_of_violation = {{"R36", "ana accept_offer", "fee: 3.99", "fee: 3.98", 0, 2, ""}};
  test.failures = {{"propose", "status 500", 3}};
  test.thresholds = {{"p99 < 10ms", 0, "50 ms", false}, {"errors < 50%", 0, "9 %", true}};
  return test;
}

TEST(LoadPanel, CountsWhatCounts) {
  const load_model model = prepare_load(sample(), 100);
  ASSERT_EQ(model.rows.size(), 2U);
  EXPECT_EQ(model.rows[0].operation, "propose");
  EXPECT_EQ(model.rows[1].operation, "all");
  EXPECT_EQ(model.requests, 33);
  EXPECT_EQ(model.errors, 3);
  EXPECT_EQ(model.violations, 2);
  EXPECT_DOUBLE_EQ(model.rows[1].per_s, 11.0);
  EXPECT_NEAR(model.rows[1].p50, 0.002, 0.002 * 0.001);
  EXPECT_NEAR(model.rows[1].max, 0.05, 1e-9);
  EXPECT_THAT(model.failures, ElementsAre("3 x propose: status 500"));
  EXPECT_THAT(model.violated,
      ElementsAre("2 x R36: ana accept_offer is answered fee: 3.99; expected fee: 3.98"));
  EXPECT_THAT(model.failed_thresholds, ElementsAre("p99 < 10ms: 50 ms"));
}

TEST(LoadPanel, ShowsEachSecond) {
  observe::load_test test = sample();
  test.by_second.push_back(load_second{});
  const load_model model = prepare_load(test, 100);
  EXPECT_THAT(model.answered, ElementsAre(5, 10, 11, 12, 0));
  EXPECT_THAT(model.wrong, ElementsAre(0, 0, 1, 2, 0));
  EXPECT_DOUBLE_EQ(model.p99[3], 50.0);
  EXPECT_TRUE(std::isnan(model.p99[4]));
}

TEST(LoadPanel, MapsLatenciesBetweenTheFastestAndTheSlowest) {
  const latency_heat heat = prepare_load(sample(), 100).heat;
  EXPECT_EQ(heat.columns, 4U);
  EXPECT_EQ(heat.seconds_a_column, 1U);
  EXPECT_LE(heat.from.front(), 0.002);
  EXPECT_GT(heat.end, 0.05);
  EXPECT_EQ(heat.at(0, 1), 10.0);
  EXPECT_EQ(heat.at(heat.from.size() - 1, 3), 2.0);
  EXPECT_EQ(heat.most(), 10.0);
}

TEST(LoadPanel, PutsSecondsTogetherWhereColumnsAreFew) {
  const latency_heat heat = prepare_load(sample(), 3).heat;
  EXPECT_EQ(heat.seconds_a_column, 2U);
  EXPECT_EQ(heat.columns, 2U);
  EXPECT_EQ(heat.at(0, 0), 15.0);
  EXPECT_EQ(heat.at(heat.from.size() - 1, 1), 3.0);
}

TEST(LoadPanel, HasNoMapOfNothing) {
  EXPECT_EQ(prepare_load(observe::load_test{}, 50).heat.columns, 0U);
}

TEST(LoadPanel, WritesLatenciesBriefly) {
  EXPECT_EQ(latency_text(0.00025), "0.25 ms");
  EXPECT_EQ(latency_text(0.0123), "12.3 ms");
  EXPECT_EQ(latency_text(0.25), "250 ms");
  EXPECT_EQ(latency_text(1.2), "1.20 s");
}

}  // namespace
}  // namespace souk::viz

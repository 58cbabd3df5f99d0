#include "reports/model_check.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace souk::reports {
namespace {

using testing::HasSubstr;
using testing::Not;

/// A run in which every moment lies in the middle of its ranges, but for M1.
std::vector<observe::moment> run_with(double m1) {
  std::vector<observe::moment> all;
  for (const observe::moment_spec& spec : observe::moment_specs()) {
    observe::moment one;
    one.id = spec.id;
    for (const observe::moment_range& range : spec.wanted()) {
      const double inside = std::isfinite(range.high) ? (range.low + range.high) / 2 : range.low;
      if (range.part.empty()) {
        one.value = inside;
      } else {
        one.parts.emplace_back(range.part, inside);
      }
    }
    all.push_back(one);
  }
  all[0].value = m1;
  return all;
}

TEST(Interval, IsStudents) {
  // Student 1908, the additional hours of sleep by the second drug: mean 2.33, sd 2.002, n 10;
  // t(9) at 0.975 is 2.262.
  const std::array values{1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};
  const interval of = interval_of(values);
  EXPECT_NEAR(of.mean, 2.33, 1e-12);
  ASSERT_TRUE(of.half);
  EXPECT_NEAR(*of.half, 1.4322, 1e-3);
}

TEST(Interval, OfOneValueHasNoWidth) {
  const std::array values{3.0};
  EXPECT_DOUBLE_EQ(interval_of(values).mean, 3.0);
  EXPECT_FALSE(interval_of(values).half);
}

TEST(ModelCheck, JudgesTheMeans) {
  // 8 alone would be out of range.
  const std::vector<std::vector<observe::moment>> runs{run_with(8.0), run_with(16.0)};
  const auto moments = check_moments(runs);
  ASSERT_EQ(moments.size(), 25U);
  EXPECT_DOUBLE_EQ(moments[0].value->mean, 12.0);
  EXPECT_EQ(moments[0].ok, true);
  EXPECT_TRUE(tuning_holds(moments));
}

TEST(ModelCheck, FailsWithATuningMomentOutOfRange) {
  const std::vector<std::vector<observe::moment>> runs{run_with(50.0)};
  const auto moments = check_moments(runs);
  EXPECT_FALSE(tuning_holds(moments));
  const std::string table = moments_table(moments);
  EXPECT_THAT(table, HasSubstr("6 of 7 in range"));
  EXPECT_THAT(table, HasSubstr("18 of 18 in range"));
  EXPECT_THAT(table, HasSubstr("OUT"));
}

TEST(ModelCheck, HeldOutMomentsDoNotFailIt) {
  std::vector<std::vector<observe::moment>> runs{run_with(20.0)};
  runs[0][2].value = 0.9;  // M3
  EXPECT_TRUE(tuning_holds(check_moments(runs)));
}

TEST(ModelCheck, SaysWhereThereIsTooLittleData) {
  std::vector<std::vector<observe::moment>> runs{run_with(20.0), run_with(20.0)};
  EXPECT_THAT(moments_table(check_moments(runs)), Not(HasSubstr("too little data")));
  runs[1][16].value.reset();  // M17
  const auto moments = check_moments(runs);
  EXPECT_FALSE(moments[16].value);
  EXPECT_FALSE(moments[16].ok);
  EXPECT_FALSE(tuning_holds(moments));
  EXPECT_THAT(moments_table(moments), HasSubstr("too little data"));
}

TEST(ModelCheck, WritesJson) {
  const std::vector<std::vector<observe::moment>> runs{run_with(12.0), run_with(20.0)};
  const std::array<std::uint64_t, 2> seeds{4, 5};
  const std::string json = moments_json("tiny", "seed", seeds, check_moments(runs));
  EXPECT_THAT(json, HasSubstr("\"M1\""));
  EXPECT_THAT(json, HasSubstr("\"mean\": 16"));
  EXPECT_THAT(json, HasSubstr("\"tuning\": true"));
}

}  // namespace
}  // namespace souk::reports

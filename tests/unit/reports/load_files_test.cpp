#include "reports/load_files.hpp"

#include "reports/load_page.hpp"
#include "tests/unit/reports/load_sample.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace souk::reports {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(LoadJson, CountsThePhasesThatCount) {
  const auto json = boost::json::parse(load_json(sample_load()));
  EXPECT_EQ(json.at("requests").to_number<int>(), 40);
  EXPECT_EQ(json.at("errors").to_number<int>(), 2);
  EXPECT_EQ(json.at("judged").to_number<int>(), 40);
  EXPECT_EQ(json.at("violations").to_number<int>(), 1);
  const auto& propose = json.at("operations").at("propose");
  EXPECT_EQ(propose.at("count").to_number<int>(), 20);
  EXPECT_DOUBLE_EQ(propose.at("per_s").to_number<double>(), 10.0);
  EXPECT_EQ(propose.at("statuses").at("409").to_number<int>(), 3);
  EXPECT_EQ(json.at("phases").as_array().size(), 2U);
  EXPECT_TRUE(json.at("thresholds").at(0).at("ok").as_bool());
}

TEST(LoadJson, TellsOfEachKindOfViolation) {
  const auto json = boost::json::parse(violations_json(sample_load()));
  ASSERT_EQ(json.as_array().size(), 1U);
  const auto& one = json.at(0);
  EXPECT_EQ(one.at("rule").as_string(), "R36");
  EXPECT_EQ(one.at("request").as_string(), "ana <accept>");
  EXPECT_EQ(one.at("at").as_string(), "2024-04-24T23:06:40Z");
  EXPECT_EQ(one.at("times").to_number<int>(), 2);
}

TEST(LoadPage, ShowsViolationsWithTheirStories) {
  const std::string page = load_page(sample_load());
  EXPECT_THAT(page, HasSubstr("ana &lt;accept&gt;"));
  EXPECT_THAT(page, HasSubstr("out/load-browse/stories/1-R36.yaml"));
}

TEST(LoadPage, LeavesOutWhatIsNot) {
  observe::load_test test = sample_load();
  test.kinds_of_violation.clear();
  test.violations = 0;
  test.failures.clear();
  const std::string page = load_page(test);
  EXPECT_THAT(page, Not(HasSubstr("Violations</h2>")));
  EXPECT_THAT(page, HasSubstr("0 violations"));
}

TEST(LoadJunit, FailsWhereAThresholdDoes) {
  observe::load_test test = sample_load();
  EXPECT_THAT(load_junit(test), HasSubstr("tests=\"1\" failures=\"0\""));
  test.thresholds.push_back({"errors < 1 %", 0, "5 %", false});
  EXPECT_THAT(load_junit(test), HasSubstr("tests=\"2\" failures=\"1\""));
  EXPECT_THAT(load_junit(test), HasSubstr("name=\"errors &lt; 1 %\""));
  EXPECT_THAT(load_junit(test), HasSubstr("message=\"it is 5 %\""));
}

TEST(LoadMetrics, CountByOperationAndStatus) {
  const std::string text = load_metrics(sample_load());
  EXPECT_THAT(text, HasSubstr("operation=\"propose\""));
  EXPECT_THAT(text, HasSubstr("status=\"409\""));
  EXPECT_THAT(text, HasSubstr("souk_load_violations_total 1"));
}

}  // namespace
}  // namespace souk::reports

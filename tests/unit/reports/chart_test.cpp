#include "reports/chart.hpp"

#include <boost/json.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace souk::reports {
namespace {

using testing::HasSubstr;

chart three_days() {
  chart one{"jobs", "Jobs", "a day"};
  one.x = {"date", unit::date};
  one.y = {"jobs", unit::count};
  one.at = dates(1'704'067'200, 0, 3);  // Monday 1 January 2024
  one.lines = {{"posted", {1, 5, 3}}};
  return one;
}

TEST(Chart, HasATextForWhoCannotSeeIt) {
  chart one = three_days();
  EXPECT_EQ(words_of(one), "posted: from 1 to 5, at the end 3.");
  one.lines[0].values = {NAN, NAN, NAN};
  EXPECT_EQ(words_of(one), "posted: no values.");
  one.lines.clear();
  EXPECT_EQ(words_of(one), "No values.");
  one.words = "As many as ever.";
  EXPECT_EQ(words_of(one), "As many as ever.");
}

TEST(Chart, TellsLabelsWithTheirIntervals) {
  chart one{"effects", "Effects", "", chart_kind::forest};
  one.y.of = unit::share;
  one.labels = {"fill rate", "leakage"};
  one.lines = {{"b", {0.031, -0.002}, {0.012, NAN}, {0.05, NAN}}};
  EXPECT_EQ(words_of(one), "b: fill rate 3.1 % (1.2 % to 5.0 %), leakage -0.2 %.");
}

TEST(Chart, IsDataAsJson) {
  const boost::json::object json = boost::json::parse(chart_json(three_days())).as_object();
  EXPECT_EQ(json.at("kind").as_string(), "lines");
  EXPECT_EQ(json.at("at").as_object().at("from").as_int64(), 19'723);
  EXPECT_EQ(json.at("at").as_object().at("count").as_int64(), 3);
  EXPECT_EQ(json.at("x").as_object().at("unit").as_string(), "date");
  const boost::json::object& line = json.at("series").as_array().at(0).as_object();
  EXPECT_EQ(line.at("values"), boost::json::parse("[1,5,3]"));
  EXPECT_FALSE(line.contains("low"));
}

TEST(Chart, WritesGapsBandsAndMarks) {
  chart one{"delays", "Delays", "", chart_kind::points};
  one.y = {"p99", unit::milliseconds, false, true, 100.0};
  one.at = {1, 10};
  one.lines = {{"p99", {0.25, NAN}, {0.1, NAN}, {INFINITY, NAN}}};
  one.shade = stretch{1, 2, "warm-up"};
  const boost::json::object json = boost::json::parse(chart_json(one)).as_object();
  EXPECT_EQ(json.at("at"), boost::json::parse("[1,10]"));
  EXPECT_EQ(json.at("y"),
      boost::json::parse(
          R"({"name":"p99","unit":"milliseconds","zero":false,"log":true,"reference":100})"));
  EXPECT_EQ(json.at("shade"), boost::json::parse(R"({"from":1,"to":2,"name":"warm-up"})"));
  EXPECT_EQ(json.at("series").as_array().at(0),
      boost::json::parse(
          R"({"name":"p99","values":[0.25,null],"low":[0.1,null],"high":[null,null]})"));
}

TEST(Chart, ShowsNumbersInTheirUnit) {
  EXPECT_EQ(in_unit(12'345, unit::count), "12,345");
  EXPECT_EQ(in_unit(17.04, unit::count), "17.0");
  EXPECT_EQ(in_unit(-1234.5, unit::dollars), "-$1,234.50");
  EXPECT_EQ(in_unit(0.382, unit::share), "38.2 %");
  EXPECT_EQ(in_unit(22.7, unit::days), "22.7 days");
  EXPECT_EQ(in_unit(19'723, unit::date), "1 Jan 2024");
  EXPECT_EQ(in_unit(19'752, unit::date), "30 Jan 2024");
  EXPECT_EQ(in_unit(12.5, unit::milliseconds), "12.5 ms");
  EXPECT_EQ(in_unit(12.5, unit::seconds), "12.5 s");
  EXPECT_EQ(in_unit(0.0731, unit::number), "0.07");
  EXPECT_EQ(in_unit(NAN, unit::dollars), "-");
}

TEST(Chart, NumbersDaysFromTheFirst) {
  EXPECT_EQ(dates(1'704'067'200, 7, 2), (std::vector<double>{19'730, 19'731}));
  EXPECT_TRUE(dates(0, 0, 0).empty());
}

}  // namespace
}  // namespace souk::reports

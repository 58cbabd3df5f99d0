#include "scenarios/experiment.hpp"

#include "scenarios/design.hpp"
#include "scenarios/shipped.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace souk::scenarios {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

experiment reading_of(const std::string& text) {
  return read_experiment(parse_document("kind: experiment\nscenario: tiny\n" + text, "e.yaml"));
}

std::string mistakes_in(const std::string& text) {
  try {
    reading_of(text);
  } catch (const bad_input& error) {
    return error.what();
  }
  return "";
}

TEST(Experiment, MakesAGridOfAllCombinations) {
  const experiment of = reading_of(
      "parameters:\n"
      "  - { path: policy.fees.client, from: 0%, to: 10%, steps: 3 }\n"
      "  - { path: policy.fees.freelancer.tiers, values: [[[none, 5%]], [[none, 10%]]] }\n");
  EXPECT_EQ(of.name, "e");
  EXPECT_EQ(point_count(of), 6);
  EXPECT_THAT(points_of(of),
      ElementsAre(ElementsAre("0%", "[[none, 5%]]"), ElementsAre("0%", "[[none, 10%]]"),
          ElementsAre("5%", "[[none, 5%]]"), ElementsAre("5%", "[[none, 10%]]"),
          ElementsAre("10%", "[[none, 5%]]"), ElementsAre("10%", "[[none, 10%]]")));
}

TEST(Experiment, WritesNumbersAsTheirValuesTakeThem) {
  const experiment of = reading_of(
      "parameters:\n"
      "  - { path: population.clients, from: 50, to: 60 }\n"
      "  - { path: policy.connects.price, from: 0.10, to: 0.20 }\n"
      "  - { path: policy.jobs.expiry, from: 10d, to: 20d }\n"
      "  - { path: clients.choosing.risk, from: 1, to: 2 }\n"
      "  - { path: policy.fees.client, from: 0%, to: 1% }\n");
  EXPECT_EQ(value_at(of.parameters[0], 0.26), "53");
  EXPECT_EQ(value_at(of.parameters[1], 0.333), "0.13");
  EXPECT_EQ(value_at(of.parameters[2], 0.5), "15d");
  EXPECT_EQ(value_at(of.parameters[3], 0.125), "1.125");
  EXPECT_EQ(value_at(of.parameters[4], 0.33333333), "0.3333%");
}

TEST(Experiment, ScalesByFactorsWhereAsked) {
  const experiment of = reading_of(
      "parameters:\n"
      "  - { path: clients.choosing.risk, from: 0.1, to: 1.6, scale: logarithmic }\n");
  double value = 0.0;
  ASSERT_TRUE(parse(value_at(of.parameters[0], 0.5), value));
  EXPECT_NEAR(value, 0.4, 1e-8);
}

TEST(Experiment, PutsOnePointInEachPartOfALatinHypercube) {
  const experiment of = reading_of(
      "design: latin_hypercube\npoints: 20\nparameters:\n"
      "  - { path: clients.choosing.risk, from: 0, to: 5 }\n"
      "  - { path: clients.choosing.speed, from: 0, to: 5 }\n");
  for (std::size_t parameter = 0; parameter < 2; ++parameter) {
    std::set<int> parts;
    for (const std::vector<std::string>& point : points_of(of)) {
      double value = 0.0;
      ASSERT_TRUE(parse(point[parameter], value));
      parts.insert(static_cast<int>(value * 4.0));
    }
    EXPECT_EQ(parts.size(), 20U);
  }
}

TEST(Experiment, FollowsTheSobolSequence) {
  const experiment of = reading_of(
      "design: sobol\npoints: 5\nparameters:\n"
      "  - { path: clients.choosing.risk, from: 0, to: 1 }\n"
      "  - { path: clients.choosing.speed, from: 0, to: 1 }\n");
  EXPECT_THAT(points_of(of), ElementsAre(ElementsAre("0.5", "0.5"), ElementsAre("0.75", "0.25"),
                                 ElementsAre("0.25", "0.75"), ElementsAre("0.375", "0.375"),
                                 ElementsAre("0.875", "0.875")));
}

TEST(Experiment, KeepsItsFirstPointsWhenThereAreMore) {
  for (const std::string design : {"random", "sobol"}) {
    const auto points = [&](const std::string& count) {
      return points_of(reading_of("design: " + design + "\npoints: " + count
                                  + "\nparameters:\n"
                                    "  - { path: clients.choosing.risk, from: 0, to: 1 }\n"));
    };
    const auto few = points("4");
    auto many = points("9");
    many.resize(4);
    EXPECT_EQ(few, many) << design;
  }
}

TEST(Experiment, SaysWhereItIsWrong) {
  EXPECT_THAT(mistakes_in("parameters: [{ path: policy.fees.clint, values: [1%] }]\n"),
      HasSubstr("e.yaml:3:22: policy.fees.clint"));
  EXPECT_THAT(mistakes_in("parameters: [{ path: policy.fees.client, values: [1%, 200%] }]\n"),
      HasSubstr("e.yaml:3:55: policy.fees.client"));
  EXPECT_THAT(mistakes_in("parameters: [{ path: policy.fees.client, from: 5%, to: 1% }]\n"),
      HasSubstr("to is not above from"));
  EXPECT_THAT(mistakes_in("parameters: [{ path: policy.fees.client, from: 5% }]\n"),
      HasSubstr("neither values nor from and to"));
  EXPECT_THAT(mistakes_in("parameters: [{ path: policy.fees.client, from: a, to: b }]\n"),
      HasSubstr("not two numbers"));
  EXPECT_THAT(mistakes_in("set: { dayz: 3 }\nparameters: [{ path: days, values: [3] }]\n"),
      HasSubstr("e.yaml:3:6: set"));
  EXPECT_THAT(mistakes_in("design: gird\n"), HasSubstr("e.yaml:3:9"));
  EXPECT_THAT(mistakes_in("points: 3\n"), HasSubstr("parameters are none"));
}

TEST(Experiment, IsShippedWithoutMistakes) {
  const auto names = shipped_names("experiment");
  EXPECT_FALSE(names.empty());
  for (const std::string_view name : names) {
    EXPECT_EQ(load_experiment(name).name, name);
  }
}

}  // namespace
}  // namespace souk::scenarios

#include "people/traits.hpp"

#include "tests/unit/people/client_stage.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace souk::people {
namespace {

std::vector<freelancer_traits> many_traits(const people_setup& setup) {
  std::vector<freelancer_traits> all;
  for (std::uint32_t i = 0; i < setup.freelancers; ++i) {
    all.push_back(traits_of(setup, market::person_id{i}));
  }
  return all;
}

double median(std::vector<double> values) {
  std::ranges::nth_element(values, values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2));
  return values[values.size() / 2];
}

TEST(Traits, AreAFunctionOfSeedAndPerson) {
  const people_setup one = stage_setup(few_people(), 1);
  const people_setup same = stage_setup(few_people(), 1);
  const people_setup other = stage_setup(few_people(), 2);
  const market::person_id who{17};
  EXPECT_EQ(traits_of(one, who).reservation_wage, traits_of(same, who).reservation_wage);
  EXPECT_EQ(traits_of(one, who).enters, traits_of(same, who).enters);
  EXPECT_NE(traits_of(one, who).reservation_wage, traits_of(other, who).reservation_wage);
  EXPECT_EQ(traits_of(one, who).quality, quality_of(one, who));
}

TEST(Traits, DoNotHangOnHowManyPeopleThereAre) {
  const people_setup few = stage_setup(few_people(400, 2000));
  const people_setup more = stage_setup(few_people(800, 5000));
  for (std::uint32_t i = 0; i < 100; ++i) {
    const market::person_id who{i};
    EXPECT_EQ(traits_of(few, who).asked_rate, traits_of(more, who).asked_rate);
  }
}

TEST(Traits, FollowTheSharesOfCategoriesAndLevels) {
  const people_setup setup = stage_setup(few_people(10, 20'000));
  const auto all = many_traits(setup);
  const auto& categories = setup.parameters.population.categories;
  double total = 0.0;
  for (const category_parameters& one : categories) {
    total += one.freelancer_share;
  }
  for (std::size_t c = 0; c < categories.size(); ++c) {
    const auto here = std::ranges::count(all, c, &freelancer_traits::category);
    EXPECT_NEAR(static_cast<double>(here) / 20'000.0, categories[c].freelancer_share / total, 0.01);
  }
  const auto experts = std::ranges::count(all, market::level::expert, &freelancer_traits::level);
  EXPECT_NEAR(
      static_cast<double>(experts) / 20'000.0, setup.parameters.freelancers.nature.expert, 0.015);
}

TEST(Traits, ExpertsAreBetterAndDearer) {
  const people_setup setup = stage_setup(few_people(10, 20'000));
  std::vector<double> quality[3];
  std::vector<double> asked[3];
  for (const freelancer_traits& one : many_traits(setup)) {
    quality[static_cast<std::size_t>(one.level)].push_back(one.quality);
    asked[static_cast<std::size_t>(one.level)].push_back(one.asked_rate);
  }
  EXPECT_LT(median(quality[0]) + 0.5, median(quality[2]));
  EXPECT_LT(median(asked[0]) * 1.5, median(asked[2]));
}

TEST(Traits, NobodyAsksLessThanTheReservationWage) {
  const people_setup setup = stage_setup(few_people(10, 5000));
  for (const freelancer_traits& one : many_traits(setup)) {
    ASSERT_GT(one.asked_rate, one.reservation_wage);
    ASSERT_GT(one.reservation_wage, 0.0);
    ASSERT_GE(one.searches, setup.parameters.freelancers.nature.activity_least);
    ASSERT_LE(one.searches, setup.parameters.freelancers.nature.activity_most);
    ASSERT_GE(one.skills, 1);
    ASSERT_LE(one.skills, setup.categories[one.category].skills());
  }
}

TEST(Traits, IncumbentsComeFirstAndOthersOverTime) {
  people_parameters parameters = few_people(10, 10'000);
  parameters.population.incumbents = 0.4;
  const people_setup setup = stage_setup(parameters);
  const second early = setup.time.begin + parameters.population.incumbent_spread.seconds;
  const second middle = (setup.time.begin + setup.time.end) / 2;
  double first = 0.0;
  double before_middle = 0.0;
  for (const freelancer_traits& one : many_traits(setup)) {
    ASSERT_GE(one.enters, setup.time.begin);
    ASSERT_LT(one.enters, setup.time.end);
    first += one.enters < early ? 1.0 : 0.0;
    before_middle += one.enters < middle ? 1.0 : 0.0;
  }
  EXPECT_NEAR(first / 10'000.0, 0.4 + 0.6 * 28.0 / 730.0, 0.02);
  EXPECT_NEAR(before_middle / 10'000.0, 0.7, 0.02);
}

TEST(Traits, EntryCanGrow) {
  people_parameters parameters = few_people(10, 10'000);
  parameters.population.incumbents = 0.0;
  parameters.population.entry_growth = 1.0;
  const people_setup setup = stage_setup(parameters);
  const second middle = (setup.time.begin + setup.time.end) / 2;
  double late = 0.0;
  for (const freelancer_traits& one : many_traits(setup)) {
    ASSERT_LT(one.enters, setup.time.end);
    late += one.enters >= middle ? 1.0 : 0.0;
  }
  // The rate grows from 1 to 3 in two years: 2.5 of 4 parts fall in the second.
  EXPECT_NEAR(late / 10'000.0, 0.625, 0.02);
}

}  // namespace
}  // namespace souk::people

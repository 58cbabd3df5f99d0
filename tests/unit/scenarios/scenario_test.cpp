#include "scenarios/scenario.hpp"

#include "scenarios/shipped.hpp"
#include "scenarios/writer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace souk::scenarios {
namespace {

using testing::HasSubstr;

scenario read_text(std::string_view text) {
  return read_scenario(parse_document(text, "dir/mine.yaml"));
}

std::string mistakes_in(std::string_view text) {
  try {
    read_text(text);
  } catch (const bad_input& error) {
    return error.what();
  }
  return "none";
}

std::string mistakes_of_setting(const std::string& text) {
  scenario value;
  const std::vector<setting> settings{parse_setting(text, "--set")};
  try {
    apply_settings(value, settings);
  } catch (const bad_input& error) {
    return error.what();
  }
  return "none";
}

TEST(ShippedScenarios, AreReadAsTheyAreWritten) {
  for (const std::string_view name : shipped_names("scenario")) {
    const scenario value = load_scenario(name);
    EXPECT_EQ(value.name, name);
    EXPECT_EQ(read_text("kind: scenario\n" + block(value)), value);
  }
}

TEST(Baseline, IsAHundredThousandInTwelveCategoriesUnderTheRulesOf2022) {
  const scenario value = load_scenario("baseline");
  EXPECT_EQ(value.population.freelancers, 100'000);
  EXPECT_EQ(value.population.clients, 20'000);
  EXPECT_EQ(value.population.categories.size(), 12U);
  EXPECT_EQ(value.policy, load_policy("upwork-2022"));
  EXPECT_EQ(value.days.days, 365);
  EXPECT_EQ(value.burn_in.days, 364);
  EXPECT_EQ(market::weekday(value.begins()), 0) << "a Monday";
  double jobs = 0;
  double hourly = 0;
  for (const people::category_parameters& one : value.population.categories) {
    jobs += one.job_share;
    hourly += one.job_share * one.hourly_share;
    EXPECT_GE(one.skills.size(), 4U) << one.name;
    EXPECT_LE(one.skills.size(), 8U) << one.name;
  }
  EXPECT_NEAR(jobs, 1, 1e-9);
  EXPECT_NEAR(hourly / jobs, 0.61, 0.01) << "M12";
}

TEST(Tiny, IsBasedOnBaseline) {
  const scenario value = load_scenario("tiny");
  EXPECT_EQ(value.population.freelancers, 300);
  EXPECT_EQ(value.population.clients, 60);
  EXPECT_EQ(value.window_begins() - value.begins(), 60 * market::day);
  EXPECT_EQ(value.ends() - value.begins(), 150 * market::day);
  EXPECT_EQ(value.freelancers, load_scenario("baseline").freelancers);
}

TEST(Scenario, TakesDaysAsANumberOrADuration) {
  const scenario value = read_text("kind: scenario\ndays: 52w\nburn_in: 30d\n");
  EXPECT_EQ(value.days.days, 364);
  EXPECT_EQ(value.burn_in.days, 30);
  EXPECT_EQ(value.name, "mine");
  EXPECT_THAT(mistakes_in("kind: scenario\ndays: 90s\n"),
      HasSubstr(
          "2:7: days is '90s'; it takes a whole number (days), from 1 to 36500, as 365 or 365d"));
  EXPECT_THAT(mistakes_in("kind: scenario\ndays: 0\n"), HasSubstr("days is '0'"));
}

TEST(Scenario, TakesAPolicyByNameOrInline) {
  EXPECT_EQ(read_text("kind: scenario\npolicy: upwork-2022\n").policy, load_policy("upwork-2022"));
  EXPECT_EQ(read_text("kind: scenario\npolicy: seed,fees.client=3%\n").policy.fees.client,
      market::percent(3));
  const market::policy inline_terms =
      read_text("kind: scenario\npolicy: { based_on: upwork-2022, fees: { contract: 4.95 } }\n")
          .policy;
  EXPECT_EQ(inline_terms.fees.contract, market::money{495});
  EXPECT_EQ(inline_terms.fees.client, market::percent(5));
}

TEST(Scenario, SaysWhatIsWrongWithItsPolicy) {
  EXPECT_EQ(mistakes_in("kind: scenario\npolicy: upwrk-2022\n"),
      "dir/mine.yaml:2:9: policy is 'upwrk-2022': no such preset; did you mean 'upwork-2022'? "
      "one of: "
          + listed(shipped_names("policy")) + " (a file's name ends with .yaml)");
  EXPECT_THAT(mistakes_in("kind: scenario\npolicy: other.yaml\n"),
      HasSubstr("dir/other.yaml:1:1: no such file"));
  EXPECT_THAT(mistakes_in("kind: scenario\npolicy:\n  fees: { client: 2 }\n"),
      HasSubstr("dir/mine.yaml:3:19: policy.fees.client is '2'"));
  EXPECT_THAT(mistakes_in("kind: scenario\npolicy: { connects: { packs: [2, 1] } }\n"),
      HasSubstr("dir/mine.yaml:2:30: connects.packs does not rise"));
  EXPECT_THAT(mistakes_in("kind: scenario\npolicy: [seed]\n"), HasSubstr("policy is a list"));
}

TEST(Scenario, SaysWhatIsWrongTogether) {
  const std::string found = mistakes_in(
      "kind: scenario\nstart: 2021-01-04T12:00:00Z\nepoch: 7m\npopulation:\n  categories:\n"
      "    - { name: a, skills: [x, x], job_share: 0 }\n    - { name: a, skills: [], job_share: 0 "
      "}\n"
      "    - { skills: [y], job_share: 0 }\n  countries: []\n"
      "clients: { needs: { budget_low: 100, budget_high: 10, entry_share: 60%, expert_share: 60% } "
      "}\n");
  for (const char* const part : {"2:8: start is 2021-01-04T12:00:00Z", "3:8: epoch is 7m",
           "6:26: population.categories[0].skills has a skill twice", "7:15: the name 'a' again",
           "7:26: population.categories[1].skills has no or empty skills",
           "8:7: population.categories[2] has no name",
           "population.categories has no job_share above 0",
           "population.countries has no client_share above 0",
           "10:33: clients.needs.budget_low is 100", "clients.needs.entry_share is 0.6"}) {
    EXPECT_THAT(found, HasSubstr(part));
  }
}

TEST(Scenario, EndsBeforeTimeDoes) {
  EXPECT_THAT(mistakes_in("kind: scenario\nstart: 2090-01-01\ndays: 10000\n"),
      HasSubstr("3:7: the simulation ends after the year 2105"));
}

TEST(Scenario, IsNotBasedOnItself) {
  EXPECT_THAT(
      mistakes_in("kind: scenario\nbased_on: basline\n"), HasSubstr("did you mean 'baseline'?"));
}

TEST(ScenarioSettings, ReachPopulationPeopleAndPolicy) {
  scenario value = load_scenario("tiny");
  std::vector<setting> settings;
  for (const char* const text : {"seed=7", "population.clients=5", "policy.fees.client=3%",
           "freelancers.bid.newcomer_high=50%", "population.categories[0].skills=[a,b]",
           "burn_in=8w"}) {
    settings.push_back(parse_setting(text, "--set"));
  }
  apply_settings(value, settings);
  EXPECT_EQ(value.seed, 7U);
  EXPECT_EQ(value.population.clients, 5);
  EXPECT_EQ(value.policy.fees.client, market::percent(3));
  EXPECT_EQ(value.freelancers.bid.newcomer_high, 0.5);
  EXPECT_EQ(value.population.categories[0].skills, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(value.burn_in.days, 56);
}

TEST(ScenarioSettings, AreRefusedAsOnTheCommandLine) {
  EXPECT_EQ(mistakes_of_setting("population.client=5"),
      "--set population.client=5: no 'client' in population; did you mean 'clients'?");
  EXPECT_EQ(mistakes_of_setting("epoch=7m"),
      "--set epoch=7m: epoch is 7m; a duration that divides a day, as 5m or 1h");
  EXPECT_EQ(mistakes_of_setting("policy.connects.packs=[2,1]"),
      "--set policy.connects.packs=[2,1]: policy: connects.packs does not rise; each pack once, "
      "the smallest first");
  EXPECT_EQ(mistakes_of_setting("policy=upwrk"),
      "--set policy=upwrk: policy is 'upwrk': no such preset; one of: "
          + listed(shipped_names("policy")) + " (a file's name ends with .yaml)");
}

TEST(LoadScenario, KnowsShippedNamesAndPaths) {
  EXPECT_EQ(load_scenario(SOUK_SOURCE_DIR "/scenarios/tiny.yaml"), load_scenario("tiny"));
  EXPECT_THROW(load_scenario("tinny"), bad_input);
  EXPECT_THROW(load_scenario("no/such.yaml"), bad_input);
}

}  // namespace
}  // namespace souk::scenarios

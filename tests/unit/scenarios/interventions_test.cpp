#include "scenarios/interventions.hpp"

#include "scenarios/scenario.hpp"
#include "scenarios/shipped.hpp"
#include "scenarios/writer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace souk::scenarios {
namespace {

using testing::HasSubstr;

scenario read_interventions(const std::string& list) {
  return read_scenario(
      parse_document("kind: scenario\nbased_on: tiny\ninterventions:\n" + list, "mine.yaml"));
}

std::string mistakes_in(const std::string& list) {
  try {
    read_interventions(list);
  } catch (const bad_input& error) {
    return error.what();
  }
  return "none";
}

TEST(ShippedInterventions, AreAtLeastFiveAndOneIsPallais) {
  std::size_t with = 0;
  for (const std::string_view name : shipped_names("scenario")) {
    with += load_scenario(name).interventions.empty() ? 0 : 1;
  }
  EXPECT_GE(with, 5U);
  const people::intervention hired = load_scenario("pallais").interventions.at(0);
  EXPECT_EQ(hired.what.hire.hours, 10);
  EXPECT_EQ(hired.who.hires_max, 0);
}

TEST(Interventions, ChangeThePolicyOfTheTreated) {
  const scenario value = read_interventions(
      "  - name: holiday\n    what: { policy: { fees.client: 0%, connects.signup: 80,"
      " \"fees.freelancer.tiers\": [[none, 0%]] } }\n");
  const people::policy_changes& changes = value.interventions.at(0).what.policy;
  const market::policy terms = changed(value.policy, changes);
  EXPECT_EQ(terms.fees.client, market::share{});
  EXPECT_EQ(terms.connects.signup, 80);
  ASSERT_EQ(terms.fees.freelancer.tiers.size(), 1U);
  EXPECT_EQ(terms.fees.freelancer.tiers[0].value, market::share{});
  EXPECT_EQ(terms.connects.cost, value.policy.connects.cost);
  EXPECT_EQ(flow(changes),
      "{ fees.client: 0%, connects.signup: 80, fees.freelancer.tiers: [[none, 0%]] }");
}

TEST(Interventions, SayWhereAPathOrValueOfThePolicyIsWrong) {
  const std::string wrong = mistakes_in(
      "  - name: a\n    what:\n      policy:\n        fees.clent: 0%\n        connects.signup: "
      "x\n");
  EXPECT_THAT(wrong, HasSubstr("mine.yaml:7:21: no 'clent' in fees"));
  EXPECT_THAT(wrong, HasSubstr("client"));
  EXPECT_THAT(wrong, HasSubstr("mine.yaml:8:26: connects.signup is 'x'"));
}

TEST(Interventions, NameKnownPlacesAndTrades) {
  const std::string wrong =
      mistakes_in("  - name: a\n    who: { categories: [Writting] }\n    what: { connects: 8 }\n");
  EXPECT_THAT(wrong, HasSubstr("'Writting'"));
  EXPECT_THAT(wrong, HasSubstr("Writing"));
}

TEST(Interventions, DoSomethingToWhomItCanBeDone) {
  EXPECT_THAT(mistakes_in("  - { name: a }\n"), HasSubstr("does nothing"));
  EXPECT_THAT(mistakes_in("  - { name: a, who: { side: clients }, when: { on: day },"
                          " what: { connects: 8 } }\n"),
      HasSubstr("only be done to freelancers"));
  EXPECT_THAT(mistakes_in("  - { name: a, who: { side: clients },"
                          " what: { policy: { fees.client: 1% } } }\n"),
      HasSubstr("which clients do not need"));
  EXPECT_THAT(mistakes_in("  - { name: a, when: { on: entry }, what: { connects: 8 } }\n"),
      HasSubstr("when nobody has an account yet"));
  EXPECT_THAT(mistakes_in("  - { name: a, when: { from: 9, until: 9 }, what: { connects: 8 } }\n"),
      HasSubstr("later than from"));
  EXPECT_THAT(
      mistakes_in("  - { name: control, what: { connects: 8 } }\n"), HasSubstr("not control"));
}

TEST(Interventions, HaveNamesOfTheirOwnAndALimit) {
  const std::string one = "  - { name: a, what: { policy: { fees.client: 1% } } }\n";
  EXPECT_THAT(mistakes_in(one + one), HasSubstr("the name 'a' again"));
  std::string many;
  for (int i = 0; i < 8; ++i) {
    many += "  - { name: a" + std::to_string(i) + ", what: { policy: { fees.client: 1% } } }\n";
  }
  EXPECT_THAT(mistakes_in(many), HasSubstr("more than 7 interventions with a policy"));
}

TEST(Interventions, ChangedPoliciesAreCheckedWhole) {
  EXPECT_THAT(mistakes_in("  - { name: a, what: { policy: { connects.packs: [20, 10] } } }\n"),
      HasSubstr("connects.packs does not rise"));
}

}  // namespace
}  // namespace souk::scenarios

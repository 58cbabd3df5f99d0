#include "scenarios/policy_file.hpp"

#include "scenarios/shipped.hpp"
#include "scenarios/writer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <set>

namespace souk::scenarios {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

std::string mistakes_of(std::string_view choice) {
  try {
    load_policy(choice);
  } catch (const bad_input& error) {
    return error.what();
  }
  return "none";
}

std::string mistakes_in(std::string_view text) {
  try {
    read_policy(parse_document(text, "dir/mine.yaml"));
  } catch (const bad_input& error) {
    return error.what();
  }
  return "none";
}

market::policy read_text(std::string_view text) {
  return read_policy(parse_document(text, "dir/mine.yaml"));
}

/// The paths of all values that a struct has, and of all that a file gives.
template <market::described Struct>
void add_paths(const Struct& value, const std::string& path, std::set<std::string>& into) {
  market::for_each_knob(value, [&](const auto& one, const auto& inner) {
    const std::string at = path + '.' + std::string(one.name);
    if constexpr (market::described<std::remove_cvref_t<decltype(inner)>>) {
      add_paths(inner, at, into);
    } else {
      into.insert(at);
    }
  });
}

void remove_paths(const node& from, const std::string& path, std::set<std::string>& known) {
  for (const node::entry& one : from.entries) {
    known.erase(path + '.' + one.key);
    remove_paths(one.value, path + '.' + one.key, known);
  }
}

TEST(PresetSeed, IsThePolicyThatTheHeadersStateAndGivesEveryKey) {
  EXPECT_EQ(load_policy("seed"), market::policy{});
  std::set<std::string> missing;
  add_paths(market::policy{}, "", missing);
  remove_paths(parse_document(find_shipped("policy", "seed")->text, "seed.yaml").root, "", missing);
  EXPECT_THAT(missing, testing::IsEmpty());
}

TEST(PresetUpwork2022, IsTheColumnOfFacts) {
  const market::policy terms = load_policy("upwork-2022");
  EXPECT_EQ(terms.name, "upwork-2022");
  EXPECT_EQ(terms.fees.client, market::percent(5));
  EXPECT_EQ(terms.fees.freelancer, market::freelancer_fee{});
  EXPECT_EQ(terms.connects.monthly, 10);
  EXPECT_EQ(terms.connects.rollover_max, 200);
  EXPECT_EQ(terms.connects.price, market::money{15});
  EXPECT_EQ(terms.connects.interview, 10);
  EXPECT_EQ(terms.connects.expiry, market::days(365));
  EXPECT_EQ(terms.boost.slots, 3);
}

/// A column of facts.md 2.1, in so far as it is sourced there.
struct fact {
  const char* preset;
  market::fee_basis basis;
  market::fee_schedule tiers;
  market::share client;
  market::money price;
  std::int32_t signup, readiness, interview, monthly, slots;
};

TEST(Presets, AreTheColumnsOfFacts) {
  using enum market::fee_basis;
  using market::percent;
  const market::fee_schedule tiers = market::freelancer_fee{}.tiers;
  const market::fee_schedule ten{{std::nullopt, percent(10)}};
  const market::fee_schedule twenty{{std::nullopt, percent(20)}};
  const market::money dollar = market::dollars(1);
  const market::money cents{15};
  const std::array columns{
      fact{"flat10-2015", transaction_marginal, ten, percent(0), dollar, 0, 0, 0, 60, 0},
      fact{"tiered-2016", lifetime_marginal, tiers, {27'500}, dollar, 0, 0, 0, 60, 0},
      fact{"paid-connects-2019", lifetime_marginal, tiers, percent(3), cents, 20, 0, 0, 0, 0},
      fact{"upwork-2022", lifetime_marginal, tiers, percent(5), cents, 40, 40, 10, 10, 3},
      fact{"flat10-2023", transaction_marginal, ten, percent(5), cents, 40, 0, 5, 10, 4},
      fact{"variable-2025", transaction_marginal, ten, percent(5), cents, 40, 0, 5, 10, 4},
      fact{"fiverr", transaction_marginal, twenty, {55'000}, {}, 0, 0, 0, 0, 0},
      fact{"seed-transaction", transaction_marginal, tiers, {}, cents, 40, 40, 10, 0, 0}};
  for (const fact& column : columns) {
    const market::policy terms = load_policy(column.preset);
    EXPECT_EQ(terms.fees.freelancer.basis, column.basis) << column.preset;
    EXPECT_EQ(terms.fees.freelancer.tiers, column.tiers) << column.preset;
    EXPECT_EQ(terms.fees.client, column.client) << column.preset;
    EXPECT_EQ(terms.connects.price, column.price) << column.preset;
    EXPECT_EQ(terms.connects.signup, column.signup) << column.preset;
    EXPECT_EQ(terms.connects.readiness, column.readiness) << column.preset;
    EXPECT_EQ(terms.connects.interview, column.interview) << column.preset;
    EXPECT_EQ(terms.connects.monthly, column.monthly) << column.preset;
    EXPECT_EQ(terms.boost.slots, column.slots) << column.preset;
  }
}

TEST(PresetSeedSlab, HasTheCliffsOfTheRules) {
  const market::freelancer_fee fee = load_policy("seed-slab").fees.freelancer;
  const market::fee_schedule wanted{{market::dollars(499, 99), market::percent(20)},
      {market::dollars(10'000), market::percent(10)}, {std::nullopt, market::percent(5)}};
  EXPECT_EQ(fee.basis, market::fee_basis::transaction_slab);
  EXPECT_EQ(fee.tiers, wanted);
}

TEST(PresetVariable2025, ChargesEachCategoryFromZeroToFifteenPercent) {
  const market::freelancer_fee fee = load_policy("variable-2025").fees.freelancer;
  ASSERT_FALSE(fee.by_category.empty());
  const auto [low, high] =
      std::ranges::minmax_element(fee.by_category, {}, &market::category_fee::fee);
  EXPECT_EQ(low->fee, market::percent(0));
  EXPECT_EQ(high->fee, market::percent(15));
}

TEST(PolicyFile, NamesEachCategoryOnceWithAFeeOfAtMostFifteenPercent) {
  const std::string head = "kind: policy\nfees: { freelancer: { by_category: ";
  EXPECT_EQ(read_text(head + "[{ category: design, fee: 15% }] } }\n").fees.freelancer.by_category,
      (std::vector<market::category_fee>{{"design", market::percent(15)}}));
  EXPECT_THAT(mistakes_in(head + "[{ category: design, fee: 16% }] } }\n"),
      HasSubstr("2:62: fees.freelancer.by_category[0].fee is '16%'"));
  EXPECT_THAT(mistakes_in(head + "[{ category: a, fee: 1% }, { category: a, fee: 2% }] } }\n"),
      HasSubstr("fees.freelancer.by_category[1].category is 'a' again; each category once"));
  EXPECT_THAT(mistakes_in(head + "[{ fee: 1% }] } }\n"),
      HasSubstr("fees.freelancer.by_category[0].category is missing"));
}

TEST(Presets, AreReadAsTheyAreWritten) {
  for (const std::string_view name : shipped_names("policy")) {
    const market::policy terms = load_policy(name);
    EXPECT_EQ(terms.name, name);
    EXPECT_EQ(read_text("kind: policy\n" + block(terms)), terms);
  }
}

TEST(PolicyChoice, ChangesValuesOfAPreset) {
  const policy_choice chosen = choose_policy("seed,fees.client=3%,connects.packs=[10,20]");
  EXPECT_EQ(chosen.terms.name, "seed");
  EXPECT_EQ(chosen.terms.fees.client, market::percent(3));
  EXPECT_EQ(chosen.terms.connects.packs, (std::vector<std::int32_t>{10, 20}));
  ASSERT_EQ(chosen.changes.size(), 2U);
  EXPECT_EQ(chosen.changes[0].path, "fees.client");
  EXPECT_EQ(chosen.changes[0].value, "3%");
}

TEST(PolicyChoice, SaysAllThatIsWrongWithTheChanges) {
  EXPECT_EQ(mistakes_of("seed,fees.clien=3%,boost.slots=-1"),
      "policy seed fees.clien=3%: no 'clien' in fees; did you mean 'client'?\n"
      "policy seed boost.slots=-1: boost.slots is '-1'; it takes a whole number (proposals), from "
      "0 to 1000");
  const std::string names = listed(shipped_names("policy"));
  EXPECT_EQ(mistakes_of("sed"), "policy sed: no such preset; did you mean 'seed'? one of: " + names
                                    + " (a file's name ends with .yaml)");
  EXPECT_EQ(mistakes_of("nothing-like-it"), "policy nothing-like-it: no such preset; one of: "
                                                + names + " (a file's name ends with .yaml)");
  EXPECT_EQ(mistakes_of("no/such.yaml"),
      "no/such.yaml:1:1: no such file; the name of a file that can be read");
}

TEST(PolicyFile, TakesFromItsBaseWhatItDoesNotGive) {
  const market::policy terms =
      read_text("kind: policy\nbased_on: upwork-2022\nfees: { client: 1% }\n");
  market::policy wanted = load_policy("upwork-2022");
  wanted.name = "mine";
  wanted.fees.client = market::percent(1);
  EXPECT_EQ(terms, wanted);
}

TEST(PolicyFile, IsBasedOnSeedAndNamedAfterItsFile) {
  market::policy wanted;
  wanted.name = "mine";
  EXPECT_EQ(read_text("kind: policy\n"), wanted);
  EXPECT_EQ(read_text("kind: policy\nname: other\n").name, "other");
}

TEST(PolicyFile, SaysWhatIsWrongTogether) {
  EXPECT_EQ(
      mistakes_in("kind: policy\nname: a b\nconnects:\n  cost: [[25, 1], [20, 2], [none, 3]]\n  "
                  "packs: [2, 2]\n"
                  "hourly: { segment: 61s }\nvetting: { review_time: { median: 2h, max: 1h } }\n"),
      "dir/mine.yaml:2:7: name is 'a b'; letters, digits, - and _, at most 64\n"
      "dir/mine.yaml:4:20: connects.cost[1][0] is 20.00; bounds rise: more than 25.00 here\n"
      "dir/mine.yaml:5:10: connects.packs does not rise; each pack once, the smallest first\n"
      "dir/mine.yaml:6:20: hourly.segment is not whole minutes; as 10m\n"
      "dir/mine.yaml:7:25: vetting.review_time has a median over its max; max is at least the "
      "median");
}

TEST(PolicyFile, SchedulesEndWithoutABound) {
  EXPECT_THAT(mistakes_in("kind: policy\nfees: { freelancer: { tiers: [[5, 1%]] } }\n"),
      HasSubstr("2:32: fees.freelancer.tiers[0][0] is a bound; the last step has the bound none"));
  EXPECT_THAT(mistakes_in("kind: policy\nconnects: { cost: [[none, 1], [none, 2]] }\n"),
      HasSubstr("connects.cost[0][0] is none"));
  EXPECT_THAT(mistakes_in("kind: policy\nconnects: { cost: [] }\n"),
      HasSubstr("connects.cost has no steps"));
}

TEST(PolicyFile, SaysWhatIsWrongWithItsBase) {
  EXPECT_THAT(mistakes_in("kind: policy\nbased_on: sed\n"),
      StartsWith(
          "dir/mine.yaml:2:11: based_on is 'sed': no such preset; did you mean 'seed'? one of: "));
  EXPECT_THAT(mistakes_in("kind: policy\nbased_on: other.yaml\n"),
      StartsWith("dir/other.yaml:1:1: no such file"));
  EXPECT_THAT(mistakes_in("kind: policy\nbased_on: [seed]\n"), HasSubstr("based_on is a list"));
}

TEST(PolicyFile, IsOfItsKind) {
  EXPECT_EQ(mistakes_in("kind: scenario\n"),
      "dir/mine.yaml:1:1: this is a scenario; a policy is wanted here");
  EXPECT_THAT(mistakes_in("kind: polcy\n"),
      HasSubstr("dir/mine.yaml:1:7: kind is 'polcy'; did you mean 'policy'?"));
  EXPECT_THAT(mistakes_in("name: x\nkind: policy\n"),
      HasSubstr("dir/mine.yaml:1:1: the first key is 'name'"));
  EXPECT_THAT(mistakes_in("- a\n"), HasSubstr("the file is a list, not a map of keys"));
}

TEST(PolicySettings, AreReadFromAStory) {
  const auto read_map = [](std::string_view text, market::policy& into) -> std::string {
    document doc = parse_document(text, "s.yaml");
    read_settings(*doc.root.find("set"), into, {doc, "set"});
    try {
      doc.check();
    } catch (const bad_input& error) {
      return error.what();
    }
    return "none";
  };
  market::policy terms;
  EXPECT_EQ(read_map("set: { vetting.supply_floor: 10, vetting.review_time: 24h, fees.client: 3% }",
                terms),
      "none");
  EXPECT_EQ(terms.vetting.supply_floor, 10);
  EXPECT_EQ(terms.vetting.review_time, (market::review_time{market::hours(24), std::nullopt}));
  EXPECT_EQ(terms.fees.client, market::percent(3));
  EXPECT_EQ(read_map("set:\n  vetting.flor: 10\n  fees.client: 3\n", terms),
      "s.yaml:2:3: no 'flor' in vetting; one of: review_time, reviewers, supply_floor, "
      "supply_ratio, supply_window\n"
      "s.yaml:3:3: fees.client is '3'; it takes a share, as 3% or 0.03, from 0% to 100%");
  EXPECT_THAT(read_map("set: { connects.packs: [2, 1] }", terms),
      HasSubstr("connects.packs does not rise"));
}

}  // namespace
}  // namespace souk::scenarios

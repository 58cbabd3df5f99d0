#include "scenarios/policy_file.hpp"

#include "scenarios/shipped.hpp"
#include "scenarios/writer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

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
  EXPECT_EQ(mistakes_of("sed"),
      "policy sed: no such preset; did you mean 'seed'? (a file's name ends with .yaml)");
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
  EXPECT_EQ(mistakes_in("kind: policy\nbased_on: sed\n"),
      "dir/mine.yaml:2:11: based_on is 'sed': no such preset; did you mean 'seed'? (a file's name "
      "ends with .yaml)");
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

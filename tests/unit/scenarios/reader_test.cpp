#include "scenarios/reader.hpp"

#include "scenarios/paths.hpp"
#include "scenarios/policy_file.hpp"
#include "scenarios/writer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace souk::scenarios {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

struct sample_part {
  std::int32_t count = 1;
  std::string word = "w";

  bool operator==(const sample_part&) const = default;
  static constexpr auto knobs() {
    using s = sample_part;
    using market::knob;
    return std::tuple{knob{"count", &s::count, "people", 0, 10}, knob{"word", &s::word}};
  }
};

struct sample {
  bool flag = false;
  double chance = 0.5;
  double height = 1.5;
  market::money price{100};
  market::share part = market::percent(10);
  market::duration wait = market::hours(1);
  std::optional<std::int32_t> most;
  market::level level = market::level::entry;
  std::vector<std::int32_t> packs{1, 2};
  std::array<double, 3> weights{1, 2, 3};
  std::vector<sample_part> parts;
  sample_part one;
  market::fee_schedule tiers{{std::nullopt, market::percent(5)}};
  market::review_time review;

  bool operator==(const sample&) const = default;
  static constexpr auto knobs() {
    using s = sample;
    using market::knob;
    return std::tuple{knob{"flag", &s::flag}, knob{"chance", &s::chance, "share", 0, 1},
        knob{"height", &s::height, "metres", 0, 3}, knob{"price", &s::price, "USD", 0, 1000},
        knob{"part", &s::part, "share", 0, 1}, knob{"wait", &s::wait, "duration", 60, 86400},
        knob{"most", &s::most, "people", 0, 5}, knob{"level", &s::level},
        knob{"packs", &s::packs, "Connects", 1, 100}, knob{"weights", &s::weights, "", 0, 9},
        knob{"parts", &s::parts}, knob{"one", &s::one}, knob{"tiers", &s::tiers, "", 0, 1},
        knob{"review", &s::review, "duration", 0, 1e9}};
  }
};

struct outcome {
  sample value;
  std::string mistakes;
};

outcome read_sample(std::string_view text) {
  document doc = parse_document(text, "f");
  outcome answer;
  read(doc.root, answer.value, {}, {doc, ""});
  try {
    doc.check();
  } catch (const bad_input& error) {
    answer.mistakes = error.what();
  }
  return answer;
}

TEST(Reader, ReadsEveryTypeOfKnob) {
  const outcome read = read_sample(
      "flag: true\nchance: 3%\nheight: 2.5\nprice: 0.15\npart: 2.75%\nwait: 15m\nmost: 3\n"
      "level: expert\npacks: [5, 6]\nweights: [0, 0.5, 9]\nparts:\n  - { count: 2, word: \"null\" "
      "}\n"
      "  - word: ~\none: { count: 10 }\ntiers: [[10, 20%], [99.99, 0.1], [none, 0]]\nreview: "
      "24h\n");
  EXPECT_EQ(read.mistakes, "");
  sample wanted;
  wanted.flag = true;
  wanted.chance = 0.03;
  wanted.height = 2.5;
  wanted.price = {15};
  wanted.part = {27'500};
  wanted.wait = market::minutes(15);
  wanted.most = 3;
  wanted.level = market::level::expert;
  wanted.packs = {5, 6};
  wanted.weights = {0, 0.5, 9};
  wanted.parts = {{2, "null"}, {1, "~"}};
  wanted.one.count = 10;
  wanted.tiers = {{market::dollars(10), market::percent(20)},
      {market::money{9999}, market::percent(10)}, {std::nullopt, market::share{}}};
  wanted.review = {market::hours(24), std::nullopt};
  EXPECT_EQ(read.value, wanted);
}

TEST(Reader, ReadsReviewTimeWithItsMaximum) {
  const outcome read = read_sample("review: { median: 10h, max: 24h }\n");
  EXPECT_EQ(read.mistakes, "");
  EXPECT_EQ(read.value.review, (market::review_time{market::hours(10), market::hours(24)}));
  EXPECT_THAT(
      read_sample("review: { median: 1h }\n").mistakes, HasSubstr("f:1:9: review lacks max"));
  EXPECT_THAT(
      read_sample("review: { median: 1h, mx: 2h }\n").mistakes, HasSubstr("did you mean 'max'?"));
  EXPECT_THAT(read_sample("review: [1h]\n").mistakes, HasSubstr("review is a list"));
}

TEST(Reader, NoneEmptiesWhatIsOptional) {
  EXPECT_EQ(read_sample("most: none\n").value.most, std::nullopt);
  EXPECT_THAT(read_sample("most: 6\n").mistakes,
      HasSubstr("it takes none, or a whole number (people), from 0 to 5"));
}

struct bad_case {
  const char* text;
  const char* mistake;
};

class ReaderRefuses : public testing::TestWithParam<bad_case> {};

TEST_P(ReaderRefuses, WithWhatWouldBeRightAndLeavesTheValue) {
  const outcome read = read_sample(GetParam().text);
  EXPECT_EQ(read.mistakes, GetParam().mistake);
  EXPECT_EQ(read.value, sample{});
}

INSTANTIATE_TEST_SUITE_P(Values, ReaderRefuses,
    testing::Values(bad_case{"flag: yes", "f:1:7: flag is 'yes'; it takes true or false"},
        bad_case{"flag: \"true\"", "f:1:7: flag is 'true'; it takes true or false"},
        bad_case{
            "height: tall", "f:1:9: height is 'tall'; it takes a number (metres), from 0 to 3"},
        bad_case{"height: 3.5", "f:1:9: height is '3.5'; it takes a number (metres), from 0 to 3"},
        bad_case{"height: 50%", "f:1:9: height is '50%'; it takes a number (metres), from 0 to 3"},
        bad_case{"height: nan", "f:1:9: height is 'nan'; it takes a number (metres), from 0 to 3"},
        bad_case{"chance: 101%",
            "f:1:9: chance is '101%'; it takes a share, as 3% or 0.03, from 0% to 100%"},
        bad_case{"price: -0.15",
            "f:1:8: price is '-0.15'; it takes dollars with at most 2 decimals, as 12.50, from 0 "
            "to 1000"},
        bad_case{"price: 0.155",
            "f:1:8: price is '0.155'; it takes dollars with at most 2 decimals, as 12.50, from 0 "
            "to 1000"},
        bad_case{"part: 300%",
            "f:1:7: part is '300%'; it takes a share, as 3% or 0.03, from 0% to 100%"},
        bad_case{"wait: 5",
            "f:1:7: wait is '5'; it takes a duration, as 90s, 15m, 2h, 5d or 4w, from 1m to 24h"},
        bad_case{"wait: 2d",
            "f:1:7: wait is '2d'; it takes a duration, as 90s, 15m, 2h, 5d or 4w, from 1m to 24h"},
        bad_case{"level: senior",
            "f:1:8: level is 'senior'; it takes one of entry, intermediate, expert"},
        bad_case{"packs: 5", "f:1:8: packs is '5'; it takes a list, as [a, b]"},
        bad_case{"packs: [5, 0]",
            "f:1:12: packs[1] is '0'; it takes a whole number (Connects), from 1 to 100"},
        bad_case{"weights: [1, 2]", "f:1:10: weights is a list; it takes a list of 3"},
        bad_case{"parts: [{ count: 11 }]",
            "f:1:18: parts[0].count is '11'; it takes a whole number (people), from 0 to 10"},
        bad_case{"one: 5", "f:1:6: one is '5'; it takes a map with keys count, word"},
        bad_case{"one:", "f:1:1: one is nothing; it takes a map with keys count, word"},
        bad_case{"one: { word: [a] }", "f:1:14: one.word is a list; it takes text"},
        bad_case{"one: { cuont: 1 }", "f:1:8: unknown key 'cuont' in one; did you mean 'count'?"},
        bad_case{
            "tiers: [5%]", "f:1:9: tiers[0] is '5%'; a step is [bound in dollars or none, value]"},
        bad_case{"[1]",
            "f:1:1: this is a list; it takes a map with keys flag, chance, height, price, part, "
            "wait, "
            "most, level, packs, weights, parts, one, tiers, review"}));

TEST(Reader, AnswersEveryMistakeInTheOrderOfTheFile) {
  EXPECT_EQ(read_sample("zebra: 1\nprice: x\none:\n  count: -1\n").mistakes,
      "f:1:1: unknown key 'zebra'; one of: flag, chance, height, price, part, wait, most, level, "
      "packs, weights, parts, one, tiers, review\n"
      "f:2:8: price is 'x'; it takes dollars with at most 2 decimals, as 12.50, from 0 to 1000\n"
      "f:4:10: one.count is '-1'; it takes a whole number (people), from 0 to 10");
}

TEST(Writer, GivesAFileThatReadsTheSame) {
  sample value =
      read_sample("most: 4\nparts: [{ count: 3, word: \"a: b\" }, { word: none }]\nchance: 0.1\n")
          .value;
  value.review = {market::hours(3), market::days(4)};
  const std::string text = block(value);
  EXPECT_THAT(text, HasSubstr("height: 1.5                         # metres\n"));
  const outcome again = read_sample(text);
  EXPECT_EQ(again.mistakes, "");
  EXPECT_EQ(again.value, value);
}

TEST(Differences, NameThePathAndBothValues) {
  sample a;
  sample b;
  b.one.count = 7;
  b.packs = {9};
  EXPECT_THAT(differences(a, b), ElementsAre(difference{"packs", "[1, 2]", "[9]", "Connects", ""},
                                     difference{"one.count", "1", "7", "people", ""}));
  EXPECT_TRUE(differences(a, a).empty());
}

sample with(const std::string& text) {
  sample value;
  value.parts = {{}, {}};
  value.tiers = {{market::dollars(10), market::percent(20)}, {std::nullopt, market::percent(5)}};
  const std::vector<setting> settings{parse_setting(text, "--set")};
  apply_settings(value, settings, [](const sample&) { return std::vector<complaint>{}; });
  return value;
}

TEST(Setting, ReachesEveryPath) {
  EXPECT_EQ(with("price=2.50").price, (market::money{250}));
  EXPECT_EQ(with("one.count=3").one.count, 3);
  EXPECT_EQ(with("one={ count: 4, word: x }").one, (sample_part{4, "x"}));
  EXPECT_EQ(with("packs=[10,20]").packs, (std::vector<std::int32_t>{10, 20}));
  EXPECT_EQ(with("packs[1]=7").packs, (std::vector<std::int32_t>{1, 7}));
  EXPECT_EQ(with("parts[1].word=a=b").parts[1].word, "a=b");
  EXPECT_EQ(with("weights[2]=0").weights[2], 0);
  EXPECT_EQ(with("tiers[0][0]=20").tiers[0].up_to, market::dollars(20));
  EXPECT_EQ(with("tiers[1][1]=6%").tiers[1].value, market::percent(6));
}

class SettingRefuses : public testing::TestWithParam<bad_case> {};

TEST_P(SettingRefuses, WithTheSettingInPlaceOfAFile) {
  try {
    with(GetParam().text);
    FAIL() << "accepted";
  } catch (const bad_input& error) {
    EXPECT_EQ(error.what(), std::string("--set ") + GetParam().text + ": " + GetParam().mistake);
  }
}

INSTANTIATE_TEST_SUITE_P(Paths, SettingRefuses,
    testing::Values(bad_case{"price", "no path=value; as --set fees.client=3%"},
        bad_case{"=3", "no path=value; as --set fees.client=3%"},
        bad_case{"price=", "no value; path=value"},
        bad_case{"prize=3", "no 'prize'; did you mean 'price'?"},
        bad_case{"one.cuont=3", "no 'cuont' in one; did you mean 'count'?"},
        bad_case{"one..count=3", "no '' in one; one of: count, word"},
        bad_case{"price.x=3", "no 'x' in price; it is a single value"},
        bad_case{"packs[2]=3", "no '[2]' in packs; an index from [0] to [1]"},
        bad_case{"packs.first=3", "no 'first' in packs; an index from [0] to [1]"},
        bad_case{"packs[1=3", "no '[1' in packs; an index from [0] to [1]"},
        bad_case{"tiers[0][2]=3", "no '[2]' in tiers[0]; [0] is the bound, [1] the value"},
        bad_case{"price=[", "a [ that is not closed, or a missing comma; [a, b, c]"},
        bad_case{"price=-1",
            "price is '-1'; it takes dollars with at most 2 decimals, as 12.50, from 0 to 1000"}));

TEST(Setting, BlamesTheNearestForWhatIsWrongTogether) {
  const auto complain = [](const sample&) {
    return std::vector<complaint>{{"parts[2].word", "the word again", "others"}};
  };
  sample value;
  value.parts = {{}, {}, {}};
  const std::vector<setting> settings{
      parse_setting("parts[1].word=x", "--set"), parse_setting("price=3", "--set")};
  try {
    apply_settings(value, settings, complain);
    FAIL() << "accepted";
  } catch (const bad_input& error) {
    EXPECT_STREQ(error.what(), "--set parts[1].word=x: the word again; others");
  }
}

TEST(Setting, CommasInBracketsAndQuotesDoNotSplit) {
  EXPECT_THAT(split_at_commas("seed,connects.packs=[10,20],name='a,b',x={a: 1, b: 2}"),
      ElementsAre("seed", "connects.packs=[10,20]", "name='a,b'", "x={a: 1, b: 2}"));
}

TEST(NodeAt, IsTheNodeOrTheLastOnTheWay) {
  const document doc = parse_document("a:\n  b:\n    - [1, 2]\n    - [3, 4]\n", "f");
  EXPECT_EQ(node_at(doc.root, "a.b[1][0]").text, "3");
  EXPECT_EQ(node_at(doc.root, "a.b[7].c").at, node_at(doc.root, "a.b").at);
  EXPECT_EQ(&node_at(doc.root, "x"), &doc.root);
}

}  // namespace
}  // namespace souk::scenarios

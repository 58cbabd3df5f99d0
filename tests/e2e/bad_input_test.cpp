// Bad input, through the real binary: exit status 2, a line that says where and what, nothing
// written.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace {

using testing::ContainsRegex;
using testing::HasSubstr;

namespace fs = std::filesystem;

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

/// A folder of its own for each test, with the binary in it as working folder.
class BadInput : public testing::Test {
 protected:
  struct answer {
    int status = -1;
    std::string out;
    std::string err;
  };

  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "souk-bad-input-XXXXXX").string();
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
    fs::create_directory(folder_ / "work");
  }
  void TearDown() override { fs::remove_all(folder_); }

  fs::path write(const std::string& name, const std::string& text) {
    std::ofstream(folder_ / name, std::ios::binary) << text;
    return folder_ / name;
  }

  answer souk(const std::string& arguments) {
    const std::string command = "cd '" + (folder_ / "work").string() + "' && '"
                                + std::getenv("SOUK") + "' " + arguments
                                + " >../out 2>../err </dev/null";
    const int status = std::system(command.c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, read_file(folder_ / "out"),
        read_file(folder_ / "err")};
  }

  bool wrote_nothing() { return fs::is_empty(folder_ / "work"); }

  /// Both commands that read the file refuse it, in the same words.
  void expect_refused(const std::string& name, const std::string& text, const std::string& line) {
    const std::string file = write(name, text).string();
    const answer checked = souk("validate '" + file + "'");
    EXPECT_EQ(checked.status, 2);
    EXPECT_THAT(checked.err, HasSubstr(file + line));
    EXPECT_THAT(checked.err, ContainsRegex("^[^\n]+:[0-9]+:[0-9]+: [^\n]+; [^\n]+\n"));
    const answer run = souk("run '" + file + "' --quiet");
    EXPECT_EQ(run.status, 2);
    EXPECT_EQ(run.err, checked.err);
    EXPECT_TRUE(wrote_nothing());
  }

  fs::path folder_;
};

struct bad_file {
  const char* what;
  std::string text;
  std::string line;  // after the file's name: ":LINE:COLUMN: what is wrong"
};

std::string repeated(const std::string& text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) {
    all += text;
  }
  return all;
}

std::string scenario_with(const std::string& line) {
  return "kind: scenario\nname: bad\n" + line + "\n";
}

const std::vector<bad_file>& bad_files() {
  static const std::vector<bad_file> files{
      {"empty", "", ":1:1: an empty file"},
      {"only a comment", "# nothing\n", ":1:1: an empty file"},
      {"a list", "- a\n- b\n", ":1:1: the file is a list"},
      {"a word", "scenario\n", ":1:1: the file is 'scenario'"},
      {"no kind", "name: bad\n", ":1:1: the first key is 'name'"},
      {"kind not first", "name: bad\nkind: scenario\n", ":1:1: the first key is 'name'"},
      {"unknown kind", "kind: scenary\n", ":1:7: kind is 'scenary'"},
      {"unknown key", scenario_with("dayz: 3"), ":3:1: unknown key 'dayz'; did you mean 'days'?"},
      {"unknown inner key", scenario_with("population: { freelancer: 3 }"),
          ":3:15: unknown key 'freelancer'"},
      {"unknown key of a list", scenario_with("population: { categories: [{ nme: x }] }"),
          ":3:30: unknown key 'nme'"},
      {"repeated key", scenario_with("days: 3\ndays: 4"),
          ":4:1: the key 'days' again, after line 3"},
      {"text for a number", scenario_with("days: many"), ":3:7: days is 'many'"},
      {"quoted number", scenario_with("population: { clients: \"60\" }"),
          ":3:24: population.clients is '60'"},
      {"half a person", scenario_with("population: { clients: 2.5 }"),
          ":3:24: population.clients is '2.5'"},
      {"list for a number", scenario_with("days: [3]"), ":3:7: days is a list"},
      {"nothing for a number", scenario_with("days:"), ":3:1: days is nothing"},
      {"number for a map", scenario_with("population: 5"), ":3:13: population is '5'"},
      {"map for a list", scenario_with("population: { categories: {} }"),
          ":3:27: population.categories is a map"},
      {"no days", scenario_with("days: 0"), ":3:7: days is '0'"},
      {"negative people", scenario_with("population: { freelancers: -1 }"),
          ":3:28: population.freelancers is '-1'"},
      {"too many people", scenario_with("population: { clients: 99999999999 }"),
          ":3:24: population.clients is"},
      {"negative seed", scenario_with("seed: -1"), ":3:7: seed is '-1'"},
      {"seed over 64 bits", scenario_with("seed: 18446744073709551616"), ":3:7: seed is"},
      {"negative price", scenario_with("policy: { connects: { price: -0.15 } }"),
          ":3:30: policy.connects.price is '-0.15'"},
      {"fraction of a cent", scenario_with("policy: { connects: { price: 0.155 } }"),
          ":3:30: policy.connects.price is '0.155'"},
      {"share over 1", scenario_with("policy: { fees: { client: 300% } }"),
          ":3:27: policy.fees.client is '300%'"},
      {"share over 1 of people", scenario_with("population: { incumbents: 1.01 }"),
          ":3:27: population.incumbents is '1.01'"},
      {"duration without unit", scenario_with("policy: { jobs: { expiry: 30 } }"),
          ":3:27: policy.jobs.expiry is '30'"},
      {"epoch that divides no day", scenario_with("epoch: 7m"), ":3:8: epoch is 7m"},
      {"no such date", scenario_with("start: 2021-02-30"), ":3:8: start is '2021-02-30'"},
      {"start at noon", scenario_with("start: 2021-01-04T12:00:00Z"),
          ":3:8: start is 2021-01-04T12:00:00Z"},
      {"end of time", scenario_with("start: 2100-01-01\ndays: 36500"), ":4:7: the simulation ends"},
      {"no such policy", scenario_with("policy: upwork-2202"),
          ":3:9: policy is 'upwork-2202': no such preset; did you mean 'upwork-2022'?"},
      {"steps that fall",
          scenario_with("policy: { connects: { cost: [[9, 1], [5, 2], [none, 3]] } }"),
          ":3:39: connects.cost[1][0]"},
      {"open schedule", scenario_with("policy: { fees: { freelancer: { tiers: [[9, 5%]] } } }"),
          ":3:42: fees.freelancer.tiers[0][0]"},
      {"packs that fall", scenario_with("policy: { connects: { packs: [20, 10] } }"),
          ":3:30: connects.packs does not rise"},
      {"unknown basis", scenario_with("policy: { fees: { freelancer: { basis: flat } } }"),
          ":3:40: policy.fees.freelancer.basis is 'flat'"},
      {"no such base", scenario_with("based_on: basline"), ":3:11: based_on is 'basline'"},
      {"name with a slash", "kind: scenario\nname: a/b\n", ":2:7: name is 'a/b'"},
      {"category without skills", scenario_with("population: { categories: [{ name: a }] }"),
          ":3:28: population.categories[0].skills"},
      {"category twice",
          scenario_with(
              "population: { categories: [{ name: a, skills: [x] }, { name: a, skills: [x] }] }"),
          ":3:62: the name 'a' again"},
      {"nobody's weight",
          scenario_with("population: { categories: [{ name: a, skills: [x], job_share: 0 }] }"),
          ":3:27: population.categories has no job_share"},
      {"crossed bounds", scenario_with("clients: { needs: { budget_low: 90, budget_high: 10 } }"),
          ":3:33: clients.needs.budget_low is 90"},
      {"anchor", scenario_with("days: &d 3"), ":3:7: an anchor"},
      {"alias", scenario_with("days: &d 3\nburn_in: *d"), ":3:7: an anchor"},
      {"tag", scenario_with("name2: !!python/object x"), ":3:8: a tag"},
      {"list as key", scenario_with("[a, b]: 1"), ":3:1: a key that is a list"},
      {"two documents", scenario_with("---\nkind: scenario"), ":4:1: a second document"},
      {"open bracket", scenario_with("population: { clients: 3"), ":4:1: a { that is not closed"},
      {"open list", scenario_with("a: [1, 2"), ":4:1: a [ that is not closed"},
      {"surplus bracket", scenario_with("]"), ":3:1: a closing bracket"},
      {"open quote", scenario_with("name2: \"abc"), ":3:8: a quote that is not closed"},
      {"crooked indentation", scenario_with("population:\n   clients: 3\n  freelancers: 3"),
          ":5:3: a line that does not fit"},
      {"two values on a line", scenario_with("days: 3 seed: 4"),
          ":3:13: a `key: value` where none can be"},
      {"tab", scenario_with("population:\n\tclients: 3"), ":4:1: a tab in the indentation"},
      {"zero byte", scenario_with(std::string("days: 3\0", 8)), ":3:8: a control character"},
      {"binary",
          std::string("\x7f"
                      "ELF\x02\x01\x01\0\0\0",
              10),
          ":1:1: a control character"},
      {"latin-1", scenario_with("name2: caf\xE9"), ":3:11: bytes that are not UTF-8"},
      {"utf-16", std::string("\xFF\xFEk\0i\0n\0d\0", 10), ":1:1: bytes that are not UTF-8"},
      {"a million brackets", scenario_with("days: " + repeated("[", 1'000'000)), ":3:"},
      {"a million maps", scenario_with("days: " + repeated("{a: ", 1'000'000)), ":3:"},
      {"a million dashes", scenario_with("days:\n  " + repeated("- ", 1'000'000)), ":4:"},
      {"nesting of 101", scenario_with("days: " + repeated("[", 100) + repeated("]", 100)),
          ":3:106: nested deeper than 100"},
      {"a million values", scenario_with("days: [" + repeated("1,", 1'000'001) + "]"), ":3:"},
  };
  return files;
}

class BadScenario : public BadInput, public testing::WithParamInterface<int> {};

TEST_P(BadScenario, IsAnsweredWithItsPlaceAndNothingIsWritten) {
  const bad_file& one = bad_files()[static_cast<std::size_t>(GetParam())];
  SCOPED_TRACE(one.what);
  expect_refused("bad.yaml", one.text, one.line);
}

INSTANTIATE_TEST_SUITE_P(
    Files, BadScenario, testing::Range(0, static_cast<int>(bad_files().size())));

TEST_F(BadInput, EveryMistakeOfAFileIsAnsweredAtOnceInOrder) {
  const std::string file =
      write("bad.yaml", scenario_with("seed: x\nfoo: 1\npolicy: { fees: { client: 2 } }")).string();
  const answer checked = souk("validate '" + file + "'");
  EXPECT_EQ(checked.status, 2);
  EXPECT_EQ(checked.err, file + ":3:7: seed is 'x'; it takes a whole number, from 0 on\n" +
                             file + ":4:1: unknown key 'foo'; one of: name, seed, start, burn_in, days, epoch, policy, policy_turns, "
                                    "population, freelancers, clients, work, interventions, kind, based_on\n" +
                             file + ":5:27: policy.fees.client is '2'; it takes a share, as 3% or 0.03, from 0% to 100%\n");
}

TEST_F(BadInput, FilesOver16MiBAreRefusedUnread) {
  const fs::path file = write("large.yaml", "kind: scenario\n");
  fs::resize_file(file, std::uintmax_t{1} << 30);  // of holes
  const answer checked = souk("validate '" + file.string() + "'");
  EXPECT_EQ(checked.status, 2);
  EXPECT_THAT(checked.err, HasSubstr(":1:1: larger than 16 MiB; "));
  EXPECT_EQ(souk("run '" + file.string() + "'").status, 2);
  EXPECT_TRUE(wrote_nothing());
}

TEST_F(BadInput, FilesThatCannotBeReadAreNamed) {
  EXPECT_EQ(souk("run no/such.yaml").err,
      "no/such.yaml:1:1: no such file; the name of a file that can be read\n");
  EXPECT_EQ(souk("validate ../work").err, "../work:1:1: a directory; the name of a file\n");
  EXPECT_THAT(souk("validate /dev/zero").err, HasSubstr("/dev/zero:1:1: larger than 16 MiB"));
  EXPECT_EQ(souk("run tinny").err,
      "scenario tinny: no such scenario; did you mean 'tiny'? (a file's name ends with .yaml)\n");
  EXPECT_EQ(souk("run tinny").status, 2);
  EXPECT_TRUE(wrote_nothing());
}

TEST_F(BadInput, SettingsAreCheckedAsFilesAre) {
  for (const char* const arguments :
      {"--set days", "--set dayz=3", "--set days=0", "--set policy.fees.client=300%",
          "--set population.categories[99].name=x", "--set policy.connects.cost=[[1,2]]",
          "--set epoch=7m", "--policy sed", "--policy seed,fees.clien=3%", "--policy no/such.yaml",
          "--seed x", "--days 0", "--days -3"}) {
    const answer run = souk(std::string("run tiny --quiet ") + arguments);
    EXPECT_EQ(run.status, 2) << arguments;
    EXPECT_THAT(run.err, ContainsRegex(": [^\n]+; ")) << arguments;
    EXPECT_TRUE(wrote_nothing()) << arguments;
  }
}

TEST_F(BadInput, GoodFilesBesideBadOnesAreStillChecked) {
  const std::string good = write("good.yaml", "kind: scenario\n").string();
  const std::string bad = write("bad.yaml", "kind: scenario\nx: 1\n").string();
  const answer checked = souk("validate '" + bad + "' '" + good + "'");
  EXPECT_EQ(checked.status, 2);
  EXPECT_EQ(checked.out, good + ": scenario, no mistakes\n");
  EXPECT_THAT(checked.err, HasSubstr("bad.yaml:2:1: unknown key 'x'"));
}

TEST_F(BadInput, APlanIsToldAllThatItLacks) {
  const std::string plan = write("plan.yaml", "kind: plan\nseed: x\n").string();
  const answer checked = souk("validate '" + plan + "'");
  EXPECT_EQ(checked.status, 2);
  EXPECT_THAT(checked.err, HasSubstr("plan.yaml:2:7: seed is 'x'"));
  EXPECT_THAT(souk("load '" + write("none.yaml", "kind: plan\n").string() + "'").err,
      HasSubstr("none.yaml:1:1: the plan has no flows and no people; "));
  EXPECT_EQ(souk("schema plan").status, 0);
  EXPECT_EQ(souk("schema polcy").status, 2);
}

TEST_F(BadInput, WhatIsPrintedIsGoodInput) {
  ASSERT_EQ(souk("policies upwork-2022").status, 0);
  const std::string printed = write("mine.yaml", read_file(folder_ / "out")).string();
  EXPECT_EQ(souk("validate '" + printed + "'").status, 0);
  for (const char* const kind : {"story", "scenario", "policy"}) {
    EXPECT_EQ(souk(std::string("schema ") + kind).status, 0);
  }
}

}  // namespace

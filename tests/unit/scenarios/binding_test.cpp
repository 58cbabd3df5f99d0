#include "scenarios/binding.hpp"

#include "scenarios/schema.hpp"
#include "scenarios/shipped.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace souk::scenarios {
namespace {

using testing::HasSubstr;

binding reading_of(const std::string& text, const secrets& of = nullptr) {
  return read_binding(parse_document("kind: binding\n" + text, "b.yaml"), of);
}

std::string mistakes_in(const std::string& text, const secrets& of = nullptr) {
  try {
    reading_of(text, of);
  } catch (const bad_input& error) {
    return error.what();
  }
  return "";
}

TEST(Binding, IsShippedWithoutMistakes) {
  const auto names = shipped_names("binding");
  EXPECT_FALSE(names.empty());
  for (const std::string_view name : names) {
    const shipped_file& file = *find_shipped("binding", name);
    EXPECT_EQ(read_binding(parse_document(file.text, std::string(file.path)), nullptr).name, name);
  }
}

TEST(Binding, TellsHowEachCommandIsGiven) {
  const binding of = reading_of(
      "every_command: { post: \"/do/{command}\", body: fields }\n"
      "commands: { propose: { put: /bids, body: { price: \"{bid:cents}\" } } }\n"
      "cannot: { log_time: hours are not sold here }\n");
  EXPECT_EQ(of.of_command("propose")->method(), "PUT");
  EXPECT_EQ(of.of_command("reply")->path(), "/do/{command}");
  EXPECT_EQ(of.of_command("log_time"), nullptr);
  EXPECT_EQ(of.find("log_in"), nullptr);
}

TEST(Binding, TakesSecretsFromTheEnvironmentAlone) {
  const std::string text = "staff: { token: \"${STAFF}\" }\n";
  const auto known = [](const std::string& name) {
    return name == "STAFF" ? std::optional<std::string>("s3cret") : std::nullopt;
  };
  EXPECT_EQ(reading_of(text, known).staff.token, "s3cret");
  EXPECT_EQ(reading_of(text).staff.token, "${STAFF}");
  const auto braced = [](const std::string&) { return std::optional<std::string>("a{bid}"); };
  const binding of = reading_of(text + "headers: { X-Key: \"${KEY}\" }\n", braced);
  EXPECT_EQ(of.staff.token, "a{bid}");
  EXPECT_EQ(of.headers.find("X-Key")->value, "a{{bid}}");
  EXPECT_EQ(mistakes_in("headers: { X-Key: \"v1 ${KEY}\" }\n"), "");
  EXPECT_THAT(mistakes_in(text, [](const std::string&) { return std::optional<std::string>(); }),
      HasSubstr("b.yaml:2:17: the environment has no 'STAFF'"));
  EXPECT_THAT(mistakes_in("staff: { password: hunter2 }\n"),
      HasSubstr("b.yaml:2:20: staff.password stands in the file"));
}

struct mistake_case {
  const char* text;
  const char* told;
};

class BindingMistake : public testing::TestWithParam<mistake_case> {};

TEST_P(BindingMistake, IsToldWhereItStands) {
  EXPECT_THAT(mistakes_in(GetParam().text), HasSubstr(GetParam().told));
}

INSTANTIATE_TEST_SUITE_P(EachKind, BindingMistake,
    testing::Values(mistake_case{"commands: { propoze: { post: /x } }\n",
                        "b.yaml:2:13: unknown command 'propoze'; did you mean 'propose'?"},
        mistake_case{"operations: { log_inn: { post: /x } }\n",
            "b.yaml:2:15: unknown operation 'log_inn'; did you mean 'log_in'?"},
        mistake_case{"commands: { propose: { post: /x, bodi: 1 } }\n",
            "b.yaml:2:34: unknown key 'bodi' in commands.propose; did you mean 'body'?"},
        mistake_case{"commands: { propose: { body: {} } }\n", "commands.propose has no method"},
        mistake_case{"commands: { propose: { get: /x, post: /x } }\n", "has several methods"},
        mistake_case{"commands: { propose: { post: x } }\n",
            "b.yaml:2:30: 'x' is no path; a path begins with /"},
        mistake_case{"commands: { propose: { post: \"/x/{jbo}\" } }\n",
            "b.yaml:2:30: unknown name 'jbo'; did you mean 'job'?"},
        mistake_case{"commands: { propose: { post: /x, body: { a: \"{bidd}\" } } }\n",
            "b.yaml:2:45: unknown name 'bidd'; did you mean 'bid'?"},
        mistake_case{"commands: { propose: { post: /x, body: { a: \"{bid:sents}\" } } }\n",
            "unknown form 'sents'"},
        mistake_case{"commands: { propose: { post: /x, body: { a: \"{bid:iso}\" } } }\n",
            "'bid' cannot be written as iso"},
        mistake_case{"commands: { propose: { post: /x, body: { a: \"{bid\" } } }\n",
            "a brace that stands alone"},
        mistake_case{"commands: { propose: { post: /x, answer: { conects: /x } } }\n",
            "b.yaml:2:44: unknown observable 'conects'; did you mean 'connects'?"},
        mistake_case{"commands: { propose: { post: /x, answer: { connects: x.y } } }\n",
            "b.yaml:2:54: 'x.y' is no path into JSON"},
        mistake_case{
            "commands: { propose: { post: /x, first: [mial] } }\nothers: { mail: { get: /m } "
            "}\n",
            "b.yaml:2:42: unknown operation 'mial'; did you mean 'mail'?"},
        mistake_case{"commands: { offer: { post: /x, body: { m: { each: job, as: 1 } } } }\n",
            "each: 'job' is no list of this operation"},
        mistake_case{"rejections: { reasons: { TWICE: already_propozed } }\n",
            "b.yaml:2:33: unknown reason 'already_propozed'; did you mean 'already_proposed'?"},
        mistake_case{"rejections: { statuses: { 4040: unknown_id } }\n",
            "b.yaml:2:27: '4040' is no HTTP status"},
        mistake_case{"words: { levl: {} }\n",
            "b.yaml:2:10: unknown field of words 'levl'; did you mean 'level'?"},
        mistake_case{"words: { level: { entri: 1 } }\n",
            "b.yaml:2:19: unknown word 'entri' of level; did you mean 'entry'?"},
        mistake_case{"values: { money: seconds }\n", "values.money cannot be seconds"},
        mistake_case{"clock: { kind: endpoint }\n", "there is no operation set_clock"},
        mistake_case{"headers: { \"X Key\": 1 }\n",
            "b.yaml:2:12: 'X Key' is no name of a header; letters, digits, - and _"},
        mistake_case{"clock: { kind: header }\n", "clock.header is missing"},
        mistake_case{"operations: { log_in: { post: /x } }\n", "gives no token"},
        mistake_case{"cannot: { propose: no }\ncommands: { propose: { post: /x } }\n",
            "stands under cannot and under commands"}));

TEST(Binding, ReportsEveryMistakeAtOnce) {
  const std::string all = mistakes_in(
      "commands: { propoze: { post: /x }, reply: { pots: /x } }\nwords: { levl: {} }\n");
  EXPECT_THAT(all, HasSubstr("'propoze'"));
  EXPECT_THAT(all, HasSubstr("'pots'"));
  EXPECT_THAT(all, HasSubstr("'levl'"));
}

TEST(Binding, HasASchemaThatKnowsItsKeys) {
  const std::string schema = schema_of_kind(file_kind::binding);
  for (const char* const key : {"every_command", "operations", "page_size", "rejections"}) {
    EXPECT_THAT(schema, HasSubstr('"' + std::string(key) + '"'));
  }
}

}  // namespace
}  // namespace souk::scenarios

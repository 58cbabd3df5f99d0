#include "scenarios/schema.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace souk::scenarios {
namespace {

using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;

TEST(Json, IsIndentedWithoutTouchingText) {
  EXPECT_EQ(indented(R"({"a":[1,{}],"b":"x,\"{:","c":[]})"),
      "{\n  \"a\": [\n    1,\n    {}\n  ],\n  \"b\": \"x,\\\"{:\",\n  \"c\": []\n}\n");
}

TEST(Schema, DescribesRangesUnitsAndRules) {
  const std::string schema = schema_of_kind(file_kind::policy);
  EXPECT_THAT(schema, HasSubstr("\"description\": \"price of one Connect (USD; R20)\""));
  EXPECT_THAT(schema, HasSubstr("\"maximum\": 1000"));
  EXPECT_THAT(schema, HasSubstr("\"additionalProperties\": false"));
  EXPECT_THAT(schema, HasSubstr("\"lifetime_marginal\""));
}

/// JSON is YAML, so our own reader says whether a schema is well-formed and without repeated keys.
TEST(Schema, IsWellFormed) {
  for (const file_kind kind : {file_kind::story, file_kind::scenario, file_kind::policy,
           file_kind::experiment, file_kind::binding}) {
    const std::string schema = schema_of_kind(kind);
    EXPECT_THAT(schema, Not(ContainsRegex(",[ \n]*[]}]")));  // which YAML would take
    document doc = parse_document(schema, "schema.json");
    EXPECT_NO_THROW(doc.check());
    EXPECT_EQ(doc.root.find("$schema")->text, "https://json-schema.org/draft/2020-12/schema");
    EXPECT_TRUE(doc.root.find("properties")->is_map());
  }
}

TEST(Schema, HasEveryKeyOfTheFile) {
  const document doc = parse_document(schema_of_kind(file_kind::scenario), "schema.json");
  const node& properties = *doc.root.find("properties");
  for (const std::string_view key : keys_of<scenario>()) {
    EXPECT_NE(properties.find(key), nullptr) << key;
  }
  EXPECT_NE(properties.find("kind"), nullptr);
  EXPECT_NE(properties.find("based_on"), nullptr);
}

TEST(Schema, OfAStoryKnowsEveryCommand) {
  const std::string schema = schema_of_kind(file_kind::story);
  for (const char* const name :
      {"\"register\"", "\"propose\"", "\"fund_milestone\"", "\"already_proposed\""}) {
    EXPECT_THAT(schema, HasSubstr(name));
  }
}

}  // namespace
}  // namespace souk::scenarios

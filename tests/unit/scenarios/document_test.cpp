#include "scenarios/document.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace souk::scenarios {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

node root_of(std::string_view text) {
  document doc = parse_document(text, "file.yaml");
  doc.check();
  return doc.root;
}

std::string mistakes_in(std::string_view text) {
  try {
    parse_document(text, "file.yaml").check();
  } catch (const bad_input& error) {
    return error.what();
  }
  return "none";
}

TEST(Document, KeepsKindsTextAndPlaces) {
  const node root = root_of("a: 1\nlist:\n  - x\n  - [y, \"z\"]\nmap: { b: 2 }\n");
  ASSERT_TRUE(root.is_map());
  ASSERT_EQ(root.entries.size(), 3U);
  EXPECT_EQ(root.entries[0].key, "a");
  EXPECT_EQ(root.find("a")->text, "1");
  EXPECT_EQ(root.find("a")->at, (position{1, 4}));
  const node& list = *root.find("list");
  ASSERT_TRUE(list.is_sequence());
  EXPECT_FALSE(list.flow);
  EXPECT_TRUE(list.items[1].flow);
  EXPECT_FALSE(list.items[1].items[0].quoted);
  EXPECT_TRUE(list.items[1].items[1].quoted);
  EXPECT_EQ(list.items[1].items[1].at, (position{4, 9}));
  EXPECT_EQ(root.find("map")->find("b")->text, "2");
  EXPECT_EQ(root.find("c"), nullptr);
}

TEST(Document, KeepsHowANullWasSpelt) {
  const node root = root_of("a: ~\nb: null\nc:\nnull: 3\nd: \"null\"\n");
  EXPECT_TRUE(root.find("a")->is_null());
  EXPECT_EQ(root.find("a")->text, "~");
  EXPECT_EQ(root.find("b")->text, "null");
  EXPECT_TRUE(root.find("c")->is_null());
  EXPECT_EQ(root.find("c")->text, "");
  EXPECT_EQ(root.find("c")->at, (position{3, 1})) << "the place of its key";
  EXPECT_EQ(root.find("null")->text, "3");
  EXPECT_TRUE(root.find("d")->is_scalar());
}

TEST(Document, CountsColumnsInCharacters) {
  const node root = root_of("{ n\u00e4me: \"\u20ac\", b: c }");
  EXPECT_EQ(root.find("b")->at, (position{1, 17}));
}

TEST(Document, TakesAByteOrderMarkAndWindowsLineEnds) {
  EXPECT_EQ(root_of("\xEF\xBB\xBF"
                    "a: 1\r\nb: 2\r\n")
                .find("b")
                ->at,
      (position{2, 4}));
}

TEST(Document, SaysEveryRepeatedKeyWithTheLineOfTheFirst) {
  EXPECT_EQ(mistakes_in("a: 1\nb: 2\na: 3\nm: { c: 1, c: 2 }\n"),
      "file.yaml:3:1: the key 'a' again, after line 1; give each key once\n"
      "file.yaml:4:12: the key 'c' again, after line 4; give each key once");
}

TEST(Document, RefusesAnchorsAliasesAndTags) {
  const std::string found = mistakes_in("a: &x 1\nb: *x\nc: !!str 4\n");
  EXPECT_THAT(found, HasSubstr("file.yaml:1:4: an anchor"));
  EXPECT_THAT(found, HasSubstr("file.yaml:2:4: an alias"));
  EXPECT_THAT(found, HasSubstr("file.yaml:3:4: a tag"));
}

TEST(Document, RefusesABombOfAliases) {
  std::string bomb = "a: &a [x, x]\n";
  for (char name = 'b'; name < 'z'; ++name) {
    const std::string before(1, static_cast<char>(name - 1));
    bomb += std::string(1, name) + ": &" + name + " [*" + before + ", *" + before + "]\n";
  }
  EXPECT_THAT(mistakes_in(bomb), StartsWith("file.yaml:1:4: an anchor"));
}

TEST(Document, RefusesKeysThatAreNoWords) {
  EXPECT_THAT(mistakes_in("[a, b]: 1\n"), StartsWith("file.yaml:1:1: a key that is a list"));
  EXPECT_THAT(mistakes_in("? { a: b }\n: 1\n"), HasSubstr("a key that is a map"));
  EXPECT_THAT(mistakes_in(": 1\n"), HasSubstr("a key that is nothing"));
}

TEST(Document, NestsToAHundredAndNoDeeper) {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
  };
  EXPECT_EQ(mistakes_in(nested(100)), "none");
  EXPECT_EQ(mistakes_in(nested(101)), "file.yaml:1:101: nested deeper than 100; write it flatter");
}

TEST(Document, RefusesAMillionLevelsOfAnyShape) {
  for (const std::string repeated : {"[", "{a: ", "- ", "? ", ": ", "[a, "}) {
    std::string text;
    for (int i = 0; i < 1'000'000; ++i) {
      text += repeated;
    }
    EXPECT_THAT(mistakes_in(text), HasSubstr("nested deeper than 100")) << repeated;
  }
}

TEST(Document, RefusesWhatIsNotText) {
  EXPECT_THAT(
      mistakes_in(std::string("a: \0b", 5)), StartsWith("file.yaml:1:4: a control character"));
  EXPECT_THAT(mistakes_in("a: 1\nb: \x1b[31m\n"), StartsWith("file.yaml:2:4: a control character"));
  for (const char* const bytes : {"\xFF\xFE"
                                  "a",
           "\xC0\xAF", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE2\x82"}) {
    EXPECT_THAT(mistakes_in(std::string("a: ") + bytes),
        StartsWith("file.yaml:1:4: bytes that are not UTF-8"));
  }
  EXPECT_EQ(mistakes_in("a: \U0001F600\n"), "none");
}

TEST(Document, RefusesTabsThatIndent) {
  EXPECT_EQ(
      mistakes_in("a:\n\tb: 1\n"), "file.yaml:2:1: a tab in the indentation; indent with spaces");
  EXPECT_EQ(mistakes_in("a:\n  b: 1\t# comment\n\t\n"), "none");
}

TEST(Document, AnswersASyntaxErrorAlone) {
  EXPECT_THAT(
      mistakes_in("a: 1\na: 2\nb: [1, 2\n"), StartsWith("file.yaml:4:1: a [ that is not closed"));
  EXPECT_THAT(
      mistakes_in("a: 1\n b: 2\n"), StartsWith("file.yaml:2:3: a `key: value` where none can be"));
  EXPECT_THAT(
      mistakes_in("a:\n  b: 1\n c: 2\n"), StartsWith("file.yaml:3:2: a line that does not fit"));
  EXPECT_THAT(mistakes_in("a: 1\n}\n"), StartsWith("file.yaml:2:1: a closing bracket"));
  EXPECT_THAT(mistakes_in("a: @b\n"), StartsWith("file.yaml:1:4: a character that cannot begin"));
}

TEST(Document, MissesAQuoteThatIsNotClosed) {
  EXPECT_EQ(mistakes_in("a: \"foo\nb: 3\n"), "file.yaml:1:4: a quote that is not closed; close it");
  EXPECT_THAT(mistakes_in("a: 'it''s\n"), HasSubstr("a quote that is not closed"));
  EXPECT_EQ(mistakes_in("a: \"a \\\" b\"\nb: 'it''s'\n"), "none");
}

TEST(Document, HoldsOneDocument) {
  EXPECT_THAT(mistakes_in("a: 1\n---\nb: 2\n"), HasSubstr("a second document begins"));
  EXPECT_THAT(mistakes_in(""), StartsWith("file.yaml:1:1: an empty file"));
  EXPECT_THAT(mistakes_in("# nothing\n"), StartsWith("file.yaml:1:1: an empty file"));
}

TEST(Document, HoldsAtMostAMillionValues) {
  std::string text = "[";
  for (int i = 0; i < 1'000'000; ++i) {
    text += "a,";
  }
  EXPECT_THAT(mistakes_in(text + "]"), HasSubstr("more than a million values"));
}

TEST(Document, RefusesFilesThatCannotBeRead) {
  EXPECT_THROW(load_document("/no/such/file.yaml"), bad_input);
  EXPECT_THROW(load_document("/"), bad_input);
  EXPECT_THROW(load_document("/dev/zero"), bad_input) << "larger than 16 MiB";
}

TEST(InQuotes, ShowsNoControlCharactersAndCutsBetweenCharacters) {
  EXPECT_EQ(in_quotes("a\x1b\n"), "'a\\x1b\\n'");
  std::string euros;
  for (int i = 0; i < 30; ++i) {
    euros += "\u20ac";
  }
  EXPECT_EQ(in_quotes(euros), "'" + euros.substr(0, 57) + "...'");
}

TEST(Nearest, FindsMisspeltAndBegunNames) {
  const std::vector<std::string_view> known{"connects", "contracts", "upwork-2022", "fees"};
  EXPECT_EQ(nearest("conects", known), "connects");
  EXPECT_EQ(nearest("connetcs", known), "connects");
  EXPECT_EQ(nearest("contrats", known), "contracts");
  EXPECT_EQ(nearest("upwork", known), "upwork-2022");
  EXPECT_EQ(nearest("fee", known), "fees");
  EXPECT_EQ(nearest("con", known), "") << "begins two of them";
  EXPECT_EQ(nearest("zebra", known), "");
  EXPECT_EQ(nearest(std::string(1000, 'x'), known), "");
  EXPECT_EQ(suggestion("zebra", {"a", "b"}), "one of: a, b");
}

}  // namespace
}  // namespace souk::scenarios

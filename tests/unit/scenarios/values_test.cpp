#include "scenarios/values.hpp"

#include <gtest/gtest.h>

#include <optional>

namespace souk::scenarios {
namespace {

template <class Value>
std::optional<Value> parsed(std::string_view text) {
  Value value{};
  return parse(text, value) ? std::optional(value) : std::nullopt;
}

TEST(MoneyValue, IsExactDollarsWithAtMostTwoDecimals) {
  EXPECT_EQ(parsed<market::money>("0.15"), market::money{15});
  EXPECT_EQ(parsed<market::money>("12"), market::money{1200});
  EXPECT_EQ(parsed<market::money>("12.5"), market::money{1250});
  EXPECT_EQ(parsed<market::money>("-3.01"), market::money{-301});
  EXPECT_EQ(parsed<market::money>("999999999999.99"), market::money{99'999'999'999'999});
  for (const char* const text : {"", "-", ".5", "5.", "0.155", "1e3", "+1", " 1", "1 ", "1,000",
           "$5", "01", "9999999999999", "0x10", "1.2.3", "nan"}) {
    EXPECT_FALSE(parsed<market::money>(text)) << text;
  }
}

TEST(ShareValue, IsExactInPercentAndAsAFraction) {
  EXPECT_EQ(parsed<market::share>("3%"), market::percent(3));
  EXPECT_EQ(parsed<market::share>("0.03"), market::percent(3));
  EXPECT_EQ(parsed<market::share>("2.75%"), market::share{27'500});
  EXPECT_EQ(parsed<market::share>("0.000001"), market::share{1});
  EXPECT_EQ(parsed<market::share>("0.0001%"), market::share{1});
  EXPECT_EQ(parsed<market::share>("1"), market::percent(100));
  for (const char* const text : {"%", "3 %", "0.0000001", "0.00001%", "3%%", "a%"}) {
    EXPECT_FALSE(parsed<market::share>(text)) << text;
  }
}

TEST(DurationValue, HasAUnit) {
  EXPECT_EQ(parsed<market::duration>("90s"), market::duration{90});
  EXPECT_EQ(parsed<market::duration>("15m"), market::minutes(15));
  EXPECT_EQ(parsed<market::duration>("2h"), market::hours(2));
  EXPECT_EQ(parsed<market::duration>("5d"), market::days(5));
  EXPECT_EQ(parsed<market::duration>("4w"), market::days(28));
  for (const char* const text :
      {"5", "h", "-1h", "1.5h", "2 h", "2H", "99999999999999999999d", "5days"}) {
    EXPECT_FALSE(parsed<market::duration>(text)) << text;
  }
}

TEST(MomentValue, IsADayOrASecondInUtc) {
  EXPECT_EQ(parsed<moment>("1970-01-02")->at, 86'400);
  EXPECT_EQ(parsed<moment>("2024-01-31T23:59:59Z")->at, 1'706'745'599);
  EXPECT_EQ(to_text(moment{1'706'745'599}), "2024-01-31T23:59:59Z");
  for (const char* const text : {"2024-02-30", "2024-1-1", "2024-01-01T24:00:00Z",
           "2024-01-01T00:00:00", "1969-12-31", "2024/01/01", "2024", "", "2024-0",
           "2024-01-01T00:60:00Z", "abcd-ef-gh", "2024-01-01 00:00:00Z"}) {
    EXPECT_FALSE(parsed<moment>(text)) << text;
  }
}

TEST(NumberValue, IsWholeWhereItMustBe) {
  EXPECT_EQ(parsed<std::int32_t>("-5"), -5);
  EXPECT_EQ(parsed<std::uint64_t>("18446744073709551615"), 18'446'744'073'709'551'615ULL);
  EXPECT_EQ(parsed<double>("0.25"), 0.25);
  EXPECT_EQ(parsed<double>("1e-3"), 0.001);
  EXPECT_EQ(parsed<bool>("true"), true);
  for (const char* const text : {"3.0", "3.5", "2147483648", "1_000", "0o7", "007", "1e3"}) {
    EXPECT_FALSE(parsed<std::int32_t>(text)) << text;
  }
  for (const char* const text : {"nan", "inf", "-inf", "1e999", "0x1p3", "1.0f", ""}) {
    EXPECT_FALSE(parsed<double>(text)) << text;
  }
  EXPECT_FALSE(parsed<std::uint64_t>("-1"));
  EXPECT_FALSE(parsed<bool>("yes"));
}

template <class Value>
void expect_round_trip(Value value) {
  EXPECT_EQ(parsed<Value>(to_text(value)), value) << to_text(value);
}

TEST(ValueText, GivesTheSameValueBack) {
  for (const std::int64_t n : {0L, 1L, 9L, 15L, 100L, 27'500L, 123'456L, 999'999L, 1'000'000L}) {
    expect_round_trip(market::money{n});
    expect_round_trip(market::money{-n});
    expect_round_trip(market::share{n});
    expect_round_trip(market::duration{n});
    expect_round_trip(moment{n});
    expect_round_trip(static_cast<double>(n) / 7);
  }
}

TEST(ValueText, SpellsAsRulesDo) {
  EXPECT_EQ(to_text(market::hours(24)), "24h");
  EXPECT_EQ(to_text(market::hours(36)), "36h");
  EXPECT_EQ(to_text(market::days(2)), "2d");
  EXPECT_EQ(to_text(market::days(28)), "28d");
  EXPECT_EQ(to_text(market::minutes(10)), "10m");
  EXPECT_EQ(to_text(market::duration{}), "0d");
  EXPECT_EQ(to_text(market::share{27'500}), "2.75%");
  EXPECT_EQ(to_text(market::money{-5}), "-0.05");
  EXPECT_EQ(to_text(std::string("Design & Creative")), "Design & Creative");
  EXPECT_EQ(to_text(std::string("a, \"b\"")), "\"a, \\\"b\\\"\"");
  EXPECT_EQ(to_text(std::string("none")), "\"none\"");
}

}  // namespace
}  // namespace souk::scenarios

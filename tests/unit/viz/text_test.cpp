#include "viz/text.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace souk::viz {
namespace {

TEST(Brief, HasThreeDigitsAndTheUnit) {
  EXPECT_EQ(brief(0.0, unit::count), "0");
  EXPECT_EQ(brief(12'345.0, unit::count), "12.3 k");
  EXPECT_EQ(brief(999'600.0, unit::count), "1 M");
  EXPECT_EQ(brief(49'100'000.0, unit::usd), "$49.1 M");
  EXPECT_EQ(brief(-3.5, unit::usd), "\xE2\x88\x92$3.5");
  EXPECT_EQ(brief(0.492, unit::share), "49.2 %");
  EXPECT_EQ(brief(17.0, unit::ratio), "17.00");
  EXPECT_EQ(brief(3.0 * 1024 * 1024, unit::bytes), "3 MiB");
  EXPECT_EQ(brief(std::numeric_limits<double>::quiet_NaN(), unit::usd), "-");
}

TEST(Exact, HasEveryDigit) {
  EXPECT_EQ(exact(12'345.678, unit::usd), "$12,345.68");
  EXPECT_EQ(exact(0.49217, unit::share), "49.22 %");
  EXPECT_EQ(exact(1'250'000.0, unit::count), "1,250,000");
  EXPECT_EQ(exact(40.0, unit::connects), "40 Connects");
  EXPECT_EQ(dollars(-5), "\xE2\x88\x92$0.05");
}

TEST(SignedBrief, TellsMoreFromLess) {
  EXPECT_EQ(signed_brief(1500.0, unit::usd), "+$1.5 k");
  EXPECT_EQ(signed_brief(-1500.0, unit::usd), "\xE2\x88\x92$1.5 k");
  EXPECT_EQ(signed_brief(0.0, unit::usd), "$0");
}

TEST(Dates, AreShort) {
  const market::second at = market::to_second({2024, 3, 12}) + 9 * market::hour + 300;
  EXPECT_EQ(date(at), "12 Mar 2024");
  EXPECT_EQ(date_and_time(at), "12 Mar 2024 09:05");
  EXPECT_EQ(month(at), "Mar 2024");
  EXPECT_EQ(in_words("profile_approved"), "profile approved");
}

}  // namespace
}  // namespace souk::viz

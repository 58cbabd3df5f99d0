#include "reports/text.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace souk::reports {
namespace {

constexpr auto least = std::numeric_limits<std::int64_t>::min();

TEST(DollarsText, ShowsEveryCent) {
  EXPECT_EQ(dollars_text({0}), "0.00");
  EXPECT_EQ(dollars_text({7}), "0.07");
  EXPECT_EQ(dollars_text({123'450}), "1234.50");
  EXPECT_EQ(dollars_text({-5}), "-0.05");
  EXPECT_EQ(dollars_text({-123'405}), "-1234.05");
  EXPECT_EQ(dollars_text({least}), "-92233720368547758.08");
}

TEST(DollarsText, GroupsThousands) {
  EXPECT_EQ(dollars_grouped({123'456'789}), "$1,234,567.89");
  EXPECT_EQ(dollars_grouped({-100}), "-$1.00");
}

TEST(DollarsText, ShortensToThreeDigits) {
  EXPECT_EQ(dollars_short({0}), "$0");
  EXPECT_EQ(dollars_short({95'000}), "$950");
  EXPECT_EQ(dollars_short({1'234'567}), "$12.3 k");
  EXPECT_EQ(dollars_short({-456'000'000}), "-$4.56 M");
}

TEST(Numbers, AreGrouped) {
  EXPECT_EQ(grouped(0), "0");
  EXPECT_EQ(grouped(999), "999");
  EXPECT_EQ(grouped(1'000), "1,000");
  EXPECT_EQ(grouped(-1'234'567), "-1,234,567");
  EXPECT_EQ(grouped(least), "-9,223,372,036,854,775,808");
}

TEST(Numbers, AreShortenedWithoutAnotherThousand) {
  EXPECT_EQ(short_number(0), "0");
  EXPECT_EQ(short_number(0.125), "0.12");
  EXPECT_EQ(short_number(17.5), "17.5");
  EXPECT_EQ(short_number(999.4), "999");
  EXPECT_EQ(short_number(999.6), "1 k");
  EXPECT_EQ(short_number(999'600), "1 M");
  EXPECT_EQ(short_number(2.5e13), "25000 bn");
  EXPECT_EQ(short_number(std::numeric_limits<double>::quiet_NaN()), "-");
}

TEST(Numbers, ReadBackAsTheSame) {
  EXPECT_EQ(shortest(0.0), "0.0");
  EXPECT_EQ(shortest(19.0), "19.0");
  EXPECT_EQ(shortest(0.1), "0.1");
  EXPECT_EQ(std::stod(shortest(1.0 / 3)), 1.0 / 3);
  EXPECT_EQ(shortest(std::numeric_limits<double>::infinity()), "null");
}

TEST(Numbers, ShareIsDashWithoutAWhole) {
  EXPECT_EQ(percent_text(382, 1000), "38.2 %");
  EXPECT_EQ(percent_text(1, 0), "-");
}

TEST(Hex, IsHighThenLow) {
  EXPECT_EQ(hex({0x1, 0xabcdef0123456789}), "abcdef01234567890000000000000001");
}

TEST(Escaped, LeavesNoMarkup) {
  EXPECT_EQ(
      escaped("<b title=\"x\">'&'</b>"), "&lt;b title=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/b&gt;");
}

TEST(Text, SaysThatAChanceIsTiny) {
  EXPECT_EQ(p_text(0.0123), "0.0123");
  EXPECT_EQ(p_text(0.00009), "<0.0001");
  EXPECT_EQ(p_text(0.0), "<0.0001");
}

}  // namespace
}  // namespace souk::reports

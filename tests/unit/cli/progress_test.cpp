#include "cli/progress.hpp"

#include <gtest/gtest.h>

namespace souk::cli {
namespace {

TEST(Progress, TellsTimeInTwoUnits) {
  EXPECT_EQ(time_text(0), "0 s");
  EXPECT_EQ(time_text(-3), "0 s");
  EXPECT_EQ(time_text(59.4), "59 s");
  EXPECT_EQ(time_text(59.6), "1 min 00 s");
  EXPECT_EQ(time_text(250), "4 min 10 s");
  EXPECT_EQ(time_text(7'500), "2 h 05 min");
}

TEST(Progress, EstimatesWhatIsLeft) {
  EXPECT_EQ(progress_text("day", 100, 400, 10), "day 100 of 400, 25 %, 30 s left");
}

TEST(Progress, EstimatesNothingFromTooLittle) {
  EXPECT_EQ(progress_text("day", 3, 400, 0.5), "day 3 of 400, 0 %");
  EXPECT_EQ(progress_text("day", 0, 400, 5), "day 0 of 400, 0 %");
  EXPECT_EQ(progress_text("day", 0, 0, 5), "day 0 of 0, 100 %");
}

TEST(Progress, WritesOnlyToATerminal) {
  testing::internal::CaptureStderr();
  {
    progress_line line("day", 10, true);
    line.update(5);
  }
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

}  // namespace
}  // namespace souk::cli

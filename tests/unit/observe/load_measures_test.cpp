#include "observe/load_measures.hpp"

#include <gtest/gtest.h>

namespace souk::observe {
namespace {

TEST(LoadMeasures, EndPhasesWhereTheTestHasEnded) {
  load_test test;
  test.phases = {{"warm-up", 0, 2, false}, {"rise", 2, 10, true}, {"high", 10, 20, true},
      {"ramp-down", 20, 25, false}};
  end_phases(test, 30);
  EXPECT_DOUBLE_EQ(test.seconds, 18);
  end_phases(test, 12.5);
  EXPECT_DOUBLE_EQ(test.seconds, 10.5);
  EXPECT_DOUBLE_EQ(test.phases[2].ends, 12.5);
  EXPECT_DOUBLE_EQ(test.phases[3].ends, 20) << "it never began, and is empty";
  EXPECT_DOUBLE_EQ(test.phases[3].begins, 20);
}

}  // namespace
}  // namespace souk::observe

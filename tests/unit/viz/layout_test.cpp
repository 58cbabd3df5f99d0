#include "viz/layout.hpp"

#include "viz/panels.hpp"
#include "viz/settings.hpp"

#include <gtest/gtest.h>

#include <set>

namespace souk::viz {
namespace {

TEST(Layout, IsWrittenAsItIsRead) {
  for (const std::string text :
      {"[series]", "rows 22 [overview] cols 60 [series,*billing] [map]"}) {
    const auto root = read_layout(text);
    ASSERT_NE(root, nullptr) << text;
    EXPECT_EQ(write_layout(*root), text);
  }
}

TEST(Layout, RefusesWhatIsNone) {
  for (const std::string text : {"", "cols 50 [series]", "rows 3 [series] [map]", "[nothing]",
           "[series] [map]", "cols x [series] [map]", "["}) {
    EXPECT_EQ(read_layout(text), nullptr) << text;
  }
  std::string deep;
  for (int i = 0; i < 10'000; ++i) {
    deep += "cols 50 [map] ";
  }
  EXPECT_EQ(read_layout(deep + "[map]"), nullptr);
}

TEST(Layout, EveryShippedOneIsWholeForBothScreens) {
  std::set<std::string> all;
  for (const shipped_layout& one : shipped_layouts()) {
    for (const bool wide : {false, true}) {
      const auto root = read_layout(layout_text(one.name, wide));
      ASSERT_NE(root, nullptr) << one.name;
      std::set<std::string> seen;
      for (const placed_leaf& leaf : placed(*root, {0, 0, 1920, 1000}, 6).leaves) {
        for (const std::string& id : leaf.node->panels) {
          EXPECT_TRUE(seen.insert(id).second) << id << " twice in " << one.name;
          all.insert(id);
        }
      }
    }
  }
  // A load test is shown alone.
  EXPECT_EQ(all.size() + 1, panel_ids().size());
  EXPECT_FALSE(all.contains("load"));
  EXPECT_EQ(layout_text("load", false), "[load]");
  EXPECT_EQ(layout_text("map", true), "[map]");
  EXPECT_EQ(layout_text("nothing", true), "");
}

TEST(Layout, FillsItsPlaceWithGapsBetween) {
  const auto root = read_layout("cols 25 [series] rows 50 [map] [person]");
  const placed_layout all = placed(*root, {10, 20, 206, 106}, 6);
  ASSERT_EQ(all.leaves.size(), 3U);
  EXPECT_FLOAT_EQ(all.leaves[0].where.w, 50.0F);
  EXPECT_FLOAT_EQ(all.leaves[1].where.x, 66.0F);
  EXPECT_FLOAT_EQ(all.leaves[1].where.h, 50.0F);
  EXPECT_FLOAT_EQ(all.leaves[2].where.y, 76.0F);
  EXPECT_FLOAT_EQ(all.leaves[2].where.y + all.leaves[2].where.h, 126.0F);
  EXPECT_EQ(all.splits.size(), 2U);
}

TEST(Settings, SurviveARestart) {
  settings values;
  values.dark = false;
  values.zoom = 1.5;
  values.layout = "money";
  values.metrics = {"revenue", "hires"};
  values.log = true;
  values.heat = 3;
  values.window = {1600, 1000};
  values.arrangements["money-wide"] = "cols 40 [billing] [series]";
  const std::string text = write_settings(values);
  EXPECT_EQ(write_settings(read_settings(text)), text);
  EXPECT_EQ(read_settings(text).arrangements.at("money-wide"), "cols 40 [billing] [series]");
}

TEST(Settings, PassOverWhatTheyDoNotKnow) {
  const settings values =
      read_settings("theme light\nnonsense\nzoom_percent 9000\nmetrics a b\nheat -4\n\nwindow 5 x");
  EXPECT_FALSE(values.dark);
  EXPECT_EQ(values.zoom, 1.0);
  EXPECT_EQ(values.metrics, settings{}.metrics);
  EXPECT_EQ(values.heat, 0);
  EXPECT_EQ(values.window, settings{}.window);
}

}  // namespace
}  // namespace souk::viz

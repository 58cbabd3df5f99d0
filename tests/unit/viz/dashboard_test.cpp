// The dashboard without a screen: fonts and frames in memory, the window read as text, keys and
// clicks that give intents.
#include "viz/dashboard.hpp"

#include "tests/unit/viz/sample_view.hpp"
#include "viz/shell/stage.hpp"

#include <gtest/gtest.h>
#include <imgui/imgui.h>
#include <imgui/imgui_internal.h>

namespace souk::viz {
namespace {

namespace intent = observe::intent;

struct Dashboard : testing::Test {
  stage on;
  std::vector<intent::any> asked;
  dashboard what{settings{}, [this](intent::any wish) { asked.push_back(std::move(wish)); }};
  std::string clipboard;

  Dashboard() {
    on.set_scale(1.0F);
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = ImVec2(1600, 900);
    io.ClipboardUserData = &clipboard;
    io.SetClipboardTextFn = [](void* to, const char* words) {
      *static_cast<std::string*>(to) = words;
    };
    what.kept().layout = "market";
  }

  void show(observe::snapshot run) {
    feed next;
    next.a = std::make_shared<const observe::snapshot>(std::move(run));
    next.command = "souk dash tiny --at 90";
    what.show(next);
  }
  void frame() {
    ImGui::GetIO().DeltaTime = 1.0F / 60.0F;
    ImGui::NewFrame();
    on.build(what, 1600, 900);
    ImGui::Render();
  }
  /// Everything that a frame writes.
  std::string text() {
    ImGui::NewFrame();
    ImGui::LogToClipboard(64);
    on.build(what, 1600, 900);
    ImGui::LogFinish();
    ImGui::Render();
    return clipboard;
  }
  void press(unsigned key) {
    ImGui::GetIO().AddInputCharacter(key);
    frame();
  }
  void click(float x, float y) {
    ImGuiIO& io = ImGui::GetIO();
    io.MousePos = ImVec2(x, y);
    frame();
    io.MouseDown[0] = true;
    frame();
    io.MouseDown[0] = false;
    frame();
  }
  template <class Wish>
  const Wish* last() const {
    for (std::size_t i = asked.size(); i-- > 0;) {
      if (const Wish* found = std::get_if<Wish>(&asked[i])) {
        return found;
      }
    }
    return nullptr;
  }
};

TEST_F(Dashboard, SaysThatItWaits) {
  EXPECT_NE(text().find("Setting up the market"), std::string::npos);
}

TEST_F(Dashboard, SaysWhyThereIsNothingToShow) {
  feed next;
  next.trouble = "out/x: there is no such run";
  what.show(next);
  EXPECT_NE(text().find("out/x: there is no such run"), std::string::npos);
}

TEST_F(Dashboard, ShowsTheRunAsText) {
  show(sample_snapshot(60));
  frame();
  const std::string words = text();
  for (const char* wanted : {"Gross volume", "Fill rate", "Time series", "Funnel", "Posted"}) {
    EXPECT_NE(words.find(wanted), std::string::npos) << wanted << " is not in\n" << words;
  }
}

TEST_F(Dashboard, DrawsEveryPanelWithAndWithoutData) {
  for (const std::string_view id : panel_ids()) {
    what.kept().layout = id;
    show(observe::snapshot{});
    frame();
    show(sample_snapshot(60));
    frame();
    frame();
    EXPECT_GT(ImGui::GetDrawData()->TotalVtxCount, 500) << id;
  }
}

TEST_F(Dashboard, KeysAreIntents) {
  auto run = sample_snapshot(60);
  show(run);
  frame();
  press(' ');
  EXPECT_NE(last<intent::resume>(), nullptr);
  run.phase = observe::run_phase::running;
  show(run);
  press(' ');
  EXPECT_NE(last<intent::pause>(), nullptr);
  press('.');
  ASSERT_NE(last<intent::step>(), nullptr);
  EXPECT_EQ(last<intent::step>()->epochs, 1);
  press('w');
  EXPECT_EQ(last<intent::step>()->epochs, 7 * 24);
  press('-');
  ASSERT_NE(last<intent::speed>(), nullptr);
  EXPECT_EQ(last<intent::speed>()->hours_per_s, 2160.0);
  press('t');
  EXPECT_FALSE(what.kept().dark);
  press('c');
  EXPECT_EQ(clipboard, "souk dash tiny --at 90");
  press('2');
  EXPECT_EQ(what.kept().layout, "money");
}

TEST_F(Dashboard, ClicksAreIntents) {
  show(sample_snapshot(60));
  frame();
  click(24, 20);  // the first button of the bar
  EXPECT_NE(last<intent::resume>(), nullptr);
  click(800, 870);  // the middle of the time line: looks back
  ASSERT_TRUE(what.seen().cursor.has_value());
  EXPECT_NEAR(static_cast<double>(*what.seen().cursor), 45.0, 1.0);
}

TEST_F(Dashboard, HelpListsTheKeys) {
  show(sample_snapshot(60));
  press('?');
  frame();
  EXPECT_NE(text().find("Keys and clicks"), std::string::npos);
}

TEST_F(Dashboard, AsksOnlyForWhatIsInSight) {
  what.kept().layout = "series";
  show(sample_snapshot(60));
  frame();
  ASSERT_EQ(last<intent::look>(), nullptr);
  what.kept().layout = "map";
  frame();
  ASSERT_NE(last<intent::look>(), nullptr);
  EXPECT_TRUE(last<intent::look>()->people);
  EXPECT_FALSE(last<intent::look>()->contracts);
}

TEST_F(Dashboard, TellsWhyARunHasStopped) {
  auto run = sample_snapshot(60);
  run.phase = observe::run_phase::failed;
  run.message = "the ledger does not sum to zero";
  show(run);
  frame();
  EXPECT_NE(text().find("the ledger does not sum to zero"), std::string::npos);
}

TEST(Speed, GoesUpAndDown) {
  EXPECT_EQ(next_speed(1.0, -1), 1.0);
  EXPECT_EQ(next_speed(24.0, 1), 72.0);
  EXPECT_EQ(next_speed(2160.0, 1), 0.0);
  EXPECT_EQ(next_speed(0.0, 1), 0.0);
  EXPECT_EQ(speed_text(6.0), "6 h/s");
  EXPECT_EQ(speed_text(0.0), "unlimited");
}

}  // namespace
}  // namespace souk::viz

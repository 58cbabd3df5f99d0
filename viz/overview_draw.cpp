#include "viz/draw.hpp"
#include "viz/overview_panel.hpp"

#include <imgui/imgui_internal.h>

#include <cmath>

namespace souk::viz {
namespace {

constexpr float tile_points = 148.0F;

std::string change_text(const tile& one) {
  if (one.differs) {
    return std::string(difference_mark);
  }
  if (!std::isfinite(one.change)) {
    return "28 days";
  }
  return signed_brief(one.change, unit::share) + " in 28 d";
}

void say(const canvas& on, ImFont* font, ImVec2 at, colour of, std::string_view words) {
  text_at(*ImGui::GetWindowDrawList(), font, at, of, words);
  ImGui::LogRenderedText(&at, words.data(), words.data() + words.size());
  static_cast<void>(on);
}

void draw_tile(const canvas& on, const tile& one, rect where) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 low(where.x, where.y);
  const ImVec2 high(where.x + where.w, where.y + where.h);
  list.AddRectFilled(low, high, faded(on.colours.raised, 0.55), on.px(5));
  const float pad = on.px(10);
  const float width = where.w - 2 * pad;
  float y = where.y + on.px(7);
  say(on, on.type.small, ImVec2(where.x + pad, y), on.colours.dim,
      fitted(on.type.small, one.label, width));
  y += on.type.small->FontSize + on.px(2);
  const std::string value =
      one.differs ? signed_brief(one.value, one.of) : brief(one.value, one.of);
  say(on, on.type.big, ImVec2(where.x + pad, y), on.colours.text, value);
  const std::string change = change_text(one);
  const float left = size_of(on.type.big, value).x + on.px(8);
  const float below = y + on.type.big->FontSize - on.type.small->FontSize - on.px(3);
  const bool beside = left + size_of(on.type.small, change).x <= width;
  if (beside) {
    say(on, on.type.small, ImVec2(where.x + pad + left, below), on.colours.faint, change);
  }
  y += on.type.big->FontSize + on.px(4);
  const rect course{where.x + pad, y, width, where.y + where.h - y - on.px(8)};
  if (course.h > on.px(8)) {
    sparkline(on, course, one.course, on.colours.accent);
  }
  ImGui::SetCursorScreenPos(low);
  ImGui::InvisibleButton(one.label.c_str(), ImVec2(where.w, where.h));
  if (ImGui::IsItemHovered()) {
    const std::vector<tip_line> lines{
        {one.differs ? std::string(difference_mark) : "last 28 days", exact(one.value, one.of), {}},
        {"28 days before",
            std::isfinite(one.change) ? signed_brief(one.change, unit::share) : "not known", {}},
        {"what it is", one.doc.empty() ? "as named" : one.doc, {}}};
    tooltip(on, one.label, lines);
  }
}

class overview_panel final : public panel {
 public:
  overview_panel()
      : panel("overview", "Overview",
            "The market's main figures over the last 28 days, how they compare with the 28 days "
            "before, and their course since the beginning.") {}

  void draw(const canvas& on) override {
    const overview& all = model_.of(on.seen.stamp, [&] { return prepare_overview(on.seen); });
    if (all.tiles.empty()) {
      empty_state(on, "No day has passed yet", "Press space to let the market run");
      return;
    }
    const ImVec2 room = ImGui::GetContentRegionAvail();
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float gap = on.px(6);
    const auto tiles = static_cast<float>(all.tiles.size());
    const float columns =
        std::clamp(std::floor((room.x + gap) / (on.px(tile_points) + gap)), 1.0F, tiles);
    const float rows = std::ceil(tiles / columns);
    const float per_row = std::ceil(tiles / rows);
    const float width = (room.x - gap * (per_row - 1)) / per_row;
    const float height = std::max((room.y - gap * (rows - 1)) / rows, on.px(52));
    for (std::size_t i = 0; i < all.tiles.size(); ++i) {
      const auto n = static_cast<float>(i);
      const float row = std::floor(n / per_row);
      draw_tile(on, all.tiles[i],
          {at.x + (n - row * per_row) * (width + gap), at.y + row * (height + gap), width, height});
    }
  }

 private:
  prepared<overview> model_;
};

}  // namespace

std::unique_ptr<panel> make_overview_panel() { return std::make_unique<overview_panel>(); }

}  // namespace souk::viz

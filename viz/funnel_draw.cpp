#include "viz/draw.hpp"
#include "viz/funnel_panel.hpp"

#include <imgui/imgui_internal.h>

#include <algorithm>
#include <cmath>

namespace souk::viz {
namespace {

void put(ImFont* font, ImVec2 at, colour of, const std::string& words) {
  text_at(*ImGui::GetWindowDrawList(), font, at, of, words);
  ImGui::LogRenderedText(&at, words.c_str(), words.c_str() + words.size());
}

void draw_step(const canvas& on, const ladder& of, std::size_t i, bool differs, rect where,
    double most, colour tint) {
  const funnel_step& step = of.steps[i];
  const float label = std::min(on.px(118), where.w * 0.32F);
  const float room = where.w - label - on.px(4);
  const auto share = static_cast<float>(most > 0.0 ? std::abs(step.value) / most : 0.0);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float middle = where.y + (where.h - on.type.text->FontSize) / 2.0F;
  put(on.type.text, ImVec2(where.x, middle), on.colours.dim,
      fitted(on.type.text, step.label, label - on.px(6)));
  const ImVec2 low(where.x + label, where.y + on.px(1));
  const ImVec2 high(low.x + std::max(room * share, on.px(2)), where.y + where.h - on.px(1));
  list.AddRectFilled(low, ImVec2(low.x + room, high.y), faded(on.colours.raised, 0.35), on.px(3));
  const colour fill = step.value < 0.0 ? on.colours.line(series_b) : tint;
  list.AddRectFilled(low, high, faded(fill, on.colours.dark ? 0.50 : 0.32), on.px(3));
  std::string value = differs ? signed_brief(step.value, of.of) : brief(step.value, of.of);
  put(on.type.text, ImVec2(low.x + on.px(7), middle), on.colours.text, value);
  float x = low.x + on.px(15) + size_of(on.type.text, value).x;
  if (i > 0) {
    const std::string part = brief(step.share, unit::share);
    const float small = middle + on.type.text->FontSize - on.type.small->FontSize - on.px(1);
    put(on.type.small, ImVec2(x, small), on.colours.text, part);
    x += size_of(on.type.small, part).x + on.px(10);
    put(on.type.small, ImVec2(x, small), faded(on.colours.text, 0.72),
        fitted(on.type.small, step.lost, low.x + room - x - on.px(4)));
  }
  ImGui::SetCursorScreenPos(ImVec2(where.x, where.y));
  ImGui::PushID(static_cast<int>(i));
  ImGui::InvisibleButton("step", ImVec2(std::max(where.w, 1.0F), std::max(where.h, 1.0F)));
  ImGui::PopID();
  if (ImGui::IsItemHovered()) {
    std::vector<tip_line> lines{{"exactly", exact(step.value, of.of), {}}};
    if (i > 0) {
      lines.push_back({"of the step before", exact(step.share, unit::share), {}});
      lines.push_back({"the rest", step.lost, {}});
    }
    tooltip(on, of.title + ": " + step.label, lines);
  }
}

class funnel_panel final : public panel {
 public:
  funnel_panel()
      : panel("funnel", "Funnel",
            "From post to payout: how much of each step there is in the days picked out (or the "
            "last 28), its share of the step before, and what became of the rest.") {}

  void draw(const canvas& on) override {
    const funnel& all = model_.of(on.seen.stamp, [&] { return prepare_funnel(on.seen); });
    if (all.ladders.empty()) {
      empty_state(on, "No day has passed yet", "Press space to let the market run");
      return;
    }
    const std::string span = date(second_of_day(on.seen, static_cast<std::int64_t>(all.from)))
                             + " to "
                             + date(second_of_day(on.seen, static_cast<std::int64_t>(all.to) - 1));
    text(on, on.type.small, on.colours.dim, span);
    ImGui::BeginChild("ladders");
    const ImVec2 room = ImGui::GetContentRegionAvail();
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const bool two = room.x > on.px(560);
    const float gap = on.px(18);
    const float width = two ? (room.x - gap) / 2.0F : room.x;
    const std::size_t half = two ? 2 : all.ladders.size();
    for (std::size_t i = 0; i < all.ladders.size(); i += half) {
      const float x = at.x + (i == 0 ? 0.0F : width + gap);
      draw_column(on, all, i, std::min(i + half, all.ladders.size()), {x, at.y, width, room.y});
    }
    ImGui::EndChild();
  }

 private:
  static void draw_column(
      const canvas& on, const funnel& all, std::size_t from, std::size_t to, rect where) {
    float lines = 0.0F;
    for (std::size_t i = from; i < to; ++i) {
      lines += static_cast<float>(all.ladders[i].steps.size()) + 1.15F;
    }
    const float line = std::clamp(where.h / lines, on.px(17), on.px(30));
    float y = where.y;
    for (std::size_t i = from; i < to; ++i) {
      const ladder& one = all.ladders[i];
      put(on.type.small, ImVec2(where.x, y + line - on.type.small->FontSize - on.px(3)),
          on.colours.line(i), one.title);
      y += line;
      double most = 0.0;
      for (const funnel_step& step : one.steps) {
        most = std::max(most, std::abs(step.value));
      }
      ImGui::PushID(static_cast<int>(i));
      for (std::size_t k = 0; k < one.steps.size(); ++k) {
        draw_step(on, one, k, all.differs, {where.x, y, where.w, line - on.px(2)}, most,
            on.colours.line(i));
        y += line;
      }
      ImGui::PopID();
      y += line * 0.15F;
    }
  }

  prepared<funnel> model_;
};

}  // namespace

std::unique_ptr<panel> make_funnel_panel() { return std::make_unique<funnel_panel>(); }

}  // namespace souk::viz

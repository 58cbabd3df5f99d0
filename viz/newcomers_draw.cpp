#include "viz/draw.hpp"
#include "viz/newcomers_panel.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace souk::viz {
namespace {

colour tint_of(const canvas& on, std::size_t i, std::size_t count) {
  const double share = count < 2 ? 1.0 : static_cast<double>(i) / static_cast<double>(count - 1);
  return on.colours.dark ? on.colours.heat(0.25 + 0.75 * share)
                         : on.colours.heat(0.15 + 0.80 * share);
}

/// Axes of shares upwards and days across; answers where a value stands.
struct curve_plot {
  const canvas& on;
  rect in;
  double high;

  ImVec2 at(double day, double share) const {
    return {in.x + static_cast<float>(day / static_cast<double>(followed_days)) * in.w,
        in.y + (1.0F - static_cast<float>(share / high)) * in.h};
  }

  void grid() const {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    for (const double tick : ticks({0.0, high}, 5, false)) {
      const float y = std::floor(at(0, tick).y) + 0.5F;
      list.AddLine(ImVec2(in.x, y), ImVec2(in.x + in.w, y), on.colours.grid);
      const std::string label = brief(tick, unit::share);
      text_at(list, on.type.small,
          ImVec2(in.x - size_of(on.type.small, label).x - on.px(6),
              y - on.type.small->FontSize / 2.0F),
          on.colours.dim, label);
    }
    float free_from = in.x;
    for (int day = 0; day <= static_cast<int>(followed_days); day += 14) {
      const float x = std::floor(at(day, 0).x) + 0.5F;
      list.AddLine(ImVec2(x, in.y), ImVec2(x, in.y + in.h), faded(on.colours.grid, 0.7));
      const std::string label = day == 0 ? "approved" : "day " + std::to_string(day);
      const float width = size_of(on.type.small, label).x;
      const float left = std::clamp(x - width / 2.0F, in.x, in.x + in.w - width);
      if (left >= free_from) {
        text_at(list, on.type.small, ImVec2(left, in.y + in.h + on.px(3)), on.colours.dim, label);
        free_from = left + width + on.px(8);
      }
    }
  }

  void curve(const cohort_curve& one, colour of, float thickness) const {
    std::vector<ImVec2> points;
    for (std::size_t day = 0; day <= one.watched_days && day < one.hired.size(); ++day) {
      points.push_back(at(static_cast<double>(day), std::max(one.hired[day], 0.0)));
    }
    if (points.size() > 1) {
      ImGui::GetWindowDrawList()->AddPolyline(points.data(), static_cast<int>(points.size()), of,
          ImDrawFlags_None, thickness * on.scale);
    }
  }
};

class newcomers_panel final : public panel {
 public:
  newcomers_panel()
      : panel("newcomers", "Newcomers",
            "The share of newly approved freelancers who have been hired, by days since approval "
            "and by month of approval (after Kaplan and Meier: who still waits counts as long as "
            "watched). The thick line is everybody since the burn-in.") {}

  void draw(const canvas& on) override {
    const newcomers& all = model_.of(on.seen.stamp, [&] { return prepare_newcomers(on.seen); });
    if (all.everybody.approved == 0 && all.cohorts.empty()) {
      empty_state(on, "Nobody was approved since the burn-in",
          "Newcomers count from day " + grouped(front(on.seen).burn_in_days()) + " on");
      return;
    }
    draw_head(on, all);
    const ImVec2 room = ImGui::GetContentRegionAvail();
    const float names = room.x > on.px(420) ? on.px(150) : 0.0F;
    draw_curves(on, all, ImVec2(room.x - names, room.y));
    if (names > 0.0F) {
      ImGui::SameLine();
      draw_cohorts(on, all);
    }
  }

 private:
  static void draw_head(const canvas& on, const newcomers& all) {
    const auto shown = [&](double value) {
      return on.seen.differs() ? signed_brief(value, unit::share) : brief(value, unit::share);
    };
    const std::string words = grouped(all.everybody.approved) + " approved, "
                              + shown(all.everybody.hired_28d) + " hired within 28 days, "
                              + shown(all.everybody.hired_90d) + " within 90";
    text(on, on.type.text, on.colours.text,
        fitted(on.type.text, words, ImGui::GetContentRegionAvail().x));
  }

  static double highest(const newcomers& all) {
    double high = 0.02;
    for (const cohort_curve& one : all.cohorts) {
      if (!one.hired.empty()) {
        high = std::max(high, one.hired[std::min(one.watched_days, one.hired.size() - 1)]);
      }
    }
    if (!all.everybody.hired.empty()) {
      high = std::max(high, all.everybody.hired[all.everybody.watched_days]);
    }
    return std::min(1.0, high * 1.1);
  }

  void draw_curves(const canvas& on, const newcomers& all, ImVec2 size) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::InvisibleButton("curves", ImVec2(std::max(size.x, 1.0F), std::max(size.y, 1.0F)));
    const bool over = ImGui::IsItemHovered();
    const curve_plot plot{on,
        {at.x + on.px(44), at.y + on.px(4), size.x - on.px(56),
            size.y - on.type.small->FontSize - on.px(12)},
        highest(all)};
    plot.grid();
    for (std::size_t i = 0; i < all.cohorts.size(); ++i) {
      plot.curve(all.cohorts[i], tint_of(on, i, all.cohorts.size()), 1.3F);
    }
    plot.curve(all.everybody, on.colours.text, 2.4F);
    if (over) {
      tip(on, all, plot.in);
    }
  }

  static void tip(const canvas& on, const newcomers& all, rect in) {
    const float share = (ImGui::GetIO().MousePos.x - in.x) / in.w;
    if (share < 0.0F || share > 1.0F) {
      return;
    }
    const auto day = static_cast<std::size_t>(share * static_cast<float>(followed_days) + 0.5F);
    std::vector<tip_line> lines{
        {all.everybody.label, exact(all.everybody.hired[day], unit::share), on.colours.text}};
    for (std::size_t i = 0; i < all.cohorts.size(); ++i) {
      const cohort_curve& one = all.cohorts[i];
      if (day <= one.watched_days && day < one.hired.size()) {
        lines.push_back(
            {one.label, exact(one.hired[day], unit::share), tint_of(on, i, all.cohorts.size())});
      }
    }
    tooltip(on, "Hired within " + std::to_string(day) + " days", lines);
  }

  static void draw_cohorts(const canvas& on, const newcomers& all) {
    ImGui::BeginGroup();
    text(on, on.type.small, on.colours.dim, "Approved in, of 28 d");
    for (std::size_t i = 0; i < all.cohorts.size(); ++i) {
      const cohort_curve& one = all.cohorts[i];
      if (ImGui::GetContentRegionAvail().y < on.type.small->FontSize) {
        break;
      }
      const ImVec2 at = ImGui::GetCursorScreenPos();
      const float middle = at.y + on.type.small->FontSize / 2.0F;
      ImGui::GetWindowDrawList()->AddRectFilled(ImVec2(at.x, middle - on.px(4)),
          ImVec2(at.x + on.px(8), middle + on.px(4)), tint_of(on, i, all.cohorts.size()), on.px(2));
      const float left = ImGui::GetCursorPosX();
      ImGui::SetCursorPosX(left + on.px(13));
      text(on, on.type.small, on.colours.dim, one.label);
      ImGui::SameLine();
      ImGui::SetCursorPosX(left + on.px(84));
      text(on, on.type.small, on.colours.text,
          std::isfinite(one.hired_28d) ? brief(one.hired_28d, unit::share) : "-");
    }
    ImGui::EndGroup();
  }

  prepared<newcomers> model_;
};

}  // namespace

std::unique_ptr<panel> make_newcomers_panel() { return std::make_unique<newcomers_panel>(); }

}  // namespace souk::viz

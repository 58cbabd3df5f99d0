#include "viz/billing_panel.hpp"
#include "viz/draw.hpp"

#include <algorithm>

namespace souk::viz {
namespace {

/// One on the other, the first at the bottom.
std::vector<std::vector<double>> stacked(const std::vector<balance_line>& lines) {
  std::vector<std::vector<double>> sums;
  for (const balance_line& one : lines) {
    std::vector<double> next = one.course;
    for (std::size_t i = 0; i < next.size() && !sums.empty(); ++i) {
      next[i] += sums.back()[i];
    }
    sums.push_back(std::move(next));
  }
  return sums;
}

class billing_panel final : public panel {
 public:
  billing_panel()
      : panel("billing", "Billing",
            "Where freelancers' money stands: in escrow, pending in its security period, "
            "available. "
            "Then what the platform takes a day, and how the billings of each client with each "
            "freelancer spread over the fee tiers.") {}

  void draw(const canvas& on) override {
    if (day_count(on.seen) == 0) {
      empty_state(on, "No day has passed yet", "Press space to let the market run");
      return;
    }
    const billing_model& model = model_.of(on.seen.stamp, [&] { return prepare_billing(on.seen); });
    const float tiers = model.tiers.empty() ? 0.0F
                                            : (static_cast<float>(model.tiers.size()) + 1.0F)
                                                  * (on.type.text->FontSize + on.px(7));
    const float rest = std::max(ImGui::GetContentRegionAvail().y - tiers, on.px(120));
    draw_stack(on, "balances", model.balances, rest * 0.55F, 0, "");
    draw_stack(on, "takings", model.takings, rest * 0.45F, 3, " in 28 d");
    draw_tiers(on, model);
  }

 private:
  static void draw_stack(const canvas& on, const char* id, const std::vector<balance_line>& lines,
      float height, std::size_t tint, const std::string& of_what) {
    std::vector<legend_entry> entries;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const std::string now = on.seen.differs() ? signed_brief(lines[i].now, unit::usd)
                                                : brief(lines[i].now, unit::usd);
      entries.push_back({lines[i].label + " " + now + of_what, on.colours.line(tint + i)});
    }
    legend(on, entries);
    const auto [from, to] = close_days(on.seen, day_count(on.seen));
    const bool stack = !on.seen.differs();
    std::vector<std::vector<double>> tops = stacked(lines);
    value_range all{0.0, 0.0};
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const std::vector<double>& values = stack ? tops[i] : lines[i].course;
      if (const auto range = range_of(std::span(values).subspan(from, to - from))) {
        all = {std::min(all.low, range->low), std::max(all.high, range->high)};
      }
    }
    const day_plot plot(on, id,
        ImVec2(ImGui::GetContentRegionAvail().x, height - on.type.small->FontSize - on.px(14)),
        from, to, axis_for(all, false), {.of = unit::usd});
    const std::vector<double> ground(lines.empty() ? 0 : lines[0].course.size(), 0.0);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const colour of = on.colours.line(tint + i);
      if (stack) {
        plot.band(i == 0 ? ground : tops[i - 1], tops[i], faded(of, 0.55));
      }
      plot.line(decimated(stack ? tops[i] : lines[i].course, from, to, plot.columns()), of, 1.2F);
    }
    drag_range(on, plot);
    if (const auto day = plot.hovered_day()) {
      plot.mark_day(*day);
      std::vector<tip_line> tips;
      for (std::size_t i = lines.size(); i-- > 0;) {
        tips.push_back(
            {lines[i].label, exact(lines[i].course[*day], unit::usd), on.colours.line(tint + i)});
      }
      tooltip(on, date(second_of_day(on.seen, static_cast<std::int64_t>(*day))), tips);
    }
  }

  static void draw_tiers(const canvas& on, const billing_model& model) {
    if (model.tiers.empty()) {
      return;
    }
    text(on, on.type.small, on.colours.dim,
        "Freelancer fee tiers, " + model.basis
            + ": pairs that stand there, and what was billed in them");
    const float line = on.type.text->FontSize + on.px(7);
    const float width = ImGui::GetContentRegionAvail().x;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    for (std::size_t i = 0; i < model.tiers.size(); ++i) {
      const fee_tier& one = model.tiers[i];
      const ImVec2 at = ImGui::GetCursorScreenPos();
      const float left = std::min(on.px(170), width * 0.36F);
      const float right = std::min(on.px(190), width * 0.40F);
      const float room = std::max(width - left - right, on.px(10));
      text_at(
          list, on.type.text, at, on.colours.dim, fitted(on.type.text, one.label, left - on.px(6)));
      const float y = at.y + on.type.text->FontSize / 2.0F;
      list.AddRectFilled(ImVec2(at.x + left, y - on.px(4)),
          ImVec2(at.x + left + room, y + on.px(4)), faded(on.colours.raised, 0.6), on.px(2));
      list.AddRectFilled(ImVec2(at.x + left, y - on.px(4)),
          ImVec2(at.x + left + room * static_cast<float>(one.share), y + on.px(4)),
          on.colours.line(i), on.px(2));
      const std::string value = brief(one.billed, unit::usd) + "   "
                                + brief(static_cast<double>(one.pairs), unit::count) + " pairs";
      text_at(list, on.type.text, ImVec2(at.x + left + room + on.px(8), at.y), on.colours.text,
          fitted(on.type.text, value, right - on.px(8)));
      ImGui::Dummy(ImVec2(width, line - ImGui::GetStyle().ItemSpacing.y));
    }
  }

  prepared<billing_model> model_;
};

}  // namespace

std::unique_ptr<panel> make_billing_panel() { return std::make_unique<billing_panel>(); }

}  // namespace souk::viz

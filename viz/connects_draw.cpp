#include "viz/connects_panel.hpp"
#include "viz/draw.hpp"

#include <algorithm>

namespace souk::viz {
namespace {

struct headline {
  std::string label, value;
};

void draw_headlines(const canvas& on, const std::vector<headline>& all) {
  const float room = ImGui::GetContentRegionAvail().x;
  const float each = room / static_cast<float>(all.size());
  const float left = ImGui::GetCursorPosX();
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (i > 0) {
      ImGui::SameLine();
    }
    ImGui::SetCursorPosX(left + each * static_cast<float>(i));
    ImGui::BeginGroup();
    text(on, on.type.small, on.colours.dim, fitted(on.type.small, all[i].label, each - on.px(6)));
    text(on, on.type.title, on.colours.text, fitted(on.type.title, all[i].value, each - on.px(6)));
    ImGui::EndGroup();
  }
}

class connects_panel final : public panel {
 public:
  connects_panel()
      : panel("connects", "Connects",
            "Connects flow into people's hands (granted, bought, returned) and out (spent, "
            "expired). The lower plot: how many all proposals together spend on one hire.") {}

  void draw(const canvas& on) override {
    if (day_count(on.seen) == 0) {
      empty_state(on, "No day has passed yet", "Press space to let the market run");
      return;
    }
    const connects_model& model =
        model_.of(on.seen.stamp, [&] { return prepare_connects(on.seen); });
    const auto shown = [&](double value, unit of) {
      return on.seen.differs() ? signed_brief(value, of) : brief(value, of);
    };
    draw_headlines(on, {{"Held now", shown(model.held, unit::connects)},
                           {"Spent per hire", shown(model.per_hire, unit::ratio)},
                           {"at the list price", shown(model.price_per_hire, unit::usd)},
                           {"Sales in 28 d", shown(model.sales, unit::usd)}});
    const float rest = ImGui::GetContentRegionAvail().y;
    draw_flows(on, model, rest * 0.62F);
    draw_per_hire(on, model, ImGui::GetContentRegionAvail().y);
  }

 private:
  static void draw_flows(const canvas& on, const connects_model& model, float height) {
    std::vector<legend_entry> entries;
    for (std::size_t i = 0; i < model.flows.size(); ++i) {
      entries.push_back(
          {model.flows[i].label + (model.flows[i].in ? " (in)" : " (out)"), on.colours.line(i)});
    }
    legend(on, entries);
    const auto [from, to] = close_days(on.seen, day_count(on.seen));
    value_range all{0.0, 1.0};
    for (const connects_flow& flow : model.flows) {
      if (const auto range = range_of(std::span(flow.course).subspan(from, to - from))) {
        all = {std::min(all.low, range->low), std::max(all.high, range->high)};
      }
    }
    const day_plot plot(on, "flows",
        ImVec2(ImGui::GetContentRegionAvail().x, height - on.type.small->FontSize - on.px(12)),
        from, to, axis_for(all, false), {.of = unit::connects});
    for (std::size_t i = 0; i < model.flows.size(); ++i) {
      plot.line(decimated(model.flows[i].course, from, to, plot.columns()), on.colours.line(i));
    }
    drag_range(on, plot);
    if (const auto day = plot.hovered_day()) {
      plot.mark_day(*day);
      std::vector<tip_line> lines;
      for (std::size_t i = 0; i < model.flows.size(); ++i) {
        const connects_flow& flow = model.flows[i];
        lines.push_back({flow.label + " a day, week's mean",
            exact(flow.course[*day], unit::connects), on.colours.line(i)});
      }
      tooltip(on, date(second_of_day(on.seen, static_cast<std::int64_t>(*day))), lines);
    }
  }

  static void draw_per_hire(const canvas& on, const connects_model& model, float height) {
    const std::vector<legend_entry> entries{
        {"Connects spent for each hire, over 28 days", on.colours.line(6)}};
    legend(on, entries);
    const auto [from, to] = close_days(on.seen, day_count(on.seen));
    const auto range = range_of(std::span(model.per_hire_course).subspan(from, to - from));
    const day_plot plot(on, "per hire",
        ImVec2(ImGui::GetContentRegionAvail().x, height - on.type.small->FontSize - on.px(12)),
        from, to, axis_for(range.value_or(value_range{0.0, 0.0}), false),
        {.of = unit::connects, .ticks_y = 3});
    const auto columns = decimated(model.per_hire_course, from, to, plot.columns());
    plot.area(columns, faded(on.colours.line(6), 0.12));
    plot.line(columns, on.colours.line(6));
    drag_range(on, plot);
    if (const auto day = plot.hovered_day()) {
      plot.mark_day(*day);
      const std::vector<tip_line> lines{
          {"Connects per hire", exact(model.per_hire_course[*day], unit::ratio), {}}};
      tooltip(on, date(second_of_day(on.seen, static_cast<std::int64_t>(*day))), lines);
    }
  }

  prepared<connects_model> model_;
};

}  // namespace

std::unique_ptr<panel> make_connects_panel() { return std::make_unique<connects_panel>(); }

}  // namespace souk::viz

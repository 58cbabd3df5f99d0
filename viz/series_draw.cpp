#include "viz/draw.hpp"
#include "viz/series_panel.hpp"

#include <algorithm>
#include <array>

namespace souk::viz {
namespace {

constexpr std::array<std::size_t, 4> windows{1, 7, 28, 91};
constexpr std::array<std::string_view, 4> window_names{"day", "week", "4 weeks", "quarter"};
constexpr std::size_t most_strips = 8;

void choose_metrics(const canvas& on) {
  if (ImGui::SmallButton("Metrics\xE2\x80\xA6")) {
    ImGui::OpenPopup("metrics");
  }
  if (!ImGui::BeginPopup("metrics")) {
    return;
  }
  std::vector<std::string>& chosen = on.kept.metrics;
  std::string_view group;
  for (const metric& one : metrics()) {
    if (one.group != group) {
      group = one.group;
      dim_text(on, group);
    }
    const auto found = std::ranges::find(chosen, one.id);
    bool is = found != chosen.end();
    if (ImGui::MenuItem(std::string(one.label).c_str(), nullptr, is,
            is ? chosen.size() > 1 : chosen.size() < most_strips)) {
      if (is) {
        chosen.erase(found);
      } else {
        chosen.emplace_back(one.id);
      }
    }
  }
  ImGui::EndPopup();
}

void draw_controls(const canvas& on) {
  choose_metrics(on);
  ImGui::SameLine(0, on.px(14));
  dim_text(on, "mean of a");
  ImGui::SameLine();
  const auto at = std::ranges::find(windows, static_cast<std::size_t>(on.kept.smoothing_days));
  auto chosen = static_cast<std::size_t>(at - windows.begin());
  if (choice(on, "window", window_names, chosen)) {
    on.kept.smoothing_days = static_cast<std::int32_t>(windows[chosen]);
  }
  ImGui::SameLine(0, on.px(14));
  std::size_t log = on.kept.log ? 1 : 0;
  if (choice(on, "scale", std::array<std::string_view, 2>{"linear", "log"}, log)) {
    on.kept.log = log == 1;
  }
  if (on.seen.range) {
    ImGui::SameLine(0, on.px(14));
    if (ImGui::SmallButton("Show all days")) {
      on.seen.range.reset();
      ++on.seen.stamp;
    }
  }
}

class series_panel final : public panel {
 public:
  series_panel()
      : panel("series", "Time series",
            "Daily figures, one strip each. Drag over a strip to pick out a range of days: all "
            "panels follow it. A double click shows all days again. The pale line is the other "
            "future, where the run was forked.") {}

  void draw(const canvas& on) override {
    draw_controls(on);
    if (day_count(on.seen) == 0) {
      empty_state(on, "No day has passed yet", "Press space to let the market run");
      return;
    }
    const ImVec2 room = ImGui::GetContentRegionAvail();
    const auto columns = static_cast<std::size_t>(std::max(room.x / on.scale, 16.0F));
    series_choice wanted{
        on.kept.metrics, static_cast<std::size_t>(on.kept.smoothing_days), on.kept.log};
    std::string ids;
    for (const std::string& id : wanted.ids) {
      ids += id + " ";
    }
    const series_model& model =
        model_.of([&] { return print_of(on.seen.stamp, columns, ids, wanted.window, wanted.log); },
            [&] { return prepare_series(on.seen, wanted, columns); });
    draw_strips(on, model, room);
  }

 private:
  void draw_strips(const canvas& on, const series_model& model, ImVec2 room) {
    const auto strips = static_cast<float>(model.strips.size());
    const float axis = on.type.small->FontSize + on.px(5);
    const float spacing = ImGui::GetStyle().ItemSpacing.y;
    const float each = std::max((room.y - axis) / strips - spacing, on.px(26));
    std::optional<std::size_t> next_hover;
    for (std::size_t i = 0; i < model.strips.size(); ++i) {
      const bool last = i + 1 == model.strips.size();
      draw_strip(on, model, model.strips[i], i, ImVec2(room.x, each + (last ? axis : 0.0F)), last,
          next_hover);
    }
    hovered_ = next_hover;
  }

  void draw_strip(const canvas& on, const series_model& model, const strip& one, std::size_t i,
      ImVec2 size, bool last, std::optional<std::size_t>& next_hover) const {
    const colour of = on.colours.line(i);
    ImGui::PushID(static_cast<int>(i));
    const day_plot plot(on, "strip", size, model.from, model.to, one.axis,
        {.of = one.which->of, .log = on.kept.log, .labels_x = last, .ticks_y = 3});
    plot.line(one.ghost, faded(of, 0.45), 1.2F);
    if (!on.kept.log) {
      plot.area(one.line, faded(of, 0.10));
    }
    plot.line(one.line, of);
    drag_range(on, plot);
    draw_name(on, one, plot, of);
    if (hovered_) {
      plot.mark_day(*hovered_);
    }
    if (plot.hovered_day()) {
      next_hover = plot.hovered_day();
      tip(on, model, *next_hover);
    }
    ImGui::PopID();
  }

  static void draw_name(const canvas& on, const strip& one, const day_plot& plot, colour of) {
    const rect in = plot.inner();
    const std::string name =
        std::string(one.which->label) + (one.which->what == metric::kind::flow ? " a day" : "");
    const std::string value =
        on.seen.differs() ? signed_brief(one.last, one.which->of) : brief(one.last, one.which->of);
    const float width =
        size_of(on.type.small, name).x + size_of(on.type.small, value).x + on.px(22);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(ImVec2(in.x + on.px(3), in.y + on.px(1)),
        ImVec2(in.x + width, in.y + on.type.small->FontSize + on.px(5)),
        faded(on.colours.panel, 0.82), on.px(3));
    text_at(list, on.type.small, ImVec2(in.x + on.px(7), in.y + on.px(3)), of, name);
    text_at(list, on.type.small,
        ImVec2(in.x + on.px(15) + size_of(on.type.small, name).x, in.y + on.px(3)), on.colours.text,
        value);
  }

  static void tip(const canvas& on, const series_model& model, std::size_t day) {
    std::vector<tip_line> lines;
    for (std::size_t i = 0; i < model.strips.size(); ++i) {
      const strip& one = model.strips[i];
      std::string value = day < one.values.size() ? exact(one.values[day], one.which->of) : "-";
      if (day < one.other.size()) {
        value += "   other " + exact(one.other[day], one.which->of);
      }
      lines.push_back({std::string(one.which->label), value, on.colours.line(i)});
    }
    tooltip(on, date(second_of_day(on.seen, static_cast<std::int64_t>(day))), lines);
  }

  prepared<series_model> model_;
  std::optional<std::size_t> hovered_;
};

}  // namespace

std::unique_ptr<panel> make_series_panel() { return std::make_unique<series_panel>(); }

}  // namespace souk::viz

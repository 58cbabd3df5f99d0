#include "viz/draw.hpp"
#include "viz/load_panel.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace souk::viz {
namespace {

std::string clock_text(std::size_t second) {
  return fmt::format("{}:{:02}", second / 60, second % 60);
}

class load_panel final : public panel {
 public:
  load_panel()
      : panel("load", "Load test",
            "How much was asked of the backend and answered in each second, how long answers took "
            "(from the moment at which they were meant to be asked for), and what the rules and "
            "the plan find wrong with them. Warm-up and ramp-down are drawn, and count nowhere.") {}

  void draw(const canvas& on) override {
    const observe::load_test* const test = on.seen.load.get();
    if (test == nullptr || test->by_second.empty()) {
      empty_state(on, "No load test here", "souk load PLAN, then souk dash out/load-NAME");
      return;
    }
    const ImVec2 room = ImGui::GetContentRegionAvail();
    const auto columns =
        static_cast<std::size_t>(std::max((room.x - on.px(axis_points)) / on.px(4), 8.0F));
    const load_model& model = model_.of([&] { return print_of(on.seen.stamp, columns); },
        [&] { return prepare_load(*test, columns); });
    draw_tiles(on, model);
    const float left = ImGui::GetContentRegionAvail().y;
    draw_rate(on, model, left * 0.2F);
    draw_latency(on, model, left * 0.2F);
    draw_heat(on, model.heat, left * 0.3F);
    ImGui::BeginChild("rest");
    draw_wrong(on, model);
    draw_table(on, model);
    ImGui::EndChild();
  }

 private:
  static void draw_tiles(const canvas& on, const load_model& model) {
    const load_row& all = model.rows.back();
    const auto tile = [&](const char* label, const std::string& value, colour of) {
      ImGui::BeginGroup();
      text(on, on.type.small, on.colours.dim, label);
      text(on, on.type.title, of, value);
      ImGui::EndGroup();
      ImGui::SameLine(0, on.px(26));
    };
    const auto alarm = [&](bool is) { return is ? on.colours.bad : on.colours.text; };
    tile("Requests", grouped(model.requests), on.colours.text);
    tile("a second", brief(all.per_s, unit::count), on.colours.text);
    tile("p50", latency_text(all.p50), on.colours.text);
    tile("p99", latency_text(all.p99), on.colours.text);
    tile("Errors", grouped(model.errors), alarm(model.errors > 0));
    tile("Violations", model.judged == 0 ? "not judged" : grouped(model.violations),
        alarm(model.violations > 0));
    const std::size_t held = model.thresholds - model.failed_thresholds.size();
    tile("Thresholds",
        model.thresholds == 0 ? "none" : fmt::format("{} of {} hold", held, model.thresholds),
        alarm(!model.failed_thresholds.empty()));
    ImGui::NewLine();
  }

  static void draw_rate(const canvas& on, const load_model& model, float height) {
    legend(on, std::array{legend_entry{"asked a second", on.colours.dim},
                   legend_entry{"answered", on.colours.line(0)},
                   legend_entry{"errors and violations", on.colours.bad}});
    value_range axis{0.0, 1.0};
    for (const std::vector<double>* values : {&model.asked, &model.answered}) {
      const auto range = range_of(*values);
      axis.high = range ? std::max(axis.high, range->high * 1.1) : axis.high;
    }
    const day_plot plot = seconds_plot(on, "rate", height, model.asked.size(), axis, unit::count);
    draw_line(plot, model.asked, on.colours.dim);
    draw_line(plot, model.answered, on.colours.line(0));
    draw_line(plot, model.wrong, on.colours.bad);
    if (const auto second = plot.hovered_day()) {
      plot.mark_day(*second);
      tooltip(on, clock_text(*second),
          std::array{tip_line{"asked", exact(model.asked[*second], unit::count), on.colours.dim},
              tip_line{"answered", exact(model.answered[*second], unit::count), on.colours.line(0)},
              tip_line{"errors and violations", exact(model.wrong[*second], unit::count),
                  on.colours.bad}});
    }
  }

  static void draw_latency(const canvas& on, const load_model& model, float height) {
    legend(on, std::array{legend_entry{"p50, ms", on.colours.line(2)},
                   legend_entry{"p99 of each second, ms", on.colours.line(1)}});
    const auto low = range_of(model.p50);
    const auto high = range_of(model.p99);
    if (!low || !high) {
      return;
    }
    const value_range axis = axis_for({low->low, high->high}, true);
    const day_plot plot =
        seconds_plot(on, "latency", height, model.p99.size(), axis, unit::count, true);
    draw_line(plot, model.p50, on.colours.line(2));
    draw_line(plot, model.p99, on.colours.line(1));
    if (const auto second = plot.hovered_day()) {
      plot.mark_day(*second);
      const auto shown = [](double value) {
        return std::isfinite(value) ? latency_text(value * 1e-3) : "-";
      };
      tooltip(on, clock_text(*second),
          std::array{tip_line{"p50", shown(model.p50[*second]), on.colours.line(2)},
              tip_line{"p99", shown(model.p99[*second]), on.colours.line(1)}});
    }
  }

  static day_plot seconds_plot(const canvas& on, const char* id, float height, std::size_t seconds,
      value_range axis, unit of, bool log = false) {
    const float rest = height - on.type.small->FontSize - on.px(8);
    return {on, id, ImVec2(ImGui::GetContentRegionAvail().x, rest), 0, seconds, axis,
        {.of = of, .log = log, .labels_x = false, .ticks_y = 3}};
  }

  static void draw_line(const day_plot& plot, const std::vector<double>& values, colour of) {
    plot.line(decimated(values, 0, values.size(), plot.columns()), of);
  }

  /// The more answers a cell has, the brighter, by the logarithm: the slow few are to be seen.
  static void draw_heat(const canvas& on, const latency_heat& heat, float height) {
    if (heat.columns == 0) {
      return;
    }
    text(on, on.type.small, on.colours.dim, "Answers by latency");
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float below = on.type.small->FontSize + on.px(5);
    const rect in{at.x + on.px(axis_points), at.y,
        ImGui::GetContentRegionAvail().x - on.px(axis_points + 2),
        std::max(height - below - on.type.small->FontSize - on.px(8), on.px(20))};
    ImGui::InvisibleButton("heat", ImVec2(in.w + on.px(axis_points), in.h + below));
    const bool over = ImGui::IsItemHovered();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const auto rows = static_cast<float>(heat.from.size());
    const float w = in.w / static_cast<float>(heat.columns);
    const double top = std::log1p(heat.most());
    float free_below = in.y + in.h + below;
    for (std::size_t r = 0; r < heat.from.size(); ++r) {
      const float y = in.y + in.h * (1.0F - (static_cast<float>(r) + 1.0F) / rows);
      const float bottom = in.y + in.h * (1.0F - static_cast<float>(r) / rows);
      for (std::size_t c = 0; c < heat.columns; ++c) {
        const double part = heat.at(r, c) > 0.0 ? std::log1p(heat.at(r, c)) / top : 0.0;
        const float x = in.x + w * static_cast<float>(c);
        list.AddRectFilled(ImVec2(x, y), ImVec2(x + std::max(w - 1.0F, 1.0F), bottom - 1.0F),
            part > 0.0 ? on.colours.heat(part) : faded(on.colours.raised, 0.4));
      }
      const std::string label = latency_text(heat.from[r]);
      if (bottom + on.type.small->FontSize <= free_below) {
        text_at(list, on.type.small,
            ImVec2(in.x - size_of(on.type.small, label).x - on.px(6),
                bottom - on.type.small->FontSize / 2.0F),
            on.colours.dim, label);
        free_below = bottom;
      }
    }
    draw_clock(on, list, heat, in);
    if (over) {
      tip(on, heat, in);
    }
  }

  static void draw_clock(
      const canvas& on, ImDrawList& list, const latency_heat& heat, const rect& in) {
    const std::size_t seconds = heat.columns * heat.seconds_a_column;
    const auto labels = static_cast<std::size_t>(std::max(in.w / on.px(64), 1.0F));
    std::size_t step = 3600;
    for (const std::size_t one : {1U, 5U, 10U, 30U, 60U, 120U, 300U, 600U, 1800U}) {
      if (seconds / one <= labels) {
        step = one;
        break;
      }
    }
    for (std::size_t second = 0; second < seconds; second += step) {
      const float x = in.x
                      + in.w * static_cast<float>(second)
                            / static_cast<float>(std::max<std::size_t>(seconds, 1));
      text_at(list, on.type.small, ImVec2(x, in.y + in.h + on.px(3)), on.colours.dim,
          clock_text(second));
    }
  }

  static void tip(const canvas& on, const latency_heat& heat, const rect& in) {
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const float across = (mouse.x - in.x) / in.w;
    const float up = 1.0F - (mouse.y - in.y) / in.h;
    if (across < 0.0F || across >= 1.0F || up < 0.0F || up >= 1.0F) {
      return;
    }
    const auto c = static_cast<std::size_t>(across * static_cast<float>(heat.columns));
    const auto r = static_cast<std::size_t>(up * static_cast<float>(heat.from.size()));
    const double to = r + 1 < heat.from.size() ? heat.from[r + 1] : heat.end;
    tooltip(on, clock_text(c * heat.seconds_a_column),
        std::array{tip_line{"latency", latency_text(heat.from[r]) + " to " + latency_text(to), {}},
            tip_line{"answers", exact(heat.at(r, c), unit::count), {}},
            tip_line{"seconds", grouped(static_cast<std::int64_t>(heat.seconds_a_column)), {}}});
  }

  static void draw_table(const canvas& on, const load_model& model) {
    constexpr ImGuiTableFlags flags =
        ImGuiTableFlags_RowBg | ImGuiTableFlags_SizingStretchProp | ImGuiTableFlags_NoBordersInBody;
    if (!ImGui::BeginTable("operations", 7, flags)) {
      return;
    }
    for (const char* title : {"Operation", "Requests", "a second", "Errors", "p50", "p99", "max"}) {
      ImGui::TableSetupColumn(title);
    }
    ImGui::TableHeadersRow();
    for (const load_row& row : model.rows) {
      ImGui::TableNextRow();
      const std::array<std::string, 7> words{row.operation, grouped(row.count),
          brief(row.per_s, unit::count), grouped(row.errors), latency_text(row.p50),
          latency_text(row.p99), latency_text(row.max)};
      for (std::size_t i = 0; i < words.size(); ++i) {
        ImGui::TableNextColumn();
        text(on, on.type.small, i == 3 && row.errors > 0 ? on.colours.bad : on.colours.text,
            words[i]);
      }
    }
    ImGui::EndTable();
  }

  static void draw_wrong(const canvas& on, const load_model& model) {
    for (const std::string& one : model.failed_thresholds) {
      text(on, on.type.small, on.colours.bad, "does not hold: " + one);
    }
    for (const std::string& one : model.violated) {
      text(on, on.type.small, on.colours.bad, one);
    }
    for (const std::string& one : model.failures) {
      text(on, on.type.small, on.colours.dim, one);
    }
  }

  prepared<load_model> model_;
};

}  // namespace

std::unique_ptr<panel> make_load_panel() { return std::make_unique<load_panel>(); }

}  // namespace souk::viz

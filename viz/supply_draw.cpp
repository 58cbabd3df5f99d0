#include "viz/draw.hpp"
#include "viz/supply_panel.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace souk::viz {
namespace {

constexpr std::array<heat, heat_kinds> kinds{heat::proposals_per_post, heat::posts, heat::hires,
    heat::gross, heat::approved, heat::oversupplied};
constexpr std::array<std::string_view, heat_kinds> short_names{
    "competition", "posts", "hires", "volume", "approved", "oversupplied"};

double strength(const heat_map& map, double value) {
  return map.high > 0.0 ? value / map.high : 0.0;  // beyond 1: as bright as it gets
}

class supply_panel final : public panel {
 public:
  supply_panel()
      : panel("supply", "Supply and demand",
            "Each category over time, a column a week or more: the brighter, the more. The column "
            "at the right is the last 28 days. Below: how many profiles wait for the vetting desk "
            "and how they were answered.") {}

  void draw(const canvas& on) override {
    auto chosen = static_cast<std::size_t>(on.kept.heat);
    if (choice(on, "heat", short_names, chosen)) {
      on.kept.heat = static_cast<std::int32_t>(chosen);
    }
    const ImVec2 room = ImGui::GetContentRegionAvail();
    const auto columns = static_cast<std::size_t>(std::max(room.x / on.px(7), 8.0F));
    const heat_map& map = map_.of([&] { return print_of(on.seen.stamp, chosen, columns); },
        [&] { return prepare_heat(on.seen, kinds[chosen], columns); });
    if (map.columns == 0 || map.rows.empty()) {
      empty_state(on, "Too few days for a map", "Let a week pass: press space, or w for a week");
      return;
    }
    const vetting& desk = desk_.of(on.seen.stamp, [&] { return prepare_vetting(on.seen); });
    const float below = std::clamp(room.y * 0.34F, on.px(76), on.px(170));
    draw_map(on, map, ImVec2(room.x, room.y - below));
    draw_desk(on, desk, below);
  }

 private:
  static void draw_map(const canvas& on, const heat_map& map, ImVec2 size) {
    const float names = std::min(on.px(130), size.x * 0.3F);
    const float values = on.px(56);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float row = std::max((size.y - on.px(6)) / static_cast<float>(map.rows.size()), on.px(9));
    const rect in{
        at.x + names, at.y, size.x - names - values, row * static_cast<float>(map.rows.size())};
    ImGui::InvisibleButton("map", ImVec2(size.x, std::max(size.y - on.px(4), 1.0F)));
    const bool over = ImGui::IsItemHovered();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    ImFont* const font = row >= on.type.text->FontSize ? on.type.text : on.type.small;
    for (std::size_t r = 0; r < map.rows.size(); ++r) {
      const float y = at.y + row * static_cast<float>(r);
      if (row >= font->FontSize * 0.8F) {
        const float middle = y + (row - font->FontSize) / 2.0F;
        text_at(list, font, ImVec2(at.x, middle), on.colours.dim,
            fitted(font, map.rows[r], names - on.px(8)));
        const std::string latest = on.seen.differs()
                                       ? signed_brief(map.latest[r], unit_of(map.what))
                                       : brief(map.latest[r], unit_of(map.what));
        text_at(list, font, ImVec2(at.x + size.x - size_of(font, latest).x, middle),
            on.colours.text, latest);
      }
      draw_row(on, list, map, r, {in.x, y, in.w, row - 1.0F});
    }
    if (over) {
      tip(on, map, in, row);
    }
  }

  static void draw_row(
      const canvas& on, ImDrawList& list, const heat_map& map, std::size_t r, rect where) {
    const float width = where.w / static_cast<float>(map.columns);
    for (std::size_t c = 0; c < map.columns; ++c) {
      const double value = map.at(r, c);
      const double part = strength(map, value);
      const colour of = !std::isfinite(value) ? faded(on.colours.raised, 0.4)
                        : on.seen.differs()   ? on.colours.contrast(part)
                                              : on.colours.heat(part);
      const float x = where.x + width * static_cast<float>(c);
      list.AddRectFilled(
          ImVec2(x, where.y), ImVec2(x + std::max(width - 1.0F, 1.0F), where.y + where.h), of);
    }
  }

  static void tip(const canvas& on, const heat_map& map, rect in, float row) {
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const float across = (mouse.x - in.x) / in.w;
    const float down = (mouse.y - in.y) / row;
    if (across < 0.0F || across >= 1.0F || down < 0.0F
        || down >= static_cast<float>(map.rows.size())) {
      return;
    }
    const auto column = static_cast<std::size_t>(across * static_cast<float>(map.columns));
    const auto r = static_cast<std::size_t>(down);
    const auto day = static_cast<std::int64_t>(map.first_day + column * map.days_a_column);
    const std::vector<tip_line> lines{
        {std::string(name_of(map.what)), exact(map.at(r, column), unit_of(map.what)), {}},
        {"from", date(second_of_day(on.seen, day)), {}},
        {"days", grouped(static_cast<std::int64_t>(map.days_a_column)), {}},
        {"last 28 days", exact(map.latest[r], unit_of(map.what)), {}}};
    tooltip(on, map.rows[r], lines);
  }

  static void draw_desk(const canvas& on, const vetting& desk, float height) {
    const auto [from, to] = close_days(on.seen, day_count(on.seen));
    const std::vector<legend_entry> entries{{"Waiting for vetting", on.colours.line(0)},
        {"approved a day", on.colours.line(2)}, {"rejected a day", on.colours.line(3)},
        {"in 28 d: " + brief(desk.approvals, unit::count) + " approved, "
                + brief(desk.oversupplied, unit::count) + " oversupplied, "
                + brief(desk.incomplete, unit::count) + " incomplete",
            faded(on.colours.dim, 0.0)}};
    legend(on, entries);
    const float rest = height - on.type.small->FontSize - on.px(14);
    value_range axis{0.0, 1.0};
    for (const std::vector<double>* values : {&desk.queue, &desk.approved, &desk.rejected}) {
      const auto range = range_of(std::span(*values).subspan(from, to - from));
      axis.high = range ? std::max(axis.high, range->high * 1.1) : axis.high;
      axis.low = range && range->low < 0.0 ? std::min(axis.low, range->low * 1.1) : axis.low;
    }
    const day_plot plot(on, "vetting", ImVec2(ImGui::GetContentRegionAvail().x, rest), from, to,
        axis, {.ticks_y = 3});
    plot.line(decimated(desk.queue, from, to, plot.columns()), on.colours.line(0), 1.2F);
    plot.line(decimated(desk.approved, from, to, plot.columns()), on.colours.line(2));
    plot.line(decimated(desk.rejected, from, to, plot.columns()), on.colours.line(3));
    drag_range(on, plot);
    if (const auto day = plot.hovered_day()) {
      plot.mark_day(*day);
      const std::vector<tip_line> lines{
          {"Waiting at the day's end", exact(desk.queue[*day], unit::count), on.colours.line(0)},
          {"Approved, mean of a week", exact(desk.approved[*day], unit::count), on.colours.line(2)},
          {"Rejected, mean of a week", exact(desk.rejected[*day], unit::count),
              on.colours.line(3)}};
      tooltip(on, date(second_of_day(on.seen, static_cast<std::int64_t>(*day))), lines);
    }
  }

  prepared<heat_map> map_;
  prepared<vetting> desk_;
};

}  // namespace

std::unique_ptr<panel> make_supply_panel() { return std::make_unique<supply_panel>(); }

}  // namespace souk::viz

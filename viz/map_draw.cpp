#include "viz/draw.hpp"
#include "viz/map_panel.hpp"

#include <algorithm>
#include <array>

namespace souk::viz {
namespace {

constexpr std::array<map_height, 3> heights{
    map_height::earned, map_height::rating, map_height::proposals};
constexpr std::array<std::string_view, 3> height_words{"earned", "rating", "proposals"};
constexpr std::array<map_colour, 3> tints{map_colour::tenure, map_colour::hires, map_colour::crowd};
constexpr std::array<std::string_view, 3> tint_words{"tenure", "hires", "how many"};
constexpr float cell_points = 2.5F;

unit unit_of(map_height what) {
  return what == map_height::earned   ? unit::usd
         : what == map_height::rating ? unit::stars
                                      : unit::count;
}

class map_panel final : public panel {
 public:
  map_panel()
      : panel("map", "Market map",
            "A point for each approved freelancer: the price asked across, and upwards what was "
            "earned, the mean rating or the proposals so far. Hover for who it is; click to look "
            "into that person's life.") {}

  void draw(const canvas& on) override {
    const std::shared_ptr<const observe::people_view>& people = front(on.seen).people;
    draw_controls(on);
    if (people == nullptr || people->freelancers.empty()) {
      empty_state(on, "Nobody is here yet", "The map fills as freelancers are approved");
      return;
    }
    const ImVec2 room = ImGui::GetContentRegionAvail();
    const float left = on.px(axis_points);
    const float below = on.type.small->FontSize + on.px(20);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const rect in{at.x + left, at.y + on.px(4), std::max(room.x - left - on.px(6), on.px(40)),
        std::max(room.y - below - on.px(4), on.px(40))};
    const float cell = on.px(cell_points);
    const auto columns = static_cast<std::size_t>(in.w / cell);
    const auto rows = static_cast<std::size_t>(in.h / cell);
    const market_map& map = map_.of(
        [&] {
          return print_of(reinterpret_cast<std::uintptr_t>(people.get()), people->at, columns, rows,
              on.kept.map_height, on.kept.map_colour);
        },
        [&] { return prepare_map(*people, height(on), tint(on), columns, rows); });
    ImGui::InvisibleButton("map", ImVec2(std::max(room.x, 1.0F), std::max(room.y, 1.0F)));
    if (map.cells.empty()) {
      text_at(*ImGui::GetWindowDrawList(), on.type.text, ImVec2(in.x, in.y), on.colours.dim,
          "Nobody has got so far yet");
      return;
    }
    draw_axes(on, map, in);
    draw_cells(on, map, in);
    draw_picked(on, *people, map, in);
    point_at(on, *people, map, in);
  }

 private:
  static map_height height(const canvas& on) {
    return heights[static_cast<std::size_t>(on.kept.map_height)];
  }
  static map_colour tint(const canvas& on) {
    return tints[static_cast<std::size_t>(on.kept.map_colour)];
  }

  static void draw_controls(const canvas& on) {
    dim_text(on, "up");
    ImGui::SameLine();
    auto up = static_cast<std::size_t>(on.kept.map_height);
    if (choice(on, "up", height_words, up)) {
      on.kept.map_height = static_cast<std::int32_t>(up);
    }
    ImGui::SameLine(0, on.px(14));
    dim_text(on, "colour");
    ImGui::SameLine();
    auto by = static_cast<std::size_t>(on.kept.map_colour);
    if (choice(on, "colour", tint_words, by)) {
      on.kept.map_colour = static_cast<std::int32_t>(by);
    }
  }

  static void draw_axes(const canvas& on, const market_map& map, rect in) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    ImFont* const font = on.type.small;
    for (const double tick : ticks(map.height, 5, map.log_height)) {
      const auto up = static_cast<float>(place(tick, map.height, map.log_height));
      const float y = std::floor(in.y + (1.0F - up) * in.h) + 0.5F;
      list.AddLine(ImVec2(in.x, y), ImVec2(in.x + in.w, y), on.colours.grid);
      const std::string label = brief(tick, unit_of(height(on)));
      text_at(list, font,
          ImVec2(in.x - size_of(font, label).x - on.px(6), y - font->FontSize / 2.0F),
          on.colours.dim, label);
    }
    for (const double rate : {1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0}) {
      const auto across = static_cast<float>(place(rate, map.price, true));
      if (across < 0.0F || across > 1.0F) {
        continue;
      }
      const float x = std::floor(in.x + across * in.w) + 0.5F;
      list.AddLine(ImVec2(x, in.y), ImVec2(x, in.y + in.h), faded(on.colours.grid, 0.7));
      const std::string label = brief(rate, unit::usd) + "/h";
      text_at(list, font, ImVec2(x - size_of(font, label).x / 2.0F, in.y + in.h + on.px(3)),
          on.colours.dim, label);
    }
    draw_ramp(on, list, map, in);
  }

  static void draw_ramp(const canvas& on, ImDrawList& list, const market_map& map, rect in) {
    ImFont* const font = on.type.small;
    const float y = in.y + on.px(6);
    const float width = on.px(72);
    const std::string low(map.low_end);
    const std::string high(map.high_end);
    const float right = in.x + in.w - on.px(8);
    const float to = right - size_of(font, high).x - on.px(5);
    const float from = to - width;
    const float begin = from - size_of(font, low).x - on.px(5);
    list.AddRectFilled(ImVec2(begin - on.px(6), y - on.px(4)),
        ImVec2(right + on.px(6), y + font->FontSize + on.px(4)), faded(on.colours.panel, 0.85),
        on.px(4));
    text_at(list, font, ImVec2(begin, y), on.colours.dim, low);
    text_at(list, font, ImVec2(to + on.px(5), y), on.colours.dim, high);
    for (int i = 0; i < 24; ++i) {
      const float x = from + width * static_cast<float>(i) / 24.0F;
      list.AddRectFilled(ImVec2(x, y + on.px(2)), ImVec2(x + width / 24.0F, y + on.px(10)),
          on.colours.heat(0.12 + 0.88 * i / 23.0));
    }
  }

  static ImVec2 place_of(const map_cell& cell, const market_map& map, rect in) {
    const float width = in.w / static_cast<float>(map.columns);
    const float height = in.h / static_cast<float>(map.rows);
    return {in.x + static_cast<float>(cell.column) * width,
        in.y + in.h - static_cast<float>(cell.row + 1) * height};
  }

  static void draw_cells(const canvas& on, const market_map& map, rect in) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float width = in.w / static_cast<float>(map.columns);
    const float height = in.h / static_cast<float>(map.rows);
    // Where people are few, their points are larger.
    const float more = on.px(map.shown < 2000 ? 1.2F : map.shown < 10'000 ? 0.5F : 0.0F);
    // In pieces, as one reservation may hold 65,536 corners.
    constexpr std::size_t piece = 8192;
    for (std::size_t from = 0; from < map.cells.size(); from += piece) {
      const std::size_t to = std::min(from + piece, map.cells.size());
      list.PrimReserve(static_cast<int>((to - from) * 6), static_cast<int>((to - from) * 4));
      for (std::size_t i = from; i < to; ++i) {
        const ImVec2 at = place_of(map.cells[i], map, in);
        list.PrimRect(ImVec2(at.x - more, at.y - more),
            ImVec2(at.x + width + more, at.y + height + more),
            on.colours.heat(0.12 + 0.88 * static_cast<double>(map.cells[i].colour)));
      }
    }
  }

  static void draw_picked(
      const canvas& on, const observe::people_view& people, const market_map& map, rect in) {
    const auto found = std::ranges::lower_bound(
        people.freelancers, index(on.seen.picked), {}, &observe::person_point::person);
    if (found == people.freelancers.end() || found->person != index(on.seen.picked)
        || found->rate <= 0.0F) {
      return;
    }
    const float y = height(on) == map_height::earned   ? found->earned
                    : height(on) == map_height::rating ? found->rating
                                                       : static_cast<float>(found->proposals);
    const auto across =
        static_cast<float>(place(static_cast<double>(found->rate), map.price, true));
    const auto up = static_cast<float>(place(static_cast<double>(y), map.height, map.log_height));
    if (up >= 0.0F) {
      ImGui::GetWindowDrawList()->AddCircle(ImVec2(in.x + across * in.w, in.y + (1.0F - up) * in.h),
          on.px(6), on.colours.bad, 0, on.px(2));
    }
  }

  static void point_at(
      const canvas& on, const observe::people_view& people, const market_map& map, rect in) {
    if (!ImGui::IsItemHovered()) {
      return;
    }
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const double column =
        static_cast<double>((mouse.x - in.x) / in.w) * static_cast<double>(map.columns);
    const double row =
        static_cast<double>(1.0F - (mouse.y - in.y) / in.h) * static_cast<double>(map.rows);
    const map_cell* cell = map.nearest(column, row, 5.0);
    if (cell == nullptr) {
      return;
    }
    const observe::person_point& one = people.freelancers[cell->first];
    const ImVec2 at = place_of(*cell, map, in);
    ImGui::GetWindowDrawList()->AddCircle(
        ImVec2(at.x + on.px(1), at.y + on.px(1)), on.px(5), on.colours.text, 0, on.px(1.5F));
    std::vector<tip_line> lines{
        {"asks", exact(static_cast<double>(one.rate), unit::usd) + " an hour", {}},
        {"earned", exact(static_cast<double>(one.earned), unit::usd), {}},
        {"rating",
            one.reviews == 0 ? "no review yet"
                             : exact(static_cast<double>(one.rating), unit::stars) + " of "
                                   + grouped(one.reviews) + " reviews",
            {}},
        {"proposals, hires", grouped(one.proposals) + ", " + grouped(one.hires), {}},
        {"approved", date(one.approved_at), {}}};
    if (cell->count > 1) {
      lines.push_back({"at this point", grouped(cell->count) + " people", {}});
    }
    tooltip(on, "Freelancer " + grouped(one.person), lines);
    if (ImGui::IsItemClicked()) {
      on.ask(observe::intent::pick{market::person_id{one.person}});
    }
  }

  prepared<market_map> map_;
};

}  // namespace

std::unique_ptr<panel> make_map_panel() { return std::make_unique<map_panel>(); }

}  // namespace souk::viz

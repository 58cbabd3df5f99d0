#include "viz/map_panel.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace souk::viz {
namespace {

constexpr std::array<std::string_view, 3> height_names{"Earned so far", "Mean rating", "Proposals"};
constexpr std::array<std::string_view, 3> colour_names{"Tenure", "Hires", "How many"};

struct point {
  float x = 0.0F, y = 0.0F, colour = 0.0F;
  std::uint32_t index = 0;
};

float height_of(const observe::person_point& one, map_height what) {
  return what == map_height::earned   ? one.earned
         : what == map_height::rating ? one.rating
                                      : static_cast<float>(one.proposals);
}

float colour_of(const observe::person_point& one, map_colour what, market::second now) {
  if (what == map_colour::hires) {
    return std::min(1.0F, std::log1p(static_cast<float>(one.hires)) / std::log1p(50.0F));
  }
  const auto years = static_cast<float>(now - market::second{one.approved_at})
                     / static_cast<float>(365 * market::day);
  return std::clamp(years / 2.0F, 0.0F, 1.0F);
}

std::vector<point> points_of(
    const observe::people_view& people, map_height height, map_colour tint, market_map& map) {
  std::vector<point> points;
  points.reserve(people.freelancers.size());
  for (std::uint32_t i = 0; i < people.freelancers.size(); ++i) {
    const observe::person_point& one = people.freelancers[i];
    if (!one.approved || one.rate <= 0.0F) {
      continue;
    }
    const float y = height_of(one, height);
    if (y <= 0.0F) {
      ++map.not_yet;
      continue;
    }
    points.push_back({one.rate, y, colour_of(one, tint, people.at), i});
  }
  map.shown = points.size();
  return points;
}

value_range range_along(const std::vector<point>& points, float point::* along) {
  const auto [low, high] = std::ranges::minmax_element(points, {}, along);
  return {static_cast<double>((*low).*along), static_cast<double>((*high).*along)};
}

std::size_t bin(double where, std::size_t count) {
  return static_cast<std::size_t>(
      std::clamp(where * static_cast<double>(count), 0.0, static_cast<double>(count - 1)));
}

void gather(const std::vector<point>& points, market_map& map) {
  std::vector<map_cell> grid(map.columns * map.rows);
  for (const point& one : points) {
    const std::size_t column = bin(place(static_cast<double>(one.x), map.price, true), map.columns);
    const std::size_t row =
        bin(place(static_cast<double>(one.y), map.height, map.log_height), map.rows);
    map_cell& cell = grid[row * map.columns + column];
    cell.first = cell.count == 0 ? one.index : cell.first;
    ++cell.count;
    cell.colour += one.colour;
    cell.column = static_cast<std::uint16_t>(column);
    cell.row = static_cast<std::uint16_t>(row);
  }
  for (const map_cell& cell : grid) {
    if (cell.count > 0) {
      map.cells.push_back(cell);
      map.cells.back().colour /= static_cast<float>(cell.count);
    }
  }
}

void colour_by_crowd(market_map& map) {
  std::uint32_t most = 1;
  for (const map_cell& cell : map.cells) {
    most = std::max(most, cell.count);
  }
  for (map_cell& cell : map.cells) {
    cell.colour = std::log1p(static_cast<float>(cell.count)) / std::log1p(static_cast<float>(most));
  }
}

}  // namespace

std::string_view name_of(map_height what) { return height_names[static_cast<std::size_t>(what)]; }
std::string_view name_of(map_colour what) { return colour_names[static_cast<std::size_t>(what)]; }

market_map prepare_map(const observe::people_view& people, map_height height, map_colour tint,
    std::size_t columns, std::size_t rows) {
  market_map map;
  map.columns = std::max<std::size_t>(columns, 1);
  map.rows = std::max<std::size_t>(rows, 1);
  map.log_height = height != map_height::rating;
  const std::vector<point> points = points_of(people, height, tint, map);
  map.low_end = tint == map_colour::tenure ? "new" : tint == map_colour::hires ? "few" : "one";
  map.high_end = tint == map_colour::tenure ? "2 years and more" : "many";
  if (points.empty()) {
    return map;
  }
  map.price = axis_for(range_along(points, &point::x), true);
  map.height = map.log_height
                   ? axis_for(range_along(points, &point::y), true)
                   : value_range{std::min(0.9, range_along(points, &point::y).low), 5.05};
  gather(points, map);
  if (tint == map_colour::crowd) {
    colour_by_crowd(map);
  }
  return map;
}

const map_cell* market_map::nearest(double column, double row, double reach) const {
  const map_cell* best = nullptr;
  double closest = reach * reach;
  for (const map_cell& cell : cells) {
    const double across = static_cast<double>(cell.column) + 0.5 - column;
    const double up = static_cast<double>(cell.row) + 0.5 - row;
    if (const double distance = across * across + up * up; distance <= closest) {
      closest = distance;
      best = &cell;
    }
  }
  return best;
}

}  // namespace souk::viz

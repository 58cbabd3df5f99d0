// Market map: a point for each approved freelancer, price across, what was earned (or rating, or
// proposals) upwards, coloured by tenure; hover and pick. Points are gathered into cells of a few
// pixels, so that a million cost no more than the plot is large.
#pragma once

#include "viz/panel.hpp"
#include "viz/series.hpp"
#include "viz/view.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace souk::viz {

enum class map_height : std::uint8_t { earned, rating, proposals };
enum class map_colour : std::uint8_t { tenure, hires, crowd };
std::string_view name_of(map_height what);
std::string_view name_of(map_colour what);

struct map_cell {
  std::uint16_t column = 0, row = 0;  // row 0 is the lowest
  std::uint32_t count = 0;
  std::uint32_t first = 0;  // a person of the cell, as an index into the people
  float colour = 0.0F;      // 0 to 1
};

struct market_map {
  value_range price, height;  // dollars an hour; of the height chosen; both logarithmic but rating
  bool log_height = true;
  std::size_t columns = 0, rows = 0;
  std::vector<map_cell> cells;         // by row, then column
  std::size_t shown = 0, not_yet = 0;  // on the map; approved, but nothing of the height yet
  std::string_view low_end, high_end;  // what the ends of the colours mean

  /// The nearest cell within `reach` cells; null where there is none.
  const map_cell* nearest(double column, double row, double reach) const;
};

market_map prepare_map(const observe::people_view& people, map_height height, map_colour tint,
    std::size_t columns, std::size_t rows);

std::unique_ptr<panel> make_map_panel();

}  // namespace souk::viz

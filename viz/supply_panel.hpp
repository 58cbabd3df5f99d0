// Supply and demand: a heat map of the categories over time, and the vetting desk below it.
#pragma once

#include "viz/panel.hpp"
#include "viz/series.hpp"
#include "viz/view.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace souk::viz {

enum class heat : std::uint8_t { proposals_per_post, posts, hires, gross, approved, oversupplied };
inline constexpr std::size_t heat_kinds = 6;
std::string_view name_of(heat what);
unit unit_of(heat what);

struct heat_map {
  heat what = heat::proposals_per_post;
  std::vector<std::string> rows;  // categories
  std::size_t first_day = 0;      // of the first column
  std::size_t days_a_column = 7;
  std::size_t columns = 0;
  std::vector<double> cells;   // by row, then column; not a number: nothing there
  double high = 0.0;           // what is brightest: all but the greatest cells lie below
  std::vector<double> latest;  // by row: over the last 28 days

  double at(std::size_t row, std::size_t column) const { return cells[row * columns + column]; }
};

struct vetting {
  std::vector<double> queue;  // by day
  std::vector<double> approved, rejected;
  double oversupplied = 0.0, incomplete = 0.0, approvals = 0.0, overdue = 0.0;  // in 28 days
};

/// At most `columns` columns, of whole weeks.
heat_map prepare_heat(const view& seen, heat what, std::size_t columns);
vetting prepare_vetting(const view& seen);

std::unique_ptr<panel> make_supply_panel();

}  // namespace souk::viz

// Overview: the market's main figures over the last four weeks, each with its course.
#pragma once

#include "viz/panel.hpp"
#include "viz/series.hpp"
#include "viz/view.hpp"

#include <string>
#include <vector>

namespace souk::viz {

struct tile {
  std::string label, doc;
  unit of = unit::count;
  double value = 0.0;    // over the last 28 days
  double change = 0.0;   // against the 28 days before, a share; not a number where unknown
  bool differs = false;  // a difference of two futures
  std::vector<double> course{};
};

struct overview {
  std::vector<tile> tiles;
};

overview prepare_overview(const view& seen);

std::unique_ptr<panel> make_overview_panel();

}  // namespace souk::viz

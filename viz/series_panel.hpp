// Time series: any of the daily metrics, one strip each over a common axis of days; drag to pick
// out a range, smooth by a week or four, log scale.
#pragma once

#include "viz/panel.hpp"
#include "viz/series.hpp"
#include "viz/view.hpp"

#include <string>
#include <vector>

namespace souk::viz {

struct series_choice {
  std::vector<std::string> ids{"gross_volume", "jobs_posted", "proposals", "fill_rate"};
  std::size_t window = 7;  // days
  bool log = false;
};

struct strip {
  const metric* which = nullptr;
  std::vector<double> values;  // by day
  std::vector<double> other;   // of the future beside; empty where there is none
  std::vector<pixel_column> line, ghost;
  value_range axis;
  double last = 0.0;  // the latest value
};

struct series_model {
  std::vector<strip> strips;
  std::size_t from = 0, to = 0;  // days shown
};

/// `columns`: how many pixels the plot is wide.
series_model prepare_series(const view& seen, const series_choice& choice, std::size_t columns);

std::unique_ptr<panel> make_series_panel();

}  // namespace souk::viz

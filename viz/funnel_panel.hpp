// Funnel: from post to payout, what goes on at each step and what is lost, over the days picked out
// or the last four weeks.
#pragma once

#include "viz/panel.hpp"
#include "viz/view.hpp"

#include <string>
#include <vector>

namespace souk::viz {

struct funnel_step {
  std::string label;
  double value = 0.0;
  double share = 0.0;  // of the step before; 1 of the first
  std::string lost;    // what became of the rest, in words
};

struct ladder {
  std::string title;
  unit of = unit::count;
  std::vector<funnel_step> steps;
};

struct funnel {
  std::size_t from = 0, to = 0;  // days
  bool differs = false;          // values are differences of two futures; shares are of B
  std::vector<ladder> ladders;
};

funnel prepare_funnel(const view& seen);

std::unique_ptr<panel> make_funnel_panel();

}  // namespace souk::viz

// Engine: how fast the simulation goes and how its work is spread; and what the window itself
// costs.
#pragma once

#include "viz/panel.hpp"
#include "viz/view.hpp"

#include <string>
#include <vector>

namespace souk::viz {

struct engine_fact {
  std::string label, value, doc;
};

struct engine_model {
  std::string state;  // "running", "paused at 3 Mar 2024 09:00" ...
  double done = 0.0;  // share of the run
  std::vector<engine_fact> facts;
};

engine_model prepare_engine(const view& seen);

std::unique_ptr<panel> make_engine_panel();

}  // namespace souk::viz

// The Connects economy: where they come from and where they go, how many are held, and how many all
// proposals together spend on one hire.
#pragma once

#include "viz/panel.hpp"
#include "viz/view.hpp"

#include <string>
#include <vector>

namespace souk::viz {

struct connects_flow {
  std::string label, doc;
  bool in = false;             // into people's hands
  double total = 0.0;          // over the last 28 days
  std::vector<double> course;  // a day, mean of 7
};

struct connects_model {
  std::vector<connects_flow> flows;
  double held = 0.0;            // now
  double per_hire = 0.0;        // over 28 days
  double price_per_hire = 0.0;  // dollars, at the policy's price
  double sales = 0.0;           // dollars in 28 days
  std::vector<double> per_hire_course;
};

connects_model prepare_connects(const view& seen);

std::unique_ptr<panel> make_connects_panel();

}  // namespace souk::viz

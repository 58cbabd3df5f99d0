// What the dashboard remembers from one start to the next, as a few lines of text that the caller
// keeps: `key value`. What is unknown or out of range is passed over. No ImGui.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace souk::viz {

struct settings {
  bool dark = true;
  double zoom = 1.0;  // of text and everything, beside the screen's own scale
  std::string layout = "market";
  std::map<std::string, std::string> arrangements;  // by layout and kind of screen (layout.hpp)
  std::vector<std::string> metrics{
      "gross_volume", "jobs_posted", "proposals", "fill_rate", "vetting_queue"};
  std::int32_t smoothing_days = 7;
  bool log = false;
  std::int32_t heat = 0;        // see supply_panel.hpp
  std::int32_t map_height = 0;  // what the market map shows upwards, and its colour
  std::int32_t map_colour = 0;
  std::array<std::int32_t, 2> window{1440, 900};  // points
};

settings read_settings(std::string_view text);
std::string write_settings(const settings& values);

}  // namespace souk::viz

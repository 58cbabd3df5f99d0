#include "viz/settings.hpp"

#include "viz/metrics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace souk::viz {
namespace {

void read_number(std::string_view text, std::int32_t low, std::int32_t high, std::int32_t& into) {
  std::int32_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [stopped, wrong] = std::from_chars(text.data(), end, number);
  if (wrong == std::errc() && stopped == end && number >= low && number <= high) {
    into = number;
  }
}

/// The text up to the next space, taken off.
std::string_view take_word(std::string_view& text) {
  const std::size_t end = std::min(text.find(' '), text.size());
  const std::string_view word = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return word;
}

void read_metrics(std::string_view text, std::vector<std::string>& into) {
  std::vector<std::string> known;
  while (!text.empty()) {
    const std::string_view id = take_word(text);
    if (find_metric(id) != nullptr && known.size() < 8) {
      known.emplace_back(id);
    }
  }
  into = known.empty() ? into : known;
}

void read_line(std::string_view line, settings& into) {
  const std::string_view key = take_word(line);
  if (key == "theme") {
    into.dark = line != "light";
  } else if (key == "zoom_percent") {
    std::int32_t percent = 100;
    read_number(line, 50, 300, percent);
    into.zoom = percent / 100.0;
  } else if (key == "layout") {
    into.layout = line.substr(0, 64);
  } else if (key == "arrangement") {
    const std::string name(take_word(line));
    into.arrangements[name] = line;
  } else if (key == "metrics") {
    read_metrics(line, into.metrics);
  } else if (key == "smoothing_days") {
    read_number(line, 1, 365, into.smoothing_days);
  } else if (key == "log") {
    into.log = line == "yes";
  } else if (key == "heat") {
    read_number(line, 0, 5, into.heat);
  } else if (key == "map_height") {
    read_number(line, 0, 2, into.map_height);
  } else if (key == "map_colour") {
    read_number(line, 0, 2, into.map_colour);
  } else if (key == "window") {
    read_number(take_word(line), 320, 16384, into.window[0]);
    read_number(take_word(line), 240, 16384, into.window[1]);
  }
}

}  // namespace

settings read_settings(std::string_view text) {
  settings values;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    read_line(text.substr(0, end), values);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return values;
}

std::string write_settings(const settings& values) {
  std::string metrics;
  for (const std::string& id : values.metrics) {
    metrics += (metrics.empty() ? "" : " ") + id;
  }
  std::string text = fmt::format(
      "theme {}\nzoom_percent {}\nlayout {}\nmetrics {}\nsmoothing_days {}\nlog {}\nheat {}\n"
      "map_height {}\nmap_colour {}\nwindow {} {}\n",
      values.dark ? "dark" : "light", static_cast<int>(values.zoom * 100.0 + 0.5), values.layout,
      metrics, values.smoothing_days, values.log ? "yes" : "no", values.heat, values.map_height,
      values.map_colour, values.window[0], values.window[1]);
  for (const auto& [name, arrangement] : values.arrangements) {
    text += fmt::format("arrangement {} {}\n", name, arrangement);
  }
  return text;
}

}  // namespace souk::viz

// Charts as the JSON that assets/page.js draws.
#include "reports/chart.hpp"
#include "reports/json.hpp"
#include "reports/text.hpp"

#include <array>
#include <cmath>
#include <span>

namespace souk::reports {

namespace {

constexpr std::array<const char*, 8> unit_names{
    "number", "count", "dollars", "share", "days", "date", "milliseconds", "seconds"};
constexpr std::array<const char*, 8> kind_names{
    "lines", "steps", "areas", "points", "bars", "stacked", "across", "forest"};
constexpr std::array<const char*, 3> curve_names{"plain", "daily_and_mean", "mean"};

template <class Names, class Value>
const char* name_in(const Names& names, Value value) {
  return names[static_cast<std::size_t>(value)];
}

/// Whole numbers without a point, null for what is not finite.
std::string plain_number(double number) {
  constexpr double exact = 9e15;
  if (number == std::floor(number) && std::fabs(number) < exact) {
    return std::to_string(static_cast<std::int64_t>(number));
  }
  return shortest(number);
}

std::string numbers(std::span<const double> values) {
  std::string text = "[";
  for (std::size_t i = 0; i < values.size(); ++i) {
    text += (i == 0 ? "" : ",") + plain_number(values[i]);
  }
  return text + "]";
}

/// Days and ranks that follow one another shrink to where they begin and how many they are.
std::string places(std::span<const double> at) {
  for (std::size_t i = 1; i < at.size(); ++i) {
    if (at[i] != at[i - 1] + 1) {
      return numbers(at);
    }
  }
  return at.size() < 3
             ? numbers(at)
             : "{\"from\":" + plain_number(at[0]) + ",\"count\":" + std::to_string(at.size()) + "}";
}

std::string texts(std::span<const std::string> all) {
  std::string text = "[";
  for (std::size_t i = 0; i < all.size(); ++i) {
    text += (i == 0 ? "" : ",") + json_string(all[i]);
  }
  return text + "]";
}

std::string field(const char* name, const std::string& literal) {
  return "\"" + std::string(name) + "\":" + literal;
}

std::string quoted_field(const char* name, std::string_view text) {
  return field(name, json_string(text));
}

std::string axis_json(const axis& one) {
  std::string json = "{" + quoted_field("name", one.name) + ","
                     + quoted_field("unit", name_in(unit_names, one.of)) + ","
                     + field("zero", one.from_zero ? "true" : "false");
  if (one.logarithmic) {
    json += "," + field("log", "true");
  }
  if (one.reference) {
    json += "," + field("reference", plain_number(*one.reference));
  }
  return json + "}";
}

std::string series_json(const series& one) {
  std::string json = "{" + quoted_field("name", one.name);
  if (one.shown != curve::plain) {
    json += "," + quoted_field("curve", name_in(curve_names, one.shown));
  }
  if (one.beside) {
    json += "," + field("beside", "true");
  }
  json += "," + field("values", numbers(one.values));
  if (!one.low.empty()) {
    json += "," + field("low", numbers(one.low)) + "," + field("high", numbers(one.high));
  }
  return json + "}";
}

}  // namespace

std::string chart_json(const chart& one) {
  std::string json = "{" + quoted_field("id", one.id) + "," + quoted_field("title", one.title) + ","
                     + quoted_field("kind", name_in(kind_names, one.kind)) + ","
                     + field("x", axis_json(one.x)) + "," + field("y", axis_json(one.y));
  if (one.labels.empty()) {
    json += "," + field("at", places(one.at));
  } else {
    json += "," + field("labels", texts(one.labels));
  }
  if (one.shade) {
    json += ",\"shade\":{" + field("from", plain_number(one.shade->from)) + ","
            + field("to", plain_number(one.shade->to)) + "," + quoted_field("name", one.shade->name)
            + "}";
  }
  json += ",\"series\":[\n";
  for (std::size_t i = 0; i < one.lines.size(); ++i) {
    json += (i == 0 ? "" : ",\n") + series_json(one.lines[i]);
  }
  return json + "]}";
}

}  // namespace souk::reports

#include "scenarios/threshold.hpp"

#include "scenarios/schema.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace souk::scenarios {

namespace {

struct unit_of_wall_time {
  std::string_view name;
  double ns;
};
constexpr std::array units{unit_of_wall_time{"ms", 1e6}, unit_of_wall_time{"us", 1e3},
    unit_of_wall_time{"ns", 1.0}, unit_of_wall_time{"s", 1e9}, unit_of_wall_time{"m", 60e9},
    unit_of_wall_time{"h", 3600e9}};

constexpr std::array<std::pair<std::string_view, comparison>, 5> signs{
    {{"<=", comparison::at_most}, {">=", comparison::at_least}, {"==", comparison::equal},
        {"<", comparison::less}, {">", comparison::more}}};

constexpr std::array<std::pair<std::string_view, load_measure>, 7> measures{
    {{"mean", load_measure::mean}, {"max", load_measure::max}, {"errors", load_measure::errors},
        {"violations", load_measure::violations}, {"rate", load_measure::rate},
        {"requests", load_measure::requests}, {"delivered", load_measure::delivered}}};

constexpr const char* right = "as p99 of propose < 200ms, errors < 0.1 %, violations == 0";

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) {
    text.remove_prefix(1);
  }
  while (text.ends_with(' ')) {
    text.remove_suffix(1);
  }
  return text;
}

/// p99, p99.9: the share below it.
bool parse_quantile(std::string_view text, double& into) {
  double percent = 0;
  if (!text.starts_with('p') || !parse(text.substr(1), percent) || percent <= 0 || percent > 100) {
    return false;
  }
  into = percent / 100;
  return true;
}

std::string parse_measure(std::string_view text, threshold& into) {
  const std::size_t of = text.find(" of ");
  if (of != std::string_view::npos) {
    into.operation = trimmed(text.substr(of + 4));
    text = trimmed(text.substr(0, of));
  }
  const auto known =
      std::ranges::find(measures, text, &std::pair<std::string_view, load_measure>::first);
  if (known != measures.end()) {
    into.measure = known->second;
  } else if (parse_quantile(text, into.quantile)) {
    into.measure = load_measure::quantile;
  } else {
    return in_quotes(text) + " is nothing that is measured";
  }
  return "";
}

bool is_share_measure(load_measure measure) {
  return measure == load_measure::errors || measure == load_measure::delivered;
}
bool is_time_measure(load_measure measure) {
  return measure == load_measure::quantile || measure == load_measure::mean
         || measure == load_measure::max;
}

std::string parse_value(std::string_view text, threshold& into) {
  if (is_time_measure(into.measure)) {
    wall_time time;
    if (!parse(text, time)) {
      return in_quotes(text) + " is no time; 200ms, 1.5s";
    }
    into.value = static_cast<double>(time.ns);
    return "";
  }
  const bool percent = text.ends_with('%');
  std::string_view number = percent ? trimmed(text.substr(0, text.size() - 1)) : text;
  if (into.measure == load_measure::rate && number.ends_with("/s")) {
    number = trimmed(number.substr(0, number.size() - 2));
  }
  if (!parse(number, into.value) || (percent && !is_share_measure(into.measure))) {
    return in_quotes(text) + " is no "
           + (is_share_measure(into.measure) ? "share; 0.1 %" : "number");
  }
  into.value /= percent ? 100 : 1;
  return "";
}

}  // namespace

bool threshold::holds(double found) const {
  // 99.9 % as a number and 999 of 1000 differ in their last bit.
  const bool same = std::abs(found - value) <= 1e-12 * std::abs(value);
  switch (how) {
    case comparison::less:
      return found < value && !same;
    case comparison::at_most:
      return found < value || same;
    case comparison::more:
      return found > value && !same;
    case comparison::at_least:
      return found > value || same;
    case comparison::equal:
      return same;
  }
  return false;
}

std::string parse_threshold(std::string_view text, threshold& into) {
  threshold found;
  found.text = text;
  for (const auto& [sign, how] : signs) {
    const std::size_t at = text.find(sign);
    if (at == std::string_view::npos) {
      continue;
    }
    found.how = how;
    std::string wrong = parse_measure(trimmed(text.substr(0, at)), found);
    if (wrong.empty()) {
      wrong = parse_value(trimmed(text.substr(at + sign.size())), found);
    }
    into = wrong.empty() ? found : into;
    return wrong;
  }
  return "it compares with nothing (<, <=, >, >=, ==)";
}

void read(const node& from, threshold& into, const limits&, const reading& where) {
  if (!from.is_scalar()) {
    where.wrong(from, std::string("it takes a text, ") + right);
    return;
  }
  if (const std::string wrong = parse_threshold(from.text, into); !wrong.empty()) {
    where.doc.add(from.at, where.path + " is " + in_quotes(from.text) + ": " + wrong, right);
  }
}

std::string schema_of(const threshold*, const limits&) { return schema_for<std::string>({}); }

bool parse(std::string_view text, wall_time& into) {
  for (const unit_of_wall_time& unit : units) {
    double number = 0;
    if (text.ends_with(unit.name)
        && parse(trimmed(text.substr(0, text.size() - unit.name.size())), number)) {
      if (number < 0 || number * unit.ns > 1e18) {
        return false;
      }
      into.ns = static_cast<std::int64_t>(std::round(number * unit.ns));
      return true;
    }
  }
  return false;
}

std::string to_text(wall_time value) {
  for (const std::string_view wanted : {"h", "m", "s", "ms", "us", "ns"}) {
    const auto* const unit = std::ranges::find(units, wanted, &unit_of_wall_time::name);
    const auto size = static_cast<std::int64_t>(unit->ns);
    if (value.ns != 0 && value.ns % size == 0) {
      return std::to_string(value.ns / size) + std::string(wanted);
    }
  }
  return "0s";
}

std::string takes(const wall_time*, const limits& range) {
  std::string text = "a time, as 200ms, 1.5s, 10m or 2h";
  if (std::isfinite(range.high)) {
    text += ", up to " + to_text(wall_time{static_cast<std::int64_t>(range.high * 1e9)});
  }
  return text;
}

std::string schema_of(const wall_time*, const limits&) {
  return json_object({{"type", json_text("string")},
      {"pattern", json_text("^[0-9]+([.][0-9]+)? ?(ns|us|ms|s|m|h)$")}});
}

}  // namespace souk::scenarios

#include "reports/sweep.hpp"

#include "reports/model_check.hpp"
#include "scenarios/values.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace souk::reports {

namespace {

constexpr std::size_t most_levels = 12;

/// A YAML value as a number, without its unit.
std::optional<double> number_in(std::string_view text) {
  double number = 0.0;
  if (!text.empty() && std::string_view("%smhdw").find(text.back()) != std::string_view::npos) {
    text.remove_suffix(1);
  }
  return scenarios::parse(text, number) ? std::optional(number) : std::nullopt;
}

/// The values of a parameter in all runs that have outcomes.
struct levels {
  std::vector<std::string> values;  // by run
  std::vector<double> numbers;      // by run: the value, or its place in the list
  bool numeric = true;
};

std::vector<const sweep_run*> good_runs(const sweep& of) {
  std::vector<const sweep_run*> good;
  for (const sweep_run& run : of.runs) {
    if (!run.answer.failed()) {
      good.push_back(&run);
    }
  }
  return good;
}

levels levels_of(
    const sweep& of, const std::vector<const sweep_run*>& runs, std::size_t parameter) {
  const auto& listed = of.what.parameters[parameter].values;
  levels all;
  for (const scenarios::yaml_value& value : listed) {
    all.numeric = all.numeric && number_in(value.text);
  }
  for (const sweep_run* run : runs) {
    const std::string& text = of.points[run->point][parameter];
    const auto place = std::find(listed.begin(), listed.end(), scenarios::yaml_value{text});
    all.values.push_back(text);
    all.numbers.push_back(
        all.numeric ? number_in(text).value_or(0.0) : static_cast<double>(place - listed.begin()));
  }
  return all;
}

std::vector<std::uint64_t> seeds_of(const std::vector<const sweep_run*>& runs) {
  std::vector<std::uint64_t> seeds;
  for (const sweep_run* run : runs) {
    seeds.push_back(run->seed);
  }
  return seeds;
}

std::vector<double> outcomes_in(const std::vector<const sweep_run*>& runs, outcome what) {
  std::vector<double> values;
  for (const sweep_run* run : runs) {
    values.push_back(run->answer.outcomes[what]);
  }
  return values;
}

/// Columns of codes, and the lines of the table that they belong to.
struct coding {
  std::vector<std::vector<double>> columns;
  std::vector<effect_line> lines;
};

void code_range(coding& all, const sweep& of, std::size_t parameter, const levels& level) {
  const bool is_log = of.what.parameters[parameter].scale == scenarios::range_scale::logarithmic;
  const auto measure = [&](double number) { return is_log ? std::log(number) : number; };
  const auto [low, high] = std::minmax_element(level.numbers.begin(), level.numbers.end());
  const double from = measure(*low);
  const double span = measure(*high) - from;
  std::vector<double> column;
  for (const double number : level.numbers) {
    column.push_back(span == 0.0 ? 0.0 : (measure(number) - from) / span);
  }
  all.columns.push_back(std::move(column));
  all.lines.push_back(
      {parameter, level.values[static_cast<std::size_t>(low - level.numbers.begin())],
          level.values[static_cast<std::size_t>(high - level.numbers.begin())], std::nullopt});
}

void code_list(coding& all, const sweep& of, std::size_t parameter, const levels& level) {
  const auto& listed = of.what.parameters[parameter].values;
  for (std::size_t place = 1; place < listed.size(); ++place) {
    std::vector<double> column;
    for (const double number : level.numbers) {
      column.push_back(number == static_cast<double>(place) ? 1.0 : 0.0);
    }
    all.columns.push_back(std::move(column));
    all.lines.push_back({parameter, listed.front().text, listed[place].text, std::nullopt});
  }
}

curve_point point_of(
    const levels& level, std::span<const double> values, std::span<const std::size_t> members) {
  std::vector<double> some;
  for (const std::size_t i : members) {
    some.push_back(values[i]);
  }
  const std::size_t middle = members[members.size() / 2];
  const interval of = interval_of(some);
  curve_point point{level.values[middle], level.numbers[middle], some.size(), of.mean, {}};
  if (of.half) {
    point.ci95 = bounds{of.mean - *of.half, of.mean + *of.half};
  }
  return point;
}

/// Runs in the order of their numbers, in groups of one value, or of equally many runs.
std::vector<std::vector<std::size_t>> groups_in(const levels& level) {
  std::vector<std::size_t> rising(level.numbers.size());
  std::iota(rising.begin(), rising.end(), std::size_t{0});
  std::stable_sort(rising.begin(), rising.end(),
      [&](std::size_t a, std::size_t b) { return level.numbers[a] < level.numbers[b]; });
  std::vector<std::vector<std::size_t>> by_value;
  for (const std::size_t i : rising) {
    if (by_value.empty() || level.numbers[by_value.back().front()] != level.numbers[i]) {
      by_value.emplace_back();
    }
    by_value.back().push_back(i);
  }
  if (by_value.size() <= most_levels) {
    return by_value;
  }
  const std::size_t bins = std::clamp<std::size_t>(rising.size() / 4, 2, most_levels);
  std::vector<std::vector<std::size_t>> by_bin(bins);
  for (std::size_t i = 0; i < rising.size(); ++i) {
    by_bin[i * bins / rising.size()].push_back(rising[i]);
  }
  return by_bin;
}

}  // namespace

std::vector<curve_point> response_curve(const sweep& of, std::size_t parameter, outcome what) {
  const std::vector<const sweep_run*> runs = good_runs(of);
  const levels level = levels_of(of, runs, parameter);
  const std::vector<double> values = without_blocks(outcomes_in(runs, what), seeds_of(runs));
  std::vector<curve_point> curve;
  for (const std::vector<std::size_t>& members : groups_in(level)) {
    curve.push_back(point_of(level, values, members));
  }
  return curve;
}

std::vector<effect_line> effect_lines(const sweep& of, outcome what) {
  const std::vector<const sweep_run*> runs = good_runs(of);
  coding all;
  if (runs.empty()) {
    return all.lines;
  }
  for (std::size_t i = 0; i < of.what.parameters.size(); ++i) {
    const levels level = levels_of(of, runs, i);
    if (level.numeric) {
      code_range(all, of, i, level);
    } else {
      code_list(all, of, i, level);
    }
  }
  const auto effects = main_effects(outcomes_in(runs, what), all.columns, seeds_of(runs));
  for (std::size_t i = 0; i < all.lines.size(); ++i) {
    all.lines[i].effect = effects[i];
  }
  return all.lines;
}

std::size_t failures(const sweep& of) {
  return static_cast<std::size_t>(std::count_if(
      of.runs.begin(), of.runs.end(), [](const sweep_run& run) { return run.answer.failed(); }));
}

}  // namespace souk::reports

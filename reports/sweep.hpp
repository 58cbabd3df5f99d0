// What `souk sweep` knows of its runs, and what follows: response curves and main effects.
#pragma once

#include "reports/main_effects.hpp"
#include "reports/sweep_store.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace souk::reports {

/// The mean of an outcome where a parameter has a value, or lies around it.
struct curve_point {
  std::string value;  // as YAML; of a bin its middle
  double at = 0.0;    // the number, or the place in the list
  std::size_t runs = 0;
  double mean = 0.0;
  std::optional<bounds> ci95;
};

/// How an outcome answers to a parameter: up to 12 values, or as many bins with equally many runs.
/// Luck that the runs of a seed share is taken off.
std::vector<curve_point> response_curve(const sweep& of, std::size_t parameter, outcome what);

/// A line of the table of main effects.
struct effect_line {
  std::size_t parameter = 0;
  std::string from, to;  // the values between which the effect is
  std::optional<main_effect> effect;
};
/// A range, and a list of numbers, has one line, from its lowest to its highest; a list of other
/// values has one for each but the first.
std::vector<effect_line> effect_lines(const sweep& of, outcome what);

/// Runs that failed.
std::size_t failures(const sweep& of);

/// sweep.json (contract.md).
std::string sweep_json(const sweep& of);
std::string sweep_runs_csv(const sweep& of);
std::string sweep_effects_csv(const sweep& of);
std::string sweep_curves_csv(const sweep& of);
/// The table of main effects as it stands in a terminal.
std::string sweep_table(const sweep& of, bool coloured);
/// report.html.
std::string sweep_page(const sweep& of);

}  // namespace souk::reports

// An experiment: one scenario, several of its values varied by a design, each point under several
// seeds. Data alone; design.hpp says which points there are.
//
//     kind: experiment
//     scenario: tiny
//     set: { days: 60 }
//     design: sobol
//     points: 32
//     replications: 4
//     parameters:
//       - { path: policy.fees.client, from: 0%, to: 10% }
//       - { path: policy.connects.signup, values: [20, 40, 80] }
#pragma once

#include "scenarios/scenario.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace souk::scenarios {

enum class design_kind : std::uint8_t { grid, random, latin_hypercube, sobol };
enum class range_scale : std::uint8_t { linear, logarithmic };

}  // namespace souk::scenarios

template <>
inline constexpr std::array<std::string_view, 4>
    souk::market::names_of<souk::scenarios::design_kind>{
        "grid", "random", "latin_hypercube", "sobol"};
template <>
inline constexpr std::array<std::string_view, 2>
    souk::market::names_of<souk::scenarios::range_scale>{"linear", "logarithmic"};

namespace souk::scenarios {

/// Any value, as the YAML that gives it.
struct yaml_value {
  std::string text;

  auto operator<=>(const yaml_value&) const = default;
};
void read(const node& from, yaml_value& into, const limits& range, const reading& where);

/// Values set by their paths, as --set does.
struct value_map {
  std::vector<setting> all;

  bool operator==(const value_map&) const = default;
};
void read(const node& from, value_map& into, const limits& range, const reading& where);

std::string schema_of(const yaml_value*, const limits&);
std::string schema_of(const value_map*, const limits&);

/// Of a numeric range: how a number in it is written so that its value takes it.
struct number_form {
  double from = 0.0, to = 0.0;
  std::string suffix;         // %, or the unit of a duration
  std::int32_t decimals = 8;  // at most

  bool operator==(const number_form&) const = default;
};

/// What is varied: a list of values, or a range of numbers.
struct experiment_parameter {
  std::string path;
  std::vector<yaml_value> values;
  yaml_value from, to;
  std::int32_t steps = 5;  // of a range in a grid
  range_scale scale = range_scale::linear;
  number_form form;  // found by the reader

  bool is_range() const { return values.empty(); }
  bool operator==(const experiment_parameter&) const = default;
  static constexpr auto knobs() {
    using s = experiment_parameter;
    using market::knob;
    return std::tuple{knob{"path", &s::path, "", 0, 0, "",
                          "a value of the scenario, or of its policy as policy.fees.client"},
        knob{"values", &s::values, "", 0, 0, "", "the values that it takes, or from and to"},
        knob{"from", &s::from, "", 0, 0, "", "the lowest of a range, as its value is written"},
        knob{"to", &s::to, "", 0, 0, "", "the highest"},
        knob{"steps", &s::steps, "values", 2, 1000, "", "of a range in a grid"},
        knob{"scale", &s::scale, "", 0, 0, "", "equal steps, or equal factors"}};
  }
};

struct experiment {
  std::string name = "experiment";
  std::string scenario;
  value_map set;
  design_kind design = design_kind::grid;
  std::int32_t points = 32;
  std::int32_t replications = 1;
  std::uint64_t design_seed = 1;
  std::vector<experiment_parameter> parameters;
  scenarios::scenario base;  // found by the reader: the scenario with `set`

  bool operator==(const experiment&) const = default;
  static constexpr auto knobs() {
    using s = experiment;
    using market::knob;
    return std::tuple{knob{"name", &s::name, "", 0, 0, "", "name of the experiment"},
        knob{"scenario", &s::scenario, "", 0, 0, "", "a shipped one by name, or a file"},
        knob{"set", &s::set, "", 0, 0, "", "path: value, the same at every point"},
        knob{"design", &s::design, "", 0, 0, "",
            "grid: all combinations; random; latin_hypercube and sobol: points that fill the space "
            "evenly"},
        knob{"points", &s::points, "points", 1, 1e6, "", "of a design other than grid"},
        knob{"replications", &s::replications, "runs", 1, 10000, "",
            "at each point, under the scenario's seed and those after it"},
        knob{"design_seed", &s::design_seed, "", 0, market::no_limit, "",
            "of where random and latin_hypercube put their points"},
        knob{"parameters", &s::parameters, "", 0, 0, "", "what is varied"}};
  }
};

/// A shipped experiment by its name, or a file by its path. Throws bad_input.
experiment load_experiment(std::string_view name_or_file);

/// Reads a whole document of kind experiment. Throws bad_input with every mistake of it.
experiment read_experiment(document doc);

}  // namespace souk::scenarios

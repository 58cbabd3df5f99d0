// The points of an experiment's design, each a value for every parameter. A design is a function of
// the experiment alone; random and sobol keep their first points when there are more.
#pragma once

#include "scenarios/experiment.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace souk::scenarios {

/// The values of a range at a place from 0 to 1, or of a list in as many equal parts.
std::string value_at(const experiment_parameter& of, double place);

/// The places of the values in a grid.
std::int64_t grid_steps(const experiment_parameter& of);

/// How many points there are; at most 1,000,000 by the reader's checks.
std::int64_t point_count(const experiment& of);

/// Point by point, in the order of the parameters, each value as YAML.
std::vector<std::vector<std::string>> points_of(const experiment& of);

}  // namespace souk::scenarios

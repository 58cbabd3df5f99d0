// What each parameter of a designed experiment does to an outcome, all others held: least squares
// over coded columns, runs of one seed being a block (Box, Hunter and Hunter, Statistics for
// Experimenters, 2nd ed., chapters 5 and 10).
#pragma once

#include "reports/paired_effects.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace souk::reports {

struct main_effect {
  double value = 0.0;          // what the outcome gains when the column goes from 0 to 1
  std::optional<bounds> ci95;  // none where no run is left to tell the noise by
  double p = 1.0;
};

/// `columns`: a column of codes for each effect, as many as there are values. `blocks`: the block
/// of each run. None for a column that says nothing that others do not.
std::vector<std::optional<main_effect>> main_effects(std::span<const double> values,
    std::span<const std::vector<double>> columns, std::span<const std::uint64_t> blocks);

/// `values` less the mean of their block, plus the mean of all: what is left when luck that the
/// block shares is taken off.
std::vector<double> without_blocks(
    std::span<const double> values, std::span<const std::uint64_t> blocks);

}  // namespace souk::reports

// Shares, medians, means, ratios and inequality of a sample, each with its 95 % interval.
//
// Sources: Wilson 1927 (shares); Conover 1999, section 3.2 (medians by order statistics); Cochran
// 1977, section 6.4 (ratios); Yitzhaki 1991 (the jackknife of Gini's coefficient).
#pragma once

#include "reports/survival.hpp"

#include <optional>
#include <span>
#include <vector>

namespace souk::reports {

/// Of `part` in `whole`; none where there is no whole.
std::optional<estimate> share_of(std::size_t part, std::size_t whole);

/// None of an empty sample.
std::optional<estimate> median_of(std::vector<double> values);

/// By Student's t; the value alone where there is but one. None of an empty sample.
std::optional<estimate> mean_of(std::span<const double> values);

/// sum(above) / sum(below), pairs drawn together. None where the denominator is 0.
std::optional<estimate> ratio_of(std::span<const double> above, std::span<const double> below);

/// From 0, all alike, towards 1, one has all. Values below 0 count as 0. None where all are 0.
std::optional<estimate> gini_of(std::vector<double> values);

}  // namespace souk::reports

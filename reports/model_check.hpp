// The moments of several runs of one market beside what is published: means, and 95 % intervals
// over the seeds.
#pragma once

#include "observe/moments.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace souk::reports {

struct interval {
  double mean = 0.0;
  std::optional<double> half;  // of the 95 % interval by Student's t; none from one value
};

/// Of at least one value.
interval interval_of(std::span<const double> values);

struct checked_moment {
  const observe::moment_spec* spec = nullptr;
  std::optional<interval> value;  // none where a run had too little data
  std::vector<std::pair<std::string, interval>> parts;
  std::optional<bool> ok;  // of the means
};

/// All 25. Each run has its moments in their order.
std::vector<checked_moment> check_moments(std::span<const std::vector<observe::moment>> runs);

/// Whether every tuning moment is in range.
bool tuning_holds(std::span<const checked_moment> moments);

/// The table, those used for tuning first.
std::string moments_table(std::span<const checked_moment> moments);
std::string moments_json(std::string_view scenario, std::string_view policy,
    std::span<const std::uint64_t> seeds, std::span<const checked_moment> moments);

}  // namespace souk::reports

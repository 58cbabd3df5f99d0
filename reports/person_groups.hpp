// By what freelancers are told apart when a comparison is broken down: all of it settled before the
// window begins (or by birth), so that no policy under comparison moves anybody between groups.
#pragma once

#include "reports/outcome_watch.hpp"

#include <array>
#include <string>
#include <vector>

namespace souk::reports {

enum class dimension : std::uint8_t { tier, category, tenure, country };
inline constexpr std::size_t dimension_count = 4;

}  // namespace souk::reports

template <>
inline constexpr std::array<std::string_view, 4> souk::market::names_of<souk::reports::dimension>{
    "tier", "category", "tenure", "country"};

namespace souk::reports {

struct person_group {
  dimension by = dimension::tier;
  std::string name;

  bool operator==(const person_group&) const = default;
};

/// Tier: gross earnings of a whole life before the window, at the bounds of the fee tiers of R36.
/// Tenure: since registration, when the window begins.
class person_groups {
 public:
  person_groups(const std::vector<std::string>& categories,
      const std::vector<std::string>& countries, market::second window_begin);

  /// All groups, dimension by dimension.
  const std::vector<person_group>& all() const { return all_; }
  /// The groups of a person, as places in `all`. `country` is a place in the list of countries.
  std::array<std::size_t, dimension_count> of(
      const freelancer_fate& fate, std::size_t country) const;

 private:
  market::second window_begin_;
  std::vector<person_group> all_;
  std::array<std::size_t, dimension_count> first_{};  // of each dimension, in `all`
};

}  // namespace souk::reports

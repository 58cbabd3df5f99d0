// Badges (R24), and the earnings of the last 12 months that they ask for.
#pragma once

#include "market/calendar.hpp"
#include "market/face.hpp"
#include "market/policy.hpp"

#include <cstdint>
#include <vector>

namespace souk::market {

/// What was earned, gross and net of refunds, by day: exact for every window that ends at midnight.
class earnings_line {
 public:
  /// `at` does not go back by more than a window.
  void add(second at, money amount);

  /// Earned in (midnight - 365 d, midnight].
  money of_year(second midnight) const;

  const std::vector<std::int64_t>& entries() const { return entries_; }

 private:
  static constexpr int cents_bits = 48;

  // Day in the upper 16 bits, cents in the lower 48 (signed); by day.
  std::vector<std::int64_t> entries_;
};

/// What a badge depends on.
struct badge_facts {
  const freelancer_face& face;
  const earnings_line& earnings;
  second joined_at = 0;
  std::optional<second> first_contract_at;
  bool bad_outcome = false;  // ever
};

/// The highest badge deserved at a midnight.
badge deserved_badge(const badge_facts& facts, const badges_policy& terms, second midnight);

}  // namespace souk::market

// Badges (R24), and the earnings of the last 12 months that they ask for.
#pragma once

#include "market/calendar.hpp"
#include "market/face.hpp"
#include "market/policy.hpp"

#include <cstdint>
#include <optional>
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

  template <class Archive, class Self>
  static void archive_fields(Archive& archive, Self& self) {
    auto& [entries] = self;
    archive(entries);
  }

 private:
  static constexpr int cents_bits = 48;

  static constexpr std::int64_t pack(std::int64_t of_day, std::int64_t cents) {
    constexpr std::int64_t low = (std::int64_t{1} << cents_bits) - 1;
    return static_cast<std::int64_t>((static_cast<std::uint64_t>(of_day) << cents_bits)
                                     | static_cast<std::uint64_t>(cents & low));
  }
  static constexpr std::int64_t day_part(std::int64_t entry) {
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(entry) >> cents_bits);
  }
  static constexpr std::int64_t cents_part(std::int64_t entry) {
    constexpr int spare = 64 - cents_bits;
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(entry) << spare) >> spare;
  }

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

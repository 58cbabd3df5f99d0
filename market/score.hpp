// The success score (X7): the share of good outcomes, at its best over the last 6, 12 and 24
// months.
#pragma once

#include "market/calendar.hpp"
#include "market/ids.hpp"

#include <cstdint>
#include <optional>
#include <span>

namespace souk::market {

enum class outcome_quality : std::uint8_t { neutral, good, bad };

/// Stars 1 to 5, or 0 for a lost dispute; a private score of 0 to 10, or -1 for none.
outcome_quality quality_of(std::int32_t stars, std::int32_t private_score);

struct scored_outcome {
  std::uint32_t at = 0;
  person_id client = nobody;
  outcome_quality quality = outcome_quality::neutral;
};

inline constexpr second score_memory = 730 * day;  // older outcomes never count again

/// 0 to 100, half up, or none where no window (now - length, now] has 2 outcomes of 2 clients.
/// `outcomes` in any order.
std::optional<std::uint8_t> success_score(std::span<const scored_outcome> outcomes, second now);

/// Sunday 00:00 strictly after `at`.
second next_score(second at);

}  // namespace souk::market

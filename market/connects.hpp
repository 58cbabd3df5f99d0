// Connects (R10, R16 - R20, X2, X3): lots that expire, what is granted, bought, spent and returned.
#pragma once

#include "market/calendar.hpp"
#include "market/decision.hpp"
#include "market/desks.hpp"
#include "market/policy.hpp"

#include <cstdint>
#include <span>

namespace souk::market {

/// Connects since second 0. granted + bought + returned = spent + expired + held, always; what a
/// refused proposal held was never spent.
struct connects_sums {
  std::int64_t granted = 0, bought = 0, spent = 0, returned = 0, expired = 0, held = 0;

  connects_sums& operator+=(const connects_sums& more);
  bool operator==(const connects_sums&) const = default;
  bool balanced() const { return granted + bought + returned == spent + expired + held; }
};

/// When Connects that come at `now` expire (X2); the last second of 2106 stands for all later ones.
std::uint32_t expiry_of(second now, const connects_policy& terms);

/// How many lots of a list, sorted by expiry, are over at `now`.
std::size_t expired_lots(std::span<const connects_lot> lots, second now);

std::int32_t count_of(std::span<const connects_lot> lots);

/// Takes Connects out of lots, the oldest first; the lots hold at least so many. Emptied lots stay,
/// at 0.
held_connects take_oldest(std::span<connects_lot> lots, std::int32_t count);

/// R19: what an interview of now grants when `granted` (expires: when it was granted) came before.
std::int32_t interview_grant(
    std::span<const connects_lot> granted, const connects_policy& terms, second now);

/// X2: how many of `held` Connects are not carried into a new month.
std::int32_t over_rollover(std::int32_t held, const connects_policy& terms);

/// R20: the price.
decision<money> decide(const buy_connects& asked, money available, const connects_policy& terms);

/// The readiness test of one freelancer (R10).
struct readiness {
  std::uint32_t last_attempt = 0;  // 0: none
  bool passed = false;
};

struct readiness_result {
  std::int32_t percent = 0;  // of the score, rounded down
  bool passed = false;
  std::int32_t granted = 0;  // R17
};

/// R10: `too_soon`, then `bad_field` for a score outside 0 to 1.
decision<readiness_result> decide(
    const take_readiness_test& asked, const readiness& record, const policy& terms, second now);
void apply(readiness& record, const readiness_result& outcome, second now);

}  // namespace souk::market

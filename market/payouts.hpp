// Money that leaves the platform (R33, X9): by command, or by a schedule.
#pragma once

#include "market/calendar.hpp"
#include "market/decision.hpp"
#include "market/policy.hpp"
#include "market/vocabulary.hpp"

#include <array>
#include <cstdint>

namespace souk::market {

/// How a freelancer is paid.
struct payout_terms {
  static constexpr std::uint32_t not_added = 0xffff'ffff;
  static constexpr std::uint8_t no_status = 255;

  std::array<std::uint32_t, 2> active_from{not_added, not_added};  // by payment_kind
  std::uint8_t tax_status = no_status;
  payout_schedule schedule = payout_schedule::manual;

  /// A method of that kind, or of any kind, is active (X9).
  bool has_method(std::optional<payment_kind> kind, second now) const;
};

/// A withdrawal: `net` reaches the freelancer, `fee` stays with the platform.
struct payout {
  money net;
  money fee;
};

/// R33 in its order. The amount includes the fee (X9); `bad_field` below the minimum or if no more
/// than the fee.
decision<payout> decide(const withdraw& asked, const payout_terms& terms, money available,
    const payouts_policy& rules, second now);

/// What a schedule pays out: everything, or nothing (net and fee 0) where a withdrawal would be
/// rejected.
payout scheduled_payout(
    const payout_terms& terms, money available, const payouts_policy& rules, second now);

void apply(const set_tax_status& asked, payout_terms& terms);
void apply(const set_payout_schedule& asked, payout_terms& terms);
/// A method that is there already keeps the moment from which it is active.
void apply(
    const add_payment_method& asked, payout_terms& terms, const payouts_policy& rules, second now);

/// The first payout of a schedule (not manual) strictly after `at`: Wednesdays, the 1st of a month
/// or the first day of a quarter, at 12:00.
second next_payout(payout_schedule schedule, second at);

}  // namespace souk::market

// The availability badge (X8): shown for a weekly price in Connects, renewed week by week until it
// is laid down or the Connects run out. It changes no order of proposals (facts.md 2.2).
#pragma once

#include "market/calendar.hpp"
#include "market/decision.hpp"
#include "market/policy.hpp"
#include "market/vocabulary.hpp"

#include <cstdint>

namespace souk::market {

/// How long one payment shows the badge.
inline constexpr duration badge_week = days(7);

/// Answers the Connects that it costs now; laying it down costs and returns none. `wrong_state`:
/// the badge is not sold, or is so already; `insufficient_connects`.
decision<std::int32_t> decide(const set_availability& asked, bool shown, std::int32_t connects,
    const availability_policy& terms);

/// Whether a week that is over is followed by another: the policy still sells the badge, and the
/// freelancer holds its price.
bool goes_on(std::int32_t connects, const availability_policy& terms);

}  // namespace souk::market

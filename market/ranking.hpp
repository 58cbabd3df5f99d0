// The order of proposals: R21, X8.
#pragma once

#include "market/face.hpp"
#include "market/proposal.hpp"

#include <cstdint>
#include <span>

namespace souk::market {

/// What a proposal's rank is decided by.
struct standing {
  std::int32_t boost = 0;     // as bid; after `mark_boosted` of those marked only
  std::uint32_t took = 0;     // seconds to answer
  std::uint32_t arrival = 0;  // n-th proposal of its job
  std::int16_t score = -1;    // success score; -1: none
  market::badge badge = badge::none;
  bool attention_failed = false;
  bool complete = false;  // profile at 100 points
  bool ahead = false;     // by an intervention, not by a rule
};

/// `face`: as it is now.
standing standing_of(
    const proposal_record& proposal, std::uint32_t arrival, const freelancer_face& face);

/// X8: keeps the boosts of the highest `slots` bids (of equal ones the earlier), and takes the
/// others'. Expects `all` in the order of arrival.
void mark_boosted(std::span<standing> all, std::int32_t slots);

/// R21, a strict order over the proposals of one job: attention (failed last), who is put ahead,
/// boost, completeness, badge, score, speed, arrival.
bool ranks_before(const standing& a, const standing& b);

}  // namespace souk::market

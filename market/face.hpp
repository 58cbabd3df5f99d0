// What everybody can see of a person: the public side of an account. A face is a fact that its
// account supplies to the exchange (ranking, R21) and to the people who look (hiring, searching).
#pragma once

#include "market/ids.hpp"
#include "market/money.hpp"
#include "market/values.hpp"

#include <cstdint>

namespace souk::market {

inline constexpr std::uint8_t no_score = 255;

struct freelancer_face {
  money rate;                     // asked, an hour
  std::uint32_t rating_sum = 0;   // of the stars of published reviews
  std::uint16_t reviews = 0;      // published
  std::uint8_t completeness = 0;  // points, 0 to 100 (R6)
  std::uint8_t score = no_score;  // success score, 0 to 100 (X7)
  market::badge badge = badge::none;
  bool approved = false;  // the main profile is, and the account is open
  bool ahead = false;     // an intervention ranks this person's proposals ahead of all others
  std::uint8_t subsidy_percent = 0;   // of what a client is charged on the next contract
  std::uint16_t subsidy_dollars = 0;  // the platform pays at most so much of it

  /// Mean stars of published reviews, 0 where there are none.
  constexpr double rating() const {
    return reviews == 0 ? 0.0 : static_cast<double>(rating_sum) / reviews;
  }
};
static_assert(sizeof(freelancer_face) == 24);

struct client_face {
  money spent;  // charges net of refunds, without client fees
  std::uint32_t rating_sum = 0;
  std::uint16_t reviews = 0;
  std::uint16_t hires = 0;
  bool verified = false;  // has a billing method
};

}  // namespace souk::market

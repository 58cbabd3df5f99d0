// What a job is worth to a freelancer and what to ask for it (facts.md section 5, "Freelancer
// search", "Bid"). The unit is an hour of work: on fixed jobs hours are believed to be budget /
// market rate.
#pragma once

#include "market/boards.hpp"
#include "people/freelancer_turn.hpp"
#include "people/letters.hpp"

namespace souk::people {

struct appraisal {
  double net = -1.0;    // dollars expected from proposing, all costs taken off
  double worth = 0.0;   // before the Connects
  double chance = 0.0;  // believed, of being hired
};

/// One person's beliefs at one wake, from which bids for any number of jobs follow.
class bidder {
 public:
  explicit bidder(const freelancer_turn& turn);

  appraisal appraise(const market::job_card& card, bool invited) const;
  /// The proposal, with the luck of this person on this job in its bid and letter.
  market::propose proposal(const market::job_card& card, bool invited) const;
  /// Tells observers of a proposal that is given at `at`.
  void tell(const market::job_card& card, const market::propose& given, second at) const;
  /// What a proposal costs under the policy that the person lives under (R14, R15).
  std::int32_t connects(const market::job_card& card, bool invited) const;
  /// Connects beyond the cost for a better place, of `spare` (X8).
  std::int32_t boost(const market::job_card& card, std::int32_t spare) const;

 private:
  struct terms {   // of one job
    double price;  // an hour, as the job says or implies
    double log_price;
    double hours;    // in all
    double counted;  // hours that are counted on
    double fee;      // share
    double bid;      // an hour, without luck
    double log_bid;
    double least;  // an hour, below which it is not worth working
  };
  terms reckon(const market::job_card& card) const;
  double chance(const market::job_card& card, const terms& t, bool invited) const;
  bool new_client(const market::job_card& card) const;
  const market::policy& rules_of(const market::job_card& card) const;

  const freelancer_turn& turn_;
  double shift_;          // log, of all that does not depend on the job
  double newness_;        // 1 without reviews, 0 from penetration_reviews on
  double pass_through_;   // share of the fee
  double belief_;         // chance that a proposal is hired
  double connect_value_;  // dollars
};

}  // namespace souk::people

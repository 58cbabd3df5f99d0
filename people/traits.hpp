// What a freelancer is like: a pure function of (seed, person), so that anybody who needs to
// (another cohort, the luck of a contract) can reckon it again. Clients never see any of it but
// through signals.
#pragma once

#include "market/values.hpp"
#include "people/setup.hpp"

#include <cstdint>

namespace souk::people {

struct freelancer_traits {
  std::uint16_t category = 0;  // index into setup.categories
  std::uint16_t country = 0;   // index into population.countries
  std::uint16_t main_skill =
      0;                     // index into the category's skills; the others follow it in the ring
  std::uint16_t skills = 1;  // how many, the main one included
  market::level level = market::level::intermediate;
  market::symbol language = market::no_symbol;  // spoken beside English, or none

  double quality = 0.0;           // N(0, 1) over all
  double reservation_wage = 0.0;  // dollars an hour, net of fees
  double asked_rate = 0.0;        // dollars an hour, as the profile says
  double searches = 0.0;          // a week
  double weekly_hours = 0.0;      // for paid work
  double slowness = 1.0;          // factor on the delays of answers, median 1
  double patience = 0.0;          // N(0, 1); lowers the hazard of leaving
  double discount = 0.0;          // on bids without a review, a share
  double pass_through = 0.0;      // uniform: how far up between nothing and twice the mean
  double diligence = 0.0;         // uniform: care for the profile
  bool serious = false;           // would buy Connects before a first job

  market::second enters = 0;  // comes to the platform; at or after the end of the run: never
};

freelancer_traits traits_of(const people_setup& setup, market::person_id freelancer);

/// Category and main skill alone, as a profile shows them: cheap enough to look through many
/// people.
struct trade {
  std::uint16_t category = 0;    // index into setup.categories
  std::uint16_t main_skill = 0;  // index into the category's skills
};
trade trade_of(const people_setup& setup, market::person_id freelancer);

/// What rates of a level are, against intermediate.
constexpr double level_factor(const nature_parameters& knobs, market::level level) {
  return level == market::level::entry    ? knobs.rate_entry
         : level == market::level::expert ? knobs.rate_expert
                                          : 1.0;
}

/// Quality alone, which the luck of a contract asks for (see performance() in work.hpp).
double quality_of(const people_setup& setup, market::person_id freelancer);

}  // namespace souk::people

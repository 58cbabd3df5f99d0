// What people expect of fees when they weigh a job. Beliefs, not accounts: the rules reckon in
// cents.
#pragma once

#include "market/fees.hpp"

namespace souk::people {

/// Dollars that a freelancer who considers joining thinks to bill one client.
inline constexpr double typical_relation = 1000.0;

/// The share of `dollars`, billed to a client not billed before for work in `category`, that the
/// platform keeps (R36, X10).
inline double fee_share(const market::policy& rules, market::symbol category, double dollars) {
  const market::freelancer_fee& fee = rules.fees.freelancer;
  if (const auto own = market::fee_of_category(fee, category)) {
    return static_cast<double>(own->ppm) * 1e-6;
  }
  const bool slab = fee.basis == market::fee_basis::transaction_slab;
  double below = 0.0;
  double kept = 0.0;
  for (const auto& tier : fee.tiers) {
    const double rate = static_cast<double>(tier.value.ppm) * 1e-6;
    const double bound = tier.up_to ? static_cast<double>(tier.up_to->cents) * 0.01 : dollars;
    if (dollars <= bound || !tier.up_to) {
      return slab || !(dollars > 0.0) ? rate : (kept + rate * (dollars - below)) / dollars;
    }
    kept += rate * (bound - below);
    below = bound;
  }
  return dollars > 0.0 ? kept / dollars : 0.0;
}

}  // namespace souk::people

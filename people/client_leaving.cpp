// Going on without the platform (disintermediation, facts.md section 5): what two would save of
// fees on what still lies ahead, against what the platform is worth to them and the risk of being
// found out.
#include "market/fees.hpp"
#include "people/client_turn.hpp"

#include <algorithm>

namespace souk::people {

/// What the platform would still bill for this pair: the rest of the contract, and further needs
/// that would go to the same person.
market::money client_minds::turn::value_ahead(const errand& about) const {
  const leaving_parameters& leaving = knobs().leaving;
  const client_traits traits = client_traits_of(setup, me);
  const auto billed = static_cast<double>(about.billed.cents);
  double rest = 0.0;
  if (about.hourly && about.invoices > 0 && about.weeks > about.invoices) {
    rest = billed / about.invoices * (about.weeks - about.invoices);
  }
  const double needs = traits.per_year * leaving.next_years * knobs().needs.home_category
                       * logistic(knobs().posting.bring) * knobs().posting.rehire;
  const double whole = billed + rest;
  return {static_cast<std::int64_t>(rest + std::min(needs, 10.0) * whole)};
}

bool client_minds::turn::leave_together(const errand& about) {
  const leaving_parameters& leaving = knobs().leaving;
  if (static_cast<double>(about.performed) < std::max(0.0, knobs().posting.rehire_quality)) {
    return false;
  }
  const market::money ahead = value_ahead(about);
  const acquaintance* const one = known(about.freelancer);
  const market::money before{std::max<std::int64_t>(
      about.billed.cents, one == nullptr ? 0 : std::int64_t{one->billed} * 100)};
  const market::symbol category = setup.categories[trade_of(setup, contract(about).job)].word;
  const market::fees_policy& terms = rules_of(about).fees;
  const market::money fees =
      market::fee_of(terms.freelancer, category, before, ahead) + share_of(ahead, terms.client);
  const double value = static_cast<double>(ahead.cents) / 100.0;
  const double saved = leaving.split * static_cast<double>(fees.cents) / 100.0;
  const double together = (one == nullptr ? 0.0 : one->jobs) + 1.0 + about.invoices / 4.0;
  const double caution = leaving.inertia + 6.0 * leaving.penalty * leaving.penalty_value
                         + leaving.protection * value - leaving.trust * together;
  // One taste a pair: the longer they work together, the nearer it comes, but it is not drawn
  // again.
  const random_words words = setup.luck.behaviour(about.freelancer, market::index(me), draw_leave);
  const double taste = leaving.scale * logit(words.open_uniform());
  if (ahead.cents <= 0 || saved <= caution + taste) {
    return false;
  }
  out.off_platform.push_back({now, contract(about), ahead});
  if (acquaintance* friend_of_old = known(about.freelancer)) {
    friend_of_old->off_platform = true;
  } else {
    least_known() = acquaintance{about.freelancer, about.performed,
        static_cast<std::uint32_t>(about.billed.cents / 100), 0, month_of(now),
        static_cast<std::uint8_t>(trade_of(setup, job(about))), true};
  }
  return true;
}

}  // namespace souk::people

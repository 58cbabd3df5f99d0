#include "market/fees.hpp"

#include <algorithm>

namespace souk::market {

money marginal_fee(const fee_schedule& tiers, money billed) {
  wide ppm_cents = 0;
  money below;
  for (const step<share>& tier : tiers) {
    const money top = std::min(billed, tier.up_to.value_or(billed));
    if (top > below) {
      ppm_cents += wide{(top - below).cents} * tier.value.ppm;
      below = top;
    }
  }
  return {round_half_up(ppm_cents, 1'000'000)};
}

money slab_fee(const fee_schedule& tiers, money amount) {
  for (const step<share>& tier : tiers) {
    if (!tier.up_to || amount <= *tier.up_to) {
      return share_of(amount, tier.value);
    }
  }
  return {};
}

std::optional<share> fee_of_category(const freelancer_fee& terms, symbol category) {
  for (const category_fee& one : terms.by_category) {
    if (one.word == category && category != no_symbol) {
      return one.fee;
    }
  }
  return std::nullopt;
}

money fee_of(const freelancer_fee& terms, money lifetime, money amount) {
  switch (terms.basis) {
    case fee_basis::transaction_marginal:
      return marginal_fee(terms.tiers, amount);
    case fee_basis::transaction_slab:
      return slab_fee(terms.tiers, amount);
    case fee_basis::lifetime_marginal:
      break;
  }
  return marginal_fee(terms.tiers, lifetime + amount) - marginal_fee(terms.tiers, lifetime);
}

money fee_of(const freelancer_fee& terms, symbol category, money lifetime, money amount) {
  const std::optional<share> own = fee_of_category(terms, category);
  return own ? share_of(amount, *own) : fee_of(terms, lifetime, amount);
}

money fee_back(const freelancer_fee& terms, money lifetime, money left, money amount) {
  if (terms.basis == fee_basis::lifetime_marginal) {
    return marginal_fee(terms.tiers, lifetime) - marginal_fee(terms.tiers, lifetime - amount);
  }
  return fee_of(terms, lifetime, left) - fee_of(terms, lifetime, left - amount);
}

money fee_back(
    const freelancer_fee& terms, symbol category, money lifetime, money left, money amount) {
  const std::optional<share> own = fee_of_category(terms, category);
  return own ? share_of(left, *own) - share_of(left - amount, *own)
             : fee_back(terms, lifetime, left, amount);
}

money client_fee(const fees_policy& terms, money amount) { return share_of(amount, terms.client); }

money client_fee_back(const fees_policy& terms, money left, money amount) {
  return client_fee(terms, left) - client_fee(terms, left - amount);
}

}  // namespace souk::market

// Reviews (X6): each party may give one when the contract is over; neither is seen before the other
// could be given.
#pragma once

#include "market/contract.hpp"

namespace souk::market {

struct given_review {
  bool by_client = false;
};

/// `wrong_state` before the end, `window_closed`, `already_reviewed`, `bad_field`.
decision<given_review> decide(const review& request, const contract_view& of, const vouched& by);
void apply(const review& request, const given_review& given, const contract_edit& of,
    billing_effects& effects);

/// The window closes: what was given is published, unless both were before.
void close_reviews(const contract_edit& of, billing_effects& effects);

}  // namespace souk::market

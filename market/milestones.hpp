// Fixed-price work (R31, R32, R35): money is put in escrow before work, and released when the work
// is approved, or on its own when nobody answers.
#pragma once

#include "market/contract.hpp"

namespace souk::market {

/// `wrong_state` unless the contract is active and the milestone created; `no_billing_method`.
decision<> decide(const fund_milestone& request, const contract_view& of, const vouched& by);
void apply(const fund_milestone& request, const contract_edit& of, billing_effects& effects);

/// `wrong_state` unless it is an active fixed-price contract; `amount_not_positive`.
decision<> decide(const add_milestone& request, const contract_view& of, const vouched& by);
void apply(const add_milestone& request, const contract_edit& of, billing_effects& effects);

/// `wrong_state`, or `not_funded` where the milestone is no more than created.
decision<> decide(const submit_milestone& request, const contract_view& of, const vouched& by);
void apply(const submit_milestone& request, const contract_edit& of, billing_effects& effects);

/// `wrong_state` unless the milestone is submitted. The clock of its release stops.
decision<> decide(const request_changes& request, const contract_view& of, const vouched& by);
void apply(const request_changes& request, const contract_edit& of, billing_effects& effects);

/// `wrong_state` unless the milestone is submitted.
decision<> decide(const approve_milestone& request, const contract_view& of, const vouched& by);
void apply(const approve_milestone& request, const contract_edit& of, billing_effects& effects);

/// Pays `amount` of milestone n out of escrow to the freelancer; its status becomes `released`.
void release(const contract_edit& of, std::size_t n, money amount, billing_effects& effects);

/// R32: releases milestone n if it has been waiting since `auto_release` ago.
void release_unanswered(const contract_edit& of, std::size_t n, billing_effects& effects);

}  // namespace souk::market

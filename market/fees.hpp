// What the platform takes of a charge (R36, R37, X1, X10): the freelancer's fee by one of three
// readings of the tiers or by category, and the client's fee on top. All pure; amounts are never
// negative.
#pragma once

#include "market/money.hpp"
#include "market/policy.hpp"

#include <optional>

namespace souk::market {

/// G(billed): the tiers' shares of `billed`, summed exactly and rounded once, half up. A step's
/// share holds for what lies between the bound before it and its own.
money marginal_fee(const fee_schedule& tiers, money billed);

/// The share of the step in which `amount` lies (bounds are up to and including), of all of it.
money slab_fee(const fee_schedule& tiers, money amount);

/// X10: the fee of a category's contracts, where the policy gives it one of its own.
std::optional<share> fee_of_category(const freelancer_fee& terms, symbol category);

/// The freelancer's fee on a charge by the tiers; `lifetime` is what was billed to this client
/// before it.
money fee_of(const freelancer_fee& terms, money lifetime, money amount);

/// The same of a contract in `category`, whose own fee is a share of each charge, rounded half up.
money fee_of(const freelancer_fee& terms, symbol category, money lifetime, money amount);

/// X5: the fee that comes back when `amount` of a charge is refunded, of which `left` was left
/// until then. `lifetime` is as it was before the refund. Under `transaction_*` it may be negative:
/// what is left of the charge may owe more than the whole did.
money fee_back(const freelancer_fee& terms, money lifetime, money left, money amount);
money fee_back(
    const freelancer_fee& terms, symbol category, money lifetime, money left, money amount);

/// X1: the client's fee on a charge.
money client_fee(const fees_policy& terms, money amount);

/// X5: the client's fee that comes back when `amount` of a charge is refunded, of which `left` was
/// left. Together the refunds of a whole charge bring back exactly what was paid.
money client_fee_back(const fees_policy& terms, money left, money amount);

}  // namespace souk::market

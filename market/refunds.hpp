// Money that goes back: what was billed (X5), and what was never submitted (X4).
#pragma once

#include "market/contract.hpp"

#include <cstdint>

namespace souk::market {

/// A part of what a contract has billed, taken back. gross = fee + from_pending + rest.
struct reversal {
  std::size_t newest = 0;  // the charge that is refunded first; then those before it
  money gross;
  money fee;  // the freelancer's; may be negative (`fee_back`)
  money client_fee;
  money from_pending;  // of the contract
  money rest;          // net that is not pending; negative where the freelancer is owed money
  money unused_hold;
};

/// What refunding `gross` comes to; the charges from `newest` back have at least so much left.
reversal reverse(const contract_view& of, std::size_t newest, money gross);

/// Takes it back: fees, lifetime billings, pending money (of the charge `newest` first, then the
/// newest). `rest` comes from `source`.
void apply(const reversal& back, const contract_edit& of, ledger_account source, event_type cause,
    billing_effects& effects);

/// X5: `window_closed` if it would reach a charge that is too old; `bad_field` if it is more than
/// was billed; `amount_not_positive`; `insufficient_balance` if pending money and the hold are not
/// enough.
decision<reversal> decide(const refund& request, const contract_view& of, const vouched& by);
void apply(
    const refund& request, const reversal& back, const contract_edit& of, billing_effects& effects);

// -- X4: unsubmitted money ------------------------------------------------------------------------

/// What is in escrow and not submitted.
money unsubmitted(const contract_view& of);

/// The client has ended the contract: that money is asked back.
void ask_back(const contract_edit& of, billing_effects& effects);

/// Unsubmitted money goes back, but `kept` of the whole sum, which is released as billed work.
void settle(const contract_edit& of, share kept, billing_effects& effects);

/// `wrong_state` unless money is asked back and nobody has answered.
decision<> decide(const answer_refund& request, const contract_view& of, const vouched& by);
void apply(const answer_refund& request, const contract_edit& of, billing_effects& effects);

/// The time to answer is over: silence accepts.
void settle_unanswered(const contract_edit& of, billing_effects& effects);

/// A refused request is settled by the policy's share.
void settle_dispute(const contract_edit& of, billing_effects& effects);

}  // namespace souk::market

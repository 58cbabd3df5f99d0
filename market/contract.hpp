// Contracts from their acceptance on (R25 - R28): the records of one contract, the views of them
// that rules are handed, what rules leave behind, and the rules that concern the contract as a
// whole: its end (R26, X4) and bonuses (X11).
//
// `decide(command, view, vouched)` writes nothing and takes the contract, its milestone and the
// giver's being a party of it for granted: whoever holds the records has checked them
// (`check_party`). `apply` alone writes.
#pragma once

#include "market/decision.hpp"
#include "market/desks.hpp"
#include "market/hash.hpp"
#include "market/ledger.hpp"
#include "market/policy.hpp"
#include "market/vocabulary.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace souk::market {

/// A moment as records keep it; 2106 stands for all that is later, 1970 for all before.
constexpr std::uint32_t kept_second(second at) {
  return static_cast<std::uint32_t>(
      std::clamp<second>(at, 0, std::numeric_limits<std::uint32_t>::max()));
}

/// Under which contracts and pairs are found; a contract's is a hash, so look at its id too.
constexpr std::uint64_t key_of(const contract_id& contract) {
  return mix(number(contract.job), index(contract.freelancer));
}
constexpr std::uint64_t key_of(person_id client, person_id freelancer) {
  return (std::uint64_t{index(client)} << 32) | index(freelancer);
}

/// A delivery of a fixed-price contract (R32).
struct milestone_record {
  money amount;
  second due = 0;
  std::uint32_t submitted_at = 0;  // while it is submitted
  milestone_status status = milestone_status::created;
};
static_assert(sizeof(milestone_record) == 24);

enum class charge_kind : std::uint8_t { milestone, invoice, bonus };

/// Work that was billed.
struct charge_record {
  money left;     // gross, not refunded
  money pending;  // net, not yet available
  std::uint32_t at = 0;
  std::uint32_t available_at = 0;
  std::uint32_t minutes = 0;  // of an invoice, not disputed
  charge_kind kind = charge_kind::milestone;
};
static_assert(sizeof(charge_record) == 32);

/// Unsubmitted money that the client asks back by ending the contract (X4).
enum class request_status : std::uint8_t { none, asked, disputed, settled };

/// What one party says of the other (X6).
struct review_record {
  std::int8_t stars = 0;           // 0: not given
  std::int8_t private_score = -1;  // -1: none
};

struct contract_record {
  contract_id id;
  std::uint32_t started_at = 0;
  std::uint32_t ended_at = 0;     // 0: active
  std::int32_t weekly_limit = 0;  // whole hours
  money rate;                     // an hour; 0 of a fixed-price contract
  money escrow;
  money billed;  // gross, net of refunds
  money fees;    // the freelancer's, net of refunds
  std::int64_t minutes_logged = 0;
  std::int64_t minutes_billed = 0;  // net of disputes
  std::int64_t week_minutes = 0;    // logged in `week`
  std::int64_t past_minutes = 0;    // logged in the week before it and not yet invoiced
  std::uint32_t week = 0;           // a Monday
  symbol category = no_symbol;
  policy_index policy = 0;
  contract_status status = contract_status::active;
  bool hourly = false;
  bool contract_fee_paid = false;  // X1
  request_status request = request_status::none;
  bool published = false;  // the reviews are
  review_record by_client;
  review_record by_freelancer;
  std::uint8_t subsidy_percent = 0;   // of each charge, paid back to the client by the platform
  std::uint16_t subsidy_dollars = 0;  // at most so much in all
  money subsidised;                   // so far, net of refunds

  bool ended() const { return status == contract_status::ended; }
};

/// What a freelancer has billed one client, over all their contracts (R36).
struct pair_record {
  person_id client = nobody;
  person_id freelancer = nobody;
  money lifetime;  // gross, net of refunds
  money owed;      // lent by the platform for a dispute that found too little pending money
};
static_assert(sizeof(pair_record) == 24);

/// A contract to decide on. `terms` are those of its beginning.
struct contract_view {
  const contract_record& contract;
  const pair_record& pair;
  std::span<const milestone_record> milestones;
  std::span<const charge_record> charges;  // oldest first
  const policy& terms;
};

/// A contract to write to.
struct contract_edit {
  contract_record& contract;
  pair_record& pair;
  std::span<milestone_record> milestones;
  std::span<charge_record> charges;
  const policy& terms;

  operator contract_view() const { return {contract, pair, milestones, charges, terms}; }
};

/// What the clock is asked to do later, in the order in which it does so within a second.
enum class alarm_kind : std::uint8_t {
  invoice,          // n: unused
  auto_release,     // n: the milestone
  refund_silence,   // X4: nobody has answered
  dispute_end,      // X4: the dispute is settled
  funds_available,  // n: the charge
  review_window,    // X6: it closes
  over,             // nothing can be refunded any more
};
struct alarm {
  second at = 0;
  alarm_kind kind = alarm_kind::invoice;
  std::uint32_t n = 0;
};

/// What a desk has counted since second 0.
struct billing_counts {
  std::int64_t contracts_started = 0;
  std::int64_t active_contracts = 0;
  std::int64_t minutes_billed = 0;  // net of disputes
  std::int64_t gross_cents = 0;     // billed, less refunds
  std::int64_t milestones_released = 0;
  std::int64_t refunds = 0;   // X4 settled and X5 given
  std::int64_t disputes = 0;  // X4 refused, and hours (R34)

  billing_counts& operator+=(const billing_counts& more);
  bool operator==(const billing_counts&) const = default;
};

/// Where a rule leaves what it does beside writing to the records that exist.
struct billing_effects {
  second at = 0;
  market::ledger& ledger;
  outbox& out;
  billing_counts& counts;
  std::vector<milestone_record>& milestones;  // to be appended to the contract's
  std::vector<charge_record>& charges;        // to be appended to the contract's
  std::vector<alarm>& alarms;
};

/// `unknown_id`, `not_yours`, `wrong_state` in that order. `known`: the contract (and its
/// milestone, if the command names one) is there; `offered_only`: it is there, but is no more than
/// an offer.
reason check_party(
    const contract_id& contract, bool known, bool offered_only, person_id by, giver parties);

/// An event between the parties of a contract; `by` is who did it or whom it was done to.
event contract_event(const contract_record& contract, second at, event_type type, person_id by,
    money amount = {}, std::int32_t n = 0);

/// Posts a movement of a contract's money; a negative amount goes the other way.
void post(const contract_edit& of, ledger_account from, ledger_account to, money amount,
    event_type cause, billing_effects& effects);

// -- charges --------------------------------------------------------------------------------------

/// A charge to be made.
struct charge_terms {
  money gross;
  charge_kind kind = charge_kind::milestone;
  std::uint32_t minutes = 0;
  ledger_account from = ledger_account::client_cards;  // or escrow
  second available_at = 0;
  event_type cause = event_type::milestone_released;
};

/// Takes the freelancer's fee, adds to the lifetime billings and makes the rest pending (R35 -
/// R37).
void bill(const contract_edit& of, const charge_terms& charge, billing_effects& effects);

/// The platform's part of a charge, where an intervention subsidises the contract, goes back to the
/// client's card; and comes back of what is refunded.
void subsidise(const contract_edit& of, money gross, event_type cause, billing_effects& effects);
void take_subsidy_back(
    const contract_edit& of, money gross, event_type cause, billing_effects& effects);

/// X1: the client's fee on `amount`, with the first one the fee of the contract.
void charge_client_fee(
    const contract_edit& of, money amount, event_type cause, billing_effects& effects);

/// The security period of a charge is over: its money leaves for the freelancer's account.
void make_available(const contract_edit& of, std::size_t charge, billing_effects& effects);

money pending_in(const contract_view& of);

// -- commands -------------------------------------------------------------------------------------

/// X11: `window_closed`, `amount_not_positive`, `no_billing_method`, in that order.
decision<> decide(const bonus& request, const contract_view& of, const vouched& by);
void apply(const bonus& request, const contract_edit& of, billing_effects& effects);

struct ending {
  person_id by = nobody;
  money asked_back;  // X4: unsubmitted money in escrow, if it is the client who ends the contract
};

/// R26, X4. The event's amount is the money that is asked back.
decision<ending> decide(const end_contract& request, const contract_view& of, const vouched& by);
void apply(const end_contract& request, const ending& end, const contract_edit& of,
    billing_effects& effects);

}  // namespace souk::market

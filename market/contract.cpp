#include "market/contract.hpp"

#include "market/fees.hpp"
#include "market/milestones.hpp"
#include "market/refunds.hpp"

namespace souk::market {

billing_counts& billing_counts::operator+=(const billing_counts& more) {
  contracts_started += more.contracts_started;
  active_contracts += more.active_contracts;
  minutes_billed += more.minutes_billed;
  gross_cents += more.gross_cents;
  milestones_released += more.milestones_released;
  refunds += more.refunds;
  disputes += more.disputes;
  return *this;
}

reason check_party(
    const contract_id& contract, bool known, bool offered_only, person_id by, giver parties) {
  if (!known && !offered_only) {
    return reason::unknown_id;
  }
  const bool as_client = parties != giver::freelancer && by == contract.job.client;
  const bool as_freelancer = parties != giver::client && by == contract.freelancer;
  if (!as_client && !as_freelancer) {
    return reason::not_yours;
  }
  return known ? reason::none : reason::wrong_state;
}

event contract_event(const contract_record& contract, second at, event_type type, person_id by,
    money amount, std::int32_t n) {
  event e;
  e.at = at;
  e.job = contract.id.job;
  e.amount = amount;
  e.person = by;
  e.other = by == contract.id.freelancer ? contract.id.job.client : contract.id.freelancer;
  e.n = n;
  e.type = type;
  return e;
}

void post(const contract_edit& of, ledger_account from, ledger_account to, money amount,
    event_type cause, billing_effects& effects) {
  if (amount < money{}) {
    std::swap(from, to);
    amount = -amount;
  }
  effects.ledger.post(
      {effects.at, of.contract.id.job, amount, of.contract.id.freelancer, from, to, cause});
}

namespace {

money subsidy_of(const contract_record& contract, money gross) {
  return share_of(gross, percent(contract.subsidy_percent));
}

}  // namespace

void subsidise(const contract_edit& of, money gross, event_type cause, billing_effects& effects) {
  if (of.contract.subsidy_percent > 0) {
    const money left = dollars(of.contract.subsidy_dollars) - of.contract.subsidised;
    const money paid = std::min(subsidy_of(of.contract, gross), left);
    of.contract.subsidised += paid;
    post(of, ledger_account::subsidies, ledger_account::client_cards, paid, cause, effects);
  }
}

void take_subsidy_back(
    const contract_edit& of, money gross, event_type cause, billing_effects& effects) {
  const money back = std::min(subsidy_of(of.contract, gross), of.contract.subsidised);
  if (back > money{}) {
    of.contract.subsidised -= back;
    post(of, ledger_account::client_cards, ledger_account::subsidies, back, cause, effects);
  }
}

void bill(const contract_edit& of, const charge_terms& charge, billing_effects& effects) {
  const money fee =
      fee_of(of.terms.fees.freelancer, of.contract.category, of.pair.lifetime, charge.gross);
  const money net = charge.gross - fee;
  of.pair.lifetime += charge.gross;
  of.contract.billed += charge.gross;
  of.contract.fees += fee;
  effects.counts.gross_cents += charge.gross.cents;
  post(of, charge.from, ledger_account::pending, net, charge.cause, effects);
  post(of, charge.from, ledger_account::freelancer_fees, fee, charge.cause, effects);
  subsidise(of, charge.gross, charge.cause, effects);

  const auto n = static_cast<std::uint32_t>(of.charges.size() + effects.charges.size());
  const second available_at = std::max(charge.available_at, effects.at);
  effects.charges.push_back({charge.gross, net, kept_second(effects.at), kept_second(available_at),
      charge.minutes, charge.kind});
  effects.alarms.push_back({available_at, alarm_kind::funds_available, n});
  // What comes out of escrow was spent when it was funded.
  const money spent = charge.from == ledger_account::escrow ? money{} : charge.gross;
  effects.out.billed.push_back({effects.at, of.contract.id, charge.gross, spent});
}

void charge_client_fee(
    const contract_edit& of, money amount, event_type cause, billing_effects& effects) {
  money fee = client_fee(of.terms.fees, amount);
  if (!of.contract.contract_fee_paid) {
    of.contract.contract_fee_paid = true;
    fee += of.terms.fees.contract;
  }
  post(of, ledger_account::client_cards, ledger_account::client_fees, fee, cause, effects);
}

void make_available(const contract_edit& of, std::size_t charge, billing_effects& effects) {
  const auto cause = event_type::funds_available;
  money& pending = of.charges[charge].pending;
  const money repaid = std::min(pending, of.pair.owed);
  const money paid = pending - repaid;
  pending = {};
  of.pair.owed -= repaid;
  post(of, ledger_account::pending, ledger_account::subsidies, repaid, cause, effects);
  post(of, ledger_account::pending, ledger_account::transit, paid, cause, effects);
  if (paid > money{}) {
    effects.out.funds.push_back({effects.at, of.contract.id.freelancer, of.contract.id, paid});
  }
}

money pending_in(const contract_view& of) {
  money all;
  for (const charge_record& charge : of.charges) {
    all += charge.pending;
  }
  return all;
}

decision<> decide(const bonus& request, const contract_view& of, const vouched& by) {
  if (of.contract.ended() && by.given.at >= of.contract.ended_at + of.terms.refunds.window) {
    return reason::window_closed;
  }
  if (request.amount > most_named) {
    return reason::bad_field;
  }
  if (request.amount <= money{}) {
    return reason::amount_not_positive;
  }
  if (!by.billing_method) {
    return reason::no_billing_method;
  }
  return accepted{};
}

void apply(const bonus& request, const contract_edit& of, billing_effects& effects) {
  const auto cause = event_type::bonus_paid;
  effects.out.events.push_back(
      contract_event(of.contract, effects.at, cause, of.contract.id.job.client, request.amount));
  charge_client_fee(of, request.amount, cause, effects);
  bill(of,
      {.gross = request.amount,
          .kind = charge_kind::bonus,
          .available_at = effects.at + of.terms.milestones.security,
          .cause = cause},
      effects);
}

decision<ending> decide(const end_contract&, const contract_view& of, const vouched& by) {
  if (of.contract.ended()) {
    return reason::wrong_state;
  }
  const bool by_client = by.given.by == of.contract.id.job.client;
  return ending{by.given.by, by_client ? unsubmitted(of) : money{}};
}

void apply(
    const end_contract&, const ending& end, const contract_edit& of, billing_effects& effects) {
  of.contract.status = contract_status::ended;
  of.contract.ended_at = kept_second(effects.at);
  --effects.counts.active_contracts;
  effects.out.events.push_back(
      contract_event(of.contract, effects.at, event_type::contract_ended, end.by, end.asked_back));
  for (std::size_t n = 0; n < of.milestones.size(); ++n) {
    if (of.milestones[n].status == milestone_status::submitted) {
      release(of, n, of.milestones[n].amount, effects);
    }
  }
  if (end.asked_back > money{}) {
    ask_back(of, effects);
  } else if (unsubmitted(of) > money{}) {
    settle(of, share{}, effects);
  }
  effects.alarms.push_back({effects.at + of.terms.reviews.window, alarm_kind::review_window});
  effects.alarms.push_back({effects.at + of.terms.refunds.window, alarm_kind::over});
}

}  // namespace souk::market

#include "market/milestones.hpp"

#include "market/fees.hpp"

namespace souk::market {
namespace {

void tell(const contract_edit& of, event_type type, person_id by, std::size_t n,
    billing_effects& effects) {
  effects.out.events.push_back(contract_event(
      of.contract, effects.at, type, by, of.milestones[n].amount, static_cast<std::int32_t>(n)));
}

reason expect_submitted(const contract_view& of, std::uint32_t n) {
  return of.milestones[n].status == milestone_status::submitted ? reason::none
                                                                : reason::wrong_state;
}

}  // namespace

decision<> decide(const fund_milestone& request, const contract_view& of, const vouched& by) {
  if (of.contract.ended()
      || of.milestones[request.milestone.n].status != milestone_status::created) {
    return reason::wrong_state;
  }
  if (!by.billing_method) {
    return reason::no_billing_method;
  }
  return accepted{};
}

void apply(const fund_milestone& request, const contract_edit& of, billing_effects& effects) {
  const auto cause = event_type::milestone_funded;
  milestone_record& milestone = of.milestones[request.milestone.n];
  milestone.status = milestone_status::funded;
  of.contract.escrow += milestone.amount;
  tell(of, cause, of.contract.id.job.client, request.milestone.n, effects);
  post(of, ledger_account::client_cards, ledger_account::escrow, milestone.amount, cause, effects);
  charge_client_fee(of, milestone.amount, cause, effects);
  effects.out.billed.push_back({effects.at, of.contract.id, money{}, milestone.amount});
}

decision<> decide(const add_milestone& request, const contract_view& of, const vouched&) {
  if (of.contract.ended() || of.contract.hourly) {
    return reason::wrong_state;
  }
  if (request.amount > most_named) {
    return reason::bad_field;
  }
  if (request.amount <= money{}) {
    return reason::amount_not_positive;
  }
  return accepted{};
}

void apply(const add_milestone& request, const contract_edit& of, billing_effects& effects) {
  effects.out.events.push_back(contract_event(of.contract, effects.at, event_type::milestone_added,
      of.contract.id.job.client, request.amount, static_cast<std::int32_t>(of.milestones.size())));
  effects.milestones.push_back({request.amount, request.due});
}

decision<> decide(const submit_milestone& request, const contract_view& of, const vouched&) {
  if (of.contract.ended()) {
    return reason::wrong_state;
  }
  switch (of.milestones[request.milestone.n].status) {
    case milestone_status::created:
      return reason::not_funded;
    case milestone_status::funded:
      return accepted{};
    case milestone_status::submitted:
    case milestone_status::released:
    case milestone_status::refunded:
      break;
  }
  return reason::wrong_state;
}

void apply(const submit_milestone& request, const contract_edit& of, billing_effects& effects) {
  const std::uint32_t n = request.milestone.n;
  of.milestones[n].status = milestone_status::submitted;
  of.milestones[n].submitted_at = kept_second(effects.at);
  tell(of, event_type::milestone_submitted, of.contract.id.freelancer, n, effects);
  effects.alarms.push_back(
      {effects.at + of.terms.milestones.auto_release, alarm_kind::auto_release, n});
}

decision<> decide(const request_changes& request, const contract_view& of, const vouched&) {
  const reason why = expect_submitted(of, request.milestone.n);
  return why == reason::none ? decision<>{accepted{}} : why;
}

void apply(const request_changes& request, const contract_edit& of, billing_effects& effects) {
  const std::uint32_t n = request.milestone.n;
  of.milestones[n].status = milestone_status::funded;
  of.milestones[n].submitted_at = 0;
  tell(of, event_type::changes_requested, of.contract.id.job.client, n, effects);
}

decision<> decide(const approve_milestone& request, const contract_view& of, const vouched&) {
  const reason why = expect_submitted(of, request.milestone.n);
  return why == reason::none ? decision<>{accepted{}} : why;
}

void apply(const approve_milestone& request, const contract_edit& of, billing_effects& effects) {
  const std::uint32_t n = request.milestone.n;
  tell(of, event_type::milestone_approved, of.contract.id.job.client, n, effects);
  release(of, n, of.milestones[n].amount, effects);
}

void release(const contract_edit& of, std::size_t n, money amount, billing_effects& effects) {
  const auto cause = event_type::milestone_released;
  of.milestones[n].status = milestone_status::released;
  of.milestones[n].submitted_at = 0;
  of.contract.escrow -= amount;
  ++effects.counts.milestones_released;
  effects.out.events.push_back(contract_event(of.contract, effects.at, cause,
      of.contract.id.freelancer, amount, static_cast<std::int32_t>(n)));
  bill(of,
      {.gross = amount,
          .kind = charge_kind::milestone,
          .from = ledger_account::escrow,
          .available_at = effects.at + of.terms.milestones.security,
          .cause = cause},
      effects);
}

void release_unanswered(const contract_edit& of, std::size_t n, billing_effects& effects) {
  const milestone_record& milestone = of.milestones[n];
  // Sent back, and perhaps submitted again, since this alarm was set: then another one counts.
  const second waiting_since = effects.at - of.terms.milestones.auto_release;
  if (milestone.status == milestone_status::submitted && milestone.submitted_at == waiting_since) {
    release(of, n, milestone.amount, effects);
  }
}

}  // namespace souk::market

#include "market/refunds.hpp"

#include "market/fees.hpp"
#include "market/milestones.hpp"

namespace souk::market {
namespace {

/// Calls `visit(n, part)` for the charges that make up `amount`, from `newest` back.
template <class Visit>
void for_each_part(
    std::span<const charge_record> charges, std::size_t newest, money amount, Visit&& visit) {
  for (std::size_t n = newest + 1; n-- > 0 && amount > money{};) {
    const money part = std::min(amount, charges[n].left);
    if (part > money{}) {
      visit(n, part);
      amount -= part;
    }
  }
}

void take_pending(std::span<charge_record> charges, std::size_t first, money amount) {
  const auto take = [&amount](charge_record& charge) {
    const money taken = std::min(amount, charge.pending);
    charge.pending -= taken;
    amount -= taken;
  };
  if (amount > money{}) {
    take(charges[first]);
  }
  for (std::size_t n = charges.size(); n-- > 0 && amount > money{};) {
    take(charges[n]);
  }
}

/// What can still be refunded, and whether there is more that is too old.
struct refundable {
  money within;
  bool older = false;
};
refundable refundable_at(const contract_view& of, second now) {
  refundable found;
  for (const charge_record& charge : of.charges) {
    if (now < charge.at + of.terms.refunds.window) {
      found.within += charge.left;
    } else if (charge.left > money{}) {
      found.older = true;
    }
  }
  return found;
}

/// Milestone n is settled: `kept` of it is released, the rest goes back with the client's fee on
/// it.
void settle_milestone(
    const contract_edit& of, std::size_t n, money kept, bool released, billing_effects& effects) {
  const auto cause = event_type::refund_settled;
  const money amount = of.milestones[n].amount;
  const money back = amount - kept;
  if (released) {
    release(of, n, kept, effects);
  } else {
    of.milestones[n].status = milestone_status::refunded;
  }
  of.contract.escrow -= back;
  post(of, ledger_account::escrow, ledger_account::client_cards, back, cause, effects);
  post(of, ledger_account::client_fees, ledger_account::client_cards,
      client_fee_back(of.terms.fees, amount, back), cause, effects);
}

}  // namespace

reversal reverse(const contract_view& of, std::size_t newest, money gross) {
  reversal back;
  back.newest = newest;
  back.gross = gross;
  money lifetime = of.pair.lifetime;
  for_each_part(of.charges, newest, gross, [&](std::size_t n, money part) {
    const money left = of.charges[n].left;
    back.fee += fee_back(of.terms.fees.freelancer, of.contract.category, lifetime, left, part);
    back.client_fee += client_fee_back(of.terms.fees, left, part);
    lifetime -= part;
  });
  const money net = gross - back.fee;
  back.from_pending = std::clamp(net, money{}, pending_in(of));
  back.rest = net - back.from_pending;
  return back;
}

void apply(const reversal& back, const contract_edit& of, ledger_account source, event_type cause,
    billing_effects& effects) {
  take_pending(of.charges, back.newest, back.from_pending);
  for_each_part(of.charges, back.newest, back.gross,
      [&](std::size_t n, money part) { of.charges[n].left -= part; });
  of.pair.lifetime -= back.gross;
  of.contract.billed -= back.gross;
  of.contract.fees -= back.fee;
  effects.counts.gross_cents -= back.gross.cents;

  const auto to_client = [&](ledger_account from, money amount) {
    post(of, from, ledger_account::client_cards, amount, cause, effects);
  };
  to_client(ledger_account::pending, back.from_pending);
  to_client(back.rest < money{} ? ledger_account::transit : source, back.rest);
  to_client(ledger_account::freelancer_fees, back.fee);
  to_client(ledger_account::client_fees, back.client_fee);
  take_subsidy_back(of, back.gross, cause, effects);
  if (back.rest < money{}) {
    effects.out.funds.push_back(
        {effects.at, of.contract.id.freelancer, of.contract.id, -back.rest});
  }
  effects.out.billed.push_back({effects.at, of.contract.id, -back.gross, -back.gross});
}

decision<reversal> decide(const refund& request, const contract_view& of, const vouched& by) {
  const refundable can = refundable_at(of, by.given.at);
  if (request.amount > can.within) {
    return can.older ? reason::window_closed : reason::bad_field;
  }
  if (request.amount <= money{}) {
    return reason::amount_not_positive;
  }
  reversal back = reverse(of, of.charges.size() - 1, request.amount);
  if (back.rest > by.held) {
    return reason::insufficient_balance;
  }
  back.unused_hold = by.held - std::max(back.rest, money{});
  return back;
}

void apply(const refund& request, const reversal& back, const contract_edit& of,
    billing_effects& effects) {
  ++effects.counts.refunds;
  effects.out.events.push_back(contract_event(
      of.contract, effects.at, event_type::refunded, of.contract.id.freelancer, request.amount));
  apply(back, of, ledger_account::transit, event_type::refunded, effects);
  if (back.unused_hold > money{}) {
    effects.out.funds.push_back(
        {effects.at, of.contract.id.freelancer, of.contract.id, back.unused_hold, true});
  }
}

money unsubmitted(const contract_view& of) {
  money all;
  for (const milestone_record& milestone : of.milestones) {
    if (milestone.status == milestone_status::funded) {
      all += milestone.amount;
    }
  }
  return all;
}

void ask_back(const contract_edit& of, billing_effects& effects) {
  of.contract.request = request_status::asked;
  effects.alarms.push_back({effects.at + of.terms.refunds.answer, alarm_kind::refund_silence});
}

void settle(const contract_edit& of, share kept, billing_effects& effects) {
  const money sum = unsubmitted(of);
  const money kept_of_sum = share_of(sum, kept);
  const bool lost = of.contract.request == request_status::disputed && kept_of_sum * 2 < sum;
  money before;
  for (std::size_t n = 0; n < of.milestones.size(); ++n) {
    if (of.milestones[n].status == milestone_status::funded) {
      // Cumulative, so that the parts add up to the share of the whole.
      const money upto = before + of.milestones[n].amount;
      settle_milestone(
          of, n, share_of(upto, kept) - share_of(before, kept), kept_of_sum > money{}, effects);
      before = upto;
    }
  }
  of.contract.request = request_status::settled;
  ++effects.counts.refunds;
  const money back = sum - kept_of_sum;
  effects.out.events.push_back(contract_event(
      of.contract, effects.at, event_type::refund_settled, of.contract.id.freelancer, back));
  effects.out.billed.push_back({effects.at, of.contract.id, money{}, -back});
  if (lost) {
    effects.out.outcomes.push_back({effects.at, of.contract.id});
  }
}

decision<> decide(const answer_refund&, const contract_view& of, const vouched&) {
  if (of.contract.request != request_status::asked) {
    return reason::wrong_state;
  }
  return accepted{};
}

void apply(const answer_refund& request, const contract_edit& of, billing_effects& effects) {
  effects.out.events.push_back(contract_event(of.contract, effects.at, event_type::refund_answered,
      of.contract.id.freelancer, money{}, request.accept ? 1 : 0));
  if (request.accept) {
    settle(of, share{}, effects);
    return;
  }
  of.contract.request = request_status::disputed;
  ++effects.counts.disputes;
  effects.alarms.push_back({effects.at + of.terms.refunds.settle_after, alarm_kind::dispute_end});
}

void settle_unanswered(const contract_edit& of, billing_effects& effects) {
  if (of.contract.request == request_status::asked) {
    settle(of, share{}, effects);
  }
}

void settle_dispute(const contract_edit& of, billing_effects& effects) {
  settle(of, of.terms.refunds.dispute_share, effects);
}

}  // namespace souk::market

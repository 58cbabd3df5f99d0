// What the naive auditor makes of events that move money.
#include "tests/support/naive_auditor.hpp"

#include <algorithm>

namespace souk::testing {

using market::contract_id;
using market::day;
using market::event;
using market::event_type;
using market::milestone_status;
using market::money;
using market::person_id;
using market::second;

namespace {

__extension__ using wide = __int128;

money rounded(wide numerator, wide denominator) {
  wide whole = (2 * numerator + denominator) / (2 * denominator);
  if (whole * 2 * denominator > 2 * numerator + denominator) {
    --whole;  // towards minus infinity
  }
  return {static_cast<std::int64_t>(whole)};
}

}  // namespace

/// The share of each tier on the part of the billings that lies in it.
money naive_auditor::tiers_on(money billed) const {
  wide all = 0;
  std::int64_t from = 0;
  for (const auto& tier : terms_.fees.freelancer.tiers) {
    const std::int64_t to = tier.up_to ? std::min(tier.up_to->cents, billed.cents) : billed.cents;
    all += to > from ? wide{to - from} * tier.value.ppm : 0;
    from = std::max(from, to);
  }
  return rounded(all, 1'000'000);
}

/// R36.
money naive_auditor::fee(money lifetime, money charge) const {
  switch (terms_.fees.freelancer.basis) {
    case market::fee_basis::lifetime_marginal:
      return tiers_on(lifetime + charge) - tiers_on(lifetime);
    case market::fee_basis::transaction_marginal:
      return tiers_on(charge);
    case market::fee_basis::transaction_slab:
      for (const auto& tier : terms_.fees.freelancer.tiers) {
        if (!tier.up_to || charge <= *tier.up_to) {
          return rounded(wide{charge.cents} * tier.value.ppm, 1'000'000);
        }
      }
  }
  return {};
}

/// X5: last in, first out over the lifetime billings, or the fee of the charge less the fee of what
/// is left of it.
money naive_auditor::fee_back(money lifetime, money left, money part) const {
  if (terms_.fees.freelancer.basis == market::fee_basis::lifetime_marginal) {
    return tiers_on(lifetime) - tiers_on(lifetime - part);
  }
  return fee({}, left) - fee({}, left - part);
}

/// X1.
money naive_auditor::client_fee(money amount) const {
  return rounded(wide{amount.cents} * terms_.fees.client.ppm, 1'000'000);
}

void naive_auditor::take_client_fee(contract_book& contract, money amount) {
  money all = client_fee(amount);
  if (!contract.contract_fee_paid) {
    contract.contract_fee_paid = true;
    all += terms_.fees.contract;
  }
  contract.client_fees += all;
  platform_.client_fees += all;
}

void naive_auditor::bill(const contract_id& id, money gross, contract_book::charge made) {
  contract_book& contract = contracts_[id];
  money& lifetime = lifetime_[{id.job.client, id.freelancer}];
  const money taken = fee(lifetime, gross);
  lifetime += gross;
  contract.billed += gross;
  contract.fees += taken;
  platform_.freelancer_fees += taken;
  people_[id.freelancer].earned += gross;
  made.left = gross;
  made.pending = gross - taken;
  made.available_at = std::max(made.available_at, made.at);
  contract.charges.push_back(made);
}

void naive_auditor::read_about_money(const event& what) {
  const second after_release = what.at + terms_.milestones.security;
  switch (what.type) {
    case event_type::connects_bought:
      platform_.connects_sales += what.amount;
      if (what.amount != terms_.connects.price * what.n) {
        object(what, "sold for " + cents(what.amount));
      }
      if (what.detail == static_cast<std::uint16_t>(market::connects_source::balance)) {
        people_[what.person].available -= what.amount;
      }
      break;
    case event_type::withdrawn:
    case event_type::payout_made:
      people_[what.person].available -= what.amount;
      people_[what.person].withdrawn += what.amount - terms_.payouts.fee;
      platform_.withdrawal_fees += terms_.payouts.fee;
      break;
    case event_type::milestone_funded: {
      contract_book& contract = contract_of(what);
      contract.milestones[static_cast<std::size_t>(what.n)].funded = what.amount;
      contract.escrow += what.amount;
      people_[what.person].spent += what.amount;
      take_client_fee(contract, what.amount);
      break;
    }
    case event_type::milestone_released: {
      contract_book& contract = contract_of(what);
      contract.milestones[static_cast<std::size_t>(what.n)].released = what.amount;
      contract.escrow -= what.amount;
      bill(id_of(what), what.amount, {.at = what.at, .available_at = after_release});
      break;
    }
    case event_type::bonus_paid:
      take_client_fee(contract_of(what), what.amount);
      people_[what.person].spent += what.amount;
      bill(id_of(what), what.amount, {.at = what.at, .available_at = after_release});
      break;
    case event_type::invoice_charged: {
      contract_book& contract = contract_of(what);
      const second monday = market::start_of_week(what.at);
      if (what.n > contract.of_weeks[monday - market::week]
          || what.amount != rounded(wide{contract.rate.cents} * what.n, 60)) {
        object(what, "an invoice of " + cents(what.amount));
      }
      contract.minutes_billed += what.n;
      people_[what.person].spent += what.amount;
      take_client_fee(contract, what.amount);
      bill(id_of(what), what.amount,
          {.at = what.at,
              .available_at = monday - day + terms_.hourly.available_after,
              .minutes = what.n,
              .invoice = true});
      break;
    }
    case event_type::refund_settled:
      return read_settlement(what);
    case event_type::refunded:
      return read_refund(what);
    case event_type::hours_disputed:
      return read_dispute(what);
    default:
      break;
  }
}

/// X4: what was not released goes back to the client, with the client's fee on it.
void naive_auditor::read_settlement(const event& what) {
  contract_book& contract = contract_of(what);
  money all;
  for (contract_book::milestone& one : contract.milestones) {
    const money back = one.funded - one.released;
    const bool concerned =
        one.status == milestone_status::funded || one.status == milestone_status::released;
    if (back == money{} || !concerned) {
      continue;
    }
    if (one.status == milestone_status::funded) {
      one.status = milestone_status::refunded;
    }
    one.funded = one.released;
    all += back;
    const money fee = client_fee(one.released + back) - client_fee(one.released);
    contract.client_fees -= fee;
    platform_.client_fees -= fee;
  }
  if (all != what.amount) {
    object(what, cents(what.amount) + " go back, not " + cents(all));
  }
  contract.escrow -= all;
  people_[what.job.client].spent -= all;
}

money naive_auditor::take_back(const contract_id& id, std::size_t newest, money gross) {
  contract_book& contract = contracts_[id];
  money& lifetime = lifetime_[{id.job.client, id.freelancer}];
  money fees, rest = gross;
  for (std::size_t n = newest + 1; n-- > 0;) {
    contract_book::charge& one = contract.charges[n];
    const money part = std::min(one.left, rest);
    if (part == money{}) {
      continue;
    }
    fees += fee_back(lifetime, one.left, part);
    const money on_top = client_fee(one.left) - client_fee(one.left - part);
    contract.client_fees -= on_top;
    platform_.client_fees -= on_top;
    one.left -= part;
    lifetime -= part;
    rest -= part;
  }
  contract.billed -= gross;
  contract.fees -= fees;
  platform_.freelancer_fees -= fees;
  people_[id.freelancer].earned -= gross;
  people_[id.job.client].spent -= gross;

  money net = gross - fees;
  const auto take = [&net](contract_book::charge& one) {
    const money part = std::max(std::min(net, one.pending), money{});
    one.pending -= part;
    net -= part;
  };
  take(contract.charges[newest]);
  for (std::size_t n = contract.charges.size(); n-- > 0;) {
    take(contract.charges[n]);
  }
  return net;
}

void naive_auditor::read_refund(const event& what) {
  contract_book& contract = contract_of(what);
  money within;
  for (const contract_book::charge& one : contract.charges) {
    within += what.at < one.at + terms_.refunds.window ? one.left : money{};
  }
  if (what.amount <= money{} || what.amount > within) {
    return object(what, "only " + cents(within) + " can be refunded");
  }
  people_[what.person].available -=
      take_back(id_of(what), contract.charges.size() - 1, what.amount);
}

/// R34: the invoice of this week; what is not pending any more is lent by the platform.
void naive_auditor::read_dispute(const event& what) {
  contract_book& contract = contract_of(what);
  const contract_id id = id_of(what);
  for (std::size_t n = contract.charges.size(); n-- > 0;) {
    contract_book::charge& one = contract.charges[n];
    if (!one.invoice) {
      continue;
    }
    const second until = market::start_of_week(one.at) + terms_.hourly.dispute_days * day;
    if (what.at >= until || what.n > one.minutes) {
      break;
    }
    const money before = rounded(wide{contract.rate.cents} * one.minutes, 60);
    one.minutes -= what.n;
    contract.minutes_billed -= what.n;
    const money after = rounded(wide{contract.rate.cents} * one.minutes, 60);
    if (what.amount != std::min(one.left, before - after)) {
      object(what, cents(what.amount) + " go back");
    }
    const money lent = take_back(id, n, what.amount);
    if (lent > money{}) {
      owed_[{id.job.client, id.freelancer}] += lent;
      platform_.subsidies -= lent;
    } else {
      people_[id.freelancer].available -= lent;
    }
    return;
  }
  object(what, "no invoice is open to dispute");
}

money naive_auditor::pending_of(person_id freelancer) const {
  money all;
  for (const auto& [id, contract] : contracts_) {
    all += id.freelancer == freelancer ? contract.pending() : money{};
  }
  return all;
}

money naive_auditor::lifetime(person_id client, person_id freelancer) const {
  const auto known = lifetime_.find({client, freelancer});
  return known == lifetime_.end() ? money{} : known->second;
}

}  // namespace souk::testing

// What can be seen of a billing desk, and its audit.
#include "market/billing_desk.hpp"

#include <algorithm>

namespace souk::market {
namespace {

std::string in_words(money amount) {
  const std::int64_t size = amount.cents < 0 ? -amount.cents : amount.cents;
  std::string cents = std::to_string(size % 100);
  cents.insert(0, 2 - cents.size(), '0');
  return (amount.cents < 0 ? "-$" : "$") + std::to_string(size / 100) + "." + cents;
}

std::string in_words(const contract_id& id) {
  return "contract of client " + std::to_string(index(id.job.client)) + ", need "
         + std::to_string(id.job.need) + ", freelancer " + std::to_string(index(id.freelancer));
}

std::optional<std::string> differ(
    const std::string& whose, const std::string& what, money kept, money counted) {
  if (kept == counted) {
    return std::nullopt;
  }
  return whose + ": " + what + " is " + in_words(kept) + ", its parts are " + in_words(counted);
}

money escrow_in(const contract_view& of) {
  money all;
  for (const milestone_record& one : of.milestones) {
    if (one.status == milestone_status::funded || one.status == milestone_status::submitted) {
      all += one.amount;
    }
  }
  return all;
}

money billed_in(const contract_view& of) {
  money all;
  for (const charge_record& one : of.charges) {
    all += one.left;
  }
  return all;
}

std::uint64_t bits(money amount) { return static_cast<std::uint64_t>(amount.cents); }

std::uint64_t bits(const review_record& given) {
  return (std::uint64_t{static_cast<std::uint8_t>(given.stars)} << 8)
         | static_cast<std::uint8_t>(given.private_score);
}

std::uint64_t hash_of(const contract_record& c) {
  const std::uint64_t flags =
      (std::uint64_t{c.policy} << 32) | (static_cast<std::uint64_t>(c.status) << 24)
      | (static_cast<std::uint64_t>(c.request) << 16) | (std::uint64_t{c.hourly} << 2)
      | (std::uint64_t{c.contract_fee_paid} << 1) | std::uint64_t{c.published};
  return mix(key_of(c.id), c.started_at, c.ended_at, c.weekly_limit, bits(c.rate), bits(c.escrow),
      bits(c.billed), bits(c.fees), c.minutes_logged, c.minutes_billed, c.week_minutes,
      c.past_minutes, c.week, index(c.category), flags, bits(c.by_client), bits(c.by_freelancer));
}

/// With its lists, in their order.
std::uint64_t hash_of(const contract_view& of) {
  std::uint64_t all = hash_of(of.contract);
  for (const milestone_record& one : of.milestones) {
    all = mix(all, bits(one.amount), one.due, one.submitted_at, one.status);
  }
  for (const charge_record& one : of.charges) {
    all = mix(
        all, bits(one.left), bits(one.pending), one.at, one.available_at, one.minutes, one.kind);
  }
  return all;
}

}  // namespace

open_business& open_business::operator+=(const open_business& more) {
  active_contracts += more.active_contracts;
  open_requests += more.open_requests;
  escrow += more.escrow;
  pending += more.pending;
  return *this;
}

contract_facts billing_desk::facts(std::uint32_t slot) const {
  const contract_view of = view(slot);
  const contract_record& c = of.contract;
  contract_facts seen{c.id, c.category, c.status, c.request, c.hourly, c.rate, c.started_at, {}, {},
      c.escrow, pending_in(of), c.billed, c.fees, c.minutes_logged, c.minutes_billed,
      static_cast<std::int32_t>(of.milestones.size()), c.by_client.stars, c.by_freelancer.stars};
  if (c.ended()) {
    seen.ended_at = c.ended_at;
  }
  for (const milestone_record& one : of.milestones) {
    seen.due = std::max(seen.due.value_or(one.due), one.due);
  }
  return seen;
}

std::optional<contract_facts> billing_desk::look(const contract_id& contract) const {
  const std::uint32_t slot = find(contract);
  return slot == missing ? std::nullopt : std::optional{facts(slot)};
}

std::optional<milestone_facts> billing_desk::look(const milestone_id& milestone) const {
  const std::uint32_t slot = find(milestone.contract);
  if (slot == missing || milestone.n >= contracts_[slot].milestones.size) {
    return std::nullopt;
  }
  const milestone_record& one = view(slot).milestones[milestone.n];
  return milestone_facts{one.amount, one.due, one.status};
}

std::vector<std::uint32_t> billing_desk::slots_by_id() const {
  std::vector<std::uint32_t> slots;
  slots.reserve(size());
  for (std::uint32_t slot = 0; slot < contracts_.end(); ++slot) {
    if (contracts_[slot].in_use) {
      slots.push_back(slot);
    }
  }
  std::sort(slots.begin(), slots.end(), [this](std::uint32_t a, std::uint32_t b) {
    return contracts_[a].record.id < contracts_[b].record.id;
  });
  return slots;
}

std::vector<contract_facts> billing_desk::contracts() const {
  std::vector<contract_facts> all;
  all.reserve(size());
  for (const std::uint32_t slot : slots_by_id()) {
    all.push_back(facts(slot));
  }
  return all;
}

open_business billing_desk::business_of(person_id person) const {
  open_business all;
  for (std::uint32_t slot = 0; slot < contracts_.end(); ++slot) {
    const contract_record& c = contracts_[slot].record;
    if (contracts_[slot].in_use && (c.id.freelancer == person || c.id.job.client == person)) {
      const bool waits =
          c.request == request_status::asked || c.request == request_status::disputed;
      all += {c.ended() ? 0 : 1, waits ? 1 : 0, c.escrow, pending_in(view(slot))};
    }
  }
  return all;
}

money billing_desk::lifetime(person_id client, person_id freelancer) const {
  const std::uint32_t slot = pair_index_.find(key_of(client, freelancer));
  return slot == missing ? money{} : pairs_[slot].lifetime;
}

std::optional<std::string> billing_desk::quick_audit() const {
  const ledger_totals& totals = ledger_.totals();
  if (const auto wrong = differ("billing desk", "the sum of all accounts", totals.sum(), money{})) {
    return wrong;
  }
  for (const ledger_account account : {ledger_account::escrow, ledger_account::pending}) {
    if (totals[account] < money{}) {
      return "billing desk: " + std::string{name(account)} + " is " + in_words(totals[account]);
    }
  }
  return std::nullopt;
}

std::optional<std::string> billing_desk::audit_contract(std::uint32_t slot) const {
  const contract_view of = view(slot);
  const std::string whose = in_words(of.contract.id);
  for (const charge_record& one : of.charges) {
    if (one.pending < money{} || one.left < money{}) {
      return whose + ": a charge has " + in_words(one.left) + " left and " + in_words(one.pending)
             + " pending";
    }
  }
  if (const auto wrong = differ(whose, "escrow", of.contract.escrow, escrow_in(of))) {
    return wrong;
  }
  return differ(whose, "what it has billed", of.contract.billed, billed_in(of));
}

std::optional<std::string> billing_desk::audit() const {
  if (const auto wrong = quick_audit()) {
    return wrong;
  }
  money escrow;
  money pending;
  std::vector<money> billed(pairs_.size());
  for (std::uint32_t slot = 0; slot < contracts_.end(); ++slot) {
    if (!contracts_[slot].in_use) {
      continue;
    }
    if (const auto wrong = audit_contract(slot)) {
      return wrong;
    }
    escrow += contracts_[slot].record.escrow;
    pending += pending_in(view(slot));
    billed[contracts_[slot].pair] += contracts_[slot].record.billed;
  }
  for (std::size_t i = 0; i < pairs_.size(); ++i) {
    // Contracts that were dropped have left their part of the lifetime billings behind.
    const bool all_kept = options_.keep_history;
    if (pairs_[i].lifetime < billed[i] || (all_kept && pairs_[i].lifetime != billed[i])) {
      return "client " + std::to_string(index(pairs_[i].client)) + ", freelancer "
             + std::to_string(index(pairs_[i].freelancer)) + ": lifetime billings are "
             + in_words(pairs_[i].lifetime) + ", their contracts have " + in_words(billed[i]);
    }
  }
  const ledger_totals& totals = ledger_.totals();
  if (const auto wrong = differ("billing desk", "escrow", totals[ledger_account::escrow], escrow)) {
    return wrong;
  }
  return differ("billing desk", "pending money", totals[ledger_account::pending], pending);
}

fingerprint billing_desk::state_hash() const {
  fingerprint all;
  for (std::uint32_t slot = 0; slot < contracts_.end(); ++slot) {
    if (contracts_[slot].in_use) {
      all.add(hash_of(view(slot)));
    }
  }
  for (const pair_record& pair : pairs_) {
    all.add(mix(index(pair.client), index(pair.freelancer), bits(pair.lifetime), bits(pair.owed)));
  }
  for (const timed& one : alarms_) {
    all.add(mix(static_cast<std::uint64_t>(one.at), key_of(one.contract), one.n, one.kind));
  }
  return all;
}

std::size_t billing_desk::bytes() const {
  return contracts_.bytes() + pairs_.capacity() * sizeof(pair_record) + contract_index_.bytes()
         + pair_index_.bytes() + milestones_.bytes() + charges_.bytes()
         + alarms_.capacity() * sizeof(timed);
}

}  // namespace souk::market

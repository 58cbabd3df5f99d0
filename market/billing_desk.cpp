#include "market/billing_desk.hpp"

#include "market/hourly.hpp"
#include "market/milestones.hpp"
#include "market/refunds.hpp"
#include "market/reviews.hpp"

#include <algorithm>
#include <tuple>
#include <type_traits>

namespace souk::market {
namespace {

template <class Command>
constexpr bool is_about_milestone = requires(Command one) { one.milestone; };

template <class Command>
contract_id contract_of(const Command& request) {
  if constexpr (is_about_milestone<Command>) {
    return request.milestone.contract;
  } else {
    return request.contract;
  }
}

/// What was charged after the end can be refunded for longer: then looks again.
void look_whether_over(const contract_edit& of, billing_effects& effects) {
  if (of.charges.empty()) {
    return;
  }
  const second until = of.charges.back().at + of.terms.refunds.window;
  if (effects.at < until) {
    effects.alarms.push_back({until, alarm_kind::over});
  }
}

/// Orders a heap so that the next alarm comes first; at one second by kind, then by ids.
constexpr auto rings_after = [](const auto& a, const auto& b) {
  return std::tie(a.at, a.kind, a.contract, a.n) > std::tie(b.at, b.kind, b.contract, b.n);
};

}  // namespace

billing_desk::billing_desk(const policy_book& policies, options chosen)
    : policies_(&policies), options_(chosen) {}

// -- records --------------------------------------------------------------------------------------

std::uint32_t billing_desk::find(const contract_id& contract) const {
  return contract_index_.find(
      key_of(contract), [&](std::uint32_t slot) { return contracts_[slot].record.id == contract; });
}

std::uint32_t billing_desk::pair_slot(person_id client, person_id freelancer) {
  const std::uint64_t key = key_of(client, freelancer);
  std::uint32_t slot = pair_index_.find(key);
  if (slot == missing) {
    slot = static_cast<std::uint32_t>(pairs_.size());
    pairs_.push_back({client, freelancer, money{}, money{}});
    pair_index_.insert(key, slot);
  }
  return slot;
}

contract_view billing_desk::view(std::uint32_t slot) const {
  const stored& kept = contracts_[slot];
  return {kept.record, pairs_[kept.pair], milestones_[kept.milestones], charges_[kept.charges],
      policies_->at(kept.record.policy, kept.record.started_at)};
}

contract_edit billing_desk::edit(std::uint32_t slot) {
  stored& kept = contracts_[slot];
  return {kept.record, pairs_[kept.pair], milestones_[kept.milestones], charges_[kept.charges],
      policies_->at(kept.record.policy, kept.record.started_at)};
}

void billing_desk::start(const started_contract& contract, outbox&) {
  const std::uint32_t slot = contracts_.take();
  stored& kept = contracts_[slot];
  kept = {};
  kept.in_use = true;
  kept.pair = pair_slot(contract.id.job.client, contract.id.freelancer);
  contract_record& record = kept.record;
  record.id = contract.id;
  record.started_at = kept_second(contract.at);
  record.policy = contract.policy;
  record.category = contract.category;
  record.hourly = contract.rate.has_value();
  record.rate = contract.rate.value_or(money{});
  record.weekly_limit = contract.weekly_limit;
  record.subsidy_percent = contract.subsidy_percent;
  record.subsidy_dollars = contract.subsidy_dollars;
  for (const milestone_terms& one : contract.milestones) {
    milestones_.push_back(kept.milestones, {one.amount, one.due});
  }
  contract_index_.insert(key_of(contract.id), slot);
  ++counts_.contracts_started;
  ++counts_.active_contracts;
}

/// Lets `change` write to the contract, then keeps what it left behind.
template <class Write>
void billing_desk::write(std::uint32_t slot, second at, outbox& out, Write&& change) {
  new_milestones_.clear();
  new_charges_.clear();
  new_alarms_.clear();
  const std::int64_t gross_before = counts_.gross_cents;
  billing_effects effects{at, ledger_, out, counts_, new_milestones_, new_charges_, new_alarms_};
  change(edit(slot), effects);

  stored& kept = contracts_[slot];
  for (const milestone_record& one : new_milestones_) {
    milestones_.push_back(kept.milestones, one);
  }
  for (const charge_record& one : new_charges_) {
    charges_.push_back(kept.charges, one);
  }
  for (const alarm& one : new_alarms_) {
    set_alarm(slot, one);
  }
  if (const std::int64_t gross = counts_.gross_cents - gross_before; gross != 0) {
    const std::size_t category = index(kept.record.category);
    if (gross_by_category_.size() <= category) {
      gross_by_category_.resize(category + 1);
    }
    gross_by_category_[category] += gross;
  }
}

// -- commands -------------------------------------------------------------------------------------

template <class Command>
reason billing_desk::carry_out(const vouched& by, const Command& request, outbox& out) {
  const contract_id contract = contract_of(request);
  const std::uint32_t slot = find(contract);
  bool known = slot != missing;
  if constexpr (is_about_milestone<Command>) {
    known = known && request.milestone.n < contracts_[slot].milestones.size;
  }
  const reason refused = check_party(contract, known, by.offered_only, by.given.by, Command::by);
  if (refused != reason::none) {
    return refused;
  }
  const auto decided = decide(request, view(slot), by);
  if (!decided || out.judging) {
    return decided.why();
  }
  write(slot, by.given.at, out, [&](const contract_edit& of, billing_effects& effects) {
    if constexpr (requires { apply(request, *decided, of, effects); }) {
      apply(request, *decided, of, effects);
    } else {
      apply(request, of, effects);
    }
  });
  return reason::none;
}

template <class Command>
reason billing_desk::take(const vouched& by, const Command& request, outbox& out) {
  const reason why = carry_out(by, request, out);
  if (why == reason::none) {
    return why;
  }
  const contract_id contract = contract_of(request);
  out.events.push_back(rejection<Command>(by.given, why, contract.job));
  if (by.held > money{}) {
    out.funds.push_back({by.given.at, by.given.by, contract, by.held, true});
  }
  return why;
}

reason billing_desk::handle(const vouched& by, const log_time& request, outbox& out) {
  return take(by, request, out);
}
reason billing_desk::handle(const vouched& by, const submit_milestone& request, outbox& out) {
  return take(by, request, out);
}
reason billing_desk::handle(const vouched& by, const answer_refund& request, outbox& out) {
  return take(by, request, out);
}
reason billing_desk::handle(const vouched& by, const refund& request, outbox& out) {
  return take(by, request, out);
}
reason billing_desk::handle(const vouched& by, const fund_milestone& request, outbox& out) {
  return take(by, request, out);
}
reason billing_desk::handle(const vouched& by, const add_milestone& request, outbox& out) {
  return take(by, request, out);
}
reason billing_desk::handle(const vouched& by, const request_changes& request, outbox& out) {
  return take(by, request, out);
}
reason billing_desk::handle(const vouched& by, const approve_milestone& request, outbox& out) {
  return take(by, request, out);
}
reason billing_desk::handle(const vouched& by, const dispute_hours& request, outbox& out) {
  return take(by, request, out);
}
reason billing_desk::handle(const vouched& by, const bonus& request, outbox& out) {
  return take(by, request, out);
}
reason billing_desk::handle(const vouched& by, const end_contract& request, outbox& out) {
  return take(by, request, out);
}
reason billing_desk::handle(const vouched& by, const review& request, outbox& out) {
  return take(by, request, out);
}

// -- the clock ------------------------------------------------------------------------------------

void billing_desk::set_alarm(std::uint32_t slot, const alarm& when) {
  stored& kept = contracts_[slot];
  ++kept.alarms;
  alarms_.push_back({when.at, kept.record.id, when.n, slot, when.kind});
  std::push_heap(alarms_.begin(), alarms_.end(), rings_after);
}

void billing_desk::advance(second to, outbox& out) {
  while (!alarms_.empty() && alarms_.front().at <= to) {
    const timed due = alarms_.front();
    std::pop_heap(alarms_.begin(), alarms_.end(), rings_after);
    alarms_.pop_back();
    --contracts_[due.slot].alarms;
    ring(due, out);
    drop_if_over(due.slot);
  }
}

std::optional<second> billing_desk::next_alarm() const {
  return alarms_.empty() ? std::nullopt : std::optional{alarms_.front().at};
}

void billing_desk::ring(const timed& due, outbox& out) {
  write(due.slot, due.at, out, [&](const contract_edit& of, billing_effects& effects) {
    switch (due.kind) {
      case alarm_kind::invoice:
        return invoice_week(of, effects);
      case alarm_kind::auto_release:
        return release_unanswered(of, due.n, effects);
      case alarm_kind::refund_silence:
        return settle_unanswered(of, effects);
      case alarm_kind::dispute_end:
        return settle_dispute(of, effects);
      case alarm_kind::funds_available:
        return make_available(of, due.n, effects);
      case alarm_kind::review_window:
        return close_reviews(of, effects);
      case alarm_kind::over:
        return look_whether_over(of, effects);
    }
  });
}

void billing_desk::drop_if_over(std::uint32_t slot) {
  stored& kept = contracts_[slot];
  if (options_.keep_history || kept.alarms != 0 || !kept.record.ended()) {
    return;
  }
  if (options_.report_over) {
    over_.push_back(facts(slot));
  }
  milestones_.clear(kept.milestones);
  charges_.clear(kept.charges);
  contract_index_.erase(key_of(kept.record.id), slot);
  kept.in_use = false;
  contracts_.give_back(slot);
}

}  // namespace souk::market

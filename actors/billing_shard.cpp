#include "actors/billing_shard.hpp"

#include "actors/routing.hpp"

#include <algorithm>
#include <tuple>

namespace souk::actors {
namespace {

observe::contract_row row_of(const market::contract_facts& contract) {
  observe::contract_row row;
  row.contract = contract.id;
  row.hourly = contract.hourly;
  row.started_at = contract.started_at;
  row.ended_at = contract.ended_at.value_or(-1);
  row.status = contract.status;
  row.rate_cents = contract.rate.cents;
  row.billed_cents = contract.billed.cents;
  row.fees_cents = contract.fees.cents;
  row.minutes_billed = contract.minutes_billed;
  row.stars_by_client = contract.stars_by_client;
  row.stars_by_freelancer = contract.stars_by_freelancer;
  return row;
}

}  // namespace

billing_shard::billing_shard(const run_setup& setup)
    : shard(setup.plan.desks(), setup.plan.cohorts()),
      setup_(setup),
      desk_(setup.policies, {.keep_history = false, .report_over = true}),
      queue_(setup.order_key()),
      tally_(setup.categories.size(), setup.record_events),
      post_(setup_.plan, mail_, tally_),
      gross_counted_(setup.categories.size()) {
  if (setup.record_entries) {
    desk_.ledger().keep_entries();
  }
}

void billing_shard::work(stage, const epoch& now, const inbox& in) {
  commands_.clear();
  mail_.clear();
  out_.clear();
  starting_.clear();
  for (const command_batch* batch : in.commands) {
    for (const market::started_contract& contract : batch->contracts) {
      starting_.push_back(&contract);
    }
  }
  // The latest first, so that the next one to start is at the back.
  std::sort(starting_.begin(), starting_.end(), [](const auto* a, const auto* b) {
    return std::tuple{b->at, b->id} < std::tuple{a->at, a->id};
  });
  for (const command_queue::item& next : queue_.sorted(in)) {
    start_until(next.given.at);
    desk_.advance(next.given.at, out_);
    take(next);
  }
  start_until(now.to - 1);
  desk_.advance(now.to - 1, out_);
  post_.dispatch(out_);
}

void billing_shard::start_until(second at) {
  while (!starting_.empty() && starting_.back()->at <= at) {
    desk_.advance(starting_.back()->at, out_);
    desk_.start(*starting_.back(), out_);
    starting_.pop_back();
  }
}

void billing_shard::take(const command_queue::item& next) {
  std::visit(
      [&]<class Command>(const Command& command) {
        if constexpr (bill_command<Command>) {
          desk_.handle(next.other->by, command, out_);
        }
      },
      next.other->what);
}

second billing_shard::next_due(stage) const {
  return desk_.next_alarm().value_or(wake_queue::never);
}

shard_sums billing_shard::sums() const {
  shard_sums all;
  all.ledger = desk_.ledger().totals();
  all.events = tally_.fingerprint();
  return all;
}

void billing_shard::count_day() {
  const market::billing_counts& now = desk_.counts();
  tally_.count(
      observe::counted::hours_billed_minutes, now.minutes_billed - counted_.minutes_billed);
  tally_.count(observe::counted::refunds, now.refunds - counted_.refunds);
  tally_.count(observe::counted::disputes, now.disputes - counted_.disputes);
  tally_.count(observe::counted::gross_cents, now.gross_cents - counted_.gross_cents);
  counted_ = now;
  for (std::size_t c = 0; c < setup_.categories.size(); ++c) {
    const std::size_t at = index(setup_.categories[c]);
    const std::int64_t gross =
        at < desk_.gross_by_category().size() ? desk_.gross_by_category()[at] : 0;
    tally_.category(c).gross_cents += gross - gross_counted_[c];
    gross_counted_[c] = gross;
  }
}

day_part billing_shard::take_day(bool recount) {
  day_part part;
  count_day();
  part.counts = tally_.take_day();
  part.categories = tally_.take_categories();
  part.active_contracts = desk_.counts().active_contracts;
  part.events = tally_.take_events();
  part.entries = desk_.ledger().take_entries();
  part.audit = recount ? desk_.audit() : desk_.quick_audit();
  for (const market::contract_facts& contract : desk_.take_over()) {
    over_.push_back(row_of(contract));
  }
  return part;
}

void billing_shard::keep_late_rows() {
  tally_.keep_last(late_rows_kept);
  desk_.ledger().keep_last(late_rows_kept);
}

void billing_shard::show(late_rows& into) const {
  into.take(tally_.last(), into.events);
  into.take(desk_.ledger().last(), into.entries);
}

void billing_shard::show(observe::vitals& into) const {
  const market::billing_counts& now = desk_.counts();
  into.today += tally_.today();
  into.today[observe::counted::hours_billed_minutes] +=
      now.minutes_billed - counted_.minutes_billed;
  into.today[observe::counted::refunds] += now.refunds - counted_.refunds;
  into.today[observe::counted::disputes] += now.disputes - counted_.disputes;
  into.today[observe::counted::gross_cents] += now.gross_cents - counted_.gross_cents;
  into.active_contracts += now.active_contracts;
}

std::vector<observe::contract_row> billing_shard::going_on() const {
  std::vector<observe::contract_row> rows;
  for (const market::contract_facts& contract : desk_.contracts()) {
    rows.push_back(row_of(contract));
  }
  return rows;
}

final_part billing_shard::finish() {
  final_part part;
  part.state = desk_.state_hash();
  part.contracts = std::move(over_);
  const std::vector<observe::contract_row> rest = going_on();
  part.contracts.insert(part.contracts.end(), rest.begin(), rest.end());
  return part;
}

}  // namespace souk::actors

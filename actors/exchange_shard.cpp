#include "actors/exchange_shard.hpp"

#include "actors/routing.hpp"

namespace souk::actors {
namespace {

observe::job_row row_of(const market::job_summary& job, std::uint16_t category) {
  observe::job_row row;
  row.job = job.id;
  row.category = category;
  row.type = job.type;
  row.is_public = job.is_public;
  row.posted_at = job.posted_at;
  row.ended_at = job.ended_at;
  row.status = job.status;
  row.value_cents = job.value.cents;
  row.price_cents = job.price.cents;
  row.proposals = job.lodged;
  row.invitations = job.invitations;
  row.interviews = job.interviews;
  return row;
}

}  // namespace

exchange_shard::exchange_shard(const run_setup& setup, const public_view& view)
    : shard(setup.plan.desks(), setup.plan.cohorts()),
      setup_(setup),
      exchange_(setup.policies, view.freelancers, market::person_id{0},
          {.keep_history = false, .collect_ended = true}),
      queue_(setup.order_key()),
      tally_(setup.categories.size(), setup.record_events),
      post_(setup_.plan, mail_, tally_),
      counted_(setup.categories.size()) {}

void exchange_shard::work(stage, const epoch& now, const inbox& in) {
  commands_.clear();
  mail_.clear();
  out_.clear();
  const auto& items = queue_.sorted(in);
  constexpr std::size_t ahead = 8;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i + ahead < items.size() && items[i + ahead].proposal != nullptr) {
      exchange_.prefetch(items[i + ahead].proposal->what.job);
    }
    exchange_.advance(items[i].given.at, out_);
    take(items[i]);
  }
  exchange_.advance(now.to - 1, out_);
  post_.dispatch(out_);
  for (const market::started_contract& contract : out_.contracts) {
    commands_.to(setup_.plan.billing_desk(contract.id.job.client)).contracts.push_back(contract);
  }
}

void exchange_shard::take(const command_queue::item& next) {
  if (next.proposal != nullptr) {
    exchange_.handle(next.proposal->by, next.proposal->what, out_);
    return;
  }
  const market::vouched& by = next.other->by;
  std::visit(
      [&]<class Command>(const Command& command) {
        if constexpr (std::same_as<Command, market::post_job>) {
          exchange_.post(by, command, market::job_id{by.given.by, command.need}, out_);
          tally_.count(observe::counted::jobs_public, command.is_public ? 1 : 0);
        } else if constexpr (trade_command<Command>) {
          exchange_.handle(by, command, out_);
        }
      },
      next.other->what);
}

second exchange_shard::next_due(stage) const {
  return exchange_.next_due().value_or(wake_queue::never);
}

shard_sums exchange_shard::sums() const {
  shard_sums all;
  all.events = tally_.fingerprint();
  return all;
}

day_part exchange_shard::take_day(bool recount) {
  day_part part;
  for (std::size_t c = 0; c < counted_.size(); ++c) {
    const market::exchange_counts now = exchange_.counts(setup_.categories[c]);
    tally_.category(c).jobs_posted += now.jobs_posted - counted_[c].jobs_posted;
    tally_.category(c).proposals += now.proposals - counted_[c].proposals;
    tally_.category(c).hires += now.hires - counted_[c].hires;
    counted_[c] = now;
  }
  part.counts = tally_.take_day();
  part.categories = tally_.take_categories();
  part.open_jobs = exchange_.open_jobs();
  part.live_proposals = exchange_.live_proposals();
  part.events = tally_.take_events();
  part.audit = recount ? exchange_.audit() : std::nullopt;
  for (const market::job_summary& job : exchange_.take_ended()) {
    ended_.push_back(row_of(job, setup_.category_index(job.category)));
  }
  return part;
}

void exchange_shard::keep_late_rows() { tally_.keep_last(late_rows_kept); }

void exchange_shard::show(late_rows& into) const { into.take(tally_.last(), into.events); }

void exchange_shard::show(observe::vitals& into) const {
  into.today += tally_.today();
  into.open_jobs += exchange_.open_jobs();
  into.live_proposals += exchange_.live_proposals();
}

final_part exchange_shard::finish() {
  final_part part;
  part.state = exchange_.state_hash();
  part.jobs = std::move(ended_);
  exchange_.for_each_job([&](const market::job_summary& job) {
    if (job.status == market::job_status::open) {
      part.jobs.push_back(row_of(job, setup_.category_index(job.category)));
    }
  });
  return part;
}

}  // namespace souk::actors

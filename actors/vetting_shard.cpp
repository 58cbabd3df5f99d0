#include "actors/vetting_shard.hpp"

#include "market/order.hpp"

#include <algorithm>
#include <tuple>

namespace souk::actors {

vetting_shard::vetting_shard(const run_setup& setup, const public_view& view)
    : shard(setup.plan.desks(), setup.plan.cohorts()),
      setup_(setup),
      view_(view),
      desk_(setup.policies),
      tally_(setup.categories.size(), setup.record_events),
      post_(setup_.plan, mail_, tally_) {}

void vetting_shard::work(stage, const epoch& now, const inbox& in) {
  commands_.clear();
  mail_.clear();
  out_.clear();
  gather(in);
  std::size_t changed = 0;
  for (const market::submission& next : submissions_) {
    while (changed < supply_.size() && supply_[changed].at <= next.at) {
      advance(supply_[changed].at);
      desk_.notice(supply_[changed++]);
    }
    advance(next.at);
    desk_.submit(next);
  }
  while (changed < supply_.size()) {
    advance(supply_[changed].at);
    desk_.notice(supply_[changed++]);
  }
  advance(now.to - 1);
  count_answers();
  post_.dispatch(out_);
  pass_on_calls(in);
}

void vetting_shard::pass_on_calls(const inbox& in) {
  for (const command_batch* batch : in.commands) {
    for (const delivery& call : batch->calls) {
      mail_.to(setup_.plan.cohort_of(call.to)).events.push_back(call);
    }
  }
}

void vetting_shard::gather(const inbox& in) {
  submissions_.clear();
  supply_.clear();
  for (const command_batch* batch : in.commands) {
    submissions_.insert(submissions_.end(), batch->submissions.begin(), batch->submissions.end());
    supply_.insert(supply_.end(), batch->supply.begin(), batch->supply.end());
  }
  const market::taken_before order{setup_.order_key()};
  const auto key = [&](const auto& one) {
    return std::tuple{one.at, order.turn({one.at, one.person}), index(one.person)};
  };
  const auto before = [&](const auto& a, const auto& b) { return key(a) < key(b); };
  // Several of one person stay in the order in which the person gave them.
  std::stable_sort(submissions_.begin(), submissions_.end(), before);
  std::stable_sort(supply_.begin(), supply_.end(), before);
}

void vetting_shard::advance(second to) {
  const auto posts = [this](market::symbol skill, second at, market::duration window) {
    std::int64_t all = 0;
    for (const market::exchange* exchange : view_.exchanges) {
      all += exchange->posted_since(skill, at - window);
    }
    return all;
  };
  desk_.advance(to, posts, out_);
}

void vetting_shard::count_answers() {
  for (const market::event& answer : out_.events) {
    observe::category_day& day = tally_.category(setup_.category_of_freelancer(answer.person));
    day.approved += answer.type == market::event_type::profile_approved ? 1 : 0;
    day.oversupplied += answer.why == market::reason::oversupplied ? 1 : 0;
  }
}

second vetting_shard::next_due(stage) const {
  return desk_.next_timer().value_or(wake_queue::never);
}

shard_sums vetting_shard::sums() const {
  shard_sums all;
  all.events = tally_.fingerprint();
  return all;
}

day_part vetting_shard::take_day(bool) {
  day_part part;
  tally_.count(observe::counted::vetting_overdue, desk_.overdue() - overdue_counted_);
  overdue_counted_ = desk_.overdue();
  part.counts = tally_.take_day();
  part.categories = tally_.take_categories();
  part.vetting_queue = desk_.waiting();
  part.events = tally_.take_events();
  return part;
}

void vetting_shard::keep_late_rows() { tally_.keep_last(late_rows_kept); }

void vetting_shard::show(late_rows& into) const { into.take(tally_.last(), into.events); }

void vetting_shard::show(observe::vitals& into) const {
  into.today += tally_.today();
  into.today[observe::counted::vetting_overdue] += desk_.overdue() - overdue_counted_;
  into.vetting_queue += desk_.waiting();
}

final_part vetting_shard::finish() {
  final_part part;
  part.state = desk_.state_hash();
  return part;
}

}  // namespace souk::actors

#include "market/vetting_desk.hpp"

#include <algorithm>
#include <functional>

namespace souk::market {

reason decide_answer(bool complete, const supply_facts& facts, const vetting_policy& terms) {
  if (!complete) {
    return reason::incomplete;
  }
  const std::int64_t room = terms.supply_floor + terms.supply_ratio * facts.posts;
  return facts.approved_in_skill >= room ? reason::oversupplied : reason::none;
}

duration work_of(duration drawn, const vetting_policy& terms) {
  return terms.review_time.max ? drawn : terms.review_time.median;
}

void vetting_desk::submit(const submission& given) {
  const vetting_policy& terms = policies_->at(given.policy, given.at).vetting;
  review work{.given = given, .number = first_ + reviews_.size(), .deadline = {}, .ends = {}};
  work.given.work = work_of(given.work, terms);
  if (terms.review_time.max) {
    work.deadline = given.at + *terms.review_time.max;
    set_timer(*work.deadline, work.number);
  }
  ++waiting_;
  by_person_.insert(index(given.person), place_of(work.number));
  reviews_.push_back(work);
  // An answer after an exact time takes up nobody.
  if (terms.reviewers == 0 || !work.deadline) {
    begin(*reviews_.back(), given.at, false);
    return;
  }
  room_of(given.policy).queue.push_back(work.number);
  begin_waiting(given.policy, given.at);
}

void vetting_desk::notice(const supply_change& change) {
  if (change.from != no_symbol) {
    --approved(change.from);
  }
  if (change.to != no_symbol) {
    ++approved(change.to);
  }
  if (!change.left) {
    return;
  }
  // The oldest first: reviewers who are free again take the next one in that order.
  std::vector<std::uint64_t> dropped;
  by_person_.find(index(change.person), [&](std::uint32_t place) {
    dropped.push_back(first_ + ((place - first_) & most_kept));
    return false;
  });
  std::ranges::sort(dropped);
  for (std::uint64_t number : dropped) {
    remove(number, change.at);
  }
}

std::int64_t vetting_desk::approved_in_skill(symbol skill) const {
  return index(skill) < approved_.size() ? approved_[index(skill)] : 0;
}

std::int64_t& vetting_desk::approved(symbol skill) {
  if (index(skill) >= approved_.size()) {
    approved_.resize(std::size_t{index(skill)} + 1);
  }
  return approved_[index(skill)];
}

std::optional<second> vetting_desk::next_due(second to) {
  while (!timers_.empty() && find(timers_.front().number) == nullptr) {
    pop_timer();
  }
  const bool due = !timers_.empty() && timers_.front().at <= to;
  return due ? std::optional{timers_.front().at} : std::nullopt;
}

vetting_desk::review vetting_desk::take_due(second at) {
  const review done = *find(timers_.front().number);
  pop_timer();
  remove(done.number, at);
  return done;
}

void vetting_desk::answer(const review& done, second at, reason why, outbox& out) {
  const bool finished = done.ends && *done.ends <= at;
  overdue_ += finished ? 0 : 1;
  event e;
  e.at = at;
  e.person = done.given.person;
  e.n = done.given.profile;
  e.type = why == reason::none ? event_type::profile_approved : event_type::profile_rejected;
  e.why = why;
  out.events.push_back(e);
  if (why == reason::none) {
    ++approved(done.given.skill);
  }
}

void vetting_desk::begin(review& work, second at, bool busies) {
  work.ends = at + work.given.work;
  work.busies = busies;
  if (!work.deadline || *work.ends < *work.deadline) {
    set_timer(*work.ends, work.number);
  }
}

void vetting_desk::begin_waiting(policy_index policy, second at) {
  room& mine = room_of(policy);
  const std::int64_t reviewers = policies_->at(policy, at).vetting.reviewers;
  while (!mine.queue.empty() && (reviewers == 0 || mine.busy < reviewers)) {
    review* next = find(mine.queue.front());
    mine.queue.pop_front();
    if (next != nullptr) {
      ++mine.busy;
      begin(*next, at, true);
    }
  }
}

void vetting_desk::remove(std::uint64_t number, second at) {
  std::optional<review>& gone = reviews_[number - first_];
  const policy_index policy = gone->given.policy;
  const bool was_busy = gone->busies;
  by_person_.erase(index(gone->given.person), place_of(number));
  gone.reset();
  --waiting_;
  while (!reviews_.empty() && !reviews_.front()) {
    reviews_.pop_front();
    ++first_;
  }
  if (was_busy) {
    --room_of(policy).busy;
    begin_waiting(policy, at);
  }
}

void vetting_desk::set_timer(second at, std::uint64_t number) {
  timers_.push_back({at, number});
  std::ranges::push_heap(timers_, std::greater{});
}

void vetting_desk::pop_timer() {
  std::ranges::pop_heap(timers_, std::greater{});
  timers_.pop_back();
}

vetting_desk::review* vetting_desk::find(std::uint64_t number) {
  if (number < first_ || number - first_ >= reviews_.size()) {
    return nullptr;
  }
  std::optional<review>& one = reviews_[number - first_];
  return one ? &*one : nullptr;
}

vetting_desk::room& vetting_desk::room_of(policy_index policy) {
  if (policy >= rooms_.size()) {
    rooms_.resize(std::size_t{policy} + 1);
  }
  return rooms_[policy];
}

fingerprint vetting_desk::state_hash() const {
  fingerprint all;
  for (const std::optional<review>& one : reviews_) {
    if (one) {
      all.add(mix(static_cast<std::uint64_t>(one->given.at), index(one->given.person),
          one->given.profile, index(one->given.skill), one->given.complete,
          one->deadline.value_or(0), one->ends.value_or(0), one->given.work.seconds));
    }
  }
  for (std::size_t skill = 0; skill < approved_.size(); ++skill) {
    if (approved_[skill] != 0) {
      all.add(mix(skill, static_cast<std::uint64_t>(approved_[skill])));
    }
  }
  return all;
}

}  // namespace souk::market

#include "market/exchange.hpp"

#include "market/exchange_parts.hpp"

#include <algorithm>
#include <functional>

namespace souk::market {

exchange::exchange(const policy_book& book, std::span<const freelancer_face> faces, person_id first,
    exchange_options options)
    : book_{&book}, faces_{faces}, first_{first}, options_{options} {}

void exchange::set_faces(std::span<const freelancer_face> faces, person_id first) {
  faces_ = faces;
  first_ = first;
}

// -- lookup --

const exchange::stored_job* exchange::find(job_id id) const {
  const std::uint32_t slot = by_id_.find(number(id));
  return slot == none ? nullptr : &jobs_[slot];
}

exchange::stored_job* exchange::find(job_id id) {
  const std::uint32_t slot = by_id_.find(number(id));
  return slot == none ? nullptr : &jobs_[slot];
}

named_freelancer exchange::named(person_id freelancer) const {
  const std::uint32_t place = index(freelancer) - index(first_);
  return place < faces_.size() ? named_freelancer{true, faces_[place].approved}
                               : named_freelancer{};
}

freelancer_face exchange::face_of(person_id freelancer) const {
  const std::uint32_t place = index(freelancer) - index(first_);
  return place < faces_.size() ? faces_[place] : freelancer_face{};
}

std::uint16_t exchange::feed_of(symbol category) {
  const std::size_t place = index(category);
  if (place >= feed_by_category_.size()) {
    feed_by_category_.resize(place + 1, 0);
  }
  if (feed_by_category_[place] == 0) {
    feeds_.emplace_back().category = category;
    feed_by_category_[place] = static_cast<std::uint16_t>(feeds_.size());
  }
  return static_cast<std::uint16_t>(feed_by_category_[place] - 1);
}

const exchange::category_feed* exchange::find_feed(symbol category) const {
  const std::size_t place = index(category);
  return place < feed_by_category_.size() && feed_by_category_[place] != 0
             ? &feeds_[feed_by_category_[place] - 1U]
             : nullptr;
}

// -- jobs --

reason exchange::handle(const vouched& given, const post_job& asked, outbox& out) {
  return post(given, asked, {given.given.by, asked.need}, out);
}

reason exchange::post(const vouched& given, const post_job& asked, job_id id, outbox& out) {
  const policy_index terms = book_->of_post(given.policy, id, given.given.at);
  const auto decided = decide(asked, given, book_->at(terms, given.given.at));
  if (!decided) {
    return refuse<post_job>(given, decided.why(), id, out);
  }
  if (out.judging) {
    return reason::none;
  }
  const std::uint32_t slot = jobs_.take();
  stored_job& job = jobs_[slot];
  apply(asked, *decided, given, id, job.record);
  job.record.policy = terms;
  by_id_.insert(number(id), slot);
  job.feed = feed_of(asked.category);
  job.nth = static_cast<std::uint32_t>(totals_.jobs_posted);
  for (exchange_counts* counts : {&totals_, &feeds_[job.feed].counts}) {
    ++counts->open_jobs;
    ++counts->jobs_posted;
  }
  const std::size_t skill = index(job.record.skill);
  if (skill >= posts_.size()) {
    posts_.resize(skill + 1);
  }
  posts_[skill].push_back(job.record.posted_at);
  set_timer({job.record.expires_at, timer_kind::job_expires, {id, nobody}});

  event posted = done(event_type::job_posted, given, id, nobody);
  posted.amount = job.record.value;
  posted.n = job.record.cost;
  posted.detail = static_cast<std::uint16_t>(job.record.type);
  out.events.push_back(posted);
  if (job.record.is_public) {
    add_card(slot);
    notify_searches(job, given.given.at, out);
  }
  return reason::none;
}

reason exchange::handle(const vouched& given, const close_job& asked, outbox& out) {
  stored_job* job = find(asked.job);
  const auto decided = decide(asked, given, record_of(job));
  if (!decided) {
    return refuse<close_job>(given, decided.why(), asked.job, out);
  }
  if (out.judging) {
    return reason::none;
  }
  end(*job, job_status::closed, given.given.at, nobody, out);
  return reason::none;
}

// -- the end of a job --

void exchange::end(stored_job& job, job_status how, second at, person_id hired, outbox& out) {
  for (exchange_counts* counts : {&totals_, &feeds_[job.feed].counts}) {
    --counts->open_jobs;
    counts->live_proposals -= job.record.live;
  }
  end_job(how, at, job.record);
  if (job.card != none) {
    feeds_[job.feed].cards[job.card].open = false;
    ++feeds_[job.feed].over;
  }
  event what;
  what.at = at;
  what.job = job.record.id;
  what.person = job.record.id.client;
  what.other = hired;
  what.type = how == job_status::filled   ? event_type::job_filled
              : how == job_status::closed ? event_type::job_closed
                                          : event_type::job_expired;
  out.events.push_back(what);
  notify_others(job, what, out);
  if (how == job_status::closed) {
    return_connects(job, at, out);
  }
  if (how != job_status::filled) {
    decline_offers(job, at, out);
  }
  if (options_.collect_ended) {
    ended_.push_back(summary_of(job.record));
  }
  forget_later(job);
}

void exchange::notify_others(const stored_job& job, const event& what, outbox& out) const {
  event notice = what;
  notice.other = job.record.id.client;
  const auto tell = [&](person_id freelancer) {
    if (freelancer != what.other) {
      notice.person = freelancer;
      out.notices.push_back(notice);
    }
  };
  for_each_proposal(job, [&](std::uint32_t slot, std::uint32_t) {
    if (is_live(proposal_at(slot).status)) {
      tell(proposal_at(slot).freelancer);
    }
  });
  for (const invitation_record& invitation : job.invitations) {
    if (!invitation.declined && !invitation.answered) {
      tell(invitation.freelancer);
    }
  }
}

void exchange::return_connects(const stored_job& job, second at, outbox& out) const {
  if (!book_->at(job.record.policy, job.record.posted_at).connects.return_on_close) {
    return;
  }
  for_each_proposal(job, [&](std::uint32_t slot, std::uint32_t) {
    const proposal_record& proposal = proposal_at(slot);
    if (is_live(proposal.status)) {
      const held_connects lots = lots_of(proposal);
      if (lots.size > 0) {
        out.connects.push_back({at, proposal.freelancer, job.record.id, lots, false});
      }
    }
  });
}

void exchange::forget_later(const stored_job& job) {
  if (options_.keep_history) {
    return;
  }
  second at = second{job.record.over_at} + options_.forget_after;
  for (const offer_record& made : job.offers) {
    if (made.status == contract_status::offered) {
      at = std::max(at, second{made.expires_at});
    }
  }
  set_timer({shorten(at), timer_kind::job_forgotten, {job.record.id, nobody}});
}

void exchange::forget(job_id id) {
  const std::uint32_t slot = by_id_.find(number(id));
  stored_job& job = jobs_[slot];
  give_back_proposals(job);
  if (job.card != none) {
    feeds_[job.feed].jobs[job.card] = none;
    job.card = none;
  }
  job.record.id = no_job;
  job.invitations.clear();
  job.offers.clear();
  by_id_.erase(number(id), slot);
  jobs_.give_back(slot);
}

// -- the clock --

void exchange::set_timer(const timer& due) {
  timers_.push_back(due);
  std::ranges::push_heap(timers_, std::greater{});
}

std::optional<second> exchange::next_due() const {
  return timers_.empty() ? std::nullopt : std::optional<second>{timers_.front().at};
}

void exchange::advance(second to, outbox& out) {
  while (!timers_.empty() && timers_.front().at <= to) {
    std::ranges::pop_heap(timers_, std::greater{});
    const timer due = timers_.back();
    timers_.pop_back();
    run(due, out);
  }
}

void exchange::run(const timer& due, outbox& out) {
  switch (due.kind) {
    case timer_kind::offer_expires:
      expire_offer(due, out);
      return;
    case timer_kind::job_expires: {
      stored_job* job = find(due.what.job);
      if (job != nullptr && job->record.status == job_status::open) {
        end(*job, job_status::expired, due.at, nobody, out);
      }
      return;
    }
    case timer_kind::job_forgotten:
      forget(due.what.job);
      return;
  }
}

}  // namespace souk::market

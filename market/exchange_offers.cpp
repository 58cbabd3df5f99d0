// The exchange: offers until they are accepted.

#include "market/exchange_parts.hpp"

namespace souk::market {

reason exchange::handle(const vouched& given, const offer& asked, outbox& out) {
  stored_job* job = find(asked.job);
  offer_record* made = find_by_freelancer(job, &stored_job::offers, asked.freelancer);
  const auto decided = decide(asked, given, named(asked.freelancer), record_of(job), made);
  if (!decided) {
    return refuse<offer>(given, decided.why(), asked.job, out);
  }
  if (out.judging) {
    return reason::none;
  }
  if (made == nullptr) {
    made = &job->offers.emplace_back();
  }
  const policy_index terms = book_->about_job(given.policy, job->record.policy);
  apply(asked, given, book_->at(terms, given.given.at), *made);
  set_timer({made->expires_at, timer_kind::offer_expires, {asked.job, asked.freelancer}});
  event offered = done(event_type::offered, given, asked.job, asked.freelancer);
  offered.amount = made->amount();
  offered.n = static_cast<std::int32_t>(made->milestones.size());
  out.events.push_back(offered);
  return reason::none;
}

reason exchange::handle(const vouched& given, const accept_offer& asked, outbox& out) {
  const contract_id id = asked.contract;
  stored_job* job = find(id.job);
  offer_record* made = find_by_freelancer(job, &stored_job::offers, id.freelancer);
  const auto decided = decide(asked, given, {record_of(job), made});
  if (!decided) {
    return refuse<accept_offer>(given, decided.why(), id.job, out);
  }
  if (out.judging) {
    return reason::none;
  }
  started_contract started = apply(asked, given, job->record, *made);
  started.policy = book_->about_job(given.policy, job->record.policy);
  const freelancer_face face = face_of(id.freelancer);
  started.subsidy_percent = face.subsidy_percent;
  started.subsidy_dollars = face.subsidy_dollars;
  out.contracts.push_back(std::move(started));
  if (proposal_record* proposal = find_proposal(job, id.freelancer)) {
    const std::int32_t before = job->record.live;
    hire(job->record, *proposal);
    recount(*job, before);
  }
  ++totals_.hires;
  ++feeds_[job->feed].counts.hires;
  out.events.push_back(done(event_type::offer_accepted, given, id.job, id.job.client));
  if (job->record.status == job_status::open) {
    end(*job, job_status::filled, given.given.at, id.freelancer, out);
  }
  return reason::none;
}

reason exchange::handle(const vouched& given, const decline_offer& asked, outbox& out) {
  const contract_id id = asked.contract;
  stored_job* job = find(id.job);
  offer_record* made = find_by_freelancer(job, &stored_job::offers, id.freelancer);
  const auto decided = decide(asked, given, {record_of(job), made});
  if (!decided) {
    return refuse<decline_offer>(given, decided.why(), id.job, out);
  }
  if (out.judging) {
    return reason::none;
  }
  apply(asked, *made);
  out.events.push_back(done(event_type::offer_declined, given, id.job, id.job.client));
  return reason::none;
}

void exchange::decline_offers(stored_job& job, second at, outbox& out) const {
  for (offer_record& made : job.offers) {
    if (made.status == contract_status::offered) {
      made.status = contract_status::declined;
      event declined;
      declined.at = at;
      declined.job = job.record.id;
      declined.person = made.freelancer;
      declined.other = job.record.id.client;
      declined.type = event_type::offer_declined;
      out.events.push_back(declined);
    }
  }
}

void exchange::expire_offer(const timer& due, outbox& out) {
  stored_job* job = find(due.what.job);
  offer_record* made = find_by_freelancer(job, &stored_job::offers, due.what.freelancer);
  // Another offer may have taken the place of the one that the timer was set for.
  if (made == nullptr || made->status != contract_status::offered || made->expires_at != due.at) {
    return;
  }
  made->status = contract_status::expired;
  event expired;
  expired.at = due.at;
  expired.job = due.what.job;
  expired.person = due.what.job.client;
  expired.other = due.what.freelancer;
  expired.type = event_type::offer_expired;
  out.events.push_back(expired);
}

}  // namespace souk::market

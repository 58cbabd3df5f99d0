#include "market/proposal.hpp"

#include <algorithm>

namespace souk::market {
namespace {

reason existence(const proposal_view& view) {
  return view.job == nullptr || view.proposal == nullptr ? reason::unknown_id : reason::none;
}

/// Existence, then ownership, of what a client does about a proposal.
reason clients_own(const proposal_view& view, const vouched& given) {
  if (const reason why = existence(view); why != reason::none) {
    return why;
  }
  return view.job->id.client == given.given.by ? reason::none : reason::not_yours;
}

/// R21; who answers before it shows (which a body should not allow) took no time.
std::uint32_t time_between(second from, second to) {
  return static_cast<std::uint32_t>(std::max<second>(to - from, 0));
}

}  // namespace

decision<lodging> decide(const propose& asked, const vouched& given, const propose_view& view) {
  if (view.job == nullptr) {
    return reason::unknown_id;
  }
  const job_record& job = *view.job;
  if (!job.is_public && view.invitation == nullptr) {
    return reason::not_invited;
  }
  if (job.status != job_status::open || (job.is_full() && view.invitation == nullptr)) {
    return reason::job_not_open;
  }
  if (view.before != nullptr) {
    return reason::already_proposed;
  }
  const bool under_floor = asked.bid > money{} && asked.bid < money{job.rate_floor};
  if (asked.boost < 0 || asked.answers < 0 || asked.bid > most_named || under_floor) {
    return reason::bad_field;
  }
  if (asked.answers < job.questions) {
    return reason::missing_answers;
  }
  if (asked.bid <= money{}) {
    return reason::amount_not_positive;
  }
  const std::int64_t due = std::int64_t{view.cost} + asked.boost;
  if (!given.enough_connects || given.connects.count() < due) {
    return reason::insufficient_connects;
  }
  return lodging{static_cast<std::int32_t>(due), !asked.letter.starts_with(job.attention_word)};
}

void apply(const propose& asked, const lodging& outcome, const vouched& given, bool invited,
    job_record& job, proposal_record& proposal) {
  proposal = proposal_record{};
  proposal.bid = asked.bid;
  proposal.freelancer = given.given.by;
  proposal.at = shorten(given.given.at);
  proposal.visible_at = shorten(given.visible_at);
  proposal.took = time_between(job.visible_at, given.given.at);
  proposal.boost = asked.boost;
  proposal.attention_failed = outcome.attention_failed;
  proposal.invited = invited;
  ++job.lodged;
  ++job.live;
}

decision<> decide(const withdraw_proposal&, const vouched&, const proposal_view& view) {
  if (const reason why = existence(view); why != reason::none) {
    return why;
  }
  if (!is_live(view.proposal->status)) {
    return reason::wrong_state;
  }
  return accepted{};
}

void apply(const withdraw_proposal&, job_record& job, proposal_record& proposal) {
  proposal.status = proposal_status::withdrawn;
  --job.live;
}

decision<> decide(const decline_proposal&, const vouched& given, const proposal_view& view) {
  if (const reason why = clients_own(view, given); why != reason::none) {
    return why;
  }
  if (!is_live(view.proposal->status)) {
    return reason::wrong_state;
  }
  return accepted{};
}

void apply(const decline_proposal&, job_record& job, proposal_record& proposal) {
  proposal.status = proposal_status::declined;
  --job.live;
}

decision<> decide(const interview&, const vouched& given, const proposal_view& view) {
  if (const reason why = clients_own(view, given); why != reason::none) {
    return why;
  }
  if (view.proposal->status != proposal_status::submitted) {
    return reason::wrong_state;
  }
  if (view.job->status != job_status::open) {
    return reason::job_not_open;
  }
  return accepted{};
}

void apply(const interview&, const vouched& given, job_record& job, proposal_record& proposal) {
  proposal.status = proposal_status::interviewing;
  proposal.interview_at = shorten(given.visible_at);
  ++job.interviews;
}

decision<answered_interview> decide(const reply&, const vouched&, const proposal_view& view) {
  if (const reason why = existence(view); why != reason::none) {
    return why;
  }
  if (view.proposal->status != proposal_status::interviewing || view.proposal->replied) {
    return reason::wrong_state;
  }
  if (view.job->status != job_status::open) {
    return reason::job_not_open;
  }
  return answered_interview{!view.proposal->invited};
}

void apply(const reply&, const vouched& given, proposal_record& proposal) {
  proposal.replied = true;
  proposal.took = time_between(proposal.interview_at, given.given.at);
}

void hire(job_record& job, proposal_record& proposal) {
  job.live -= is_live(proposal.status) ? 1 : 0;
  ++job.hired;
  proposal.status = proposal_status::hired;
}

held_connects split_off_excess(held_connects& held, std::int32_t due) {
  held_connects kept;
  held_connects excess;
  for (std::size_t i = 0; i < held.size; ++i) {
    const connects_lot lot = held.lots[i];
    const std::int32_t here = std::min(lot.count, due);
    due -= here;
    if (here > 0) {
      kept.lots[kept.size++] = {lot.expires, here};
    }
    if (lot.count > here) {
      excess.lots[excess.size++] = {lot.expires, lot.count - here};
    }
  }
  held = kept;
  return excess;
}

}  // namespace souk::market

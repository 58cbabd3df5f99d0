// The exchange: invitations, proposals and interviews.

#include "market/exchange_parts.hpp"

#include <limits>

namespace souk::market {

// -- invitations --

reason exchange::handle(const vouched& given, const invite& asked, outbox& out) {
  stored_job* job = find(asked.job);
  const auto* before = find_by_freelancer(job, &stored_job::invitations, asked.freelancer);
  const auto decided = decide(asked, given, named(asked.freelancer), record_of(job), before);
  if (!decided) {
    return refuse<invite>(given, decided.why(), asked.job, out);
  }
  if (out.judging) {
    return reason::none;
  }
  apply(asked, given, job->record, job->invitations.emplace_back());
  out.events.push_back(done(event_type::invited, given, asked.job, asked.freelancer));
  return reason::none;
}

reason exchange::handle(const vouched& given, const decline_invitation& asked, outbox& out) {
  stored_job* job = find(asked.job);
  auto* invitation = find_by_freelancer(job, &stored_job::invitations, given.given.by);
  const auto decided = decide(asked, given, record_of(job), invitation);
  if (!decided) {
    return refuse<decline_invitation>(given, decided.why(), asked.job, out);
  }
  if (out.judging) {
    return reason::none;
  }
  apply(asked, *invitation);
  out.events.push_back(done(event_type::invitation_declined, given, asked.job, asked.job.client));
  return reason::none;
}

// -- proposals --

void exchange::prefetch_job(job_id id) const {
  if (const stored_job* job = find(id)) {
    const auto* lines = reinterpret_cast<const char*>(job);
    __builtin_prefetch(lines);
    __builtin_prefetch(lines + 64);
  }
}

void exchange::prefetch_proposal(job_id id) const {
  const stored_job* job = find(id);
  if (job == nullptr) {
    return;
  }
  if (job->card != none) {
    __builtin_prefetch(&feeds_[job->feed].cards[job->card]);
  }
  const auto place = static_cast<std::uint32_t>(job->record.lodged) % block_size;
  if (job->last_block != none && place != 0) {
    const proposal_block& block = blocks_[job->last_block];
    __builtin_prefetch(&block);
    __builtin_prefetch(&block.proposals[place]);
    __builtin_prefetch(reinterpret_cast<const char*>(&block.proposals[place] + 1) - 1);
  }
}

std::uint32_t exchange::find_proposal_slot(const stored_job& job, person_id freelancer) const {
  if ((job.proposers & bit_of(freelancer)) == 0) {
    return none;
  }
  if (job.record.lodged >= crowd) {
    return crowded_.find(mix(number(job.record.id), index(freelancer)), [&](std::uint32_t slot) {
      return proposal_at(slot).freelancer == freelancer
             && blocks_[slot / block_size].job == job.record.id;
    });
  }
  auto left = static_cast<std::uint32_t>(job.record.lodged);
  for (std::uint32_t block = job.first_block; left > 0; block = blocks_[block].next) {
    const std::uint32_t here = std::min(left, block_size);
    for (std::uint32_t i = 0; i < here; ++i) {
      if (blocks_[block].freelancers[i] == freelancer) {
        return block * block_size + i;
      }
    }
    left -= here;
  }
  return none;
}

proposal_record* exchange::find_proposal(stored_job* job, person_id freelancer) {
  if (job == nullptr) {
    return nullptr;
  }
  const std::uint32_t slot = find_proposal_slot(*job, freelancer);
  return slot == none ? nullptr : &proposal_at(slot);
}

proposal_record& exchange::append_proposal(stored_job& job, person_id freelancer) {
  const auto arrival = static_cast<std::uint32_t>(job.record.lodged);
  const std::uint32_t place = arrival % block_size;
  if (place == 0) {
    const std::uint32_t block = blocks_.take();
    blocks_[block].job = job.record.id;
    blocks_[block].next = none;
    if (arrival == 0) {
      job.first_block = block;
    } else {
      blocks_[job.last_block].next = block;
    }
    job.last_block = block;
  }
  blocks_[job.last_block].freelancers[place] = freelancer;
  job.proposers |= bit_of(freelancer);
  const std::uint32_t slot = job.last_block * block_size + place;
  const auto add = [&](std::uint32_t one, person_id whose) {
    crowded_.insert(mix(number(job.record.id), index(whose)), one);
  };
  if (arrival + 1 == crowd) {
    for_each_proposal(
        job, [&](std::uint32_t one, std::uint32_t) { add(one, proposal_at(one).freelancer); });
  }
  if (arrival + 1 >= crowd) {
    add(slot, freelancer);
  }
  return proposal_at(slot);
}

void exchange::give_back_proposals(stored_job& job) {
  for_each_proposal(job, [&](std::uint32_t slot, std::uint32_t) {
    const proposal_record& proposal = proposal_at(slot);
    if (proposal.more_lots != proposal_record::none) {
      more_lots_.give_back(proposal.more_lots);
    }
    if (job.record.lodged >= crowd) {
      crowded_.erase(mix(number(job.record.id), index(proposal.freelancer)), slot);
    }
  });
  for (std::uint32_t block = job.first_block; block != none;) {
    const std::uint32_t next = blocks_[block].next;
    blocks_.give_back(block);
    block = next;
  }
  job.first_block = none;
  job.last_block = none;
  job.proposers = 0;
}

void exchange::keep_lots(const held_connects& held, proposal_record& proposal) {
  if (held.size <= proposal.lots.size()) {
    std::copy_n(held.lots.begin(), held.size, proposal.lots.begin());
    return;
  }
  proposal.more_lots = more_lots_.take();
  more_lots_[proposal.more_lots] = held;
}

held_connects exchange::lots_of(const proposal_record& proposal) const {
  if (proposal.more_lots != proposal_record::none) {
    return more_lots_[proposal.more_lots];
  }
  held_connects held;
  for (const connects_lot& lot : proposal.lots) {
    if (lot.count > 0) {
      held.lots[held.size++] = lot;
    }
  }
  return held;
}

void exchange::recount(const stored_job& job, std::int32_t before) {
  if (job.record.status != job_status::open) {
    return;
  }
  category_feed& feed = feeds_[job.feed];
  const std::int32_t change = job.record.live - before;
  feed.counts.live_proposals += change;
  totals_.live_proposals += change;
  if (job.card != none) {
    constexpr std::int32_t most = std::numeric_limits<std::uint16_t>::max();
    job_card& card = feed.cards[job.card];
    card.proposals = static_cast<std::uint16_t>(std::min(job.record.live, most));
    card.full = job.record.is_full();
  }
}

std::int32_t exchange::cost_for(const stored_job& job, bool invited, policy_index policy) const {
  const policy_index terms = book_->about_job(policy, job.record.policy);
  if (!invited && terms == job.record.policy) {
    return job.record.cost;
  }
  return proposal_cost(job.record, invited, book_->at(terms, job.record.posted_at));
}

reason exchange::handle(const vouched& given, const propose& asked, outbox& out) {
  stored_job* job = find(asked.job);
  const person_id by = given.given.by;
  const bool any_invited = job != nullptr && job->record.invitations > 0;
  invitation_record* invitation =
      any_invited ? find_by_freelancer(job, &stored_job::invitations, by) : nullptr;
  const bool invited = invitation != nullptr;
  const propose_view view{record_of(job), invitation, find_proposal(job, by),
      job == nullptr ? 0 : cost_for(*job, invited, given.policy)};
  const auto decided = decide(asked, given, view);
  if (!decided) {
    if (given.connects.size > 0) {
      out.connects.push_back({given.given.at, by, asked.job, given.connects, true});
    }
    return refuse<propose>(given, decided.why(), asked.job, out);
  }
  if (out.judging) {
    return reason::none;
  }
  proposal_record& proposal = append_proposal(*job, by);
  const std::int32_t before = job->record.live;
  apply(asked, *decided, given, invited, job->record, proposal);
  recount(*job, before);
  ++totals_.proposals;
  ++feeds_[job->feed].counts.proposals;
  if (invited) {
    invitation->answered = true;
  }
  if (given.connects.count() == decided->spent) {
    keep_lots(given.connects, proposal);
  } else {
    held_connects kept = given.connects;
    const held_connects excess = split_off_excess(kept, decided->spent);
    keep_lots(kept, proposal);
    out.connects.push_back({given.given.at, by, asked.job, excess, true});
  }
  event proposed = done(event_type::proposed, given, asked.job, asked.job.client);
  proposed.amount = asked.bid;
  proposed.n = decided->spent;
  out.events.push_back(proposed);
  return reason::none;
}

reason exchange::handle(const vouched& given, const withdraw_proposal& asked, outbox& out) {
  stored_job* job = find(asked.job);
  proposal_record* proposal = find_proposal(job, given.given.by);
  const auto decided = decide(asked, given, {record_of(job), proposal});
  if (!decided) {
    return refuse<withdraw_proposal>(given, decided.why(), asked.job, out);
  }
  if (out.judging) {
    return reason::none;
  }
  const std::int32_t before = job->record.live;
  apply(asked, job->record, *proposal);
  recount(*job, before);
  out.events.push_back(done(event_type::proposal_withdrawn, given, asked.job, asked.job.client));
  return reason::none;
}

reason exchange::handle(const vouched& given, const decline_proposal& asked, outbox& out) {
  stored_job* job = find(asked.job);
  proposal_record* proposal = find_proposal(job, asked.freelancer);
  const auto decided = decide(asked, given, {record_of(job), proposal});
  if (!decided) {
    return refuse<decline_proposal>(given, decided.why(), asked.job, out);
  }
  if (out.judging) {
    return reason::none;
  }
  const std::int32_t before = job->record.live;
  apply(asked, job->record, *proposal);
  recount(*job, before);
  out.events.push_back(done(event_type::proposal_declined, given, asked.job, asked.freelancer));
  return reason::none;
}

// -- interviews --

reason exchange::handle(const vouched& given, const interview& asked, outbox& out) {
  stored_job* job = find(asked.job);
  proposal_record* proposal = find_proposal(job, asked.freelancer);
  const auto decided = decide(asked, given, {record_of(job), proposal});
  if (!decided) {
    return refuse<interview>(given, decided.why(), asked.job, out);
  }
  if (out.judging) {
    return reason::none;
  }
  apply(asked, given, job->record, *proposal);
  out.events.push_back(done(event_type::interview_opened, given, asked.job, asked.freelancer));
  return reason::none;
}

reason exchange::handle(const vouched& given, const reply& asked, outbox& out) {
  stored_job* job = find(asked.job);
  proposal_record* proposal = find_proposal(job, given.given.by);
  const auto decided = decide(asked, given, {record_of(job), proposal});
  if (!decided) {
    return refuse<reply>(given, decided.why(), asked.job, out);
  }
  if (out.judging) {
    return reason::none;
  }
  apply(asked, given, *proposal);
  event replied = done(event_type::replied, given, asked.job, asked.job.client);
  replied.n = decided->grant_due ? 1 : 0;
  out.events.push_back(replied);
  return reason::none;
}

}  // namespace souk::market

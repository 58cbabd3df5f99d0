// The exchange: its fingerprint, its audit and what it takes.

#include "market/exchange_parts.hpp"

#include <algorithm>
#include <string_view>

namespace souk::market {
namespace {

template <class Enum>
std::uint64_t bits(Enum value) {
  return static_cast<std::uint64_t>(value);
}

std::uint64_t hash_of(const job_record& job) {
  std::uint64_t all = mix(number(job.id), bits(job.value.cents), bits(job.price.cents),
      bits(job.questions), bits(job.cost), bits(job.lodged), bits(job.live), bits(job.hired),
      bits(job.invitations), bits(job.interviews), job.posted_at, job.visible_at, job.expires_at,
      job.over_at, index(job.category), index(job.skill), index(job.language), job.weeks,
      job.weekly_hours, job.policy, bits(job.type), bits(job.status), bits(job.is_public),
      bits(job.verified_client), job.level ? bits(*job.level) + 1 : 0);
  for (const symbol skill : job.other_skills) {
    all = mix(all, index(skill));
  }
  for (const char letter : job.attention_word) {
    all = mix(all, static_cast<unsigned char>(letter));
  }
  return all;
}

std::uint64_t hash_of(
    job_id job, std::uint32_t arrival, const proposal_record& p, const held_connects& held) {
  std::uint64_t all = mix(number(job), arrival, index(p.freelancer), bits(p.bid.cents), p.at,
      p.visible_at, p.interview_at, p.took, bits(p.boost), bits(p.status), bits(p.attention_failed),
      bits(p.replied), bits(p.invited));
  for (std::size_t i = 0; i < held.size; ++i) {
    all = mix(all, held.lots[i].expires, bits(held.lots[i].count));
  }
  return all;
}

std::uint64_t hash_of(job_id job, const invitation_record& invitation) {
  return mix(number(job), index(invitation.freelancer), invitation.at, bits(invitation.declined),
      bits(invitation.answered));
}

std::uint64_t hash_of(job_id job, const offer_record& made) {
  std::uint64_t all = mix(number(job), index(made.freelancer), made.at, made.expires_at,
      bits(made.weekly_limit), bits(made.status), made.rate ? bits(made.rate->cents) : 0);
  for (const milestone_terms& one : made.milestones) {
    all = mix(all, bits(one.amount.cents), bits(one.due));
  }
  return all;
}

}  // namespace

void exchange::add_hash(const stored_job& job, fingerprint& all) const {
  const job_id id = job.record.id;
  all.add(hash_of(job.record));
  for_each_proposal(job, [&](std::uint32_t slot, std::uint32_t arrival) {
    all.add(hash_of(id, arrival, proposal_at(slot), lots_of(proposal_at(slot))));
  });
  for (const invitation_record& invitation : job.invitations) {
    all.add(hash_of(id, invitation));
  }
  for (const offer_record& made : job.offers) {
    all.add(hash_of(id, made));
  }
}

fingerprint exchange::state_hash() const {
  fingerprint all;
  for (std::uint32_t slot = 0; slot < jobs_.end(); ++slot) {
    if (jobs_[slot].record.id != no_job) {
      add_hash(jobs_[slot], all);
    }
  }
  for (const saved_search& search : searches_) {
    all.add(search.hash());
  }
  return all;
}

std::optional<std::string> exchange::audit_job(std::uint32_t slot) const {
  const stored_job& job = jobs_[slot];
  const auto wrong = [&](std::string_view what) {
    return "job " + std::to_string(index(job.record.id.client)) + "."
           + std::to_string(job.record.id.need) + ": " + std::string{what};
  };
  if (by_id_.find(number(job.record.id)) != slot) {
    return wrong("is not found by its id");
  }
  std::int32_t live = 0;
  std::int32_t hired = 0;
  bool all_found = true;
  for_each_proposal(job, [&](std::uint32_t proposal, std::uint32_t) {
    live += is_live(proposal_at(proposal).status) ? 1 : 0;
    hired += proposal_at(proposal).status == proposal_status::hired ? 1 : 0;
    all_found &= find_proposal_slot(job, proposal_at(proposal).freelancer) == proposal;
  });
  if (!all_found) {
    return wrong("a proposal is not found by its freelancer");
  }
  if (live != job.record.live || hired != job.record.hired) {
    return wrong("has other proposals than it counts");
  }
  if (static_cast<std::size_t>(job.record.invitations) != job.invitations.size()) {
    return wrong("has other invitations than it counts");
  }
  const bool open = job.record.status == job_status::open;
  if (job.card != none
      && (feeds_[job.feed].cards[job.card].job != job.record.id
          || feeds_[job.feed].cards[job.card].open != open)) {
    return wrong("its card in the feed is another's or not up to date");
  }
  return std::nullopt;
}

std::optional<std::string> exchange::audit() const {
  exchange_counts found;
  for (std::uint32_t slot = 0; slot < jobs_.end(); ++slot) {
    const job_record& job = jobs_[slot].record;
    if (job.id == no_job) {
      continue;
    }
    if (const auto wrong = audit_job(slot)) {
      return wrong;
    }
    if (job.status == job_status::open) {
      ++found.open_jobs;
      found.live_proposals += job.live;
    }
  }
  exchange_counts by_category;
  for (const category_feed& feed : feeds_) {
    by_category.open_jobs += feed.counts.open_jobs;
    by_category.live_proposals += feed.counts.live_proposals;
    by_category.jobs_posted += feed.counts.jobs_posted;
    by_category.proposals += feed.counts.proposals;
    by_category.hires += feed.counts.hires;
  }
  if (by_category != totals_) {
    return "exchange: the counts of its categories do not add up to its own";
  }
  if (found.open_jobs != totals_.open_jobs || found.live_proposals != totals_.live_proposals) {
    return "exchange: counts other open jobs or live proposals than it has";
  }
  return std::nullopt;
}

std::size_t exchange::bytes() const {
  std::size_t all = by_id_.bytes() + crowded_.bytes() + searches_by_owner_.bytes() + jobs_.bytes()
                    + blocks_.bytes() + more_lots_.bytes() + timers_.capacity() * sizeof(timer)
                    + searches_.capacity() * sizeof(saved_search)
                    + ended_.capacity() * sizeof(job_summary);
  for (const category_feed& feed : feeds_) {
    all += feed.cards.capacity() * sizeof(job_card) + feed.jobs.capacity() * sizeof(std::uint32_t);
  }
  for (const auto& posts : posts_) {
    all += posts.capacity() * sizeof(short_second);
  }
  return all;
}

}  // namespace souk::market

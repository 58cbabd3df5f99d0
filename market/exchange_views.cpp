// The exchange: what people see and what is observed.

#include "market/exchange_parts.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <limits>
#include <utility>

namespace souk::market {
namespace {

/// The n-th proposal of a job on its way to its rank.
struct ranked {
  standing where;
  std::uint32_t slot = 0;
};

/// Found by a search; the greater, the newer.
struct found_job {
  short_second visible_at = 0;
  std::uint32_t nth = 0;
  job_id id;

  auto operator<=>(const found_job&) const = default;
};

}  // namespace

// -- cards --

job_card exchange::card_of(const job_record& job) const {
  constexpr std::int32_t most = std::numeric_limits<std::uint16_t>::max();
  constexpr std::int32_t most_small = std::numeric_limits<std::uint8_t>::max();
  job_card card;
  card.job = job.id;
  card.visible_at = job.visible_at;
  card.value = job.value;
  card.price = job.price;
  card.category = job.category;
  card.skill = job.skill;
  card.language = job.language;
  card.proposals = static_cast<std::uint16_t>(std::min(job.live, most));
  card.weeks = job.weeks;
  card.rate_floor = job.rate_floor;
  card.weekly_hours = job.weekly_hours;
  card.cost = static_cast<std::uint8_t>(std::min(job.cost, most_small));
  card.questions = static_cast<std::uint8_t>(std::min(job.questions, most_small));
  card.type = job.type;
  card.level = job.level.value_or(level::intermediate);
  card.open = job.status == job_status::open;
  card.is_public = job.is_public;
  card.attention_word = !job.attention_word.empty();
  card.client_verified = job.verified_client;
  card.full = job.is_full();
  card.apart = (job.policy & book_->apart().bit) != 0;
  return card;
}

proposal_card exchange::card_of(const proposal_record& proposal) {
  return {proposal.freelancer, proposal.at, proposal.visible_at, proposal.bid, proposal.boost,
      proposal.status, proposal.attention_failed, proposal.replied, proposal.invited};
}

std::span<const job_card> exchange::feed(symbol category) const {
  const category_feed* feed = find_feed(category);
  return feed == nullptr ? std::span<const job_card>{} : std::span{feed->cards};
}

const job_card* exchange::in_feed(job_id id) const {
  const stored_job* job = find(id);
  return job == nullptr || job->card == none ? nullptr : &feeds_[job->feed].cards[job->card];
}

std::optional<job_card> exchange::card(job_id job) const {
  const stored_job* known = find(job);
  return known == nullptr ? std::nullopt : std::optional{card_of(known->record)};
}

void exchange::add_card(std::uint32_t slot) {
  stored_job& job = jobs_[slot];
  category_feed& feed = feeds_[job.feed];
  constexpr std::size_t worth_it = 64;
  if (feed.over >= worth_it && feed.over * 2 > feed.cards.size()) {
    compact(feed);
  }
  job.card = static_cast<std::uint32_t>(feed.cards.size());
  feed.cards.push_back(card_of(job.record));
  feed.jobs.push_back(slot);
}

void exchange::compact(category_feed& feed) {
  std::uint32_t kept = 0;
  for (std::size_t i = 0; i < feed.cards.size(); ++i) {
    const std::uint32_t slot = feed.jobs[i];
    if (feed.cards[i].open) {
      feed.cards[kept] = feed.cards[i];
      feed.jobs[kept] = slot;
      jobs_[slot].card = kept++;
    } else if (slot != none) {
      jobs_[slot].card = none;
    }
  }
  feed.cards.resize(kept);
  feed.jobs.resize(kept);
  feed.over = 0;
}

// -- ranking --

void exchange::rank(job_id id, std::vector<proposal_card>& out) const {
  out.clear();
  const stored_job* job = find(id);
  if (job == nullptr) {
    return;
  }
  std::vector<standing> standings;
  std::vector<std::uint32_t> slots;
  for_each_proposal(*job, [&](std::uint32_t slot, std::uint32_t arrival) {
    const proposal_record& proposal = proposal_at(slot);
    if (is_listed(proposal.status)) {
      standings.push_back(standing_of(proposal, arrival, face_of(proposal.freelancer)));
      slots.push_back(slot);
    }
  });
  mark_boosted(standings, book_->at(job->record.policy, job->record.posted_at).boost.slots);
  std::vector<ranked> all;
  all.reserve(slots.size());
  for (std::size_t i = 0; i < slots.size(); ++i) {
    all.push_back({standings[i], slots[i]});
  }
  std::ranges::sort(all, ranks_before, &ranked::where);
  for (const ranked& one : all) {
    out.push_back(card_of(proposal_at(one.slot)));
    out.back().boost = one.where.boost;
  }
}

// -- searches --

void exchange::search(const job_filter& filter, second now, std::vector<job_id>& out) const {
  std::vector<found_job> found;
  for (const category_feed& feed : feeds_) {
    if (filter.category && *filter.category != feed.category) {
      continue;
    }
    for (std::size_t i = 0; i < feed.cards.size(); ++i) {
      if (feed.cards[i].open && matches(filter, jobs_[feed.jobs[i]].record, now)) {
        const stored_job& job = jobs_[feed.jobs[i]];
        found.push_back({job.record.visible_at, job.nth, job.record.id});
      }
    }
  }
  std::ranges::sort(found, std::greater{});
  out.clear();
  for (const found_job& one : found) {
    out.push_back(one.id);
  }
}

reason exchange::handle(const vouched& given, const search_jobs& asked, outbox& out) {
  std::vector<job_id> found;
  search(asked, given.given.at, found);
  event searched = done(event_type::jobs_searched, given, no_job, nobody);
  searched.n = static_cast<std::int32_t>(found.size());
  out.events.push_back(searched);
  return reason::none;
}

reason exchange::handle(const vouched& given, const save_search& asked, outbox& out) {
  if (out.judging) {
    return reason::none;
  }
  const person_id owner = given.given.by;
  const std::uint32_t saved = searches_by_owner_.find(index(owner));
  const std::uint32_t number = saved == none ? 0 : saved;
  if (saved == none) {
    searches_by_owner_.insert(index(owner), 1);
  } else {
    searches_by_owner_.move(index(owner), saved, saved + 1);
  }
  const auto place = static_cast<std::uint32_t>(searches_.size());
  searches_.emplace_back(owner, number, asked);
  (asked.category ? feeds_[feed_of(*asked.category)].searches : searches_everywhere_)
      .push_back(place);
  event kept = done(event_type::search_saved, given, no_job, nobody);
  kept.n = static_cast<std::int32_t>(number);
  out.events.push_back(kept);
  return reason::none;
}

void exchange::notify_searches(const stored_job& job, second at, outbox& out) const {
  const std::vector<std::uint32_t>& here = feeds_[job.feed].searches;
  if (here.empty() && searches_everywhere_.empty()) {
    return;
  }
  std::vector<std::uint32_t> all;  // in the order in which they were saved
  std::ranges::merge(here, searches_everywhere_, std::back_inserter(all));
  for (const std::uint32_t place : all) {
    const saved_search& search = searches_[place];
    if (search.matches(job.record)) {
      event notified;
      notified.at = at;
      notified.job = job.record.id;
      notified.person = search.owner();
      notified.other = job.record.id.client;
      notified.n = static_cast<std::int32_t>(search.number());
      notified.type = event_type::job_notified;
      out.events.push_back(notified);
    }
  }
}

// -- observations --

job_summary exchange::summary_of(const job_record& job) {
  job_summary s;
  s.id = job.id;
  s.value = job.value;
  s.price = job.price;
  s.posted_at = job.posted_at;
  s.visible_at = job.visible_at;
  s.ended_at = job.status == job_status::open ? second{-1} : second{job.over_at};
  s.cost = job.cost;
  s.proposals = job.live + job.hired;
  s.lodged = job.lodged;
  s.invitations = job.invitations;
  s.interviews = job.interviews;
  s.category = job.category;
  s.skill = job.skill;
  s.type = job.type;
  s.status = job.status;
  s.is_public = job.is_public;
  return s;
}

std::optional<job_summary> exchange::job(job_id id) const {
  const stored_job* job = find(id);
  return job == nullptr ? std::nullopt : std::optional{summary_of(job->record)};
}

std::optional<proposal_card> exchange::proposal(job_id id, person_id freelancer) const {
  const stored_job* job = find(id);
  const std::uint32_t slot = job == nullptr ? none : find_proposal_slot(*job, freelancer);
  return slot == none ? std::nullopt : std::optional{card_of(proposal_at(slot))};
}

proposal_status exchange::status(job_id id, person_id freelancer) const {
  const offer_record* made = offered({id, freelancer});
  if (made != nullptr && made->status == contract_status::active) {
    return proposal_status::hired;
  }
  const auto known = proposal(id, freelancer);
  return known ? known->status : proposal_status::none;
}

const offer_record* exchange::offered(const contract_id& contract) const {
  return find_by_freelancer(find(contract.job), &stored_job::offers, contract.freelancer);
}

std::int32_t exchange::cost_for(job_id id, person_id freelancer, policy_index policy) const {
  const stored_job* job = find(id);
  if (job == nullptr) {
    return 0;
  }
  const bool invited = find_by_freelancer(job, &stored_job::invitations, freelancer) != nullptr;
  return cost_for(*job, invited, policy);
}

exchange_counts exchange::counts(symbol category) const {
  const category_feed* feed = find_feed(category);
  return feed == nullptr ? exchange_counts{} : feed->counts;
}

std::int64_t exchange::posted_since(symbol skill, second since) const {
  if (index(skill) >= posts_.size()) {
    return 0;
  }
  const auto& posts = posts_[index(skill)];
  return posts.end()
         - std::ranges::upper_bound(posts, since, {}, [](short_second at) { return second{at}; });
}

}  // namespace souk::market

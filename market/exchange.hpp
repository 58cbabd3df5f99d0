// The exchange: owner of jobs, invitations, proposals, interviews, offers and saved searches of one
// category or of all. The rules are in job.hpp, proposal.hpp, offer.hpp, ranking.hpp and
// search.hpp; here are storage, timers and events.
//
// Before the commands of a second the body calls `advance` to it. Commands come in the order in
// which the platform takes them; proposals that are equal otherwise rank in that order (R21).
// Everything const may be called by many threads at once while none calls anything else.
#pragma once

#include "market/boards.hpp"
#include "market/desks.hpp"
#include "market/face.hpp"
#include "market/flat_index.hpp"
#include "market/job.hpp"
#include "market/offer.hpp"
#include "market/policy_book.hpp"
#include "market/proposal.hpp"
#include "market/ranking.hpp"
#include "market/search.hpp"
#include "market/slot_pool.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace souk::market {

struct exchange_options {
  bool keep_history = true;         // or else jobs that are over are forgotten
  duration forget_after = days(1);  // so long after, or when their last open offer has expired
  bool collect_ended = false;       // keeps a summary of each job that ends until `take_ended`
};

/// A job as everybody may count it.
struct job_summary {
  job_id id;
  money value;
  money price;
  second posted_at = 0;
  second visible_at = 0;
  second ended_at = -1;          // -1: still open
  std::int32_t cost = 0;         // Connects of a proposal, where not invited
  std::int32_t proposals = 0;    // live ones and those hired
  std::int32_t lodged = 0;       // ever
  std::int32_t invitations = 0;  // ever
  std::int32_t interviews = 0;   // ever
  symbol category = no_symbol;
  symbol skill = no_symbol;
  job_type type = job_type::fixed;
  job_status status = job_status::open;
  bool is_public = true;
};

/// Of one category, or of all.
struct exchange_counts {
  std::int64_t open_jobs = 0;
  std::int64_t live_proposals = 0;  // on open jobs
  std::int64_t jobs_posted = 0;     // ever
  std::int64_t proposals = 0;       // ever
  std::int64_t hires = 0;           // ever: offers accepted

  bool operator==(const exchange_counts&) const = default;
};

class exchange {
 public:
  /// `faces` are those of the freelancers from `first` on; the book and they outlive the exchange.
  exchange(const policy_book& book, std::span<const freelancer_face> faces, person_id first,
      exchange_options options = {});

  /// Where the faces are, if they have moved.
  void set_faces(std::span<const freelancer_face> faces, person_id first);

  // -- commands: each pushes events or one rejection, and answers its reason (none: accepted) --

  /// `id` is the body's choice: new, and of the giver.
  reason post(const vouched& given, const post_job& asked, job_id id, outbox& out);
  /// The same with the id that the command's need makes.
  reason handle(const vouched& given, const post_job& asked, outbox& out);
  reason handle(const vouched& given, const close_job& asked, outbox& out);
  reason handle(const vouched& given, const invite& asked, outbox& out);
  reason handle(const vouched& given, const interview& asked, outbox& out);
  reason handle(const vouched& given, const decline_proposal& asked, outbox& out);
  reason handle(const vouched& given, const offer& asked, outbox& out);
  /// Refused, or not in need of all that is held: `out.connects` has what goes back (`refused`).
  reason handle(const vouched& given, const propose& asked, outbox& out);
  reason handle(const vouched& given, const withdraw_proposal& asked, outbox& out);
  reason handle(const vouched& given, const reply& asked, outbox& out);
  reason handle(const vouched& given, const decline_invitation& asked, outbox& out);
  reason handle(const vouched& given, const accept_offer& asked, outbox& out);
  reason handle(const vouched& given, const decline_offer& asked, outbox& out);
  /// `jobs_searched` says how many were found; `search` says which.
  reason handle(const vouched& given, const search_jobs& asked, outbox& out);
  reason handle(const vouched& given, const save_search& asked, outbox& out);

  /// Runs what is due up to and including `to`: offers and jobs expire.
  void advance(second to, outbox& out);
  /// When `advance` will next have something to do; none if never.
  std::optional<second> next_due() const;

  // -- what people see --

  /// The public jobs of a category in the order of posting, newest last. Those that are not `open`
  /// are gone; readers skip them and those whose `visible_at` is to come. Valid until the next
  /// command or `advance`.
  std::span<const job_card> feed(symbol category) const;
  /// Where a public job stands in its feed; null for one that is private, or over and dropped.
  const job_card* in_feed(job_id job) const;
  /// The card of any job, private ones too.
  std::optional<job_card> card(job_id job) const;
  /// The listed proposals in the order of R21; empty for a job that is not there. Boosts that are
  /// not marked (X8) are shown as 0.
  void rank(job_id job, std::vector<proposal_card>& out) const;
  /// Open public jobs that match, newest first.
  void search(const job_filter& filter, second now, std::vector<job_id>& out) const;
  /// Connects that a proposal costs this person (R14, R15), 0 for a job that is not there.
  std::int32_t cost_for(job_id job, person_id freelancer, policy_index policy) const;

  // -- observations --

  bool is_open(job_id id) const {
    const stored_job* job = find(id);
    return job != nullptr && job->record.status == job_status::open;
  }
  std::optional<job_summary> job(job_id id) const;
  /// JOB.PERSON.status: hired also without a proposal.
  proposal_status status(job_id job, person_id freelancer) const;
  /// The proposal as it was made, boost included; none where there is none.
  std::optional<proposal_card> proposal(job_id job, person_id freelancer) const;
  /// The offer: offered, active (accepted: the billing desk knows more), declined or expired.
  const offer_record* offered(const contract_id& contract) const;

  exchange_counts counts() const { return totals_; }
  exchange_counts counts(symbol category) const;
  std::int64_t open_jobs() const { return totals_.open_jobs; }
  std::int64_t live_proposals() const { return totals_.live_proposals; }
  /// Jobs with this main skill that were posted after `since` (R8).
  std::int64_t posted_since(symbol skill, second since) const;

  /// Jobs that ended since the last call, in the order of their end.
  std::vector<job_summary> take_ended() { return std::exchange(ended_, {}); }
  /// All jobs that are not forgotten, in no order that means anything.
  template <class Visit>
  void for_each_job(Visit&& visit) const {
    for (std::uint32_t slot = 0; slot < jobs_.end(); ++slot) {
      if (jobs_[slot].record.id != no_job) {
        visit(summary_of(jobs_[slot].record));
      }
    }
  }

  /// A sum over all records; the same however jobs are spread over exchanges.
  fingerprint state_hash() const;
  /// Recounts the records; says what the first wrong one is.
  std::optional<std::string> audit() const;
  std::size_t bytes() const;
  // Who hands in many proposals brings what they will touch nearer some proposals ahead, in three
  // steps: the job's place in the index, then the job, then where its next proposal will stand.
  void prefetch(job_id job) const { by_id_.prefetch(number(job)); }
  void prefetch_job(job_id job) const;
  void prefetch_proposal(job_id job) const;

  template <class Archive, class Self>
  static void archive_fields(Archive& archive, Self& self) {
    auto& [book, faces, first, options, by_id, crowded, jobs, blocks, more_lots, feeds,
        feed_by_category, posts, searches, searches_everywhere, searches_by_owner, timers, ended,
        totals] = self;
    archive(by_id, crowded, jobs, blocks, more_lots, feeds, feed_by_category, posts, searches,
        searches_everywhere, searches_by_owner, timers, ended, totals);
  }

 private:
  static constexpr std::uint32_t none = 0xffff'ffff;
  static constexpr std::uint32_t block_size = 8;
  /// From so many proposals on, a job's proposals are found by `crowded_` and no more by looking
  /// through them.
  static constexpr std::int32_t crowd = 64;

  /// Proposals of one job in the order of arrival; whose they are stands in one cache line.
  struct alignas(64) proposal_block {
    std::array<person_id, block_size> freelancers{};
    std::uint32_t next = none;
    job_id job;
    std::array<proposal_record, block_size> proposals{};
  };
  static_assert(sizeof(proposal_block) == 64 * block_size, "at most 64 bytes a proposal");

  struct alignas(64) stored_job {
    std::uint64_t proposers =
        0;  // a bit for each of them, drawn by hash: most others are told at once
    std::uint32_t first_block = none;
    std::uint32_t last_block = none;
    std::uint32_t card = none;  // position in its feed
    std::uint16_t feed = 0;     // of its category
    job_record record;
    std::uint32_t nth = 0;  // in the order of posting
    std::vector<invitation_record> invitations;
    std::vector<offer_record> offers;
  };

  struct category_feed {
    symbol category = no_symbol;
    std::vector<job_card> cards;
    std::vector<std::uint32_t> jobs;      // the slot of each card's job
    std::size_t over = 0;                 // cards that are not open
    std::vector<std::uint32_t> searches;  // saved ones of this category
    exchange_counts counts;
  };

  enum class timer_kind : std::uint8_t { offer_expires, job_expires, job_forgotten };
  struct timer {
    short_second at;
    timer_kind kind;
    contract_id what;  // nobody: the job

    constexpr auto operator<=>(const timer&) const = default;
  };

  // lookup
  stored_job* find(job_id id);
  const stored_job* find(job_id id) const;
  static std::uint64_t bit_of(person_id freelancer) {
    return std::uint64_t{1} << (mix(index(freelancer)) >> 58);
  }
  std::uint32_t find_proposal_slot(const stored_job& job, person_id freelancer) const;
  proposal_record* find_proposal(stored_job* job, person_id freelancer);
  proposal_record& proposal_at(std::uint32_t slot) {
    return blocks_[slot / block_size].proposals[slot % block_size];
  }
  const proposal_record& proposal_at(std::uint32_t slot) const {
    return blocks_[slot / block_size].proposals[slot % block_size];
  }
  /// `visit(slot, arrival)` for each proposal in the order of arrival.
  template <class Visit>
  void for_each_proposal(const stored_job& job, Visit&& visit) const;
  named_freelancer named(person_id freelancer) const;
  freelancer_face face_of(person_id freelancer) const;
  std::uint16_t feed_of(symbol category);
  const category_feed* find_feed(symbol category) const;
  std::int32_t cost_for(const stored_job& job, bool invited, policy_index policy) const;

  // proposals
  proposal_record& append_proposal(stored_job& job, person_id freelancer);
  void keep_lots(const held_connects& held, proposal_record& proposal);
  held_connects lots_of(const proposal_record& proposal) const;
  /// The job's live proposals, counted at `before`, have changed.
  void recount(const stored_job& job, std::int32_t before);

  // feeds and searches
  void add_card(std::uint32_t slot);
  void compact(category_feed& feed);
  void notify_searches(const stored_job& job, second at, outbox& out) const;

  // ends
  void end(stored_job& job, job_status how, second at, person_id hired, outbox& out);
  void notify_others(const stored_job& job, const event& what, outbox& out) const;
  void decline_offers(stored_job& job, second at, outbox& out) const;
  void return_connects(const stored_job& job, second at, outbox& out) const;
  void forget_later(const stored_job& job);
  void forget(job_id id);
  void give_back_proposals(stored_job& job);
  void expire_offer(const timer& due, outbox& out);
  void run(const timer& due, outbox& out);
  void set_timer(const timer& due);

  static job_summary summary_of(const job_record& job);
  job_card card_of(const job_record& job) const;
  static proposal_card card_of(const proposal_record& proposal);
  void add_hash(const stored_job& job, fingerprint& all) const;
  std::optional<std::string> audit_job(std::uint32_t slot) const;

  const policy_book* book_;
  std::span<const freelancer_face> faces_;
  person_id first_;
  exchange_options options_;

  flat_index by_id_;
  flat_index crowded_;
  slot_pool<stored_job, 256> jobs_;
  slot_pool<proposal_block, 128> blocks_;
  slot_pool<held_connects, 64> more_lots_;
  std::vector<category_feed> feeds_;
  std::vector<std::uint16_t> feed_by_category_;   // index of the feed + 1; 0: none
  std::vector<std::vector<short_second>> posts_;  // by main skill, when jobs were posted
  std::vector<saved_search> searches_;
  std::vector<std::uint32_t> searches_everywhere_;  // those of no category
  flat_index searches_by_owner_;                    // how many a person has saved
  std::vector<timer> timers_;                       // a heap, soonest first
  std::vector<job_summary> ended_;
  exchange_counts totals_;
};

}  // namespace souk::market

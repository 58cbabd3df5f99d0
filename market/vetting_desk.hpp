// The vetting desk (R7 - R9): reviewers, their queue, and their answers. Each policy of the book
// has reviewers of its own; what room there is for a skill counts everybody.
#pragma once

#include "market/desks.hpp"
#include "market/flat_index.hpp"
#include "market/hash.hpp"
#include "market/policy_book.hpp"

#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace souk::market {

/// R8: how much room there is for one more.
struct supply_facts {
  std::int64_t approved_in_skill = 0;
  std::int64_t posts = 0;  // for that skill, in the policy's window
};

/// `incomplete` (R9), then `oversupplied` (R8), or none.
reason decide_answer(bool complete, const supply_facts& facts, const vetting_policy& terms);

/// How long the work of a review takes (R7): a policy without `max` answers exactly at the median,
/// whatever was drawn.
duration work_of(duration drawn, const vetting_policy& terms);

class vetting_desk {
 public:
  explicit vetting_desk(const policy_book& policies) : policies_(&policies) {}

  /// In the order in which the platform takes commands. Nothing is answered before the next
  /// advance().
  void submit(const submission& given);

  /// Skills that change or leave without a review.
  void notice(const supply_change& change);

  /// An approved profile that was there from the start.
  void count_approved(symbol skill) { ++approved(skill); }

  /// Answers what is due up to and including `to`, by (second, order of submission).
  /// `posts(skill, at, window)` counts jobs posted for a skill in (at - window, at].
  template <class Posts>
  void advance(second to, Posts&& posts, outbox& out) {
    while (const auto due = next_due(to)) {
      const review done = take_due(*due);
      supply_facts facts{approved_in_skill(done.given.skill), 0};
      const vetting_policy& terms = policies_->at(done.given.policy, *due).vetting;
      if (done.given.complete) {
        facts.posts = posts(done.given.skill, *due, terms.supply_window);
      }
      answer(done, *due, decide_answer(done.given.complete, facts, terms), out);
    }
  }

  /// When the clock may have something to do next; none if never.
  std::optional<second> next_timer() const {
    return timers_.empty() ? std::nullopt : std::optional{timers_.front().at};
  }
  std::int64_t approved_in_skill(symbol skill) const;
  std::int64_t waiting() const { return waiting_; }  // submitted and not answered
  std::int64_t overdue() const {
    return overdue_;
  }  // answered only because the longest wait was over

  fingerprint state_hash() const;

  template <class Archive, class Self>
  static void archive_fields(Archive& archive, Self& self) {
    auto& [policies, reviews, first, by_person, timers, rooms, approved, waiting, overdue] = self;
    archive(reviews, first, by_person, timers, rooms, approved, waiting, overdue);
  }

 private:
  struct review {
    submission given;
    std::uint64_t number = 0;        // of the submission, from 0
    std::optional<second> deadline;  // answered then at the latest
    std::optional<second> ends;      // of the work, once it has begun
    bool busies = false;             // one of finitely many reviewers
  };
  /// A moment at which a review is answered, if it is not yet.
  struct timer {
    second at;
    std::uint64_t number;
    auto operator<=>(const timer&) const = default;
  };
  /// The reviewers of one policy.
  struct room {
    std::deque<std::uint64_t> queue;  // not begun, the oldest first; some may be answered already
    std::int64_t busy = 0;
  };

  std::optional<second> next_due(second to);
  review take_due(second at);
  void answer(const review& done, second at, reason why, outbox& out);
  void begin(review& work, second at, bool busies);
  void begin_waiting(policy_index policy, second at);
  void remove(std::uint64_t number, second at);
  void set_timer(second at, std::uint64_t number);
  void pop_timer();
  review* find(std::uint64_t number);  // null once answered
  static constexpr std::uint64_t most_kept = 0x7fff'ffff;
  static std::uint32_t place_of(std::uint64_t number) {
    return static_cast<std::uint32_t>(number & most_kept);
  }
  room& room_of(policy_index policy);
  std::int64_t& approved(symbol skill);

  const policy_book* policies_;
  std::deque<std::optional<review>> reviews_;  // by number - first_; empty once answered
  std::uint64_t first_ = 0;
  flat_index by_person_;                // their reviews that are not answered, by place_of
  std::vector<timer> timers_;           // a heap
  std::vector<room> rooms_;             // by policy
  std::vector<std::int64_t> approved_;  // by skill
  std::int64_t waiting_ = 0;
  std::int64_t overdue_ = 0;
};

}  // namespace souk::market

// The freelancers of a range of persons: what they are, remember and decide. The course of a life:
//
//   enter -> register, verify, test -> profile -> (turned down: again, or leave) -> search, search,
//   ...
//     -> interviews, offers -> work, deliver, log hours -> reviews, payouts -> ... -> leave, come
//     back
//
// Every choice is a keyed draw or a comparison of what a person can know; no choice reads a
// market's records. Decisions are split by topic over freelancer_*.cpp.
#pragma once

#include "market/hash.hpp"
#include "people/freelancer_memory.hpp"
#include "people/mind.hpp"
#include "people/setup.hpp"
#include "people/traits.hpp"

#include <cstdint>
#include <vector>

namespace souk::people {

/// The mind's own codes: wake::kind.
enum class freelancer_wake : std::uint8_t {
  enter,  // registers
  submit_profile,
  retry_test,
  search,
  reply,          // job: in its interview
  invitation,     // job: answers an invitation
  answer_offer,   // job: accepts or declines
  deliver,        // job; n: milestone
  log_hours,      // job
  look_after,     // job: ends a fixed contract that lies idle
  answer_refund,  // job
  refund,         // job; n: whole dollars
  review,         // job
  set_up_payout,
  withdraw,
  come_back,
};

class freelancer_minds {
 public:
  freelancer_minds(market::person_id first, std::uint32_t count, const people_setup& setup);

  /// Each person's first wake: when they come to the platform.
  void begin(intentions& out);
  void wake(const people::wake& due, const freelancer_sight& sight, intentions& out);
  /// `me` is one of the event's two parties; `sight.now` is when it can first be seen.
  void notice(const market::event& happened, market::person_id me, const freelancer_sight& sight,
      intentions& out);

  /// The sum of a hash of each person's memory; the same however persons are stored.
  market::fingerprint state_hash() const;

  market::person_id first() const { return first_; }
  std::uint32_t count() const { return static_cast<std::uint32_t>(minds_.size()); }
  const freelancer_memory& memory(market::person_id person) const {
    return minds_[market::index(person) - market::index(first_)];
  }
  /// The category of the feed that the person's sight must show.
  market::symbol category(market::person_id person) const;
  std::size_t bytes() const;

 private:
  struct turn;  // one person at one wake or event, with what it sees

  const people_setup* setup_;
  market::person_id first_;
  std::vector<freelancer_memory> minds_;
  dealings_pool dealings_;
};

}  // namespace souk::people

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

#include <array>
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
  close,  // the account
};

/// What every freelancer believes alike, reckoned once.
struct market_beliefs {
  static constexpr std::size_t crowds = 64;
  std::array<double, crowds> crowding{};  // factor on the chance of being hired, by proposals there
};

struct freelancer_turn;  // one person at one wake or event (freelancer_turn.hpp)

class freelancer_minds {
 public:
  freelancer_minds(market::person_id first, std::uint32_t count, const people_setup& setup);

  /// Each person's first wake: when they come to the platform.
  void begin(intentions& out);
  void wake(const people::wake& due, const freelancer_sight& sight, intentions& out);
  /// Bodies may leave out `proposed` and `jobs_searched`, which tell their giver nothing new.
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
  /// The category, an index into setup.categories, whose feed the person's sight must show. Never
  /// changes.
  std::uint32_t category_of(market::person_id person) const { return memory(person).category; }
  std::size_t bytes() const;

  template <class Archive, class Self>
  static void archive_fields(Archive& archive, Self& self) {
    auto& [setup, first, beliefs, minds, dealings] = self;
    archive.of_fixed_size(minds);
    archive(dealings);
  }

 private:
  freelancer_turn turn_of(
      market::person_id person, const freelancer_sight& sight, second now, intentions& out);

  const people_setup* setup_;
  market::person_id first_;
  market_beliefs beliefs_;
  std::vector<freelancer_memory> minds_;
  dealings_pool dealings_;
};

}  // namespace souk::people

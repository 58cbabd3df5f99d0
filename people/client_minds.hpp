// The clients of a range of persons: what they need, remember and decide. The course of a need:
//
//   need comes up -> somebody known to be good? -> private job, offered to him  --------------.
//                 -> public job, invitations -> looks at proposals, interviews -> offer ------+
//                 -> done without the platform, or not at all                                 v
//   review <- end (or on without the platform) <- milestones answered, invoices <- accepted, funded
//
// Every choice is a keyed draw or a comparison of what a client can know; no choice reads a
// market's records. Decisions are split by topic over client_*.cpp.
#pragma once

#include "market/hash.hpp"
#include "people/client_memory.hpp"
#include "people/mind.hpp"
#include "people/setup.hpp"

#include <cstdint>
#include <vector>

namespace souk::people {

/// The mind's own codes: wake::kind.
enum class client_wake : std::uint8_t {
  need,         // the next one comes up; the first one brings the client to the platform
  look,         // job: at its proposals (the body shows them in the sight)
  invite,       // job: people to it
  offer,        // job: of a direct offer
  turned_down,  // job: the offer was
  fund,         // job; n: milestone
  answer,       // job; n: milestone that was submitted
  go_on,        // job; n: what was released or invoiced so far; together, and where
  check,        // job; ends contracts that bring nothing
  dispute,      // job; n: segments of ten minutes
  end,          // job: the contract
  review,       // job; n: 1 if no review is given, and all that is left is to forget
  hire_once,    // of an intervention's employer; other: whom
};

class client_minds {
 public:
  client_minds(market::person_id first, std::uint32_t count, const people_setup& setup);

  /// Each person's first wake: when they come to the platform.
  void begin(intentions& out);
  /// Of a `look`, `sight` shows the job's proposals.
  void wake(const people::wake& due, const client_sight& sight, intentions& out);
  /// `me` is one of the event's two parties; `sight.now` is when it can first be seen. News are
  /// answered by later wakes alone, never by commands.
  void notice(const market::event& happened, market::person_id me, const client_sight& sight,
      intentions& out);

  /// The sum of a hash of each person's memory; the same however persons are stored.
  market::fingerprint state_hash() const;

  market::person_id first() const { return first_; }
  std::uint32_t count() const { return static_cast<std::uint32_t>(minds_.size()); }
  const client_memory& memory(market::person_id person) const {
    return minds_[market::index(person) - market::index(first_)];
  }
  std::size_t bytes() const;

  template <class Archive, class Self>
  static void archive_fields(Archive& archive, Self& self) {
    auto& [setup, first, minds, errands] = self;
    archive.of_fixed_size(minds);
    archive(errands);
  }

 private:
  struct turn;  // one person at one wake or event, with what it sees

  const people_setup* setup_;
  market::person_id first_;
  std::vector<client_memory> minds_;
  errands_pool errands_;
};

}  // namespace souk::people

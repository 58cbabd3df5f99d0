// How people meet a market, whichever body it has: they wake, see, and intend. A mind holds what a
// person is and remembers; it never sees the market's records, only what everybody or the person
// can see.
//
//   wake (a time that the person set) --.
//   event (the platform's answer)  -----+--> mind --> intentions: commands to give, later wakes
//   sight (boards, faces, own account) -'
#pragma once

#include "market/boards.hpp"
#include "market/events.hpp"
#include "market/face.hpp"
#include "market/policy_book.hpp"
#include "market/vocabulary.hpp"
#include "people/notes.hpp"
#include "people/observations.hpp"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace souk::people {

using market::second;

/// A time at which a person wants to be woken, and about what. `kind` is the mind's own code
/// (freelancer_wake or client_wake); the other fields are what that kind is about.
struct wake {
  std::uint32_t at = 0;  // a second
  market::person_id person = market::nobody;
  market::job_id job = market::no_job;
  market::person_id other = market::nobody;
  std::uint16_t n = 0;
  std::uint8_t kind = 0;

  constexpr auto operator<=>(const wake&) const = default;
};
static_assert(sizeof(wake) == 24);

/// A command that a person gives.
struct given {
  second at = 0;
  market::person_id by = market::nobody;
  market::command what;
};

/// Two people who leave the platform together, with what they take along.
struct off_platform_pair {
  second at = 0;
  market::contract_id contract;
  market::money value;  // expected billings that the platform loses
};

/// Keeps lists in place until it is cleared, so that spans into it stay valid while it grows.
template <class T>
class shelf {
 public:
  /// A copy of `items`, at most 1024 of them.
  std::span<const T> keep(std::span<const T> items) {
    if (open_ == chunks_.size() || used_ + items.size() > chunk_size) {
      open_ += open_ == chunks_.size() ? 0 : 1;
      used_ = 0;
      if (open_ == chunks_.size()) {
        chunks_.push_back(std::make_unique<T[]>(chunk_size));
      }
    }
    T* const to = chunks_[open_].get() + used_;
    std::copy(items.begin(), items.end(), to);
    used_ += items.size();
    return {to, items.size()};
  }
  void clear() {
    open_ = 0;
    used_ = 0;
  }

 private:
  static constexpr std::size_t chunk_size = 1024;
  std::vector<std::unique_ptr<T[]>> chunks_;
  std::size_t open_ = 0;  // the chunk that is being filled
  std::size_t used_ = 0;  // of it
};

/// What minds answer with. Text and lists in commands point to storage that outlives the epoch:
/// static text, the scenario's own lists, or the shelf.
struct intentions {
  std::vector<given>
      commands;             // of one person: in the order of their seconds, none before the wake
  std::vector<wake> wakes;  // at or after the present second; nothing is woken twice
  std::vector<off_platform_pair> off_platform;
  observations seen;
  notebook notes;
  // Cleared by the body, once what was given is answered:
  shelf<market::milestone_terms> milestones;
  shelf<char> text;

  void clear() {
    commands.clear();
    wakes.clear();
    off_platform.clear();
    seen.clear();
    notes.written.clear();
  }
  void clear_shelves() {
    milestones.clear();
    text.clear();
  }
};

/// What a freelancer can see at a wake. With news the feed and the own account are left out.
struct freelancer_sight {
  second now = 0;
  const market::policy* rules = nullptr;  // the published policy that the person lives under
  const market::policy* apart = nullptr;  // ... and that jobs set apart are under, where there are
  std::span<const market::job_card>
      feed;  // of the own category, oldest first; visible_at may be later than now
  const market::job_card* asked = nullptr;       // the wake's job, if it is public and kept
  const market::client_face* clients = nullptr;  // by index(person) - first_client
  std::uint32_t first_client = 0;
  const market::freelancer_face* self = nullptr;
  market::profile_status profile = market::profile_status::draft;
  std::int32_t connects = 0;
  market::money available;
};

/// What a client can see at a wake; with news no job is looked at. `proposals` are of the wake's
/// job, in the order of R21, visible ones only.
struct client_sight {
  second now = 0;
  const market::policy* rules = nullptr;
  const market::policy* apart = nullptr;           // of jobs that are set apart, where there are
  const market::jobs_apart* jobs_apart = nullptr;  // which these are
  std::span<const market::proposal_card> proposals;
  bool job_open = false;
  const market::freelancer_face* faces =
      nullptr;  // of all freelancers, by index(person) - first_freelancer
  std::uint32_t first_freelancer = 0;
  const market::client_face* self = nullptr;
};

}  // namespace souk::people

// What a backend told against what the rules' market told: each event is expected once by everybody
// who is listened to, and told once. In what order events of one second come does not matter; ids
// of one list only grow.
#pragma once

#include "market/world.hpp"

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace souk::load {

/// What one side told and the other did not.
struct differing_event {
  market::event what;
  market::person_id told = market::nobody;  // nobody: staff
  std::int32_t times = 0;  // positive: expected and not told; negative: told, and not expected
};

class event_ledger {
 public:
  /// `nobody`: a list of everything.
  void listen_to(market::person_id person);
  bool listens_to(market::person_id person) const;
  bool listens() const { return all_ || !people_.empty(); }

  void expect(const market::told_event& one);
  /// Answers whether the id is higher than those before it.
  bool tell(market::person_id person, std::int64_t id, const market::event& what);
  /// What does not agree of the events up to that second; both are forgotten.
  std::vector<differing_event> take_differences(market::second until);

 private:
  struct entry {
    market::event what;
    market::person_id told = market::nobody;
    std::int32_t balance = 0;
  };

  void count(market::person_id person, const market::event& told, std::int32_t change);

  bool all_ = false;
  std::int64_t last_of_all_ = -1;
  std::unordered_map<std::uint32_t, std::int64_t> people_;  // the last id
  std::unordered_map<std::uint64_t, entry> open_;
};

}  // namespace souk::load

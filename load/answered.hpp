// What a backend answered, in the words of the vocabulary and under the numbers of the rules' own
// market; what the rules are held against.
#pragma once

#include "load/shadow_values.hpp"
#include "observe/load_measures.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace souk::load {

/// When a request was under way: by the clock of whoever sent it, in nanoseconds, and by the
/// backend's, in seconds, between which it was carried out. Where no clock is known the seconds are
/// all the time that the run may take.
struct under_way {
  std::int64_t sent = 0;
  std::int64_t answered = 0;
  second from = 0;
  second to = 0;
};

/// Where the answer itself says when, and as the how manieth change.
struct backend_order {
  static constexpr std::int64_t unknown = -1;

  std::int64_t seq = unknown;  // of a command: grows from one to the next; of a look: of the last
                               // that it shows
  second at = unknown;
};

struct answered_command {
  std::uint64_t tag = 0;  // the sender's
  market::person_id by = market::nobody;
  const market::command* what = nullptr;
  under_way when;
  backend_order order;
  market::reason why = market::reason::none;
  subject made;                  // what `values` are about
  std::span<const told> values;  // after the command
};

struct answered_look {
  std::uint64_t tag = 0;
  market::person_id by = market::nobody;  // nobody: staff
  subject about;
  under_way when;
  backend_order order;
  bool shown = true;  // false: refused, or not there
  std::span<const told> values;
};

/// A violation, with what a story of it is made from.
struct violation : observe::load_violation {
  std::uint64_t tag = 0;
  market::person_id by = market::nobody;
  subject about;
  static constexpr std::size_t now = SIZE_MAX;
  std::size_t judged = now;  // commands judged before, this one included where it is one
};

}  // namespace souk::load

// Who gave a command and when, and the one order in which the platform takes commands: by second,
// then in an order that is drawn anew each second (nobody has standing favour), never by arrival.
#pragma once

#include "market/calendar.hpp"
#include "market/hash.hpp"
#include "market/ids.hpp"

#include <cstdint>
#include <tuple>

namespace souk::market {

struct stamp {
  second at = 0;
  person_id by = nobody;
  std::uint32_t sequence = 0;  // counts the commands of one person within an epoch

  constexpr bool operator==(const stamp&) const = default;
};

/// Compares as the platform takes commands: (second, keyed hash of person and second, person,
/// sequence).
struct taken_before {
  std::uint64_t key = 0;  // of the run: a hash of its seed

  constexpr bool operator()(const stamp& a, const stamp& b) const {
    if (a.at != b.at) {
      return a.at < b.at;
    }
    return std::tuple{turn(a), index(a.by), a.sequence}
           < std::tuple{turn(b), index(b.by), b.sequence};
  }

  constexpr std::uint64_t turn(const stamp& s) const {
    return mix(key ^ (static_cast<std::uint64_t>(s.at) << 32) ^ index(s.by));
  }
};

}  // namespace souk::market

// Where the lots of many people are kept: the three that expire soonest beside their owner, more of
// them in small nodes of one size for all. No allocation for a person who has few, and no waste as
// lists grow.
#pragma once

#include "market/desks.hpp"
#include "market/pool.hpp"

#include <array>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace souk::market {

/// A list kept wholly in nodes of the store, in the order of arrival.
struct lot_chain {
  static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

  std::uint32_t first = none;
};

/// A list of lots, the soonest to expire first; no two expire at the same second, none is empty.
struct lot_list {
  static constexpr std::size_t most_beside = 3;

  std::array<connects_lot, most_beside> beside{};  // the first ones; unused ones have no Connects
  lot_chain more;                                  // only where there is one beside
  std::int32_t count = 0;                          // Connects in all

  /// When the first lot expires; the list has one.
  std::uint32_t first_expiry() const { return beside.front().expires; }
  bool is_empty() const { return beside.front().count == 0; }
};
static_assert(sizeof(lot_list) == 32);

class lot_store {
 public:
  /// All lots, copied; good until the store is asked for another list.
  std::span<connects_lot> load(const lot_list& list) const;
  std::span<connects_lot> load(const lot_chain& list) const;

  /// Replaces a list. Empty lots are left out; `lots` may be what load() answered.
  void save(lot_list& list, std::span<const connects_lot> lots);
  void save(lot_chain& list, std::span<const connects_lot> lots);

  /// Merges with a lot of the same expiry; a count of 0 adds nothing.
  void add(lot_list& list, connects_lot lot);

  /// Takes Connects, the oldest first; the list holds at least so many.
  held_connects take(lot_list& list, std::int32_t count);

  /// Takes all lots that are over at `now`; answers how many Connects they held.
  std::int32_t expire(lot_list& list, second now);

  template <class Archive, class Self>
  static void archive_fields(Archive& archive, Self& self) {
    auto& [nodes, free, loaded] = self;
    archive(nodes, free);
  }

 private:
  /// Five lots in the room of four and a half: most are small. A larger lot takes several places.
  struct node {
    static constexpr std::size_t places = 5;

    std::array<std::uint32_t, places> expires{};
    std::uint32_t next = lot_chain::none;
    std::array<std::uint16_t, places> counts{};  // 0: free, as are all places after it
  };
  static_assert(sizeof(node) == 36);

  void load_chain(std::uint32_t first) const;
  std::uint32_t new_node();
  void free_chain(lot_chain& list);
  std::uint16_t* free_place(lot_chain& list, std::uint32_t expires);
  void append(lot_chain& list, connects_lot lot);
  bool append(lot_list& list, connects_lot lot);

  pool<node> nodes_;
  std::uint32_t free_ = lot_chain::none;  // nodes given back, linked
  mutable std::vector<connects_lot> loaded_;
};

}  // namespace souk::market

// Where the lots of many people are kept: up to three beside their owner, more of them in blocks
// that are handed on when an owner needs another size. No allocation for a person who has few.
#pragma once

#include "market/desks.hpp"
#include "market/pool.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace souk::market {

/// A list kept wholly in a block of the store.
struct lot_block {
  std::uint32_t block = 0;  // meaningless while size is 0
  std::uint16_t size = 0;
};

/// A list of lots, the soonest to expire first; no two expire at the same second, none is empty.
struct lot_list {
  static constexpr std::uint16_t most_beside = 3;

  std::array<connects_lot, most_beside> beside{};
  lot_block apart;  // its size counts, wherever the lots are
};
static_assert(sizeof(lot_list) == 32);

class lot_store {
 public:
  std::span<connects_lot> lots(lot_block& list);
  std::span<const connects_lot> lots(const lot_block& list) const;
  std::span<connects_lot> lots(lot_list& list);
  std::span<const connects_lot> lots(const lot_list& list) const;

  /// Merges with a lot of the same expiry; a count of 0 adds nothing.
  void add(lot_list& list, connects_lot lot);
  void add(lot_block& list, connects_lot lot);  // at the end

  void drop_first(lot_list& list, std::size_t count);
  void drop_first(lot_block& list, std::size_t count);

 private:
  // Blocks of one size: lots of block b are [b * size, (b + 1) * size) of the shelf.
  struct shelf {
    std::vector<std::vector<connects_lot>> chunks;
    std::vector<std::uint32_t> free;
    std::uint32_t blocks = 0;
  };
  static constexpr std::size_t step = 4;  // sizes are multiples of it
  static constexpr std::uint32_t blocks_a_chunk = 256;

  static std::size_t shelf_for(std::size_t size) { return (size + step - 1) / step; }

  connects_lot* find(std::size_t shelf_number, std::uint32_t block);
  const connects_lot* find(std::size_t shelf_number, std::uint32_t block) const;
  std::uint32_t take(std::size_t shelf_number);
  void give_back(std::size_t shelf_number, std::uint32_t block);
  void grow(lot_list& list);  // by one lot, of any content, at the end
  void resize(lot_block& list, std::size_t size);

  std::vector<shelf> shelves_;  // by size / step; the first stays empty
};

}  // namespace souk::market

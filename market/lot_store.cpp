#include "market/lot_store.hpp"

#include <algorithm>

namespace souk::market {

std::span<connects_lot> lot_store::lots(lot_block& list) {
  return list.size == 0 ? std::span<connects_lot>{}
                        : std::span{find(shelf_for(list.size), list.block), list.size};
}

std::span<const connects_lot> lot_store::lots(const lot_block& list) const {
  return list.size == 0 ? std::span<const connects_lot>{}
                        : std::span{find(shelf_for(list.size), list.block), list.size};
}

std::span<connects_lot> lot_store::lots(lot_list& list) {
  return list.apart.size <= lot_list::most_beside ? std::span{list.beside.data(), list.apart.size}
                                                  : lots(list.apart);
}

std::span<const connects_lot> lot_store::lots(const lot_list& list) const {
  return list.apart.size <= lot_list::most_beside ? std::span{list.beside.data(), list.apart.size}
                                                  : lots(list.apart);
}

void lot_store::add(lot_list& list, connects_lot lot) {
  if (lot.count == 0) {
    return;
  }
  std::span<connects_lot> all = lots(list);
  const auto place = std::ranges::lower_bound(all, lot.expires, {}, &connects_lot::expires);
  if (place != all.end() && place->expires == lot.expires) {
    place->count += lot.count;
    return;
  }
  const auto before = place - all.begin();
  grow(list);
  all = lots(list);
  std::copy_backward(all.begin() + before, all.end() - 1, all.end());
  all[static_cast<std::size_t>(before)] = lot;
}

void lot_store::add(lot_block& list, connects_lot lot) {
  resize(list, list.size + std::size_t{1});
  lots(list).back() = lot;
}

void lot_store::drop_first(lot_list& list, std::size_t count) {
  if (count == 0) {
    return;
  }
  const std::size_t left = list.apart.size - count;
  if (list.apart.size <= lot_list::most_beside) {
    std::copy_n(
        list.beside.begin() + static_cast<std::ptrdiff_t>(count), left, list.beside.begin());
    list.apart.size = static_cast<std::uint16_t>(left);
  } else if (left <= lot_list::most_beside) {
    std::ranges::copy(lots(list.apart).last(left), list.beside.begin());
    give_back(shelf_for(list.apart.size), list.apart.block);
    list.apart = {0, static_cast<std::uint16_t>(left)};
  } else {
    drop_first(list.apart, count);
  }
}

void lot_store::drop_first(lot_block& list, std::size_t count) {
  if (count == 0) {
    return;
  }
  const std::span<connects_lot> all = lots(list);
  std::ranges::copy(all.subspan(count), all.begin());
  resize(list, list.size - count);
}

void lot_store::grow(lot_list& list) {
  if (list.apart.size == lot_list::most_beside) {
    const std::uint32_t block = take(shelf_for(lot_list::most_beside + 1));
    std::ranges::copy(list.beside, find(shelf_for(lot_list::most_beside + 1), block));
    list.apart = {block, lot_list::most_beside + 1};
  } else if (list.apart.size < lot_list::most_beside) {
    ++list.apart.size;
  } else {
    resize(list.apart, list.apart.size + std::size_t{1});
  }
}

connects_lot* lot_store::find(std::size_t number, std::uint32_t block) {
  return &shelves_[number].chunks[block / blocks_a_chunk][block % blocks_a_chunk * number * step];
}

const connects_lot* lot_store::find(std::size_t number, std::uint32_t block) const {
  return &shelves_[number].chunks[block / blocks_a_chunk][block % blocks_a_chunk * number * step];
}

std::uint32_t lot_store::take(std::size_t number) {
  if (number >= shelves_.size()) {
    shelves_.resize(number + 1);
  }
  shelf& from = shelves_[number];
  if (!from.free.empty()) {
    const std::uint32_t block = from.free.back();
    from.free.pop_back();
    return block;
  }
  if (from.blocks % blocks_a_chunk == 0) {
    from.chunks.emplace_back(blocks_a_chunk * number * step);
  }
  return from.blocks++;
}

void lot_store::give_back(std::size_t number, std::uint32_t block) {
  shelves_[number].free.push_back(block);
}

void lot_store::resize(lot_block& list, std::size_t size) {
  const std::size_t before = shelf_for(list.size);
  const std::size_t after = shelf_for(size);
  if (before != after) {
    const std::uint32_t block = after == 0 ? 0 : take(after);
    if (list.size != 0) {
      const std::size_t kept = std::min<std::size_t>(list.size, size);
      if (kept != 0) {
        std::copy_n(find(before, list.block), kept, find(after, block));
      }
      give_back(before, list.block);
    }
    list.block = block;
  }
  list.size = static_cast<std::uint16_t>(size);
}

}  // namespace souk::market

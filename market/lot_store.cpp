#include "market/lot_store.hpp"

#include "market/connects.hpp"

#include <algorithm>

namespace souk::market {
namespace {

constexpr std::int32_t most_of_a_place = std::numeric_limits<std::uint16_t>::max();

std::size_t used(const lot_list& list) {
  const auto free = std::ranges::find(list.beside, 0, &connects_lot::count);
  return static_cast<std::size_t>(free - list.beside.begin());
}

/// Moves lots that are not empty to the front.
void close_ranks(lot_list& list) {
  const auto rest = std::ranges::remove(list.beside, 0, &connects_lot::count);
  std::ranges::fill(rest, connects_lot{});
}

}  // namespace

std::span<connects_lot> lot_store::load(const lot_list& list) const {
  loaded_.assign(
      list.beside.begin(), list.beside.begin() + static_cast<std::ptrdiff_t>(used(list)));
  load_chain(list.more.first);
  return loaded_;
}

std::span<connects_lot> lot_store::load(const lot_chain& list) const {
  loaded_.clear();
  load_chain(list.first);
  return loaded_;
}

void lot_store::load_chain(std::uint32_t first) const {
  for (std::uint32_t at = first; at != lot_chain::none; at = nodes_[at].next) {
    const node& one = nodes_[at];
    for (std::size_t i = 0; i < node::places && one.counts[i] != 0; ++i) {
      if (!loaded_.empty() && loaded_.back().expires == one.expires[i]) {
        loaded_.back().count += one.counts[i];
      } else {
        loaded_.push_back({one.expires[i], one.counts[i]});
      }
    }
  }
}

void lot_store::save(lot_list& list, std::span<const connects_lot> lots) {
  free_chain(list.more);
  list.beside = {};
  list.count = 0;
  std::size_t beside = 0;
  for (connects_lot lot : lots) {
    if (lot.count == 0) {
      continue;
    }
    list.count += lot.count;
    if (beside < lot_list::most_beside) {
      list.beside[beside++] = lot;
    } else {
      append(list.more, lot);
    }
  }
}

void lot_store::save(lot_chain& list, std::span<const connects_lot> lots) {
  free_chain(list);
  for (connects_lot lot : lots) {
    append(list, lot);
  }
}

void lot_store::add(lot_list& list, connects_lot lot) {
  if (lot.count == 0 || append(list, lot)) {
    return;
  }
  load(list);
  const auto place = std::ranges::lower_bound(loaded_, lot.expires, {}, &connects_lot::expires);
  if (place != loaded_.end() && place->expires == lot.expires) {
    place->count += lot.count;
  } else {
    loaded_.insert(place, lot);
  }
  save(list, loaded_);
}

/// The common case: the lot expires last, and there is room beside or it goes to the last node.
bool lot_store::append(lot_list& list, connects_lot lot) {
  const std::size_t beside = used(list);
  if (list.more.first == lot_chain::none) {
    if (beside > 0 && list.beside[beside - 1].expires >= lot.expires) {
      return false;
    }
    if (beside < lot_list::most_beside) {
      list.beside[beside] = lot;
      list.count += lot.count;
      return true;
    }
  } else {
    const node* last = &nodes_[list.more.first];
    while (last->next != lot_chain::none) {
      last = &nodes_[last->next];
    }
    const auto end = std::ranges::find(last->counts, 0) - last->counts.begin();
    if (last->expires[static_cast<std::size_t>(end - 1)] >= lot.expires) {
      return false;
    }
  }
  append(list.more, lot);
  list.count += lot.count;
  return true;
}

held_connects lot_store::take(lot_list& list, std::int32_t count) {
  if (count == 0) {
    return {};
  }
  const bool enough_beside = list.more.first == lot_chain::none || count < count_of(list.beside);
  if (enough_beside) {
    const held_connects taken = take_oldest(std::span{list.beside}.first(used(list)), count);
    close_ranks(list);
    list.count -= count;
    return taken;
  }
  const std::span<connects_lot> all = load(list);
  const held_connects taken = take_oldest(all, count);
  save(list, all);
  return taken;
}

std::int32_t lot_store::expire(lot_list& list, second now) {
  const std::span<connects_lot> all = load(list);
  const std::size_t over = expired_lots(all, now);
  const std::int32_t count = count_of(all.first(over));
  if (over > 0) {
    save(list, all.subspan(over));
  }
  return count;
}

std::uint32_t lot_store::new_node() {
  if (free_ == lot_chain::none) {
    return nodes_.add({});
  }
  const std::uint32_t at = free_;
  free_ = nodes_[at].next;
  nodes_[at] = {};
  return at;
}

void lot_store::free_chain(lot_chain& list) {
  while (list.first != lot_chain::none) {
    const std::uint32_t at = list.first;
    list.first = nodes_[at].next;
    nodes_[at].next = free_;
    free_ = at;
  }
}

/// The next free place of the chain, with its expiry written.
std::uint16_t* lot_store::free_place(lot_chain& list, std::uint32_t expires) {
  std::uint32_t last = lot_chain::none;
  for (std::uint32_t at = list.first; at != lot_chain::none; at = nodes_[at].next) {
    last = at;
  }
  if (last == lot_chain::none || nodes_[last].counts.back() != 0) {
    const std::uint32_t added = new_node();
    (last == lot_chain::none ? list.first : nodes_[last].next) = added;
    last = added;
  }
  node& one = nodes_[last];
  const auto place =
      static_cast<std::size_t>(std::ranges::find(one.counts, 0) - one.counts.begin());
  one.expires[place] = expires;
  return &one.counts[place];
}

void lot_store::append(lot_chain& list, connects_lot lot) {
  while (lot.count > 0) {
    const std::int32_t part = std::min(lot.count, most_of_a_place);
    *free_place(list, lot.expires) = static_cast<std::uint16_t>(part);
    lot.count -= part;
  }
}

}  // namespace souk::market

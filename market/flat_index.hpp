// Finds a record's slot by its identity: an open-addressing hash table of 64-bit keys and 32-bit
// slots, in one array of 16-byte entries. What it answers depends on its contents alone, never on
// the order in which they came; it cannot be iterated, so that no order of a hash table ever shows.
#pragma once

#include "market/hash.hpp"

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace souk::market {

/// Keys are numbers of identities (`number(job)`) or hashes of longer ones. Hashes of different
/// identities may be equal: then pass `is_it(slot)`, which says whether the record there is the one
/// meant.
class flat_index {
 public:
  static constexpr std::uint32_t missing = 0xffff'ffff;

  /// The slot under `key`, or `missing`.
  std::uint32_t find(std::uint64_t key) const {
    return find(key, [](std::uint32_t) { return true; });
  }

  /// The slot under `key` for which `is_it(slot)` holds, or `missing`.
  template <class IsIt>
  std::uint32_t find(std::uint64_t key, IsIt&& is_it) const {
    if (size_ == 0) {
      return missing;
    }
    for (std::size_t i = home(key); entries_[i].slot != missing; i = next(i)) {
      if (entries_[i].key == key && is_it(entries_[i].slot)) {
        return entries_[i].slot;
      }
    }
    return missing;
  }

  /// Adds an entry; the caller has seen to it that the identity is new. `slot` is below `missing`.
  void insert(std::uint64_t key, std::uint32_t slot) {
    if ((size_ + 1) * 4 > entries_.size() * 3) {
      resize(entries_.empty() ? smallest : entries_.size() * 2);
    }
    place(key, slot);
    ++size_;
  }

  /// Takes the entry of this key and slot away; false where there is none.
  bool erase(std::uint64_t key, std::uint32_t slot) {
    if (size_ == 0) {
      return false;
    }
    std::size_t hole = home(key);
    while (entries_[hole].key != key || entries_[hole].slot != slot) {
      if (entries_[hole].slot == missing) {
        return false;
      }
      hole = next(hole);
    }
    close(hole);
    --size_;
    return true;
  }

  /// The record of `key` at `from` has moved to `to`; false where there was none.
  bool move(std::uint64_t key, std::uint32_t from, std::uint32_t to) {
    if (!erase(key, from)) {
      return false;
    }
    insert(key, to);
    return true;
  }

  /// Brings the place of `key` nearer; worth it some hundred cycles before `find`.
  void prefetch(std::uint64_t key) const {
    if (size_ != 0) {
      __builtin_prefetch(&entries_[home(key)]);
    }
  }

  void reserve(std::size_t count) {
    std::size_t wanted = smallest;
    while (count * 4 > wanted * 3) {
      wanted *= 2;
    }
    if (wanted > entries_.size()) {
      resize(wanted);
    }
  }

  void clear() {
    entries_.clear();
    size_ = 0;
  }

  std::size_t size() const { return size_; }
  std::size_t bytes() const { return entries_.capacity() * sizeof(entry); }

  template <class Archive, class Self>
  static void archive_fields(Archive& archive, Self& self) {
    auto& [entries, size] = self;
    archive(entries, size);
  }

 private:
  struct entry {
    std::uint64_t key = 0;
    std::uint32_t slot = missing;
  };
  static constexpr std::size_t smallest = 16;

  std::size_t home(std::uint64_t key) const { return mix(key) & (entries_.size() - 1); }
  std::size_t next(std::size_t i) const { return (i + 1) & (entries_.size() - 1); }

  void place(std::uint64_t key, std::uint32_t slot) {
    std::size_t i = home(key);
    while (entries_[i].slot != missing) {
      i = next(i);
    }
    entries_[i] = {key, slot};
  }

  /// Moves later entries of the run back into the hole, so that no mark of the erased one is
  /// needed.
  void close(std::size_t hole) {
    for (std::size_t i = next(hole); entries_[i].slot != missing; i = next(i)) {
      const std::size_t mask = entries_.size() - 1;
      const std::size_t from_home = (i - home(entries_[i].key)) & mask;
      if (from_home >= ((i - hole) & mask)) {
        entries_[hole] = entries_[i];
        hole = i;
      }
    }
    entries_[hole] = {};
  }

  void resize(std::size_t count) {
    const std::vector<entry> old = std::exchange(entries_, std::vector<entry>(count));
    for (const entry& one : old) {
      if (one.slot != missing) {
        place(one.key, one.slot);
      }
    }
  }

  std::vector<entry> entries_;
  std::size_t size_ = 0;
};

}  // namespace souk::market

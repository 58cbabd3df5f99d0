// Many short lists of plain values in one array: a list is a block of 2^k places, moved to a block
// twice as large when it is full; blocks that lists have left are used again. A list costs its
// owner 8 bytes.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <type_traits>
#include <vector>

namespace souk::market {

/// A list in a `block_pool<Value>`; to be handed to that pool alone.
template <class Value>
struct block {
  std::uint32_t first = 0;
  std::uint32_t size = 0;  // the block has bit_ceil(size) places
};

template <class Value>
class block_pool {
  static_assert(std::is_trivially_copyable_v<Value>);

 public:
  std::span<Value> operator[](block<Value> list) {
    return {values_.data() + list.first, list.size};
  }
  std::span<const Value> operator[](block<Value> list) const {
    return {values_.data() + list.first, list.size};
  }

  /// Spans that were taken before are no longer valid.
  void push_back(block<Value>& list, Value value) {
    if (std::has_single_bit(list.size) || list.size == 0) {
      grow(list);
    }
    values_[list.first + list.size] = value;
    ++list.size;
  }

  void clear(block<Value>& list) {
    if (list.size != 0) {
      free_[exponent(list.size)].push_back(list.first);
    }
    list = {};
  }

  std::size_t bytes() const {
    std::size_t all = values_.capacity() * sizeof(Value);
    for (const auto& blocks : free_) {
      all += blocks.capacity() * sizeof(std::uint32_t);
    }
    return all;
  }

  template <class Archive, class Self>
  static void archive_fields(Archive& archive, Self& self) {
    auto& [values, free] = self;
    archive(values, free);
  }

 private:
  static unsigned exponent(std::uint32_t size) {
    return static_cast<unsigned>(std::countr_zero(std::bit_ceil(size)));
  }

  /// The list, whose block is full, moves to one with room for one more.
  void grow(block<Value>& list) {
    const std::uint32_t to = place_for(list.size == 0 ? 0 : exponent(list.size) + 1);
    for (std::uint32_t i = 0; i < list.size; ++i) {
      values_[to + i] = values_[list.first + i];
    }
    if (list.size != 0) {
      free_[exponent(list.size)].push_back(list.first);
    }
    list.first = to;
  }

  std::uint32_t place_for(unsigned power) {
    std::vector<std::uint32_t>& blocks = free_[power];
    if (blocks.empty()) {
      const auto first = static_cast<std::uint32_t>(values_.size());
      values_.resize(values_.size() + (std::size_t{1} << power));
      return first;
    }
    const std::uint32_t first = blocks.back();
    blocks.pop_back();
    return first;
  }

  std::vector<Value> values_;
  std::array<std::vector<std::uint32_t>, 32> free_;
};

}  // namespace souk::market

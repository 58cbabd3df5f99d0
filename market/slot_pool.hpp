// Records by number: in chunks that never move, and used again once they are given back. No
// allocation a record.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace souk::market {

template <class Record, std::size_t ChunkSize>
class slot_pool {
  static_assert(
      (ChunkSize & (ChunkSize - 1)) == 0, "a power of two, so that a slot is found by a shift");

 public:
  /// A slot that is free; its record is as it was left.
  std::uint32_t take() {
    if (!free_.empty()) {
      const std::uint32_t slot = free_.back();
      free_.pop_back();
      return slot;
    }
    if (end_ == chunks_.size() * ChunkSize) {
      chunks_.push_back(std::make_unique<Record[]>(ChunkSize));
    }
    return end_++;
  }
  void give_back(std::uint32_t slot) { free_.push_back(slot); }

  Record& operator[](std::uint32_t slot) { return chunks_[slot / ChunkSize][slot % ChunkSize]; }
  const Record& operator[](std::uint32_t slot) const {
    return chunks_[slot / ChunkSize][slot % ChunkSize];
  }

  /// All slots that were ever taken are below.
  std::uint32_t end() const { return end_; }
  std::size_t in_use() const { return end_ - free_.size(); }
  std::size_t bytes() const {
    return chunks_.size() * ChunkSize * sizeof(Record) + free_.capacity() * sizeof(std::uint32_t);
  }

  template <class Archive, class Self>
  static void archive_fields(Archive& archive, Self& self) {
    auto& [chunks, free, end] = self;
    std::uint32_t count = end;
    archive(count, free);
    if constexpr (Archive::loads) {
      archive.expect_room_for(count);
      chunks.clear();
      end = count;
      while (chunks.size() * ChunkSize < end) {
        chunks.push_back(std::make_unique<Record[]>(ChunkSize));
      }
    }
    for (std::uint32_t slot = 0; slot < end; ++slot) {
      archive(self[slot]);
    }
  }

 private:
  std::vector<std::unique_ptr<Record[]>> chunks_;
  std::vector<std::uint32_t> free_;
  std::uint32_t end_ = 0;
};

}  // namespace souk::market

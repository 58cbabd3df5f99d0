// Records that come one by one and never go: in chunks, so that growing moves nothing and wastes
// little.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace souk::market {

template <class Record>
class pool {
 public:
  /// The new record's index; indexes count from 0.
  std::uint32_t add(Record record) {
    if (size_ % per_chunk == 0) {
      chunks_.emplace_back();
      chunks_.back().reserve(per_chunk);
    }
    chunks_.back().push_back(std::move(record));
    return size_++;
  }

  Record& operator[](std::uint32_t i) { return chunks_[i / per_chunk][i % per_chunk]; }
  const Record& operator[](std::uint32_t i) const { return chunks_[i / per_chunk][i % per_chunk]; }
  void prefetch(std::uint32_t i) const {
    __builtin_prefetch(&chunks_[i / per_chunk][i % per_chunk]);
  }
  std::uint32_t size() const { return size_; }

  template <class Archive, class Self>
  static void archive_fields(Archive& archive, Self& self) {
    auto& [chunks, size] = self;
    std::uint32_t count = size;
    archive(count);
    if constexpr (Archive::loads) {
      archive.expect_room_for(count);
      self = {};
      while (size < count) {
        self.add({});
      }
    }
    for (auto& chunk : chunks) {
      for (auto& record : chunk) {
        archive(record);
      }
    }
  }

 private:
  static constexpr std::uint32_t per_chunk = 256;

  std::vector<std::vector<Record>> chunks_;
  std::uint32_t size_ = 0;
};

}  // namespace souk::market

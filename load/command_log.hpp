// What was sent to a backend, kept in few bytes a command: the texts and lists of a command live as
// long as the log, which outlives whoever gave it.
#pragma once

#include "market/vocabulary.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace souk::load {

/// A command read from the log; its lists live here, its texts in the log.
struct logged_command {
  market::command what;
  std::vector<market::symbol> words;
  std::vector<market::milestone_terms> terms;
};

class command_log {
 public:
  /// Keeps a copy; answers where.
  std::uint64_t add(const market::command& what);
  void read(std::uint64_t place, logged_command& into) const;
  std::size_t bytes() const { return chunks_.size() * chunk_size; }

 private:
  static constexpr std::size_t chunk_size = std::size_t{1} << 20;

  std::vector<std::unique_ptr<std::byte[]>> chunks_;
  std::size_t used_ = chunk_size;  // of the last chunk
  std::vector<std::byte> packed_;
};

}  // namespace souk::load

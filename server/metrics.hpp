// What the server counts, in the text format of Prometheus.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>

namespace souk::server {

class metrics {
 public:
  /// Of an operation that is to be counted; before any request.
  std::size_t add(std::string_view operation);
  std::string_view name_of(std::size_t operation) const { return operations_[operation].name; }

  /// From any thread.
  void count(std::size_t operation, int status, std::uint64_t microseconds);
  void connection_opened() { ++opened_; }
  void connection_closed() { ++closed_; }
  std::uint64_t open_connections() const { return opened_ - closed_; }

  std::string text() const;

 private:
  static constexpr std::array<std::uint64_t, 12> bounds{
      100, 250, 500, 1'000, 2'500, 5'000, 10'000, 25'000, 50'000, 100'000, 500'000, 1'000'000};
  struct counted {
    std::string name;
    std::array<std::atomic<std::uint64_t>, 6> by_class{};  // 1xx to 5xx
    std::array<std::atomic<std::uint64_t>, bounds.size() + 1> by_time{};
    std::atomic<std::uint64_t> microseconds = 0;
  };

  void add_times(const counted& one, std::string& into) const;

  std::deque<counted> operations_;
  std::atomic<std::uint64_t> opened_ = 0;
  std::atomic<std::uint64_t> closed_ = 0;
};

}  // namespace souk::server

// How many requests who may make: a token bucket for each key (a person, an address).
#pragma once

#include <chrono>
#include <cstddef>
#include <mutex>
#include <string>
#include <unordered_map>

namespace souk::server {

class rate_limit {
 public:
  /// `per_second` on average, twice as many at once; 0: as many as they like.
  explicit rate_limit(double per_second) : per_second_(per_second) {}

  /// Takes one; answers 0 where there was one, else the whole seconds until there is.
  int take(const std::string& key);

 private:
  using clock = std::chrono::steady_clock;
  struct bucket {
    double left = 0;
    clock::time_point at;
  };
  static constexpr std::size_t most_buckets = 100'000;

  void forget_full(clock::time_point now);

  double per_second_;
  std::mutex lock_;
  std::unordered_map<std::string, bucket> buckets_;
};

}  // namespace souk::server

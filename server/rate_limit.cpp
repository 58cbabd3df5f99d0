#include "server/rate_limit.hpp"

#include <algorithm>
#include <cmath>

namespace souk::server {

int rate_limit::take(const std::string& key) {
  if (per_second_ <= 0) {
    return 0;
  }
  const double most = std::max(1.0, 2 * per_second_);
  const clock::time_point now = clock::now();
  const std::lock_guard lock(lock_);
  if (buckets_.size() >= most_buckets) {
    forget_full(now);
  }
  bucket& one = buckets_.try_emplace(key, bucket{most, now}).first->second;
  const double passed = std::chrono::duration<double>(now - one.at).count();
  one.left = std::min(most, one.left + passed * per_second_);
  one.at = now;
  if (one.left < 1) {
    return std::max(1, static_cast<int>(std::ceil((1 - one.left) / per_second_)));
  }
  one.left -= 1;
  return 0;
}

/// Buckets that have filled again are as good as new ones.
void rate_limit::forget_full(clock::time_point now) {
  std::erase_if(buckets_, [&](const auto& one) {
    return std::chrono::duration<double>(now - one.second.at).count() > 2;
  });
}

}  // namespace souk::server

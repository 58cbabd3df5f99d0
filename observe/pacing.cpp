#include "observe/pacing.hpp"

#include <algorithm>

namespace souk::observe {

pace pacing::next(std::int64_t epoch, std::int64_t epoch_s, double wall_s) {
  if (paused(epoch)) {
    due_ = wall_s;
    return {pace::kind::hold, 0};
  }
  if (hours_per_s_ <= 0.0 || epoch < hurried_until_) {
    due_ = wall_s;
    return {pace::kind::go, 0};
  }
  if (wall_s < due_) {
    // Asked again every so often, so that a change of mind is heard.
    const double ms = std::min((due_ - wall_s) * 1000.0, 20.0);
    return {pace::kind::wait, static_cast<std::int64_t>(ms) + 1};
  }
  const double length = static_cast<double>(epoch_s) / market::hour / hours_per_s_;
  // What was missed is not made up for beyond a tenth of a second.
  due_ = std::max(due_, wall_s - 0.1) + length;
  return {pace::kind::go, 0};
}

}  // namespace souk::observe

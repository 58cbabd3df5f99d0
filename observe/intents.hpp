// What a viewer may ask of a run that goes on. The run looks at them between two epochs.
#pragma once

#include "market/calendar.hpp"
#include "market/ids.hpp"
#include "market/policy.hpp"

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

namespace souk::observe {

namespace intent {

struct pause {};
struct resume {};
/// Goes on for so many epochs and then pauses.
struct step {
  std::int64_t epochs = 1;
};
/// Simulated hours a second; 0: as fast as it goes.
struct speed {
  double hours_per_s = 0.0;
};
/// As fast as it goes up to the beginning of a day (burn-in included), then pauses.
struct run_to {
  std::int64_t day = 0;
};
/// Pauses once so many epochs are done.
struct rest_at {
  std::int64_t epochs = 0;
};
/// From the next epoch on.
struct change_policy {
  std::shared_ptr<const market::policy> terms;
};
/// A second future, in which that policy holds from a second on, or from the next epoch.
struct fork {
  std::shared_ptr<const market::policy> terms;
  std::optional<market::second> from;
};
/// Back to one future: B is thrown away.
struct drop_fork {};
/// Whose profile, balance and life are shown; nobody: no one's.
struct pick {
  market::person_id person = market::nobody;
};
/// Which of the costlier parts are looked at.
struct look {
  bool people = true;
  bool contracts = true;
  bool tail = true;
  auto operator<=>(const look&) const = default;
};
struct save_policy {
  std::shared_ptr<const market::policy> terms;
};
struct quit {};

using any = std::variant<pause, resume, step, speed, run_to, rest_at, change_policy, fork,
    drop_fork, pick, look, save_policy, quit>;

}  // namespace intent

/// From the viewer's thread to the run's.
class intent_queue {
 public:
  void put(intent::any wish) {
    const std::lock_guard lock(mutex_);
    wishes_.push_back(std::move(wish));
  }
  /// All since the last call, in their order.
  std::vector<intent::any> take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(wishes_, {});
  }

 private:
  std::mutex mutex_;
  std::vector<intent::any> wishes_;
};

}  // namespace souk::observe

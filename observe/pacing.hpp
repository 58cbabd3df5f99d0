// How fast a watched run may go: pause, steps, speed and days to run to, as plain numbers. Wall
// time is handed in, in seconds.
#pragma once

#include "observe/watcher.hpp"

#include <cstdint>
#include <limits>

namespace souk::observe {

class pacing {
 public:
  static constexpr std::int64_t forever = std::numeric_limits<std::int64_t>::max();

  void pause() { until_ = 0; }
  void resume() { until_ = forever; }
  /// Goes on from `epoch` for so many, then pauses.
  void step(std::int64_t epoch, std::int64_t epochs) { until_ = epoch + epochs; }
  void rest_at(std::int64_t epoch) { until_ = epoch; }
  /// As fast as it goes up to there.
  void hurry_to(std::int64_t epoch) { hurried_until_ = epoch; }
  void run_to(std::int64_t epoch) {
    until_ = epoch;
    hurried_until_ = epoch;
  }
  /// Simulated hours a second; 0: unlimited.
  void set_speed(double hours_per_s) { hours_per_s_ = hours_per_s; }
  double hours_per_s() const { return hours_per_s_; }

  /// Whether the run rests once `epoch` epochs are done.
  bool paused(std::int64_t epoch) const { return epoch >= until_; }

  /// With `epoch` epochs done at `wall_s`. When it answers `go`, the next epoch begins.
  pace next(std::int64_t epoch, std::int64_t epoch_s, double wall_s);

 private:
  std::int64_t until_ = forever;
  std::int64_t hurried_until_ = 0;
  double hours_per_s_ = 0.0;
  double due_ = 0.0;  // wall time from which the next epoch may begin
};

}  // namespace souk::observe

// The actors of one run: spawned for a market's shards, set to work, waited for, and ended whatever
// happens.
#pragma once

#include "actors/conductor_actor.hpp"
#include "actors/market_house.hpp"

#include <memory>
#include <optional>

namespace souk::actors {

/// How CAF is to run them. Sharing one queue: stealing walks it under its locks (design.md).
class engine_config : public caf::actor_system_config {
 public:
  explicit engine_config(int threads);
};

class crew {
 public:
  /// House, setup and observer outlive the system: an actor that is lost takes no shard along that
  /// others still look at.
  crew(caf::actor_system& system, run_setup& setup, market_house& house,
      std::shared_ptr<record_keeper> keeper, const observe::run_observer& observer,
      day_breaks breaks = {}, observe::run_watcher* watcher = nullptr);
  /// Ends all actors, at work or not.
  ~crew();
  crew(const crew&) = delete;
  crew& operator=(const crew&) = delete;

  /// Runs to the end, or to the break that ends it: then there is no result. Throws what an actor
  /// could not go on with; when an actor ends early, observe::check_failure.
  std::optional<observe::run_result> run();

  const address_book& shards() const { return *shards_; }
  const caf::actor& recorder() const { return recorder_; }
  const caf::actor& conductor() const { return conductor_; }
  const engine_counts& counts() const { return *counts_; }

 private:
  caf::scoped_actor self_;
  std::shared_ptr<engine_counts> counts_ = std::make_shared<engine_counts>();
  observe::run_watcher* watcher_;
  std::shared_ptr<const address_book> shards_;
  caf::actor recorder_;
  caf::actor conductor_;
};

}  // namespace souk::actors

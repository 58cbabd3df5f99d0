// What a watcher sees of a market house between two epochs, when no shard works: all of it is read
// straight from the shards.
#pragma once

#include "actors/market_house.hpp"
#include "observe/watcher.hpp"

#include <memory>
#include <vector>

namespace souk::actors {

/// What the conductor counts about itself.
struct engine_counts {
  std::int64_t epochs = 0;
  std::int64_t stages_run = 0;  // barriers
  std::int64_t shards_run = 0;  // shards woken, over all stages
  std::int64_t batches = 0;     // lent between shards
  double stages_s = 0;
  double busy_s = 0;
  int threads = 0;
};

class house_sight final : public observe::market_sight {
 public:
  /// All outlive the sight.
  house_sight(run_setup& setup, market_house& house, const engine_counts& counts);

  /// So many epochs are done.
  void stand_at(std::int64_t epochs) { epoch_ = epochs; }

  std::int64_t epoch() const override { return epoch_; }
  std::int64_t epochs() const override { return setup_.epochs(); }
  second now() const override { return setup_.clock.at(epoch_).from; }
  std::int64_t epoch_s() const override { return setup_.clock.length.seconds; }

  observe::vitals current() const override;
  observe::engine_view engine() const override;
  std::shared_ptr<const observe::tail_view> tail() const override;
  std::shared_ptr<const observe::people_view> people() const override;
  std::shared_ptr<const observe::contracts_view> contracts() override;
  std::shared_ptr<const observe::person_view> look(market::person_id person) const override;
  void change_policy(const market::policy& terms) override;

  /// Contracts that are over and kept for the watcher at most.
  static constexpr std::size_t most_contracts = 1'000'000;

 private:
  void take_over();

  run_setup& setup_;
  market_house& house_;
  const engine_counts& counts_;
  std::int64_t epoch_ = 0;
  observe::contracts_view over_;         // contracts that are over
  std::vector<std::size_t> over_taken_;  // of each billing desk
};

}  // namespace souk::actors

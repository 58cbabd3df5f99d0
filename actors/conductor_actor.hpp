// The actor that beats time: it opens each epoch, lets the shards work through its stages one after
// the other (a shard with nothing due and no mail is left asleep), audits, and hands the days to
// the recorder.
#pragma once

#include "actors/floor_plan.hpp"
#include "actors/house_sight.hpp"
#include "actors/shard_actor.hpp"
#include "actors/wire.hpp"
#include "observe/observer.hpp"
#include "observe/watcher.hpp"

#include <chrono>
#include <functional>

namespace souk::actors {

/// So many days may wait for the recorder before the market does.
inline constexpr std::uint32_t most_unkept_days = 4;

/// Where a run begins, and what is done between two of its days: then nothing is in flight, all
/// shards rest, and all days before were kept.
struct day_breaks {
  std::int32_t first_day = 0;  // as many are over already
  std::function<bool(std::int32_t days_over)> wanted;
  /// Answers whether the run goes on; if not, it ends there without a result.
  std::function<bool(std::int32_t days_over)> take;
};

struct conductor_plan {
  floor_plan plan;
  epoch_clock clock;
  std::int64_t epochs = 0;  // after which the run is over
  day_breaks breaks;
  std::shared_ptr<const address_book> shards;
  std::vector<second> first_due;   // by shard: act, trade or bill
  std::vector<second> settle_due;  // by cohort
  std::vector<shard_sums> sums;    // by shard
  caf::actor recorder;
  caf::actor parent;
  const observe::run_observer* observer = nullptr;  // asked whether to stop
  observe::run_watcher* watcher = nullptr;          // may hold the run between epochs; or nobody
  std::shared_ptr<house_sight> sight;               // what the watcher sees
  std::shared_ptr<engine_counts> counts;
};

struct conductor_state {
  static inline const char* name = "conductor";
  conductor_plan run;
  epoch now;
  stage at = stage::act;
  std::uint32_t awaited = 0;      // answers to the present request
  std::uint32_t unkept_days = 0;  // handed to the recorder and not yet thanked for
  bool waiting_for_recorder = false;
  bool break_wanted = false;  // when the recorder has kept all days
  bool stopped = false;
  bool resting = false;    // between two epochs, by the watcher's wish
  std::int64_t begun = 0;  // epochs
  std::chrono::steady_clock::time_point stage_began;
  std::vector<second> next_first;      // by shard: act, trade or bill
  std::vector<second> next_settle;     // by cohort
  std::vector<std::uint8_t> has_mail;  // by shard
  std::vector<shard_sums> sums;        // by shard
  std::vector<std::pair<std::int64_t, market::fingerprint>> rolling;
  std::shared_ptr<day_bundle> day;
};

/// The end of an actor that others still count on.
failed ended_early(const caf::down_msg& down);

caf::behavior conductor_actor(
    caf::stateful_actor<conductor_state>* self, std::shared_ptr<conductor_plan> run);

}  // namespace souk::actors

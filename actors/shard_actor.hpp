// The actor that hosts a shard: it collects what others lend it and works when the conductor says
// so.
#pragma once

#include "actors/floor_plan.hpp"
#include "actors/wire.hpp"

#include <memory>
#include <vector>

namespace souk::actors {

/// Where a shard writes to: desks and cohorts by their numbers, and the conductor.
struct address_book {
  std::vector<caf::actor> desks;
  std::vector<caf::actor> cohorts;
};

struct shard_state {
  static inline const char* name = "shard";
  std::uint32_t number = 0;  // in the row of floor_plan
  bool settles = false;      // a cohort
  shard* hosted = nullptr;
  std::shared_ptr<const address_book> others;
  inbox in;
};

caf::behavior shard_actor(caf::stateful_actor<shard_state>* self, std::uint32_t number,
    bool settles, shard* hosted, std::shared_ptr<const address_book> others);

}  // namespace souk::actors

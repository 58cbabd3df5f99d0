// All shards of one market under one roof, and what everybody in it can see. Who drives them,
// actors or a plain loop, is not the house's business.
#pragma once

#include "actors/public_view.hpp"
#include "actors/run_setup.hpp"
#include "actors/shard.hpp"

#include <memory>
#include <vector>

namespace souk::actors {

struct market_house {
  explicit market_house(const run_setup& setup);

  public_view view;
  std::vector<std::unique_ptr<shard>> shards;  // in the row of floor_plan
};

}  // namespace souk::actors

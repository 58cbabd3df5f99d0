// The commands that a desk was lent for an epoch, in the one order in which the platform takes
// them, whoever lent them and whenever they arrived.
#pragma once

#include "actors/shard.hpp"
#include "market/order.hpp"

#include <vector>

namespace souk::actors {

class command_queue {
 public:
  struct item {
    market::stamp given;
    std::uint64_t turn = 0;
    const passed<market::propose>* proposal = nullptr;  // this one,
    const passed<market::command>* other = nullptr;     // or that one
  };

  explicit command_queue(std::uint64_t order_key) : order_{order_key} {}

  /// In order; valid until the next call.
  const std::vector<item>& sorted(const inbox& in);

 private:
  market::taken_before order_;
  std::vector<item> items_;
};

}  // namespace souk::actors

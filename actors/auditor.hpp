// The audit that runs after every epoch of every simulation: money is neither made nor lost,
// nothing stays between two owners, and the Connects identity holds (contract.md, "summary.json").
#pragma once

#include "actors/shard.hpp"

#include <span>

namespace souk::actors {

/// The whole market's sums at the end of an epoch. Throws observe::check_failure naming the account
/// that is wrong.
shard_sums audited(const epoch& now, std::span<const shard_sums> shards);

/// Whether a shard recounts its records at the end of a day: each once a week, every day some of
/// them, and all at the end. A recount of everybody every day would be a quarter of all work.
constexpr bool is_recounted(std::int64_t day, std::uint32_t shard, bool last) {
  return last || (day + shard) % 7 == 0;
}

/// Throws observe::check_failure when a shard's records do not agree with its ledger.
void audit_day(const epoch& now, std::span<const day_part> parts);

}  // namespace souk::actors

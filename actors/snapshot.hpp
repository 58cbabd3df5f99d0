// A market between two days, as bytes: what checkpoints keep and forks begin with. Nothing is in
// flight then; a market that is restored goes on, bit for bit, as the one that was taken.
#pragma once

#include "actors/archive.hpp"
#include "actors/market_house.hpp"
#include "actors/record_keeper.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace souk::actors {

struct snapshot {
  std::int32_t day = 0;  // so many days since second 0 are over
  std::vector<std::byte> bytes;
};

/// `keeper` has kept all days before `day`, and every shard has given its part of them.
snapshot take_snapshot(const run_setup& setup, const market_house& house,
    const record_keeper& keeper, std::int32_t day);

/// How the work was divided: the set-up that goes on must divide it so too, see `divide_as`. Throws
/// archive_error.
floor_plan plan_of(const snapshot& taken);
void divide_as(const snapshot& taken, run_options& options);

/// Into a house and a keeper that are new. Throws archive_error where the bytes are cut short or of
/// a market with other people, categories, days or seed; policies are the caller's business.
void restore(
    const snapshot& taken, const run_setup& setup, market_house& house, record_keeper& keeper);

}  // namespace souk::actors

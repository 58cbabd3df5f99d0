#include "actors/snapshot.hpp"

namespace souk::actors {
namespace {

/// What must be the same where a snapshot is taken and where it is restored.
struct snapshot_head {
  floor_plan plan;
  epoch_clock clock;
  std::int32_t burn_in_days = 0, days = 0, day = 0;
  std::uint64_t order_key = 0;  // of the seed
  std::uint64_t categories = 0;
};

snapshot_head head_of(const run_setup& setup, std::int32_t day) {
  return {.plan = setup.plan,
      .clock = setup.clock,
      .burn_in_days = setup.burn_in_days,
      .days = setup.days,
      .day = day,
      .order_key = setup.order_key(),
      .categories = setup.categories.size()};
}

snapshot_head read_head(archive_reader& from) {
  snapshot_head head;
  from(head);
  return head;
}

std::vector<std::byte> bytes_of(const snapshot_head& head) {
  archive_writer to;
  to(head);
  return to.take();
}

}  // namespace

snapshot take_snapshot(const run_setup& setup, const market_house& house,
    const record_keeper& keeper, std::int32_t day) {
  archive_writer to;
  to(head_of(setup, day));
  to.of_fixed_size(house.view.freelancers);
  to.of_fixed_size(house.view.clients);
  for (const auto& one : house.shards) {
    one->save(to);
  }
  to(keeper);
  return {day, to.take()};
}

floor_plan plan_of(const snapshot& taken) {
  archive_reader from(taken.bytes);
  return read_head(from).plan;
}

void divide_as(const snapshot& taken, run_options& options) {
  const floor_plan plan = plan_of(taken);
  options.cohort_size = plan.cohort_size;
  options.exchanges = plan.exchanges;
  options.billing_desks = plan.billing_desks;
}

void restore(
    const snapshot& taken, const run_setup& setup, market_house& house, record_keeper& keeper) {
  archive_reader from(taken.bytes);
  from.expect(bytes_of(read_head(from)) == bytes_of(head_of(setup, taken.day)),
      "it is of another market: people, categories, days or seed differ");
  from.of_fixed_size(house.view.freelancers);
  from.of_fixed_size(house.view.clients);
  for (const auto& one : house.shards) {
    one->load(from);
  }
  from(keeper);
  from.expect_end();
}

}  // namespace souk::actors

#include "actors/engine.hpp"

#include "actors/crew.hpp"

#include <sys/resource.h>

#include <chrono>
#include <optional>
#include <thread>

namespace souk::actors {
namespace {

int threads_of(const run_options& options) {
  return options.threads > 0 ? options.threads
                             : static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
}

std::int64_t peak_rss_bytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return std::int64_t{usage.ru_maxrss} * 1024;
}

struct played {
  std::optional<observe::run_result> result;
  engine_counts counts;
};

/// Lets the actors play; they are gone when this returns.
played play(const run_options& options, run_setup& setup, market_house& house,
    const std::shared_ptr<record_keeper>& keeper, const observe::run_observer& observer,
    day_breaks breaks, observe::run_watcher* watcher) {
  engine_config config(threads_of(options));
  caf::actor_system system(config);
  crew actors(system, setup, house, keeper, observer, std::move(breaks), watcher);
  played done;
  done.result = actors.run();
  done.counts = actors.counts();
  return done;
}

observe::run_cost cost_of(const run_options& options, const run_setup& setup, double wall_s,
    std::int64_t proposals, const engine_counts& counts) {
  return {.threads = threads_of(options),
      .cohort_size = static_cast<int>(setup.plan.cohort_size),
      .wall_s = wall_s,
      .proposals_per_s = static_cast<double>(proposals) / wall_s,
      .peak_rss_bytes = peak_rss_bytes(),
      .epochs = counts.epochs,
      .barriers = counts.stages_run,
      .shards_woken = counts.shards_run,
      .batches = counts.batches,
      .stages_s = counts.stages_s,
      .busy_s = counts.busy_s};
}

std::shared_ptr<record_keeper> keeper_for(
    const run_options& options, observe::run_description what, observe::run_observer& observer) {
  return std::make_shared<record_keeper>(
      described(options, std::move(what)), observer, options.tell_notes);
}

}  // namespace

observe::run_description described(const run_options& options, observe::run_description what) {
  what.seed = options.seed;
  what.start = options.start;
  what.days = options.days;
  what.burn_in_days = options.burn_in_days;
  what.categories.clear();
  for (const people::category_parameters& category : options.people.population.categories) {
    what.categories.push_back(category.name);
  }
  what.interventions.clear();
  for (const treatment_plan& plan : options.interventions) {
    what.interventions.push_back(plan.rule.name);
  }
  what.countries.clear();
  for (const people::country_parameters& country : options.people.population.countries) {
    what.countries.push_back(country.name);
  }
  return what;
}

namespace {

observe::run_result run_from(run_options options, observe::run_description what,
    observe::run_observer& observer, const snapshot* from, const snapshot_plan& plan,
    observe::run_watcher* watcher) {
  const auto started = std::chrono::steady_clock::now();
  if (from != nullptr) {
    divide_as(*from, options);
  }
  run_setup setup = set_up_run(options);
  market_house house(setup);
  const auto keeper = keeper_for(options, std::move(what), observer);
  day_breaks breaks{.first_day = 0, .wanted = plan.due, .take = {}};
  breaks.take = [&](std::int32_t days_over) {
    plan.keep(take_snapshot(setup, house, *keeper, days_over));
    return true;
  };
  if (from != nullptr) {
    restore(*from, setup, house, *keeper);
    breaks.first_day = from->day;
  }
  const std::int64_t before = keeper->proposals();
  played done = play(options, setup, house, keeper, observer, std::move(breaks), watcher);
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - started;
  done.result->cost =
      cost_of(options, setup, wall.count(), keeper->proposals() - before, done.counts);
  return std::move(*done.result);
}

}  // namespace

observe::run_result run(run_options options, observe::run_description what,
    observe::run_observer& observer, const snapshot* from, const snapshot_plan& plan) {
  return run_from(std::move(options), std::move(what), observer, from, plan, nullptr);
}

observe::run_result run(const run_options& options, observe::run_description what,
    observe::run_observer& observer, observe::run_watcher* watcher) {
  return run_from(options, std::move(what), observer, nullptr, {}, watcher);
}

observe::run_result resume(const snapshot& from, const run_options& options,
    observe::run_description what, observe::run_observer& observer) {
  return run(options, std::move(what), observer, &from, {});
}

snapshot run_prefix(const run_options& options, observe::run_description what,
    observe::run_observer& observer, std::int32_t to_day) {
  run_setup setup = set_up_run(options);
  market_house house(setup);
  const auto keeper = keeper_for(options, std::move(what), observer);
  snapshot taken = take_snapshot(setup, house, *keeper, 0);
  if (to_day > 0) {
    day_breaks breaks;
    breaks.wanted = [to_day](std::int32_t days_over) { return days_over == to_day; };
    breaks.take = [&](std::int32_t days_over) {
      taken = take_snapshot(setup, house, *keeper, days_over);
      return false;
    };
    play(options, setup, house, keeper, observer, std::move(breaks), nullptr);
  }
  return taken;
}

}  // namespace souk::actors

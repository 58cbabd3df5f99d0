#include "actors/engine.hpp"

#include "actors/crew.hpp"

#include <sys/resource.h>

#include <chrono>
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

observe::run_result run(const run_options& options, observe::run_description what,
    observe::run_observer& observer, observe::run_watcher* watcher) {
  const auto started = std::chrono::steady_clock::now();
  run_setup setup = set_up_run(options);
  market_house house(setup);
  engine_config config(threads_of(options));
  observe::run_result result;
  engine_counts counts;
  auto keeper = std::make_shared<record_keeper>(
      described(options, std::move(what)), observer, options.tell_notes);
  {
    caf::actor_system system(config);
    crew actors(system, setup, house, keeper, observer, watcher);
    result = actors.run();
    counts = actors.counts();
  }
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - started;
  result.cost = {.threads = threads_of(options),
      .cohort_size = static_cast<int>(setup.plan.cohort_size),
      .wall_s = wall.count(),
      .proposals_per_s = static_cast<double>(keeper->proposals()) / wall.count(),
      .peak_rss_bytes = peak_rss_bytes(),
      .epochs = counts.epochs,
      .barriers = counts.stages_run,
      .shards_woken = counts.shards_run,
      .batches = counts.batches,
      .stages_s = counts.stages_s,
      .busy_s = counts.busy_s};
  return result;
}

}  // namespace souk::actors

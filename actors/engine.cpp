#include "actors/engine.hpp"

#include "actors/conductor_actor.hpp"
#include "actors/market_house.hpp"
#include "actors/recorder_actor.hpp"
#include "actors/shard_actor.hpp"

#include <sys/resource.h>

#include <chrono>
#include <stdexcept>
#include <thread>

namespace souk::actors {
namespace {

int threads_of(const run_options& options) {
  return options.threads > 0 ? options.threads
                             : static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
}

class engine_config : public caf::actor_system_config {
 public:
  explicit engine_config(int threads) {
    add_message_types<caf::id_block::souk>();
    set("scheduler.max-threads", static_cast<std::size_t>(threads));
    set("scheduler.policy", caf::atom("sharing"));
    set("logger.verbosity", caf::atom("quiet"));
  }
};

std::shared_ptr<address_book> spawn_shards(
    caf::actor_system& system, const floor_plan& plan, market_house& house) {
  auto everybody = std::make_shared<address_book>();
  for (std::uint32_t number = 0; number < plan.shards(); ++number) {
    const bool settles = number < plan.cohorts();
    auto hosted = std::make_shared<std::unique_ptr<shard>>(std::move(house.shards[number]));
    auto actor = system.spawn(shard_actor, number, settles, std::move(hosted),
        std::shared_ptr<const address_book>{everybody});
    (settles ? everybody->cohorts : everybody->desks).push_back(std::move(actor));
  }
  return everybody;
}

std::shared_ptr<conductor_plan> plan_of(const run_setup& setup, const market_house& house) {
  auto plan = std::make_shared<conductor_plan>();
  plan->plan = setup.plan;
  plan->clock = setup.clock;
  plan->epochs = setup.epochs();
  plan->counts = std::make_shared<engine_counts>();
  for (const auto& one : house.shards) {
    plan->first_due.push_back(one->next_due(stage::act));
    plan->sums.push_back(one->sums());
  }
  for (std::uint32_t cohort = 0; cohort < setup.plan.cohorts(); ++cohort) {
    plan->settle_due.push_back(house.shards[cohort]->next_due(stage::settle));
  }
  return plan;
}

/// Waits for the run's end and ends all actors.
observe::run_result await(caf::scoped_actor& self, const caf::actor& conductor,
    const address_book& everybody, const caf::actor& recorder) {
  std::shared_ptr<observe::run_result> result;
  failed failure;
  self->send(conductor, begin_run{});
  self->receive([&](const run_over& over) { result = over.result; },
      [&](const failed& why) { failure = why; });
  for (const auto* actors : {&everybody.cohorts, &everybody.desks}) {
    for (const caf::actor& one : *actors) {
      self->send_exit(one, caf::exit_reason::user_shutdown);
    }
  }
  self->send_exit(recorder, caf::exit_reason::user_shutdown);
  self->send_exit(conductor, caf::exit_reason::user_shutdown);
  if (!result) {
    std::rethrow_exception(failure.error);
  }
  return std::move(*result);
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
  return what;
}

observe::run_result run(
    const run_options& options, observe::run_description what, observe::run_observer& observer) {
  const auto started = std::chrono::steady_clock::now();
  const run_setup setup = set_up_run(options);
  market_house house(setup);
  engine_config config(threads_of(options));
  observe::run_result result;
  engine_counts counts;
  std::shared_ptr<record_keeper> keeper;
  {
    caf::actor_system system(config);
    caf::scoped_actor self(system);
    auto plan = plan_of(setup, house);
    const auto everybody = spawn_shards(system, setup.plan, house);
    keeper = std::make_shared<record_keeper>(described(options, std::move(what)), observer);
    const caf::actor recorder = system.spawn(recorder_actor, keeper);
    plan->shards = everybody;
    plan->recorder = recorder;
    plan->parent = self;
    plan->observer = &observer;
    const auto counted = plan->counts;
    const caf::actor conductor = system.spawn(conductor_actor, plan);
    result = await(self, conductor, *everybody, recorder);
    counts = *counted;
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

#include "actors/crew.hpp"

#include "actors/recorder_actor.hpp"
#include "actors/shard_actor.hpp"

namespace souk::actors {
namespace {

std::shared_ptr<address_book> spawn_shards(
    caf::actor_system& system, const floor_plan& plan, market_house& house) {
  auto everybody = std::make_shared<address_book>();
  for (std::uint32_t number = 0; number < plan.shards(); ++number) {
    const bool settles = number < plan.cohorts();
    auto actor = system.spawn(shard_actor, number, settles, house.shards[number].get(),
        std::shared_ptr<const address_book>{everybody});
    (settles ? everybody->cohorts : everybody->desks).push_back(std::move(actor));
  }
  return everybody;
}

conductor_plan plan_of(const run_setup& setup, const market_house& house) {
  conductor_plan plan;
  plan.plan = setup.plan;
  plan.clock = setup.clock;
  plan.epochs = setup.epochs();
  for (const auto& one : house.shards) {
    plan.first_due.push_back(one->next_due(stage::act));
    plan.sums.push_back(one->sums());
  }
  for (std::uint32_t cohort = 0; cohort < setup.plan.cohorts(); ++cohort) {
    plan.settle_due.push_back(house.shards[cohort]->next_due(stage::settle));
  }
  return plan;
}

}  // namespace

engine_config::engine_config(int threads) {
  add_message_types<caf::id_block::souk>();
  set("scheduler.max-threads", static_cast<std::size_t>(threads));
  set("scheduler.policy", caf::atom("sharing"));
  set("logger.verbosity", caf::atom("quiet"));
}

crew::crew(caf::actor_system& system, run_setup& setup, market_house& house,
    std::shared_ptr<record_keeper> keeper, const observe::run_observer& observer, day_breaks breaks,
    observe::run_watcher* watcher)
    : self_(system), watcher_(watcher) {
  auto plan = std::make_shared<conductor_plan>(plan_of(setup, house));
  plan->breaks = std::move(breaks);
  shards_ = spawn_shards(system, setup.plan, house);
  recorder_ = system.spawn(recorder_actor, std::move(keeper));
  counts_->threads =
      static_cast<int>(caf::get_or(system.config(), "scheduler.max-threads", std::size_t{1}));
  plan->counts = counts_;
  plan->shards = shards_;
  plan->recorder = recorder_;
  plan->parent = self_;
  plan->observer = &observer;
  if (watcher != nullptr) {
    plan->watcher = watcher;
    plan->sight = std::make_shared<house_sight>(setup, house, *counts_);
  }
  conductor_ = system.spawn(conductor_actor, std::move(plan));
  if (watcher != nullptr) {
    watcher->set_waker([to = conductor_] { caf::anon_send(to, go_on{}); });
  }
}

crew::~crew() {
  if (watcher_ != nullptr) {
    watcher_->set_waker({});
  }
  for (const auto* actors : {&shards_->cohorts, &shards_->desks}) {
    for (const caf::actor& one : *actors) {
      self_->send_exit(one, caf::exit_reason::user_shutdown);
    }
  }
  self_->send_exit(recorder_, caf::exit_reason::user_shutdown);
  self_->send_exit(conductor_, caf::exit_reason::user_shutdown);
}

std::optional<observe::run_result> crew::run() {
  std::shared_ptr<observe::run_result> result;
  failed failure;
  self_->monitor(conductor_);
  self_->send(conductor_, begin_run{});
  self_->receive([&](const run_over& over) { result = over.result; },
      [&](const failed& why) { failure = why; },
      [&](const caf::down_msg& down) { failure = ended_early(down); });
  if (failure.error) {
    std::rethrow_exception(failure.error);
  }
  return result ? std::optional(std::move(*result)) : std::nullopt;
}

}  // namespace souk::actors

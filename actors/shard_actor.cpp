#include "actors/shard_actor.hpp"

#include <chrono>

namespace souk::actors {
namespace {

using self_pointer = caf::stateful_actor<shard_state>*;

void send_batches(self_pointer self) {
  const shard_state& state = self->state;
  for (std::uint32_t desk : state.hosted->commands_out().destinations()) {
    self->send(state.others->desks[desk], lent_commands{&state.hosted->commands_out()[desk]});
  }
  for (std::uint32_t cohort : state.hosted->mail_out().destinations()) {
    self->send(state.others->cohorts[cohort], lent_mail{&state.hosted->mail_out()[cohort]});
  }
}

stage_done done_with(const shard_state& state, stage which) {
  stage_done done;
  done.from = state.number;
  done.next_first = state.hosted->next_due(state.settles ? stage::act : which);
  if (state.settles) {
    done.next_settle = state.hosted->next_due(stage::settle);
  }
  done.sums = state.hosted->sums();
  // A cohort that settles has sent nothing since it acted.
  if (which != stage::settle) {
    done.commands_to = &state.hosted->commands_out().destinations();
    done.mail_to = &state.hosted->mail_out().destinations();
  }
  return done;
}

stage_done work_through(self_pointer self, const do_stage& order) {
  shard_state& state = self->state;
  const auto began = std::chrono::steady_clock::now();
  state.hosted->work(order.which, order.now, state.in);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
  state.in.clear();
  if (order.which != stage::settle) {
    send_batches(self);
  }
  stage_done done = done_with(state, order.which);
  done.busy_s = took.count();
  return done;
}

}  // namespace

caf::behavior shard_actor(self_pointer self, std::uint32_t number, bool settles, shard* hosted,
    std::shared_ptr<const address_book> others) {
  self->state.number = number;
  self->state.settles = settles;
  self->state.hosted = hosted;
  self->state.others = std::move(others);
  const auto guarded = [self](auto&& work) {
    const auto conductor = caf::actor_cast<caf::actor>(self->current_sender());
    try {
      self->send(conductor, work());
    } catch (...) {
      self->send(conductor, failed{std::current_exception()});
    }
  };
  return {
      [self](const lent_commands& lent) { self->state.in.commands.push_back(lent.batch); },
      [self](const lent_mail& lent) { self->state.in.letters.push_back(lent.letters); },
      [self, guarded](
          const do_stage& order) { guarded([&] { return work_through(self, order); }); },
      [self, guarded](const ask_day& asked) {
        guarded([&] {
          return day_answer{self->state.number,
              std::make_shared<day_part>(self->state.hosted->take_day(asked.recount))};
        });
      },
      [self, guarded](const ask_end&) {
        guarded([&] {
          return end_answer{
              self->state.number, std::make_shared<final_part>(self->state.hosted->finish())};
        });
      },
  };
}

}  // namespace souk::actors

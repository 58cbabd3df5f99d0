#include "actors/recorder_actor.hpp"

namespace souk::actors {

caf::behavior recorder_actor(
    caf::stateful_actor<recorder_state>* self, std::shared_ptr<record_keeper> keeper) {
  self->state.keeper = std::move(keeper);
  // What goes wrong, in the observer perhaps, ends the run.
  const auto guarded = [self](auto&& work) {
    const auto conductor = caf::actor_cast<caf::actor>(self->current_sender());
    try {
      work(conductor);
    } catch (...) {
      self->send(conductor, failed{std::current_exception()});
    }
  };
  return {
      [self, guarded](const keep_day& order) {
        guarded([&](const caf::actor& conductor) {
          self->state.keeper->keep(std::move(*order.day));
          self->send(conductor, day_kept{});
        });
      },
      [self, guarded](const keep_part& order) {
        guarded([&](const caf::actor&) { self->state.keeper->keep(std::move(*order.part)); });
      },
      [self, guarded](const keep_end&) {
        guarded([&](const caf::actor& conductor) {
          auto result = std::make_shared<observe::run_result>(self->state.keeper->finish());
          self->send(conductor, run_over{std::move(result)});
        });
      },
  };
}

}  // namespace souk::actors

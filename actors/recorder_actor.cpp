#include "actors/recorder_actor.hpp"

namespace souk::actors {

caf::behavior recorder_actor(
    caf::stateful_actor<recorder_state>* self, std::shared_ptr<record_keeper> keeper) {
  self->state.keeper = std::move(keeper);
  const auto guarded = [self](auto&& work) {
    const auto conductor = caf::actor_cast<caf::actor>(self->current_sender());
    try {
      self->send(conductor, work());
    } catch (...) {
      self->send(conductor, failed{std::current_exception()});
    }
  };
  return {
      [self, guarded](const keep_day& order) {
        guarded([&] {
          self->state.keeper->keep(std::move(*order.day));
          return day_kept{};
        });
      },
      [self, guarded](const keep_end& order) {
        guarded([&] {
          auto result = self->state.keeper->finish(std::move(*order.parts));
          return run_over{std::make_shared<observe::run_result>(std::move(result))};
        });
      },
  };
}

}  // namespace souk::actors

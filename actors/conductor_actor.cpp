#include "actors/conductor_actor.hpp"

#include "actors/auditor.hpp"

namespace souk::actors {
namespace {

using self_pointer = caf::stateful_actor<conductor_state>*;

void begin_epoch(self_pointer self);

const caf::actor& shard_at(const conductor_state& state, std::uint32_t number) {
  const std::uint32_t cohorts = state.run.plan.cohorts();
  return number < cohorts ? state.run.shards->cohorts[number]
                          : state.run.shards->desks[number - cohorts];
}

/// The shards that work in a stage, as a range of the row.
std::pair<std::uint32_t, std::uint32_t> workers_of(const floor_plan& plan, stage which) {
  const std::uint32_t cohorts = plan.cohorts();
  switch (which) {
    case stage::trade:
      return {cohorts, cohorts + plan.exchanges};
    case stage::bill:
      return {cohorts + plan.exchanges, plan.shards()};
    default:
      return {0, cohorts};
  }
}

bool is_due(const conductor_state& state, stage which, std::uint32_t number) {
  if (which == stage::settle) {
    // Accounts' clocks run up to and including the beginning of the next epoch.
    return state.has_mail[number] != 0 || state.next_settle[number] <= state.now.to;
  }
  return state.has_mail[number] != 0 || state.next_first[number] < state.now.to;
}

/// Wakes whoever is due in the stage; false if nobody is.
bool run_stage(self_pointer self, stage which) {
  conductor_state& state = self->state;
  state.at = which;
  const auto [from, to] = workers_of(state.run.plan, which);
  for (std::uint32_t number = from; number < to; ++number) {
    if (which == stage::act ? state.next_first[number] < state.now.to
                            : is_due(state, which, number)) {
      state.has_mail[number] = 0;
      ++state.awaited;
      self->send(shard_at(state, number), do_stage{which, state.now});
    }
  }
  state.stage_began = std::chrono::steady_clock::now();
  state.run.counts->stages_run += state.awaited > 0 ? 1 : 0;
  state.run.counts->shards_run += state.awaited;
  return state.awaited > 0;
}

void fail(self_pointer self, const failed& why) {
  self->send(self->state.run.parent, why);
  self->quit();
}

/// One shard after the other: rows about everybody at once would be more than the market itself.
void end_run(self_pointer self) { self->send(shard_at(self->state, 0), ask_end{}); }

/// Between two epochs nothing moves: whoever watches may look, and hold the run.
bool may_go_on(self_pointer self) {
  conductor_state& state = self->state;
  if (state.run.watcher == nullptr) {
    return true;
  }
  state.run.sight->stand_at(state.begun);
  const observe::pace next = state.run.watcher->between_epochs(*state.run.sight);
  state.resting = next.what != observe::pace::kind::go;
  if (next.what == observe::pace::kind::wait) {
    self->delayed_send(self, std::chrono::milliseconds(next.wait_ms), go_on{});
  }
  return !state.resting;
}

void next_epoch(self_pointer self) {
  conductor_state& state = self->state;
  if (!may_go_on(self)) {
    return;
  }
  if (state.stopped || state.begun >= state.run.epochs) {
    end_run(self);
    return;
  }
  state.now = state.run.clock.at(state.begun++);
  begin_epoch(self);
}

/// Where the run stands between two days.
std::int32_t days_over(const conductor_state& state) {
  return static_cast<std::int32_t>((state.now.number + 1) / state.run.clock.epochs_per_day());
}

void take_break(self_pointer self) {
  conductor_state& state = self->state;
  state.break_wanted = false;
  if (state.run.breaks.take(days_over(state))) {
    next_epoch(self);
  } else {
    self->send(state.run.parent, run_over{});
  }
}

void end_day(self_pointer self, const shard_sums& all) {
  conductor_state& state = self->state;
  state.day = std::make_shared<day_bundle>();
  state.day->day = static_cast<std::int32_t>(state.now.number / state.run.clock.epochs_per_day());
  state.day->sums = all;
  state.day->parts.resize(state.run.plan.shards());
  state.day->epochs = std::exchange(state.rolling, {});
  const bool last = state.stopped || state.begun == state.run.epochs;
  state.awaited = state.run.plan.shards();
  for (std::uint32_t number = 0; number < state.awaited; ++number) {
    self->send(shard_at(state, number), ask_day{is_recounted(state.day->day, number, last)});
  }
}

/// Audits; at the end of a day, or of the run, the shards' parts are asked for first. Answers
/// whether the next epoch can follow at once.
bool end_epoch(self_pointer self) {
  conductor_state& state = self->state;
  const shard_sums all = audited(state.now, state.sums);
  ++state.run.counts->epochs;
  state.rolling.emplace_back(state.now.number, all.events);
  if ((state.now.number + 1) % state.run.clock.epochs_per_day() == 0) {
    state.stopped = state.run.observer->stop_requested();
    end_day(self, all);
    return false;
  }
  return true;
}

/// Goes on from the stage that is over, past those in which nobody is due.
void advance(self_pointer self) {
  conductor_state& state = self->state;
  while (state.awaited == 0) {
    if (state.at == stage::settle) {
      if (end_epoch(self)) {
        next_epoch(self);
      }
      return;
    }
    run_stage(self, static_cast<stage>(static_cast<int>(state.at) + 1));
  }
}

void begin_epoch(self_pointer self) {
  if (!run_stage(self, stage::act)) {
    // Through the mailbox: epochs in which nothing happens must not nest.
    self->send(self, stage_done{.from = self->state.run.plan.shards(), .sums = {}});
    self->state.awaited = 1;
  }
}

void note_answer(conductor_state& state, const stage_done& done) {
  const std::uint32_t cohorts = state.run.plan.cohorts();
  state.next_first[done.from] = done.next_first;
  if (done.from < cohorts) {
    state.next_settle[done.from] = done.next_settle;
  }
  state.sums[done.from] = *done.sums;
  if (done.commands_to != nullptr) {
    for (std::uint32_t desk : *done.commands_to) {
      state.has_mail[cohorts + desk] = 1;
    }
    for (std::uint32_t cohort : *done.mail_to) {
      state.has_mail[cohort] = 1;
    }
    state.run.counts->batches +=
        static_cast<std::int64_t>(done.commands_to->size() + done.mail_to->size());
  }
}

void take_stage_done(self_pointer self, const stage_done& done) {
  conductor_state& state = self->state;
  if (done.sums) {
    note_answer(state, done);
  }
  state.run.counts->busy_s += done.busy_s;
  if (--state.awaited == 0) {
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - state.stage_began;
    state.run.counts->stages_s += took.count();
    advance(self);
  }
}

void take_day(self_pointer self, const day_answer& answer) {
  conductor_state& state = self->state;
  state.day->parts[answer.from] = std::move(*answer.part);
  if (--state.awaited > 0) {
    return;
  }
  audit_day(state.now, state.day->parts);
  self->send(state.run.recorder, keep_day{std::exchange(state.day, nullptr)});
  ++state.unkept_days;
  if (state.run.breaks.wanted && state.run.breaks.wanted(days_over(state))) {
    state.break_wanted = true;
  } else if (state.unkept_days < most_unkept_days) {
    next_epoch(self);
  } else {
    state.waiting_for_recorder = true;
  }
}

void take_thanks(self_pointer self) {
  conductor_state& state = self->state;
  --state.unkept_days;
  if (state.break_wanted && state.unkept_days == 0) {
    take_break(self);
  } else if (std::exchange(state.waiting_for_recorder, false)) {
    next_epoch(self);
  }
}

void take_end(self_pointer self, const end_answer& answer) {
  conductor_state& state = self->state;
  self->send(state.run.recorder, keep_part{answer.part});
  const std::uint32_t next = answer.from + 1;
  if (next < state.run.plan.shards()) {
    self->send(shard_at(state, next), ask_end{});
  } else {
    self->send(state.run.recorder, keep_end{});
  }
}

void watch(self_pointer self) {
  self->set_down_handler([self](const caf::down_msg& down) { fail(self, ended_early(down)); });
  for (std::uint32_t number = 0; number < self->state.run.plan.shards(); ++number) {
    self->monitor(shard_at(self->state, number));
  }
  self->monitor(self->state.run.recorder);
}

}  // namespace

failed ended_early(const caf::down_msg& down) {
  const std::string why = "an actor of the engine ended early: " + to_string(down.reason);
  return {std::make_exception_ptr(observe::check_failure(why))};
}

caf::behavior conductor_actor(self_pointer self, std::shared_ptr<conductor_plan> run) {
  conductor_state& state = self->state;
  state.run = std::move(*run);
  state.next_first = state.run.first_due;
  state.next_settle = state.run.settle_due;
  state.has_mail.assign(state.run.plan.shards(), 0);
  state.sums = state.run.sums;
  watch(self);
  // A failed check inside the conductor ends the run as one inside a shard does.
  const auto guarded = [self](auto&& work) {
    try {
      work();
    } catch (...) {
      fail(self, failed{std::current_exception()});
    }
  };
  return {
      [self, guarded](const begin_run&) {
        // The epoch before the first one is over.
        conductor_state& at = self->state;
        at.begun = at.run.breaks.first_day * at.run.clock.epochs_per_day();
        at.now = at.run.clock.at(at.begun - 1);
        guarded([&] { next_epoch(self); });
      },
      [self, guarded](const go_on&) {
        if (self->state.resting) {
          guarded([&] { next_epoch(self); });
        }
      },
      [self, guarded](const stage_done& done) { guarded([&] { take_stage_done(self, done); }); },
      [self, guarded](const day_answer& answer) { guarded([&] { take_day(self, answer); }); },
      [self, guarded](const day_kept&) { guarded([&] { take_thanks(self); }); },
      [self](const end_answer& answer) { take_end(self, answer); },
      [self](const run_over& over) { self->send(self->state.run.parent, over); },
      [self](const failed& why) { fail(self, why); },
  };
}

}  // namespace souk::actors

// Every message between actors, with its type id: the one place that CAF needs to know them.
// Batches are lent, not copied: the sender keeps them unchanged until the stage is over.
#pragma once

#include "actors/record_keeper.hpp"
#include "actors/shard.hpp"

#include <caf/all.hpp>

#include <exception>
#include <memory>
#include <optional>

namespace souk::actors {

/// Conductor to shard: work through a stage; what others wrote to you has arrived.
struct do_stage {
  stage which = stage::act;
  epoch now;
};

/// Shard to shard.
struct lent_commands {
  const command_batch* batch = nullptr;
};
struct lent_mail {
  const mail* letters = nullptr;
};

/// Shard to conductor: done, next due at, and who was written to (kept by the shard).
struct stage_done {
  std::uint32_t from = 0;
  second next_first = wake_queue::never;                    // act, trade or bill
  second next_settle = wake_queue::never;                   // settle, of cohorts
  std::optional<shard_sums> sums;                           // none: from the conductor itself
  const std::vector<std::uint32_t>* commands_to = nullptr;  // desks
  const std::vector<std::uint32_t>* mail_to = nullptr;      // cohorts
  double busy_s = 0;                                        // how long the work took
};

/// Conductor to shard, and back.
struct ask_day {
  bool recount = false;
};
struct day_answer {
  std::uint32_t from = 0;
  std::shared_ptr<day_part> part;
};
struct ask_end {};
struct end_answer {
  std::uint32_t from = 0;
  std::shared_ptr<final_part> part;
};

/// Whoever starts a run, to the conductor.
struct begin_run {};

/// Whoever watches, or the clock, to the conductor: see whether the run may go on.
struct go_on {};

/// Anybody to the conductor: it cannot go on. The run ends with this exception.
struct failed {
  std::exception_ptr error;
};

/// Conductor to recorder, and its thanks.
struct keep_day {
  std::shared_ptr<day_bundle> day;
};
struct day_kept {};
struct keep_part {
  std::shared_ptr<final_part> part;
};
struct keep_end {};

/// Recorder to conductor to whoever started the run.
struct run_over {
  std::shared_ptr<observe::run_result> result;
};

}  // namespace souk::actors

#define SOUK_LOCAL_MESSAGES(each)                                                                 \
  each(begin_run) each(go_on) each(do_stage) each(lent_commands) each(lent_mail) each(stage_done) \
      each(ask_day) each(day_answer) each(ask_end) each(end_answer) each(failed) each(keep_day)   \
          each(day_kept) each(keep_part) each(keep_end) each(run_over)

CAF_BEGIN_TYPE_ID_BLOCK(souk, first_custom_type_id)
#define SOUK_ADD_TYPE_ID(name) CAF_ADD_TYPE_ID(souk, (souk::actors::name))
  SOUK_LOCAL_MESSAGES(SOUK_ADD_TYPE_ID)
#undef SOUK_ADD_TYPE_ID
CAF_END_TYPE_ID_BLOCK(souk)

// None of these leaves the process.
#define SOUK_ALLOW(name) CAF_ALLOW_UNSAFE_MESSAGE_TYPE(souk::actors::name)
SOUK_LOCAL_MESSAGES(SOUK_ALLOW)
#undef SOUK_ALLOW

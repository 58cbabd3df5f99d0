#include "actors/engine_options.hpp"

#include <utility>

namespace souk::actors {

run_options engine_options(const scenarios::scenario& value) {
  run_options run;
  run.people = value;
  run.policy = value.policy;
  for (const scenarios::policy_turn& turn : value.policy_turns) {
    run.policy_turns.push_back({value.window_begins() + turn.offset(), turn.policy});
  }
  for (const people::intervention& rule : value.interventions) {
    treatment_plan plan{rule, {}};
    if (!rule.what.policy.all.empty()) {
      plan.terms = [changes = rule.what.policy](
                       const market::policy& base) { return scenarios::changed(base, changes); };
    }
    run.interventions.push_back(std::move(plan));
  }
  run.seed = value.seed;
  run.start = value.begins();
  run.epoch = value.epoch;
  run.burn_in_days = value.burn_in.days;
  run.days = value.days.days;
  return run;
}

}  // namespace souk::actors

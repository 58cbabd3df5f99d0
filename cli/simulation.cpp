#include "cli/simulation.hpp"

#include "actors/engine.hpp"
#include "actors/engine_options.hpp"
#include "cli/command_text.hpp"
#include "scenarios/policy_file.hpp"
#include "scenarios/scenario.hpp"
#include "scenarios/writer.hpp"

#include <array>
#include <utility>

namespace souk::cli {

namespace {

class engine_simulation : public simulation {
 public:
  engine_simulation(actors::run_options options, const observe::run_description& what)
      : options_(std::move(options)), what_(actors::described(options_, what)) {}

  const observe::run_description& what() const override { return what_; }
  observe::run_result run(observe::run_observer& observer, const actors::snapshot* from,
      const actors::snapshot_plan& plan) override {
    return actors::run(options_, what_, observer, from, plan);
  }

 private:
  actors::run_options options_;
  observe::run_description what_;
};

}  // namespace

scenarios::scenario changed_scenario(
    const simulation_options& options, observe::run_description& what) {
  scenarios::scenario value = scenarios::load_scenario(options.scenario);
  if (options.policy) {
    scenarios::policy_choice chosen = scenarios::choose_policy(*options.policy);
    value.policy = std::move(chosen.terms);
    for (const scenarios::setting& one : chosen.changes) {
      what.overrides["policy." + one.path] = one.value;
    }
  }
  std::vector<scenarios::setting> settings;
  for (const std::string& text : options.settings) {
    settings.push_back(scenarios::parse_setting(text, "--set"));
    what.overrides[settings.back().path] = settings.back().value;
  }
  scenarios::apply_settings(value, settings);
  // An option of its own wins over a --set of the same.
  if (options.days) {
    scenarios::apply_settings(value, std::array{scenarios::parse_setting(
                                         "days=" + std::to_string(*options.days) + "d", "--days")});
  }
  value.seed = options.seed.value_or(value.seed);
  return value;
}

namespace {

loaded_run ready_run(const scenarios::scenario& value, observe::run_description what,
    const simulation_options& options) {
  what.version = SOUK_VERSION;
  what.scenario = value.name;
  const market::policy& last =
      value.policy_turns.empty() ? value.policy : value.policy_turns.back().policy;
  what.policy = last.name;
  what.policy_yaml = "kind: policy\n" + scenarios::block(last);
  what.scenario_yaml = "kind: scenario\n" + scenarios::block(value);
  actors::run_options run = actors::engine_options(value);
  run.threads = options.threads;
  run.cohort_size = options.cohort_size;
  run.record_events = options.events;
  what = actors::described(run, std::move(what));
  return {std::move(run), std::move(what)};
}

}  // namespace

loaded_run load_run(const simulation_options& options) {
  observe::run_description what;
  const scenarios::scenario value = changed_scenario(options, what);
  what.command = command_text(options);
  return ready_run(value, std::move(what), options);
}

std::unique_ptr<simulation> ready_simulation(const scenarios::scenario& value,
    observe::run_description what, const simulation_options& options) {
  loaded_run run = ready_run(value, std::move(what), options);
  return std::make_unique<engine_simulation>(std::move(run.options), run.what);
}

std::unique_ptr<simulation> load_simulation(const simulation_options& options) {
  loaded_run run = load_run(options);
  return std::make_unique<engine_simulation>(std::move(run.options), run.what);
}

}  // namespace souk::cli

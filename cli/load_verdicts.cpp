#include "cli/load_verdicts.hpp"

#include "cli/options.hpp"
#include "cli/run_folder.hpp"
#include "load/crowd_run.hpp"
#include "reports/load_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <thread>

namespace souk::cli {

namespace {

scenarios::scenario scenario_of(const scenarios::plan_people& people) {
  scenarios::scenario who = scenarios::load_scenario(people.scenario);
  std::vector<scenarios::setting> settings;
  for (const auto& one : people.set.all) {
    settings.push_back({one.name, one.text, "people.set." + one.name});
  }
  scenarios::apply_settings(who, settings);
  return who;
}

}  // namespace

load::judged_run run_people(const scenarios::plan& plan, const load::target& to,
    const std::string& out, const load::load_run_options& options) {
  load::crowd_plan crowd{scenario_of(plan.people)};
  crowd.speed = plan.people.speed;
  crowd.looks = plan.people.looks;
  crowd.strangers = plan.people.strangers;
  crowd.again = plan.people.again;
  crowd.threads = static_cast<int>(std::max(2U, std::thread::hardware_concurrency())) - 1;
  const scenarios::binding binding = scenarios::load_binding(plan.binding);
  return load::run_crowd(plan, crowd, binding, to, out + "/stories", options);
}

load::judged_run run_bound_flows(const scenarios::plan& plan, const load::target& to,
    const std::string& out, const load::load_run_options& options) {
  const scenarios::binding binding = scenarios::load_binding(plan.binding);
  return load::run_bound_plan(plan, binding, to, out + "/stories", options);
}

void print_verdicts(const load::judged_run& all) {
  constexpr std::size_t most = 10;
  const std::vector<observe::load_violation>& kinds = all.measured.kinds_of_violation;
  for (std::size_t i = 0; i < kinds.size() && i < most; ++i) {
    const observe::load_violation& one = kinds[i];
    fmt::print("  {}: {} is answered {}; expected {} ({}{})\n", one.rule, one.request, one.answer,
        one.expected, market::time_text(one.at),
        one.times > 1 ? fmt::format(", {} times", one.times) : "");
    if (!one.story.empty()) {
      fmt::print("      souk check {} --against URL\n", one.story);
    }
  }
  fmt::print("{} commands, {} looks and {} events judged, {} in doubt; {} violations\n",
      all.sums.commands, all.sums.looks, all.sums.events, all.sums.in_doubt, all.sums.violations);
  fmt::print("from {} to {} of the backend's clock\n", market::time_text(all.begun),
      market::time_text(all.reached));
}

void write_verdicts(const load::judged_run& all, const std::string& out) {
  write_file(out + "/violations.json", reports::violations_json(all.measured));
}

}  // namespace souk::cli

// souk compare: the same people with the same luck under several policies.
#include "cli/command_text.hpp"
#include "cli/commands.hpp"
#include "cli/compared_arms.hpp"
#include "cli/crew_host.hpp"
#include "cli/exit_status.hpp"
#include "cli/interrupt.hpp"
#include "cli/options.hpp"
#include "cli/progress.hpp"
#include "cli/report.hpp"
#include "cli/run_folder.hpp"
#include "cli/simulation.hpp"
#include "cli/terminal.hpp"
#include "reports/comparison_store.hpp"
#include "reports/guard.hpp"
#include "reports/text.hpp"
#include "scenarios/writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <limits>
#include <utility>

namespace souk::cli {

namespace {

std::vector<reports::guard> guards_of(const compare_options& options) {
  std::vector<reports::guard> guards;
  for (const std::string& text : options.guards) {
    std::string why;
    const auto one = reports::parse_guard(text, why);
    if (!one) {
      throw usage_error("--guard " + scenarios::in_quotes(text) + ": " + why);
    }
    guards.push_back(*one);
  }
  return guards;
}

/// A guard of what cannot be known would hold for nothing.
void demand_known(const std::vector<reports::guard>& guards, std::int32_t days) {
  for (const reports::guard& one : guards) {
    if (const std::string why = reports::why_unknown(one.what, days); !why.empty()) {
      throw usage_error("--guard " + scenarios::in_quotes(one.text) + ": " + why);
    }
  }
}

std::string event_text(const market::event& one) {
  std::string text(market::name(one.type));
  if (one.amount.cents != 0) {
    text += ", " + reports::dollars_grouped(one.amount);
  }
  if (one.n != 0) {
    text += fmt::format(", {}", one.n);
  }
  if (one.why != market::reason::none) {
    text += fmt::format(", {}", market::name(one.why));
  }
  if (one.job != market::no_job) {
    text += fmt::format(", job {}/{}", market::index(one.job.client), one.job.need);
  }
  return text;
}

reports::parting parting_of(const std::string& policy, const std::vector<market::event>& first,
    const std::vector<market::event>& other) {
  const auto [a, b] = std::mismatch(first.begin(), first.end(), other.begin(), other.end());
  reports::parting found{policy, {}, "", ""};
  market::second at = std::numeric_limits<market::second>::max();
  if (a != first.end()) {
    at = std::min(at, a->at);
    found.under_first = market::time_text(a->at) + " " + event_text(*a);
  }
  if (b != other.end()) {
    at = std::min(at, b->at);
    found.under_policy = market::time_text(b->at) + " " + event_text(*b);
  }
  if (a != first.end() || b != other.end()) {
    found.at = market::time_text(at);
  }
  return found;
}

/// The runs of one comparison.
class comparing {
 public:
  explicit comparing(const compare_options& options) : options_(options) {
    crew_for(options.crew, options.threads, {});  // what cannot be met is said before work begins
    scenario_ = changed_scenario(options, what_);
    arms_ = arms_of(options, scenario_);
    result_.policies = described(arms_, scenario_);
    describe();
  }

  /// False if it was interrupted.
  bool run() {
    result_.runs.resize(static_cast<std::size_t>(options_.replications));
    std::int64_t days = 0;
    progress_line line("day", options_.replications * days_of(trial_for(0)), !options_.quiet);
    crew_watch watch = watch_with(line, "compare", options_.quiet);
    watch.days_done = [&](std::int64_t more) { line.update(days += more); };
    crew_for(options_.crew, options_.threads, std::move(watch))
        ->work_off({.jobs = result_.runs.size(),
            .job = [this](std::size_t number) { return trial_for(number); },
            .take =
                [this](std::size_t number, trial_answer answer) {
                  if (answer.failure) {
                    std::rethrow_exception(answer.failure);
                  }
                  result_.runs[number] = std::move(*answer.result);
                },
            .stop = [] { return interrupt_guard::interrupted(); }});
    return !interrupt_guard::interrupted();
  }

  /// Follows the chosen person through each world of the first seed. False if it was interrupted.
  bool follow_person() {
    if (!options_.person) {
      return true;
    }
    const market::person_id person{*options_.person};
    const trial_watch watch{
        .day_done = [] {}, .stop = [] { return interrupt_guard::interrupted(); }};
    try {
      const std::vector<market::event> first = events_about(trial_for(0), 0, person, watch);
      for (std::size_t policy = 1; policy < arms_.size(); ++policy) {
        result_.partings.push_back(parting_of(result_.policies[policy].name, first,
            events_about(trial_for(0), policy, person, watch)));
      }
    } catch (const trial_stopped&) {
      return false;
    }
    return true;
  }

  const reports::comparison& result() const { return result_; }
  std::string default_folder() const {
    return default_run_folder(result_.scenario,
        result_.policies[0].name + "-" + result_.policies[1].name, scenario_.seed);
  }

 private:
  trial trial_for(std::size_t number) const {
    scenarios::scenario of = scenario_;
    of.seed += number;
    trial made{
        "kind: scenario\n" + scenarios::block(of), {}, options_.from_start, result_.naive, {}};
    for (const compared_arm& arm : arms_) {
      made.policies.push_back("kind: policy\n" + scenarios::block(arm.terms));
      made.own_scenarios.push_back(own_scenario(arm, number));
    }
    return made;
  }

  static std::string own_scenario(const compared_arm& arm, std::size_t number) {
    if (!arm.own) {
      return "";
    }
    scenarios::scenario of = *arm.own;
    of.seed += number;
    return "kind: scenario\n" + scenarios::block(of);
  }

  void describe() {
    result_.version = SOUK_VERSION;
    result_.command = command_text(options_);
    result_.guards = options_.guards;
    result_.scenario = scenario_.name;
    result_.scenario_yaml = "kind: scenario\n" + scenarios::block(scenario_);
    result_.overrides.assign(what_.overrides.begin(), what_.overrides.end());
    result_.burn_in_days = scenario_.burn_in.days;
    result_.days = scenario_.days.days;
    result_.from_start = options_.from_start;
    result_.precision = options_.precision;
    result_.person = options_.person;
    const auto people =
        static_cast<std::uint32_t>(scenario_.population.freelancers + scenario_.population.clients);
    if (options_.person && *options_.person >= people) {
      throw usage_error(fmt::format(
          "--person {}: nobody; freelancers are 0 to {}, clients {} to {}", *options_.person,
          scenario_.population.freelancers - 1, scenario_.population.freelancers, people - 1));
    }
    if (options_.naive_share) {
      result_.naive = reports::naive_test{options_.naive_unit, *options_.naive_share};
    }
    result_.groups = groups_of(scenario_).all();
  }

  const compare_options& options_;
  observe::run_description what_;
  scenarios::scenario scenario_;
  std::vector<compared_arm> arms_;
  reports::comparison result_;
};

void write_files(const std::string& folder, const reports::comparison& result) {
  clear_run_folder(folder);
  write_file(folder + "/effects.csv", reports::effects_csv(result));
  write_file(folder + "/groups.csv", reports::groups_csv(result));
  write_file(folder + "/runs.csv", reports::runs_csv(result));
  write_whole(folder + "/compare.sqlite",
      [&](const std::string& file) { reports::write_comparison_store(file, result); });
  write_report(folder);
  write_file(folder + "/compare.json", reports::comparison_json(result));
}

void print_verdict(const reports::guard_verdict& one) {
  fmt::print("  guard {}: {} for {} ({:+.4g}{})\n", one.text,
      one.holds ? "holds" : red("does not hold", out_is_coloured()), one.policy, one.found,
      one.is_certain ? "" : "; its interval reaches beyond");
}

}  // namespace

int compare_command(std::span<const std::string> arguments) {
  const compare_options options = read_compare_options(arguments);
  const std::vector<reports::guard> guards = guards_of(options);
  comparing all(options);
  demand_known(guards, all.result().days);
  const std::string folder = options.out.value_or(all.default_folder());
  check_run_folder(folder, options.force);
  const interrupt_guard guard;
  if (!all.run() || !all.follow_person()) {
    fmt::print(stderr, "souk compare: interrupted; nothing is known\n");
    return exit_interrupted;
  }
  const std::vector<reports::guard_verdict> verdicts = reports::judge(all.result(), guards);
  write_files(folder, all.result());
  if (!options.quiet) {
    fmt::print("{}", reports::comparison_table(all.result(), out_is_coloured()));
  }
  for (const reports::guard_verdict& one : verdicts) {
    print_verdict(one);
  }
  if (!options.quiet) {
    fmt::print("  report: {}/report.html\n", folder);
  }
  const bool all_hold = std::all_of(verdicts.begin(), verdicts.end(),
      [](const reports::guard_verdict& one) { return one.holds; });
  return all_hold ? exit_done : exit_failed;
}

}  // namespace souk::cli

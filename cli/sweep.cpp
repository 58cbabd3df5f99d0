// souk sweep: a design of experiments, kept run by run.
#include "reports/sweep.hpp"

#include "cli/command_text.hpp"
#include "cli/commands.hpp"
#include "cli/crew_host.hpp"
#include "cli/exit_status.hpp"
#include "cli/interrupt.hpp"
#include "cli/options.hpp"
#include "cli/progress.hpp"
#include "cli/report.hpp"
#include "cli/results_id.hpp"
#include "cli/run_folder.hpp"
#include "cli/simulation.hpp"
#include "cli/terminal.hpp"
#include "reports/text.hpp"
#include "scenarios/design.hpp"
#include "scenarios/writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <set>
#include <thread>
#include <utility>

namespace souk::cli {

namespace {

class sweeping {
 public:
  explicit sweeping(const sweep_options& options)
      : options_(options), what_(scenarios::load_experiment(options.experiment)) {
    crew_for(options.crew, options.threads, {});  // what cannot be met is said before work begins
    what_.replications = options.replications.value_or(what_.replications);
    points_ = scenarios::points_of(what_);
    // Seed by seed: a sweep that ends early has been everywhere.
    for (std::int32_t replication = 0; replication < what_.replications; ++replication) {
      for (std::size_t point = 0; point < points_.size(); ++point) {
        plan_.push_back({point, what_.base.seed + static_cast<std::uint64_t>(replication), ""});
      }
    }
  }

  const scenarios::experiment& what() const { return what_; }
  const std::vector<reports::planned_run>& plan() const { return plan_; }
  std::size_t points() const { return points_.size(); }

  /// Throws bad_input where the scenario does not take the point's values together.
  trial trial_for(const reports::planned_run& run) const {
    scenarios::scenario of = what_.base;
    std::vector<scenarios::setting> settings;
    for (std::size_t i = 0; i < what_.parameters.size(); ++i) {
      const std::string& path = what_.parameters[i].path;
      const std::string& value = points_[run.point][i];
      settings.push_back({path, value, "point " + path + "=" + value});
    }
    scenarios::apply_settings(of, settings);
    of.seed = run.seed;
    of.name = what_.base.name;
    return {"kind: scenario\n" + scenarios::block(of),
        {"kind: policy\n" + scenarios::block(of.policy)}, true, std::nullopt};
  }

  /// Runs what the store does not know. False if it was interrupted.
  bool run(reports::sweep_store& store) {
    for (reports::planned_run& one : plan_) {
      one.key = key_of(one);
    }
    store.plan(design(), plan_);
    const std::vector<std::size_t> wanted = unknown_to(store);
    std::size_t done = plan_.size() - wanted.size();
    progress_line line("run", static_cast<std::int64_t>(plan_.size()), !options_.quiet);
    crew_for(options_.crew, options_.threads, watch_with(line, "sweep", options_.quiet))
        ->work_off({.jobs = wanted.size(),
            .job = [&](std::size_t job) { return trial_for(plan_[wanted[job]]); },
            .take =
                [&](std::size_t job, trial_answer answer) {
                  const reports::planned_run& one = plan_[wanted[job]];
                  store.add(one.key, one.seed, point_text(one), answer_of(std::move(answer)));
                  line.update(static_cast<std::int64_t>(++done));
                },
            .stop = [] { return interrupt_guard::interrupted(); }});
    return !interrupt_guard::interrupted();
  }

 private:
  reports::sweep design() const {
    return {SOUK_VERSION, command_text(options_), what_,
        "kind: scenario\n" + scenarios::block(what_.base), points_, {}, plan_.size()};
  }

  /// Runs of the plan; where points are alike, one for all of them.
  std::vector<std::size_t> unknown_to(reports::sweep_store& store) const {
    std::set<std::string> known = store.keys();
    std::vector<std::size_t> wanted;
    for (std::size_t i = 0; i < plan_.size(); ++i) {
      if (known.insert(plan_[i].key).second) {
        wanted.push_back(i);
      }
    }
    return wanted;
  }

  /// Of everything that the run is a function of, the sources that decide included.
  std::string key_of(const reports::planned_run& run) const {
    std::string text = std::string(results_id) + '\n';
    try {
      text += trial_for(run).scenario;
    } catch (const scenarios::bad_input& error) {
      text += point_text(run) + "seed " + std::to_string(run.seed) + error.what();
    }
    return reports::hex_of(text);
  }

  std::string point_text(const reports::planned_run& run) const {
    std::string text;
    for (std::size_t i = 0; i < what_.parameters.size(); ++i) {
      text += (i == 0 ? "" : " ") + what_.parameters[i].path + "=" + points_[run.point][i];
    }
    return text;
  }

  static reports::sweep_answer answer_of(trial_answer answer) {
    reports::sweep_answer kept;
    if (answer.result) {
      kept.outcomes = answer.result->worlds.front().values;
      kept.state_hash = answer.result->worlds.front().state_hash;
      return kept;
    }
    try {
      std::rethrow_exception(answer.failure);
    } catch (const std::exception& error) {
      kept.failure = error.what();
    }
    return kept;
  }

  const sweep_options& options_;
  scenarios::experiment what_;
  std::vector<std::vector<std::string>> points_;
  std::vector<reports::planned_run> plan_;  // keys once it runs
};

// -- dry run -------------------------------------------------------------------------------------

std::int64_t person_days(const scenarios::scenario& of) {
  return (of.population.freelancers + of.population.clients)
         * std::int64_t{of.burn_in.days + of.days.days};
}

/// Seconds that the first point takes for so many days from second 0, on one thread.
double measured_seconds(trial first, std::int32_t days) {
  scenarios::scenario of =
      scenarios::read_scenario(scenarios::parse_document(first.scenario, "scenario"));
  of.burn_in.days = 0;
  of.days.days = days;
  first.scenario = "kind: scenario\n" + scenarios::block(of);
  const auto began = std::chrono::steady_clock::now();
  run_trial(first, {});
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
  return took.count();
}

void print_dry_run(const sweeping& all, const sweep_options& options) {
  constexpr std::int32_t days = 28;
  constexpr double bytes_a_person = 1'200;  // docs/performance.md
  constexpr double bytes_a_process = 15e6;
  const trial first = all.trial_for(all.plan().front());
  const scenarios::scenario& of = all.what().base;
  const double seconds = measured_seconds(first, days) / days * (of.burn_in.days + of.days.days)
                         * static_cast<double>(all.plan().size());
  const int threads = options.threads > 0
                          ? options.threads
                          : static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  const auto people = static_cast<double>(of.population.freelancers + of.population.clients);
  fmt::print("{}: {} points of {} parameters ({}), {} replications\n", all.what().name,
      reports::grouped(static_cast<std::int64_t>(all.points())), all.what().parameters.size(),
      market::name(all.what().design), all.what().replications);
  fmt::print(
      "  runs      {}\n  memory    about {:.0f} MiB with {} threads\n"
      "  time      about {} ({} days of the first point took {:.2f} s)\n"
      "  rows      {} in sweep.sqlite and runs.csv\n",
      reports::grouped(static_cast<std::int64_t>(all.plan().size())),
      (bytes_a_process + threads * people * bytes_a_person) / (1024.0 * 1024.0), threads,
      time_text(seconds / threads), days,
      seconds / static_cast<double>(all.plan().size()) * days / (of.burn_in.days + of.days.days),
      reports::grouped(static_cast<std::int64_t>(all.plan().size())));
  fmt::print("  in all    {} days of a person's life\n",
      reports::short_number(
          static_cast<double>(person_days(of)) * static_cast<double>(all.plan().size())));
}

void write_files(const std::string& folder, const reports::sweep& result) {
  write_file(folder + "/runs.csv", reports::sweep_runs_csv(result));
  write_file(folder + "/main_effects.csv", reports::sweep_effects_csv(result));
  write_file(folder + "/curves.csv", reports::sweep_curves_csv(result));
  write_report(folder);
  write_file(folder + "/sweep.json", reports::sweep_json(result));
}

std::string store_in(const std::string& folder) { return folder + "/sweep.sqlite"; }

/// The store of the folder: a new one, or the one that is there to go on with.
reports::sweep_store open_store(const std::string& folder, const sweep_options& options) {
  const std::string file = store_in(folder);
  if (options.resume) {
    if (!std::filesystem::exists(file)) {
      throw usage_error("--resume: no sweep in " + folder + "; leave --resume out to begin one");
    }
    try {
      return {file, true};
    } catch (const reports::database_error& error) {
      throw usage_error(error.what());
    }
  }
  check_run_folder(folder, options.force);
  clear_run_folder(folder);
  return {file, false};
}

}  // namespace

int sweep_command(std::span<const std::string> arguments) {
  const sweep_options options = read_sweep_options(arguments);
  sweeping all(options);
  if (options.dry_run) {
    print_dry_run(all, options);
    return exit_done;
  }
  const std::string folder = options.out.value_or("out/" + all.what().name);
  reports::sweep_store store = open_store(folder, options);
  const interrupt_guard guard;
  const bool complete = all.run(store);
  store.rest();
  const reports::sweep result = reports::read_sweep_store(store_in(folder));
  if (!complete) {
    fmt::print(stderr,
        "souk sweep: interrupted; {} of {} runs are kept in {}: --resume {} goes on\n",
        result.runs.size(), result.planned, folder, folder);
    return exit_interrupted;
  }
  write_files(folder, result);
  if (!options.quiet) {
    fmt::print(
        "{}\n  report: {}/report.html\n", reports::sweep_table(result, out_is_coloured()), folder);
  }
  return exit_done;
}

}  // namespace souk::cli

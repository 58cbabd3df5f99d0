#include "cli/run.hpp"

#include "cli/checkpoint.hpp"
#include "cli/commands.hpp"
#include "cli/exit_status.hpp"
#include "cli/interrupt.hpp"
#include "cli/progress.hpp"
#include "cli/report.hpp"
#include "cli/run_folder.hpp"
#include "cli/terminal.hpp"
#include "reports/headline.hpp"
#include "reports/recording.hpp"
#include "reports/summary.hpp"
#include "reports/text.hpp"

#include <fmt/format.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <cstdio>
#include <memory>
#include <span>

namespace souk::cli {

namespace {

/// Records a run, shows how far it is, and stops it on Ctrl-C.
class run_watch : public reports::recording {
 public:
  run_watch(const std::string& file, const observe::run_description& what, bool progress)
      : recording(file, what), line_("day", what.burn_in_days + what.days, progress) {}
  /// Goes on from a checkpoint, whose days are counted as done.
  run_watch(const std::string& file, const observe::run_description& what, bool progress,
      const checkpoint& from)
      : recording(file, what, from.store, from.days),
        line_("day", what.burn_in_days + what.days, progress),
        days_before_(from.days.size()) {}

  void on_day(
      const observe::day_record& day, std::span<const observe::category_day> categories) override {
    recording::on_day(day, categories);
    line_.update(day.day + 1);
    spdlog::debug("day {}: {} events", day.day, day.counts.total_events());
  }
  bool stop_requested() const override { return interrupt_guard::interrupted(); }
  void clear_line() { line_.clear(); }

  /// Of the days that this process has run.
  std::int64_t proposals() const {
    std::int64_t all = 0;
    for (const observe::day_record& day : std::span(days()).subspan(days_before_)) {
      all += day.counts[market::event_type::proposed];
    }
    return all;
  }

 private:
  progress_line line_;
  std::size_t days_before_ = 0;
};

void start_log(const std::string& level) {
  auto logger = spdlog::stderr_color_mt("souk");
  logger->set_pattern("[%T.%e] %^%l%$ %v");
  logger->set_level(spdlog::level::from_str(level));
  spdlog::set_default_logger(std::move(logger));
}

/// Keeps what was recorded before something failed, which may have been the store itself.
void close_failed(reports::run_store& store) {
  try {
    store.close(reports::run_status::failed);
  } catch (const reports::database_error& error) {
    spdlog::error("{}", error.what());
  }
}

/// Checkpoints of the days that are due, and of the last one when the user ends the run.
actors::snapshot_plan checkpoint_plan(
    const observe::run_description& what, run_watch& watch, const run_place& place) {
  actors::snapshot_plan plan;
  if (place.checkpoint_every == 0 && !place.checkpoint_on) {
    return plan;
  }
  const std::int32_t every = place.checkpoint_every;
  const std::int32_t end = what.burn_in_days + what.days;
  plan.due = [every, end, also = place.checkpoint_on, &watch](std::int32_t days_over) {
    const bool regular = every != 0 && (days_over % every == 0 || watch.stop_requested());
    return days_over < end && (regular || days_over == also);
  };
  plan.keep = [&what, &watch, &place](actors::snapshot taken) {
    const std::string file = checkpoint_file(place.folder, taken.day);
    save_checkpoint(file, {what, place.events, place.checkpoint_every, watch.store().mark(),
                              watch.days(), std::move(taken)});
    spdlog::info("checkpoint {}", file);
  };
  return plan;
}

observe::run_result run_watched(simulation& ready, run_watch& watch, const run_place& place) {
  try {
    observe::run_result result =
        ready.run(watch, place.from == nullptr ? nullptr : &place.from->market,
            checkpoint_plan(ready.what(), watch, place));
    watch.clear_line();
    if (result.cost.wall_s > 0) {
      result.cost.proposals_per_s = static_cast<double>(watch.proposals()) / result.cost.wall_s;
    }
    return result;
  } catch (...) {
    watch.clear_line();
    close_failed(watch.store());
    throw;
  }
}

void say_broken(const std::vector<std::string>& broken) {
  for (const std::string& identity : broken) {
    fmt::print(stderr, "souk run: an identity does not hold: {}\n", identity);
  }
}

bool is_cut_short(const run_watch& watch, const observe::run_description& what) {
  return watch.days().size() < static_cast<std::size_t>(what.burn_in_days + what.days);
}

/// Writes what a finished run leaves, and answers the exit status.
int leave_results(
    run_watch& watch, observe::run_result result, const std::string& folder, bool cut_short) {
  // A run that was cut short is the run of so many days.
  result.what.days = result.window_to_day - result.window_from_day;
  const std::string summary = reports::summary_json(result);
  const std::vector<std::string> broken = reports::check_identities(result);
  watch.store().write(result, summary);
  if (!broken.empty()) {
    watch.store().close(reports::run_status::failed);
    say_broken(broken);
    return exit_check_failed;
  }
  watch.store().close(cut_short ? reports::run_status::interrupted : reports::run_status::complete);
  write_file(folder + "/summary.json", summary);
  write_report(folder);
  return cut_short ? exit_interrupted : exit_done;
}

std::string row(const std::string& name, const std::string& value, const std::string& remark) {
  return fmt::format("  {:<28}{:>14}   {}\n", name, value, remark);
}

std::string percent_of(market::money part, market::money whole) {
  return reports::percent_text(static_cast<double>(part.cents), static_cast<double>(whole.cents));
}

std::string newcomer_row(const reports::headline& h) {
  return h.newcomers.approved == 0
             ? std::string()
             : row("hired within 28 days", h.hired_within(28),
                   "of " + reports::grouped(h.newcomers.approved) + " newly approved");
}

std::string cost_text(const observe::run_cost& cost) {
  constexpr double mebi = 1024.0 * 1024.0;
  return fmt::format("{:.1f} s on {} {}, {} proposals/s, {:.0f} MiB", cost.wall_s, cost.threads,
      cost.threads == 1 ? "thread" : "threads", reports::short_number(cost.proposals_per_s),
      static_cast<double>(cost.peak_rss_bytes) / mebi);
}

}  // namespace

std::string results_table(
    const observe::run_result& result, std::span<const observe::day_record> days, bool coloured) {
  const reports::headline h = reports::headline_of(result, days);
  const auto count = [](std::int64_t n) { return reports::grouped(n); };
  std::string text = bold(fmt::format("{} under {}, seed {}", result.what.scenario,
                              result.what.policy, result.what.seed),
                         coloured)
                     + fmt::format(": {} days after {} of burn-in\n", count(h.days),
                         count(result.window_from_day));
  text += row("jobs posted", count(h.posts),
      reports::percent_text(static_cast<double>(h.filled), static_cast<double>(h.posts))
          + " filled");
  text += row("proposals", count(h.proposals), reports::fixed(h.per_post(), 1) + " a post");
  text += row("contracts begun", count(h.contracts), "");
  text += row("work billed", reports::dollars_short(h.gross), "");
  text += row("platform revenue", reports::dollars_short(h.revenue),
      percent_of(h.revenue, h.gross) + " of work billed");
  text += row("freelancers' net", reports::dollars_short(h.net), "");
  text += newcomer_row(h);
  return text + faint("  " + cost_text(result.cost), coloured) + "\n";
}

int run_into(simulation& ready, const run_place& place) {
  const observe::run_description& what = ready.what();
  const std::string file = place.folder + "/run.sqlite";
  spdlog::info("{} under {}, seed {}, to {}", what.scenario, what.policy, what.seed, place.folder);
  const interrupt_guard guard;
  const auto watch = place.from == nullptr
                         ? std::make_unique<run_watch>(file, what, !place.quiet)
                         : std::make_unique<run_watch>(file, what, !place.quiet, *place.from);
  const observe::run_result result = run_watched(ready, *watch, place);
  const bool cut_short = is_cut_short(*watch, what);
  const int status = leave_results(*watch, result, place.folder, cut_short);
  if (cut_short) {
    fmt::print(stderr, "souk run: interrupted; {} of {} days are kept in {}\n",
        watch->days().size(), what.burn_in_days + what.days, place.folder);
    if (place.checkpoint_every != 0) {
      fmt::print(stderr, "souk run --resume {} goes on with it\n", place.folder);
    }
  }
  if (status != exit_check_failed && !place.quiet) {
    fmt::print("{}  report: {}/report.html\n",
        results_table(result, watch->days(), out_is_coloured()), place.folder);
  }
  return status;
}

std::string run_folder_of(const observe::run_description& what, const simulation_options& options) {
  std::string folder =
      options.out.value_or(default_run_folder(what.scenario, what.policy, what.seed));
  while (folder.size() > 1 && folder.back() == '/') {
    folder.pop_back();
  }
  return folder;
}

int simulate(simulation& ready, const simulation_options& options) {
  const std::string folder = run_folder_of(ready.what(), options);
  check_run_folder(folder, options.force);
  clear_run_folder(folder);
  return run_into(ready, place_of(folder, options));
}

run_place place_of(const std::string& folder, const simulation_options& options) {
  return {.folder = folder,
      .quiet = options.quiet,
      .events = options.events,
      .checkpoint_every = options.checkpoint_every};
}

int run_command(std::span<const std::string> arguments) {
  const simulation_options options = read_run_options(arguments);
  start_log(options.log_level);
  if (options.fork_at) {
    return fork_run(options);
  }
  if (options.resume) {
    return resume_run(options);
  }
  return simulate(*load_simulation(options), options);
}

}  // namespace souk::cli

#include "viz/engine_panel.hpp"

#include <fmt/format.h>

namespace souk::viz {
namespace {

std::string state_of(const observe::snapshot& run) {
  switch (run.phase) {
    case observe::run_phase::starting:
      return "Setting up the market";
    case observe::run_phase::running:
      return "Running";
    case observe::run_phase::paused:
      return "Paused";
    case observe::run_phase::finished:
      return run.replay ? "Replaying a finished run" : "Finished";
    default:
      return "Stopped: " + run.message;
  }
}

std::string per_epoch(std::int64_t count, std::int64_t epochs) {
  return epochs == 0 ? "-"
                     : fmt::format("{:.1f} an epoch",
                           static_cast<double>(count) / static_cast<double>(epochs));
}

}  // namespace

engine_model prepare_engine(const view& seen) {
  engine_model model;
  const observe::snapshot& run = front(seen);
  model.state = state_of(run);
  model.done =
      run.epochs == 0 ? 0.0 : static_cast<double>(run.epoch) / static_cast<double>(run.epochs);
  if (run.replay) {
    return model;
  }
  const observe::engine_view& e = run.engine;
  const double hours_a_s = e.epochs_per_s * static_cast<double>(run.epoch_s) / market::hour;
  model.facts = {{"Speed", brief(e.epochs_per_s, unit::per_s) + " epochs",
                     fmt::format("{:.1f} epochs a second of {} minutes each", e.epochs_per_s,
                         run.epoch_s / market::minute)},
      {"Simulated", fmt::format("{:.1f} days/s", hours_a_s / 24.0), "days of the market a second"},
      {"Epochs", grouped(run.epoch) + " of " + grouped(run.epochs), "done, and in all"},
      {"Threads", grouped(e.threads), "one core is left to the window where there are few"},
      {"Cohorts", fmt::format("{} of {}", grouped(e.cohorts), grouped(e.cohort_size)),
          "actors that host people, and how many each"},
      {"Desks", grouped(e.desks), "exchanges, the vetting desk, billing desks"},
      {"Batches", per_epoch(e.batches, run.epoch), grouped(e.batches) + " lent between actors"},
      {"Barriers", per_epoch(e.barriers, run.epoch),
          grouped(e.barriers) + " stages in which somebody worked"},
      {"Shards woken", per_epoch(e.shards_woken, run.epoch), grouped(e.shards_woken) + " in all"},
      {"Busy", brief(e.stages_s <= 0.0 ? 0.0 : e.busy_s / e.stages_s, unit::ratio) + " cores",
          "actors at work while a stage lasts"},
      {"Memory", brief(static_cast<double>(e.rss_bytes), unit::bytes),
          "resident at its highest, of all of souk"},
      {"Snapshots", grouped(run.number), "published so far; 30 a second at most"}};
  return model;
}

}  // namespace souk::viz

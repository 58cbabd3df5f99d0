// souk run --resume and --fork-at: what is kept of a run goes on, as it was or under another
// policy.
#include "cli/exit_status.hpp"
#include "cli/run.hpp"
#include "cli/run_folder.hpp"
#include "reports/store_cut.hpp"
#include "scenarios/document.hpp"
#include "scenarios/policy_file.hpp"
#include "scenarios/scenario.hpp"
#include "scenarios/writer.hpp"

#include <fmt/format.h>

#include <limits>

namespace souk::cli {

namespace {

std::string without_slashes(std::string folder) {
  while (folder.size() > 1 && folder.back() == '/') {
    folder.pop_back();
  }
  return folder;
}

/// What is wrong with what was left behind is the user's to see to.
template <class Read>
auto as_usage(Read&& read) {
  try {
    return read();
  } catch (const reports::database_error& error) {
    throw usage_error(error.what());
  } catch (const checkpoint_error& error) {
    throw usage_error(error.what());
  }
}

reports::left_run left_in(const std::string& folder) {
  return as_usage([&] {
    reports::left_run left = reports::read_left_run(folder);
    if (left.what.version != SOUK_VERSION) {
      throw usage_error(fmt::format("{} was run by souk {}, and this is souk {}; run it again",
          folder, left.what.version, SOUK_VERSION));
    }
    return left;
  });
}

scenarios::scenario scenario_of(const observe::run_description& what) {
  return scenarios::read_scenario(
      scenarios::parse_document(what.scenario_yaml, what.scenario + ".yaml"));
}

/// The simulation of which a checkpoint was kept.
std::unique_ptr<simulation> simulation_of(
    const checkpoint& kept, simulation_options options, const scenarios::scenario& value) {
  options.events = kept.events;
  return ready_simulation(value, kept.what, options);
}

run_place place_after(
    const std::string& folder, const simulation_options& options, const checkpoint& kept) {
  run_place place = place_of(folder, options);
  place.events = kept.events;
  place.checkpoint_every = options.checkpoint_every != 0 ? options.checkpoint_every : kept.every;
  place.from = &kept;
  return place;
}

/// The other future: its policy, from when it is lived under, and where it is written.
struct other_future {
  market::policy terms;
  std::int32_t day = 0;  // of the window
  std::string folder;
};

/// All that can be wrong with it is found before anything is run.
other_future other_future_of(const observe::run_description& what, const std::string& folder,
    const simulation_options& options) {
  other_future other{scenarios::load_policy(*options.policy), *options.fork_at, {}};
  if (other.day >= what.days) {
    throw usage_error(
        fmt::format("--fork-at {}: the window has days 0 to {}", other.day, what.days - 1));
  }
  if (what.burn_in_days + other.day == 0) {
    throw usage_error(
        "--fork-at 0: nothing comes before it without a burn-in; run the scenario under each "
        "policy");
  }
  other.folder = options.resume && options.out
                     ? without_slashes(*options.out)
                     : fmt::format("{}-day{}-{}", folder, other.day, other.terms.name);
  check_run_folder(other.folder, options.force);
  return other;
}

/// Goes on with the past that is kept in `folder`, which stays as it is.
int run_other(
    const std::string& folder, const other_future& other, const simulation_options& options) {
  const reports::left_run left = left_in(folder);
  found_checkpoint found = as_usage(
      [&] { return newest_checkpoint(folder, left.what, left.what.burn_in_days + other.day); });
  scenarios::scenario value = scenario_of(found.kept.what);
  value.policy_turns.push_back({other.day, {}, other.terms});
  for (const scenarios::complaint& one : scenarios::check(value)) {
    throw usage_error(one.wrong + "; " + one.right);
  }
  clear_run_folder(other.folder);
  reports::copy_store(folder + "/run.sqlite", other.folder + "/run.sqlite");
  found.kept.what.command.clear();  // the past may have been run under options of its own
  found.kept.what.overrides["policy_turns"] =
      fmt::format("[{{ day: {}, policy: {} }}]", other.day, *options.policy);
  const std::unique_ptr<simulation> ready = simulation_of(found.kept, options, value);
  return run_into(*ready, place_after(other.folder, options, found.kept));
}

}  // namespace

int resume_run(const simulation_options& options) {
  const std::string folder = without_slashes(*options.resume);
  const reports::left_run left = left_in(folder);
  if (left.complete) {
    fmt::print("{} is complete: there is nothing to go on with\n", folder);
    return exit_done;
  }
  const found_checkpoint found = as_usage([&] {
    return newest_checkpoint(folder, left.what, std::numeric_limits<std::int32_t>::max());
  });
  if (!options.quiet) {
    fmt::print("from {}, after day {} of {}\n", found.file, found.kept.market.day,
        left.what.burn_in_days + left.what.days);
  }
  const std::unique_ptr<simulation> ready =
      simulation_of(found.kept, options, scenario_of(found.kept.what));
  return run_into(*ready, place_after(folder, options, found.kept));
}

int fork_run(const simulation_options& options) {
  if (options.resume) {
    const std::string folder = without_slashes(*options.resume);
    return run_other(folder, other_future_of(left_in(folder).what, folder, options), options);
  }
  simulation_options first = options;
  first.policy.reset();
  const std::unique_ptr<simulation> ready = load_simulation(first);
  const observe::run_description& what = ready->what();
  const std::string folder = run_folder_of(what, first);
  const other_future other = other_future_of(what, folder, options);
  check_run_folder(folder, options.force);
  clear_run_folder(folder);
  run_place place = place_of(folder, first);
  place.checkpoint_on = what.burn_in_days + other.day;
  const int status = run_into(*ready, place);
  return status == exit_done ? run_other(folder, other, options) : status;
}

}  // namespace souk::cli

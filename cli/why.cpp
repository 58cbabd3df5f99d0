// souk why: plays a kept run again, which gives the same bits, and writes down one person's life on
// the way.
#include "actors/engine.hpp"
#include "actors/engine_options.hpp"
#include "cli/commands.hpp"
#include "cli/exit_status.hpp"
#include "cli/interrupt.hpp"
#include "cli/life.hpp"
#include "cli/options.hpp"
#include "cli/progress.hpp"
#include "cli/simulation.hpp"
#include "cli/terminal.hpp"
#include "reports/stored_run.hpp"
#include "scenarios/document.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cstdio>

namespace souk::cli {
namespace {

struct why_options {
  std::string run;     // a run's folder or store
  std::string person;  // a number, or `hired`, `never-hired`
  bool every_job = false;
  bool quiet = false;
};

why_options read_options(std::span<const std::string> arguments) {
  why_options options;
  std::vector<std::string> names;
  for (const std::string& one : arguments) {
    if (one == "--every-job") {
      options.every_job = true;
    } else if (one == "--quiet") {
      options.quiet = true;
    } else if (one.starts_with("-")) {
      throw usage_error(fmt::format("unknown option {}; {}", scenarios::in_quotes(one),
          scenarios::suggestion(one, {"--every-job", "--quiet"})));
    } else {
      names.push_back(one);
    }
  }
  if (names.size() != 2) {
    throw usage_error("takes a run and a person: souk why out/tiny-upwork-2022-1 never-hired");
  }
  options.run = names[0];
  options.person = names[1];
  return options;
}

/// A newcomer who tried so often can be asked why.
constexpr std::int32_t tries = 5;

std::uint32_t person_named(
    const std::string& name, const reports::stored_run& run, const people::people_setup& people) {
  if (name == "hired" || name == "never-hired") {
    if (const auto found = reports::find_newcomer(run, name == "hired", tries)) {
      return *found;
    }
    throw usage_error(fmt::format("no newcomer of {} who proposed {} times was {}; name a number",
        run.file, tries, name == "hired" ? "hired" : "never hired"));
  }
  const std::uint32_t people_in_all = people.freelancers + people.clients;
  std::uint32_t number = 0;
  const char* const end = name.data() + name.size();
  const auto [stopped, wrong] = std::from_chars(name.data(), end, number);
  if (wrong != std::errc() || stopped != end || number >= people_in_all) {
    throw usage_error(fmt::format(
        "{} is nobody in this run; freelancers are 0 to {}, clients {} to {}, and hired or "
        "never-hired names a newcomer",
        scenarios::in_quotes(name), people.freelancers - 1, people.first_client,
        people_in_all - 1));
  }
  return number;
}

class life_watch : public observe::run_observer {
 public:
  life_watch(life& whose, std::int64_t days, bool progress)
      : whose_(whose), line_("day", days, progress) {}
  void on_events(std::span<const market::event> events) override { whose_.add(events); }
  void on_day(const observe::day_record& day, std::span<const observe::category_day>) override {
    line_.update(day.day + 1);
  }
  bool stop_requested() const override { return interrupt_guard::interrupted(); }
  void clear_line() { line_.clear(); }

 private:
  life& whose_;
  progress_line line_;
};

actors::run_options options_of(const reports::stored_run& run) {
  scenarios::scenario value =
      scenarios::read_scenario(scenarios::parse_document(run.scenario_yaml, run.file));
  value.seed = run.seed;
  value.days.days = run.days;
  actors::run_options options = actors::engine_options(value);
  options.record_events = true;
  return options;
}

/// The life is told only if the run is the one that was kept.
int check_same(const reports::stored_run& run, const observe::run_result& again) {
  const bool known = run.status == "complete" && !run.state_hash.empty();
  if (!known || again.state_hash == run.state_hash) {
    return exit_done;
  }
  fmt::print(stderr,
      "souk why: the run does not come out again as it was kept ({} then, {} now); it was made by "
      "another version of souk: run it again\n",
      run.state_hash, again.state_hash);
  return exit_check_failed;
}

}  // namespace

int why_command(std::span<const std::string> arguments) {
  const why_options asked = read_options(arguments);
  const reports::stored_run run = [&] {
    try {
      return reports::read_stored_run(asked.run);
    } catch (const reports::database_error& error) {
      throw usage_error(error.what());
    }
  }();
  actors::run_options options = options_of(run);
  const actors::run_setup setup = actors::set_up_run(options);
  const market::person_id person{person_named(asked.person, run, setup.people)};
  life told(setup, person, asked.every_job);
  options.followed = person;
  options.tell_notes = [&told](std::span<const people::note> notes) { told.add(notes); };

  const interrupt_guard guard;
  life_watch watch(told, options.burn_in_days + options.days, !asked.quiet);
  const observe::run_result again = actors::run(options, {}, watch);
  watch.clear_line();
  if (interrupt_guard::interrupted()) {
    return exit_interrupted;
  }
  const int status = check_same(run, again);
  if (status == exit_done) {
    fmt::print("{}", told.text(out_is_coloured()));
  }
  return status;
}

}  // namespace souk::cli

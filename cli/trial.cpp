#include "cli/trial.hpp"

#include "actors/engine.hpp"
#include "actors/engine_options.hpp"
#include "people/intervention.hpp"
#include "people/traits.hpp"
#include "reports/arms.hpp"
#include "reports/outcome_watch.hpp"
#include "scenarios/document.hpp"
#include "scenarios/policy_file.hpp"
#include "scenarios/scenario.hpp"

#include <algorithm>
#include <memory>
#include <utility>

namespace souk::cli {

namespace {

market::policy policy_of(const std::string& text) {
  return scenarios::read_policy(scenarios::parse_document(text, "policy"));
}

scenarios::scenario scenario_of(const trial& what) {
  return scenarios::read_scenario(scenarios::parse_document(what.scenario, "scenario"));
}

template <class List>
std::vector<std::string> names_in(const List& items) {
  std::vector<std::string> names;
  for (const auto& item : items) {
    names.push_back(item.name);
  }
  return names;
}

/// Follows the outcomes of one world.
class world_watch : public reports::outcome_watch {
 public:
  world_watch(const scenarios::scenario& of, const trial_watch& watch)
      : outcome_watch(static_cast<std::uint32_t>(of.population.freelancers), of.burn_in.days,
            of.window_begins()),
        watch_(watch) {}

  void on_day(
      const observe::day_record& day, std::span<const observe::category_day> categories) override {
    outcome_watch::on_day(day, categories);
    watch_.day_done();
  }
  bool stop_requested() const override { return watch_.stop(); }

 private:
  const trial_watch& watch_;
};

/// Follows the arms of a live test.
class test_watch : public reports::arm_watch {
 public:
  test_watch(const scenarios::scenario& of, const trial_watch& watch, reports::test_unit unit,
      draw is_treated)
      : arm_watch(unit, static_cast<std::size_t>(of.population.freelancers + of.population.clients),
            of.window_begins(), of.ends(), std::move(is_treated)),
        watch_(watch) {}

  void on_day(const observe::day_record&, std::span<const observe::category_day>) override {
    watch_.day_done();
  }
  bool stop_requested() const override { return watch_.stop(); }

 private:
  const trial_watch& watch_;
};

/// Keeps what one person's life brings.
class life_watch : public observe::run_observer {
 public:
  life_watch(market::person_id person, const trial_watch& watch) : person_(person), watch_(watch) {}

  void on_events(std::span<const market::event> events) override {
    for (const market::event& one : events) {
      if (one.person == person_ || one.other == person_) {
        events_.push_back(one);
      }
    }
  }
  void on_day(const observe::day_record&, std::span<const observe::category_day>) override {
    watch_.day_done();
  }
  bool stop_requested() const override { return watch_.stop(); }
  const std::vector<market::event>& events() const { return events_; }

 private:
  market::person_id person_;
  const trial_watch& watch_;
  std::vector<market::event> events_;
};

std::vector<std::uint16_t> countries_of(const people::people_setup& setup) {
  std::vector<std::uint16_t> all;
  all.reserve(setup.freelancers);
  for (std::uint32_t i = 0; i < setup.freelancers; ++i) {
    all.push_back(people::traits_of(setup, market::person_id{setup.first_freelancer + i}).country);
  }
  return all;
}

/// A scenario in which worlds live, on this thread. Those that part at the
/// window's beginning share a past until a day before it: what happens at its
/// first second is prepared in the epoch before.
class world_setting {
 public:
  world_setting(const std::string& text, bool from_start, const trial_watch& watch)
      : watch_(watch),
        scenario_(scenarios::read_scenario(scenarios::parse_document(text, "scenario"))),
        parts_later_(!from_start && scenario_.burn_in.days > 0) {}

  const scenarios::scenario& scenario() const { return scenario_; }

  /// Everybody lives under `policy`, from second 0 or from the window's
  /// beginning on, until the scenario's next turn.
  actors::run_options options_under(const market::policy& policy) const {
    actors::run_options options = scenario_options();
    if (!parts_later_) {
      options.policy = policy;
    } else {
      turn_to(policy, options.policy_turns);
    }
    return options;
  }

  /// Tells a watch what happened before `run_on` goes on.
  void tell_past(world_watch& watching) {
    live_past();
    if (past_) {
      watching.learn(*past_->told);
    }
  }

  observe::run_result run_on(const actors::run_options& options, observe::run_observer& observer) {
    live_past();
    observe::run_result result = past_ ? actors::resume(past_->market, options, {}, observer)
                                       : actors::run(options, {}, observer);
    stop_if_asked();
    return result;
  }

  observe::run_result run_straight(
      const actors::run_options& options, observe::run_observer& observer) const {
    observe::run_result result = actors::run(options, {}, observer);
    stop_if_asked();
    return result;
  }

 private:
  /// In the order of time; a turn of the scenario at the same second gives way.
  void turn_to(const market::policy& policy, std::vector<actors::policy_turn>& turns) const {
    const market::second from = scenario_.window_begins();
    const auto later = std::ranges::lower_bound(turns, from, {}, &actors::policy_turn::from);
    if (later != turns.end() && later->from == from) {
      later->terms = policy;
    } else {
      turns.insert(later, {from, policy});
    }
  }

  /// The beginning of all worlds, and what was told of it.
  struct past {
    std::unique_ptr<world_watch> told;
    actors::snapshot market;
  };

  void live_past() {
    if (!parts_later_ || past_) {
      return;
    }
    auto told = std::make_unique<world_watch>(scenario_, watch_);
    actors::snapshot market =
        actors::run_prefix(scenario_options(), {}, *told, scenario_.burn_in.days - 1);
    stop_if_asked();
    past_.emplace(past{std::move(told), std::move(market)});
  }

  void stop_if_asked() const {
    if (watch_.stop()) {
      throw trial_stopped();
    }
  }

  actors::run_options scenario_options() const {
    actors::run_options options = actors::engine_options(scenario_);
    options.threads = 1;
    options.record_entries = true;
    return options;
  }

  const trial_watch& watch_;
  scenarios::scenario scenario_;
  bool parts_later_;
  std::optional<past> past_;
};

/// The worlds of one trial.
class worlds {
 public:
  worlds(const trial& what, const trial_watch& watch)
      : what_(what),
        watch_(watch),
        common_(what.scenario, what.from_start, watch),
        groups_(groups_of(common_.scenario())),
        countries_(
            countries_of(actors::set_up_run(actors::engine_options(common_.scenario())).people)) {}

  reports::replication run() {
    reports::replication all;
    all.seed = common_.scenario().seed;
    for (std::size_t i = 0; i < what_.policies.size(); ++i) {
      std::optional<world_setting> own;
      all.worlds.push_back(run_world(setting_of(i, own), policy_of(what_.policies[i])));
    }
    for (std::size_t i = 1; what_.naive && i < what_.policies.size(); ++i) {
      all.naive.push_back(run_test(policy_of(what_.policies[0]), policy_of(what_.policies[i])));
    }
    return all;
  }

  std::vector<market::event> events_about(std::size_t policy, market::person_id person) {
    std::optional<world_setting> own;
    const world_setting& here = setting_of(policy, own);
    actors::run_options options = here.options_under(policy_of(what_.policies[policy]));
    options.record_events = true;
    life_watch watching(person, watch_);
    here.run_straight(options, watching);
    return watching.events();
  }

 private:
  /// That of all, or in `own` that of one world.
  world_setting& setting_of(std::size_t world, std::optional<world_setting>& own) {
    if (what_.own_scenarios.empty() || what_.own_scenarios[world].empty()) {
      return common_;
    }
    return own.emplace(what_.own_scenarios[world], what_.from_start, watch_);
  }

  /// Whatever else the scenario's turns bring, they bring to both arms.
  static std::function<market::policy(const market::policy&)> in_place_of(
      const market::policy& first, const market::policy& other) {
    return [first, other](const market::policy& base) { return base == first ? other : base; };
  }

  /// One world for a live test.
  reports::naive_estimate run_test(const market::policy& first, const market::policy& other) {
    actors::run_options options = common_.options_under(first);
    options.record_events = true;
    people::intervention rule;
    rule.name = "naive_ab";
    rule.who.share = what_.naive->share;
    const auto unit = market::from_name<reports::test_unit>(what_.naive->unit).value();
    const people::draws luck(options.seed);
    if (unit == reports::test_unit::jobs) {
      options.job_test = actors::job_test{common_.scenario().window_begins(),
          [luck, rule](market::job_id job) { return people::is_drawn(luck, rule, job); },
          in_place_of(first, other)};
    } else {
      treat(options, unit, rule, in_place_of(first, other));
    }
    test_watch watching(
        common_.scenario(), watch_, unit, [&](market::person_id person, market::job_id job) {
          return unit == reports::test_unit::jobs ? people::is_drawn(luck, rule, job)
                                                  : people::is_drawn(luck, rule, person);
        });
    common_.run_on(options, watching);
    return watching.result();
  }

  /// Some people live under other terms from the window's beginning on, be they there already, not
  /// yet approved, or still to come.
  static void treat(actors::run_options& options, reports::test_unit unit,
      people::intervention rule,
      const std::function<market::policy(const market::policy&)>& terms) {
    rule.who.side = unit == reports::test_unit::clients ? people::treated_side::clients
                                                        : people::treated_side::freelancers;
    for (const people::trigger on :
        {people::trigger::day, people::trigger::approval, people::trigger::entry}) {
      rule.when.on = on;
      options.interventions.push_back({rule, terms});
    }
  }

  reports::world_outcome run_world(world_setting& here, const market::policy& policy) {
    world_watch watching(here.scenario(), watch_);
    here.tell_past(watching);
    const observe::run_result result = here.run_on(here.options_under(policy), watching);
    if (first_.empty()) {
      first_ = watching.freelancers();
    }
    return {watching.outcomes(result), result.state_hash,
        reports::compare_people(first_, watching.freelancers(), groups_, countries_,
            here.scenario().window_begins(), here.scenario().ends())};
  }

  const trial& what_;
  const trial_watch& watch_;
  world_setting common_;
  reports::person_groups groups_;
  std::vector<std::uint16_t> countries_;         // by freelancer
  std::vector<reports::freelancer_fate> first_;  // of the first world
};

}  // namespace

reports::person_groups groups_of(const scenarios::scenario& of) {
  return {
      names_in(of.population.categories), names_in(of.population.countries), of.window_begins()};
}

reports::replication run_trial(const trial& what, const trial_watch& watch) {
  return worlds(what, watch).run();
}

std::vector<market::event> events_about(
    const trial& what, std::size_t policy, market::person_id person, const trial_watch& watch) {
  return worlds(what, watch).events_about(policy, person);
}

std::int64_t days_of(const trial& what) {
  const scenarios::scenario scenario = scenario_of(what);
  const auto own = std::ranges::count_if(
      what.own_scenarios, [](const std::string& text) { return !text.empty(); });
  const std::int64_t worlds =
      std::ssize(what.policies) + (what.naive ? std::ssize(what.policies) - 1 : 0);
  const std::int64_t whole = scenario.burn_in.days + scenario.days.days;
  if (what.from_start || scenario.burn_in.days == 0 || own == worlds) {
    return worlds * whole;
  }
  return own * whole + scenario.burn_in.days - 1 + (worlds - own) * (1 + scenario.days.days);
}

}  // namespace souk::cli

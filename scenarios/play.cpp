#include "scenarios/play.hpp"

#include "scenarios/malformed.hpp"
#include "scenarios/play_stage.hpp"
#include "scenarios/values.hpp"

#include <type_traits>
#include <utility>

namespace souk::scenarios {

namespace {

/// Where nothing is: an id that no market gives out.
constexpr market::milestone_id nothing{
    {{market::person_id{0xffff'fffe}, 0xffff'fffe}, market::person_id{0xffff'fffe}}, 0xffff'fffe};

std::string verb_of(const market::command& what) {
  return std::visit([]<class Command>(const Command&) { return std::string(Command::name); }, what);
}

std::string answer_text(market::reason why) {
  return why == market::reason::none ? "accepted" : "rejected: " + std::string(market::name(why));
}

}  // namespace

// -- the stage ------------------------------------------------------------------------------------

play_stage::play_stage(const story& told)
    : told_(told),
      world_(told.policy, static_cast<std::uint32_t>(told.cast.size()), told.start),
      found_(told.cast.size()) {
  seed();
}

void play_stage::seed() {
  for (std::uint32_t i = 0; i < told_.cast.size(); ++i) {
    const cast_member& member = told_.cast[i];
    if (member.is_new) {
      continue;
    }
    if (member.side == market::side::client) {
      world_.seed_client(market::person_id{i});
    } else {
      world_.seed_freelancer(market::person_id{i}, member.profile);
    }
    world_.seed_names(member.name, member.name + "@cast.invalid");
  }
}

market::milestone_id play_stage::find(const std::string& name) const {
  const auto known = things_.find(name);
  return known == things_.end() ? nothing : known->second;
}

market::command play_stage::filled_in(const command_step& step) const {
  market::command what = step.what;
  std::visit(
      [&]<class Command>(Command& asked) {
        const market::milestone_id id = find(step.about);
        if constexpr (requires { asked.milestone; }) {
          asked.milestone = id;
        } else if constexpr (requires { asked.contract; }) {
          asked.contract = id.contract;
        } else if constexpr (requires { asked.job; }) {
          asked.job = id.contract.job;
        }
      },
      what);
  return what;
}

market::reason play_stage::give(const command_step& step) {
  const market::command what = filled_in(step);
  const market::job_id job = world_.next_job(step.by);
  const market::reason why =
      step.malformed() ? give_malformed(world_, step.by, what) : world_.give(step.by, what);
  if (why == market::reason::none) {
    remember(step, what, job);
  }
  return why;
}

void play_stage::remember(
    const command_step& step, const market::command& given, market::job_id job) {
  std::visit(
      [&]<class Command>(const Command& asked) {
        using std::is_same_v;
        if constexpr (is_same_v<Command, market::post_job>) {
          things_[step.as] = {{job, market::nobody}, 0};
        } else if constexpr (is_same_v<Command, market::offer>) {
          const market::contract_id contract{asked.job, asked.freelancer};
          things_[step.as] = {contract, 0};
          for (std::uint32_t n = 0; n < step.milestones.size(); ++n) {
            things_[step.milestones[n]] = {contract, n};
          }
        } else if constexpr (is_same_v<Command, market::add_milestone>) {
          const auto facts = world_.billing().look(asked.contract);
          things_[step.as] = {asked.contract, static_cast<std::uint32_t>(facts->milestones - 1)};
        } else if constexpr (is_same_v<Command, market::search_jobs>) {
          world_.jobs().search(asked, world_.now(), found_[index(step.by)]);
        }
      },
      given);
  things_.erase("");
}

void play_stage::explain(step_account& into) {
  const auto& log = world_.log();
  for (; explained_ < log.size(); ++explained_) {
    if (log[explained_].logged) {
      into.events.push_back(describe(log[explained_].what));
    }
  }
  for (const market::ledger_entry& entry : world_.take_entries()) {
    into.entries.push_back(describe(entry));
  }
}

// -- playing --------------------------------------------------------------------------------------

namespace {

class player {
 public:
  player(const story& told, story_stage& stage, const play_options& options)
      : told_(told), options_(options), stage_(stage) {}

  story_result take() {
    for (const story_step& step : told_.steps) {
      const std::string title =
          std::visit([&](const auto& what) { return run(step, what); }, step.what);
      ++result_.steps_played;
      if (options_.explain) {
        step_account account{step.at, title, {}, {}};
        stage_.explain(account);
        result_.steps.push_back(std::move(account));
      }
      if (!result_.failures.empty()) {
        break;
      }
    }
    result_.audit = stage_.audit();
    return std::move(result_);
  }

 private:
  std::string run(const story_step& step, const command_step& what) {
    const std::string title = told_.cast[index(what.by)].name + ' ' + verb_of(what.what)
                              + (what.about.empty() ? "" : ' ' + what.about);
    const market::reason why = stage_.give(what);
    const market::reason wanted = what.fails.value_or(market::reason::none);
    if (why != wanted) {
      result_.failures.push_back(
          {step.at, title, answer_text(wanted), answer_text(why), stage_.recent_of(what)});
    }
    return title + " -> " + answer_text(why);
  }

  std::string run(const story_step&, const clock_step& what) {
    stage_.advance(what.to);
    return market::time_text(what.to);
  }

  std::string run(const story_step&, const expect_step& what) {
    for (const expectation& one : what.all) {
      std::string found = stage_.observe(one);
      if (found != one.value) {
        result_.failures.push_back(
            {one.at, one.path, one.value, std::move(found), stage_.recent_of(one)});
      }
    }
    stage_.begin_events();
    return "expect";
  }

  const story& told_;
  play_options options_;
  story_stage& stage_;
  story_result result_;
};

}  // namespace

story_result play(const story& told, const play_options& options) {
  play_stage stage(told);
  if (options.explain) {
    stage.world().keep_entries();
  }
  return play(told, stage, options);
}

story_result play(const story& told, story_stage& stage, const play_options& options) {
  return player(told, stage, options).take();
}

}  // namespace souk::scenarios

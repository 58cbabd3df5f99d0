// Answers to the bound steps of flows: what they give, and what the rules say of them.
#include "load/bound_flows.hpp"
#include "load/concerns.hpp"
#include "load/crowd_tasks.hpp"
#include "load/load_draws.hpp"
#include "scenarios/values.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace souk::load {

namespace {

using scenarios::flow_verb;
using scenarios::observable;
using scenarios::observed_kind;

constexpr std::int64_t second_ns = 1'000'000'000;

std::string refusal(market::reason why) {
  return why == market::reason::none ? "accepted" : "rejected: " + std::string(market::name(why));
}

std::string text_of(observable what, const observed_value& value) {
  switch (scenarios::kind_of(what)) {
    case observed_kind::money:
      return scenarios::to_text(market::money{value.number});
    case observed_kind::whole:
      return std::to_string(value.number);
    case observed_kind::date:
    case observed_kind::time:
      return market::time_text(value.number);
    default:
      return std::string(value.text);
  }
}

/// The contract that a command is about or makes.
market::contract_id contract_of(const market::command& what) {
  return std::visit(
      []<class Command>(const Command& one) {
        if constexpr (requires { one.milestone; }) {
          return one.milestone.contract;
        } else if constexpr (requires { one.contract; }) {
          return one.contract;
        } else if constexpr (requires {
                               one.job;
                               one.freelancer;
                             }) {
          return market::contract_id{one.job, one.freelancer};
        } else {
          return market::contract_id{market::no_job, market::nobody};
        }
      },
      what);
}

}  // namespace

bound_flows::outcome bound_flows::take(std::uint32_t who, const script_step& step,
    const answer& got, flow_values& values, std::string& wrong) {
  traveller& one = travellers_[who];
  const bound_step& bound = steps_[step.bound];
  const operation_id operation = part_of(one, bound).operation;
  one.under_way = false;
  if (got.failed != line_failure::none) {
    wrong = name_of(got.failed);
    lose(one, bound);
    return outcome::ended;
  }
  backend_.read(operation, got.status, got.body, answer_);
  if (answer_.token_is_over && !one.renewed && bound.of->verb != flow_verb::log_in) {
    one.renews = one.renewed = true;
    return outcome::again;
  }
  if (!answer_.problem.empty()) {
    wrong = answer_.problem;
    lose(one, bound);
    return outcome::ended;
  }
  backend_.remember(answer_, got.answered / second_ns, session(one));
  const bool is_last = !one.renews && one.part + 1 == bound.parts.size();
  if (!is_last && !answer_.accepted) {
    wrong = refusal(answer_.why);
    return outcome::ended;
  }
  return is_last ? take_last(who, bound, step, got, values, wrong) : take_part(one);
}

/// What is sent before the step itself is done.
bound_flows::outcome bound_flows::take_part(traveller& one) {
  one.part += std::exchange(one.renews, false) ? 0 : 1;
  return outcome::again;
}

bound_flows::outcome bound_flows::take_last(std::uint32_t who, const bound_step& step,
    const script_step& script, const answer& got, flow_values& values, std::string& wrong) {
  traveller& one = travellers_[who];
  one.part = 0;
  one.is_begun = one.renewed = false;
  if (step.of->verb == flow_verb::command) {
    judge_command(who, step, got);
  } else if (step.of->verb == flow_verb::look) {
    judge_look(who, step, script, got);
  } else if (answer_.accepted && session(one).token.empty()) {
    wrong = "no token in the answer";
  }
  const market::reason why = answer_.accepted ? market::reason::none : answer_.why;
  if (!step.of->expects(why)) {
    wrong = refusal(why)
            + (step.of->step.fails ? ", not " + refusal(*step.of->step.fails) : std::string());
  } else if (answer_.accepted && wrong.empty()) {
    wrong = check_failure(step);
    const std::string missing = capture_all(one, step, script, values);
    wrong = wrong.empty() ? missing : wrong;
  }
  return wrong.empty() ? outcome::next : outcome::ended;
}

void bound_flows::judge_command(std::uint32_t who, const bound_step& step, const answer& got) {
  const traveller& one = travellers_[who];
  answered_command given;
  given.tag = who;
  given.by = one.giver;
  given.what = &one.asked;
  given.when = clock_.during(got.sent, got.answered);
  given.order = order_of(answer_);
  given.why = answer_.accepted ? market::reason::none : answer_.why;
  if (answer_.accepted && step.tells_person) {
    given.made = {thing::person, given.by, {}};
    read_look(answer_, thing::person, people_, told_);
    given.values = told_;
  }
  if (answer_.accepted) {
    take_made(one, given.by);
  }
  judge_->take(given);
}

/// What the backend calls whom and what a command made.
void bound_flows::take_made(const traveller& one, market::person_id by) {
  if (const auto* posted = std::get_if<market::post_job>(&one.asked)) {
    const std::string_view theirs = answer_.find(observable::job).text;
    if (!people_.add(market::job_id{by, posted->need}, theirs)) {
      violation found;
      found.rule = "R11";
      found.request = people_.username(by) + " post_job";
      found.answer = "job: " + std::string(theirs);
      found.expected = "job: an id of its own";
      found.at = judge_->world().now();
      found.by = by;
      judge_->report(std::move(found));
    }
  } else if (const auto* made = std::get_if<market::offer>(&one.asked)) {
    const market::contract_id id{made->job, made->freelancer};
    people_.add(id, answer_.find(observable::contract).text);
    std::uint32_t n = 0;
    for (const observed_value& each : answer_.all(observable::milestones)) {
      people_.add(market::milestone_id{id, n++}, each.text);
    }
  } else if (const auto* added = std::get_if<market::add_milestone>(&one.asked)) {
    people_.add(market::milestone_id{added->contract, people_.milestones_of(added->contract)},
        answer_.find(observable::milestone).text);
  } else if (std::holds_alternative<market::register_account>(one.asked)) {
    people_.enter(by);
  }
}

void bound_flows::judge_look(
    std::uint32_t who, const bound_step& step, const script_step& script, const answer& got) {
  const traveller& one = travellers_[who];
  answered_look look;
  look.tag = who;
  look.by = one.giver;
  look.about = subject_of(one, step, script);
  look.when = clock_.during(got.sent, got.answered);
  look.shown = answer_.accepted;
  look.order = look.shown ? order_of(answer_) : backend_order{};
  if (step.of->operation == "jobs") {
    judge_list(look);
    return;
  }
  read_look(answer_, look.about.of, people_, told_);
  drop_what_changes(look);
  look.values = told_;
  judge_->take(look);
}

/// Each job of a list is a look of its own; those that others made are none of the rules' business.
void bound_flows::judge_list(answered_look& look) {
  const std::span<const observed_value> jobs = answer_.all(observable::job);
  for (std::size_t n = 0; n < jobs.size(); ++n) {
    const auto id = people_.job_of(jobs[n].text);
    if (!id) {
      continue;
    }
    look.about = {thing::job, market::nobody, {{*id, market::nobody}, 0}};
    read_listed_job(answer_, n, told_);
    drop_what_changes(look);
    look.values = told_;
    judge_->take(look);
  }
}

/// Of a look that does not tell when it was taken, where commands do, only what never changes can
/// be judged.
void bound_flows::drop_what_changes(const answered_look& look) {
  if (is_ordered_ && look.order.seq == backend_order::unknown) {
    std::erase_if(told_, [](const told& one) { return one.what != observable::cost; });
  }
}

// -- what answers give ----------------------------------------------------------------------------

/// Takes everything that is captured; what is missing, "" where nothing is.
std::string bound_flows::capture_all(
    traveller& one, const bound_step& step, const script_step& script, flow_values& values) {
  std::string missing;
  for (std::size_t i = 0; i < step.of->captures.size(); ++i) {
    const scenarios::flow_capture& wanted = step.of->captures[i];
    const std::size_t variable = script.named.captures[i];
    const observed_value* const value = pick(one, wanted);
    if (value == nullptr || value->is_null) {
      one.things[variable].contract.job = market::no_job;
      const bool is_list = wanted.what == observable::job || wanted.what == observable::found;
      missing = is_list ? missing : "no " + std::string(market::name(wanted.what)) + " to capture";
      continue;
    }
    values[variable] = {text_of(wanted.what, *value), true};
    one.things[variable] = thing_named(one, step, script, wanted, *value);
  }
  return missing;
}

/// The n-th value, or one that is drawn; of jobs only those that the rules know.
const observed_value* bound_flows::pick(traveller& one, const scenarios::flow_capture& wanted) {
  const std::span<const observed_value> all = answer_.all(wanted.what);
  picks_.clear();
  const bool is_job = wanted.what == observable::job || wanted.what == observable::found;
  for (const observed_value& each : all) {
    if (!is_job || people_.job_of(each.text)) {
      picks_.push_back(&each);
    }
  }
  std::size_t n = wanted.n;
  if (wanted.any && !picks_.empty()) {
    const market::person_id by = one.giver;
    n = luck_.behaviour(by, one.picks++, draw_pick)
            .below(static_cast<std::uint32_t>(picks_.size()));
  }
  return n < picks_.size() ? picks_[n] : nullptr;
}

/// What a captured value is in the rules' market; no job: it is no thing.
market::milestone_id bound_flows::thing_named(const traveller& one, const bound_step& step,
    const script_step& script, const scenarios::flow_capture& wanted, const observed_value& value) {
  const bool is_command = step.of->verb == flow_verb::command;
  const market::milestone_id about = is_command ? market::milestone_id{contract_of(one.asked), 0}
                                                : subject_of(one, step, script).id;
  switch (wanted.what) {
    case observable::job:
    case observable::found:
      return {{people_.job_of(value.text).value_or(market::no_job), market::nobody}, 0};
    case observable::contract:
      return {about.contract, 0};
    case observable::milestones:
      return {about.contract, static_cast<std::uint32_t>(wanted.n)};
    case observable::milestone:
      return {about.contract, is_command ? people_.milestones_of(about.contract) - 1 : about.n};
    default:
      return {{market::no_job, market::nobody}, 0};
  }
}

std::string bound_flows::check_failure(const bound_step& step) const {
  for (const scenarios::flow_check& one : step.of->checks) {
    const observed_value& value = answer_.find(one.what);
    const std::string name(market::name(one.what));
    if (value.is_null) {
      return "no " + name + " in the answer";
    }
    if (one.is_number ? value.number != one.number : value.text != one.text) {
      return name + " is " + scenarios::in_quotes(text_of(one.what, value)) + ", not "
             + scenarios::in_quotes(one.text);
    }
  }
  return "";
}

// -- verdicts -------------------------------------------------------------------------------------

/// Nobody knows what became of a command.
void bound_flows::lose(const traveller& one, const bound_step& step) {
  if (step.of->verb != flow_verb::command || !one.is_begun) {
    return;
  }
  lost_ = true;
  for_people_of(
      one.giver, one.asked, [&](market::person_id person) { judge_->lose_sight_of(person); });
}

void bound_flows::settle() {
  while (!asked_.empty()) {
    const auto& [when, who] = asked_.front();
    const traveller& one = travellers_[who];
    if (one.under_way && one.asked_at == when) {
      break;
    }
    asked_.pop_front();
  }
  judge_->settle(asked_.empty() ? line_clock() : asked_.front().first);
  judge_->take_log();
  stories_->write(*judge_);
}

void bound_flows::finish() {
  for (const traveller& one : travellers_) {
    if (one.under_way) {
      lost_ = true;
      for_people_of(
          one.giver, one.asked, [&](market::person_id person) { judge_->lose_sight_of(person); });
    }
  }
  judge_->settle(std::numeric_limits<std::int64_t>::max());
  if (!lost_ && caller_.has("reset") && caller_.has("platform")) {
    look_at_platform();
  }
  judge_->take_log();
  stories_->write(*judge_);
}

void bound_flows::look_at_platform() {
  const bound_answer* const platform = caller_.look("platform", {}, nullptr);
  if (platform == nullptr) {
    return;
  }
  const std::int64_t now = line_clock();
  answered_look look;
  read_look(*platform, thing::platform, people_, told_);
  look.values = told_;
  look.when = clock_.during(now, now);
  look.order = order_of(*platform);
  judge_->take(look);
  judge_->settle(std::numeric_limits<std::int64_t>::max());
}

judged_run bound_flows::result(observe::load_test measured) const {
  judged_run all = judged_by(*judge_, std::move(measured), begun_);
  all.measured.binding = backend_.binding().name;
  return all;
}

}  // namespace souk::load

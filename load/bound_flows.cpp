#include "load/bound_flows.hpp"

#include "load/crowd_tasks.hpp"
#include "load/http_request.hpp"

#include <algorithm>
#include <utility>

namespace souk::load {

namespace {

using scenarios::flow_verb;
using scenarios::observable;

/// Puts people and things in the places of their roles and names.
void name_things(market::command& what, const std::vector<market::person_id>& people,
    const market::milestone_id& about) {
  std::visit(
      [&]<class Command>(Command& one) {
        if constexpr (requires { one.freelancer; }) {
          one.freelancer = index(one.freelancer) < people.size() ? people[index(one.freelancer)]
                                                                 : market::nobody;
        }
        if constexpr (requires { one.milestone; }) {
          one.milestone = about;
        } else if constexpr (requires { one.contract; }) {
          one.contract = about.contract;
        } else if constexpr (requires { one.job; }) {
          one.job = about.contract.job;
        }
      },
      what);
}

thing thing_of(std::string_view look) {
  constexpr std::array things{thing::job, thing::proposal, thing::contract, thing::milestone};
  const auto at = std::ranges::find(things, look, look_of);
  return at == things.end() ? thing::person : *at;
}

}  // namespace

bound_flows::bound_flows(const scenarios::plan& of, const scenarios::binding& binding,
    const target& to, flow_script& script, const std::string& stories)
    : plan_(of),
      to_(to),
      backend_(binding),
      client_(to.url()),
      caller_(client_, backend_),
      people_(*of.story, binding.stories.nothing),
      log_in_(named(backend_.find("log_in"), "log_in", script)),
      variables_(script.variables),
      folder_(stories),
      luck_(of.seed) {
  for (const scenarios::flow_command& one : of.story->commands) {
    steps_.push_back(compiled(one, script));
    most_texts_ = std::max(most_texts_, one.texts.size());
  }
}

// -- operations -----------------------------------------------------------------------------------

/// An operation that no step is named after is measured under its own name.
bound_flows::part bound_flows::named(
    operation_id operation, std::string_view name, flow_script& script) const {
  const auto known = std::ranges::find(script.operations, name);
  const auto place = static_cast<std::size_t>(known - script.operations.begin());
  if (known == script.operations.end()) {
    script.operations.emplace_back(name);
  }
  return {operation, place};
}

bound_flows::bound_step bound_flows::compiled(
    const scenarios::flow_command& from, flow_script& script) const {
  bound_step step;
  step.of = &from;
  const operation_id operation = backend_.find(from.operation);
  for (const operation_id before : backend_.first(operation)) {
    const std::string_view name = backend_.name(before);
    step.parts.push_back(named(before, name.substr(name.find('/') + 1), script));
  }
  step.parts.push_back({operation, 0});
  step.look = thing_of(from.operation);
  step.tells_person = std::ranges::any_of(
      std::array{observable::connects, observable::available, observable::pending},
      [&](observable one) { return backend_.reads(operation, one); });
  return step;
}

std::size_t bound_flows::operation(std::uint32_t who, const script_step& step) const {
  const traveller& one = travellers_[who];
  const bound_step& bound = steps_[step.bound];
  const bool is_itself = !one.renews && one.part + 1 == bound.parts.size();
  return is_itself ? step.operation : part_of(one, bound).measured;
}

const bound_flows::part& bound_flows::part_of(const traveller& one, const bound_step& step) const {
  return one.renews ? log_in_ : step.parts[one.part];
}

// -- people ---------------------------------------------------------------------------------------

void bound_flows::begin(std::int64_t wall_micros) {
  clock_ = begin_flows(plan_, caller_, wall_micros, people_);
  begun_ = clock_.said;
  const scenarios::flow_story& story = *plan_.story;
  const operation_id proposing = backend_.of(market::propose{});
  is_ordered_ = proposing != no_operation && backend_.reads(proposing, observable::seq);
  judge_.emplace(market::policy_book{story.who.policy}, people_.size(), begun_,
      oracle_options{.ordered = is_ordered_,
          .has_clock = backend_.binding().clock.kind != scenarios::clock_kind::none},
      [this](market::person_id one) { return people_.username(one); });
  stories_.emplace(folder_, story_setting{story.who.policy, begun_,
                                {[this](market::person_id one) { return people_.username(one); },
                                    [this](market::symbol word) { return people_.word(word); }}});
  market::world& world = judge_->world();
  std::uint32_t next = 0;
  for (const scenarios::cast_member& role : story.who.cast) {
    for (std::uint32_t i = 0; i < accounts_of(plan_) && !role.is_new; ++i, ++next) {
      const market::person_id one{next};
      if (role.side == market::side::freelancer) {
        world.seed_freelancer(one, role.profile);
      } else {
        world.seed_client(one);
      }
      world.seed_names(people_.session(one).username, people_.session(one).email);
    }
  }
}

bool bound_flows::join(std::uint32_t who, const script_flow& flow) {
  while (travellers_.size() <= who) {
    travellers_.emplace_back();
  }
  traveller& one = travellers_[who];
  one.people.assign(plan_.story->who.cast.size(), market::nobody);
  one.things.assign(variables_, {market::contract_id{market::no_job, market::nobody}, 0});
  one.texts.resize(most_texts_);
  one.part = 0;
  one.is_begun = one.renews = one.renewed = false;
  for (const std::size_t role : flow.roles) {
    const auto taken = people_.take(role);
    if (!taken) {
      leave(who);
      return false;
    }
    one.people[role] = *taken;
  }
  if (people_.size() > judge_->world().people()) {
    judge_->make_room(people_.size() + people_.size() / 2);
  }
  return true;
}

void bound_flows::leave(std::uint32_t who) {
  if (who >= travellers_.size()) {
    return;
  }
  for (market::person_id& one : travellers_[who].people) {
    if (one != market::nobody) {
      people_.give_back(std::exchange(one, market::nobody));
    }
  }
}

bool bound_flows::is_possible(std::uint32_t who, const script_step& step) const {
  const std::size_t about = step.named.about;
  return about == bound_variables::none || steps_[step.bound].of->step.fails
         || travellers_[who].things[about].contract.job != market::no_job;
}

// -- requests -------------------------------------------------------------------------------------

void bound_flows::make_command(
    traveller& one, const bound_step& step, const script_step& script, const flow_values& values) {
  one.asked = step.of->step.what;
  for (std::size_t i = 0; i < script.named.texts.size(); ++i) {
    one.texts[i].clear();
    append(script.named.texts[i].value, values, one.texts[i]);
    scenarios::set_text(one.asked, script.named.texts[i].field, one.texts[i]);
  }
  const bool is_about = script.named.about != bound_variables::none;
  name_things(one.asked, one.people, is_about ? one.things[script.named.about] : one.things[0]);
  if (auto* const posted = std::get_if<market::post_job>(&one.asked)) {
    posted->need = people_.next_need(one.giver);
  } else if (const auto* form = std::get_if<market::register_account>(&one.asked)) {
    bound_session& own = session(one);
    own.username = form->username;
    own.email = form->email;
    own.password = form->password;
  }
}

void bound_flows::write(
    std::uint32_t who, const script_step& step, const flow_values& values, std::string& into) {
  traveller& one = travellers_[who];
  const bound_step& bound = steps_[step.bound];
  one.giver = one.people[index(bound.of->step.by)];
  if (!std::exchange(one.is_begun, true) && bound.of->verb == flow_verb::command) {
    make_command(one, bound, step, values);
  }
  one.asked_at = line_clock();
  one.under_way = true;
  asked_.emplace_back(one.asked_at, who);
  bound_session& own = session(one);
  const sending by{&own, &caller_.staff(), &people_, clock_.at(one.asked_at)};
  const operation_id operation = part_of(one, bound).operation;
  request_.clear();
  if (bound.of->verb == flow_verb::command && !one.renews) {
    backend_.write(operation, one.asked, by, request_);
  } else {
    fill(one, bound, step, operation);
    backend_.write(operation, values_, by, request_);
  }
  append_http(request_, to_, into);
}

void bound_flows::fill(const traveller& one, const bound_step& step, const script_step& script,
    operation_id operation) {
  fill_look(backend_, operation, subject_of(one, step, script), people_, values_);
  fill_login(backend_, operation, session(one), values_);
  const std::span<const scenarios::slot> slots = backend_.slots(operation);
  for (std::size_t i = 0; i < slots.size(); ++i) {
    if (slots[i].name == "limit") {
      const std::int32_t limit = step.of->limit;
      values_[i] = given_value::of(std::int64_t{limit > 0 ? limit : backend_.page_size(operation)});
    } else if (slots[i].name == "offset" || slots[i].name == "page") {
      values_[i] = given_value::of(std::int64_t{slots[i].name == "page" ? 1 : 0});
    }
  }
}

subject bound_flows::subject_of(
    const traveller& one, const bound_step& step, const script_step& script) const {
  subject about{step.look, one.giver, {}};
  if (script.named.about != bound_variables::none) {
    about.id = one.things[script.named.about];
  }
  if (step.of->freelancer != market::nobody) {
    about.id.contract.freelancer = one.people[index(step.of->freelancer)];
  }
  about.person = about.of == thing::person ? about.person : market::nobody;
  return about;
}

}  // namespace souk::load

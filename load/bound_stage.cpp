#include "load/bound_stage.hpp"

#include "scenarios/values.hpp"

#include <algorithm>
#include <type_traits>
#include <utility>
#include <variant>

namespace souk::load {

namespace {

using scenarios::observable;
using scenarios::story_thing;
using scenarios::story_value;

std::string listed(const std::vector<std::string>& names) {
  std::string all;
  for (const std::string& one : names) {
    all += (all.empty() ? "" : ", ") + one;
  }
  return '[' + all + ']';
}

/// What is observed of somebody who has no account, or has no such side.
std::string of_nobody(const scenarios::expectation& one) {
  if (one.type == story_value::money) {
    return "0.00";
  }
  if (one.type == story_value::whole) {
    return one.what == "score" ? "null" : "0";
  }
  if (one.type == story_value::names) {
    return "[]";
  }
  return one.what == "badge" ? "none" : one.what == "availability" ? "off" : "null";
}

/// Slots of an offer's items: what is wrong with them is wrong with the whole list.
bool is_inside(std::span<const scenarios::slot> slots, std::string_view name) {
  return (name == "amount" || name == "due")
         && std::ranges::find(slots, "milestones", &scenarios::slot::name) != slots.end();
}

}  // namespace

// -- names ----------------------------------------------------------------------------------------

std::string_view bound_stage::person(market::person_id of) const {
  const bool known = index(of) < people_.size();
  const bound_session* const who = known ? &people_[index(of)] : nullptr;
  const bool by_number = backend_.binding().values.ids == scenarios::value_form::number && known
                         && who->person.empty();
  return !known || by_number ? backend_.binding().stories.nothing : std::string_view(who->name());
}

std::string_view bound_stage::job(const market::job_id&) const { return about_.job; }
std::string_view bound_stage::contract(const market::contract_id&) const { return about_.contract; }
std::string_view bound_stage::milestone(const market::milestone_id&) const { return about_.id; }

std::string_view bound_stage::word(market::symbol of) const {
  return index(of) == 0 ? std::string_view{} : std::string_view(words_[index(of) - 1U]);
}

const std::string& bound_stage::name_of(market::person_id who) const {
  return told_.cast.at(index(who)).name;
}

bound_session& bound_stage::session(market::person_id who) { return people_.at(index(who)); }

std::string bound_stage::told_person(std::string_view id) const {
  for (std::size_t i = 0; i < people_.size(); ++i) {
    if (people_[i].name() == id || people_[i].username == id) {
      return told_.cast[i].name;
    }
  }
  return std::string(id);
}

/// The story's name for a job, or the n-th of whom it is, or the backend's.
std::string bound_stage::told_job(std::string_view id) const {
  const auto named =
      std::ranges::find_if(things_, [&](const auto& one) { return one.second.id == id; });
  if (named != things_.end()) {
    return named->first;
  }
  for (std::size_t i = 0; i < posted_.size(); ++i) {
    const auto at = std::ranges::find(posted_[i], id);
    if (at != posted_[i].end()) {
      return "job " + std::to_string(at - posted_[i].begin() + 1) + " of " + told_.cast[i].name;
    }
  }
  return "";
}

// -- commands -------------------------------------------------------------------------------------

/// Fields that the story lacks, or gives in a shape that is no value of theirs.
void bound_stage::spoil(const scenarios::command_step& step, operation_id operation,
    std::vector<given_value>& values) const {
  const std::span<const scenarios::slot> slots = backend_.backend().slots(operation);
  const auto set = [&](std::string_view name, given_value::state state) {
    const auto at = std::ranges::find(slots, name, &scenarios::slot::name);
    if (at != slots.end()) {
      values[static_cast<std::size_t>(at - slots.begin())].is = state;
    }
  };
  for (const std::string_view name : step.missing) {
    const bool inside = is_inside(slots, name);
    set(inside ? "milestones" : name,
        inside ? given_value::state::broken : given_value::state::absent);
  }
  for (const std::string_view name : step.misshapen) {
    set(is_inside(slots, name) ? "milestones" : name, given_value::state::broken);
  }
}

/// In a market that goes on: names of the story's own, and its dates as the backend has them.
void bound_stage::disguise(
    operation_id operation, std::vector<given_value>& values, shelf& kept) const {
  const std::span<const scenarios::slot> slots = backend_.backend().slots(operation);
  for (std::size_t i = 0; i < values.size(); ++i) {
    given_value& value = values[i];
    if (value.is != given_value::state::given) {
      continue;
    }
    if (slots[i].kind == scenarios::slot_kind::date) {
      value.number += shift_;
    } else if (slots[i].kind == scenarios::slot_kind::terms) {
      const auto* const terms = static_cast<const market::milestone_terms*>(value.list);
      kept.terms.assign(terms, terms + value.count);
      for (market::milestone_terms& one : kept.terms) {
        one.due += shift_;
      }
      value.list = kept.terms.data();
    } else if (slots[i].name == "username" || slots[i].name == "email") {
      const std::size_t end = std::min(value.text.find('@'), value.text.size());
      std::string text(value.text);
      text.insert(end, end == 0 ? "" : options_.suffix);  // what is no name does not become one
      value.text = kept.texts.emplace_back(std::move(text));
    }
  }
}

market::reason bound_stage::give(const scenarios::command_step& step) {
  const operation_id operation = backend_.backend().of(step.what);
  const auto known = things_.find(step.about);
  const std::string& nothing = backend_.binding().stories.nothing;
  about_ = known == things_.end() ? thing{nothing, nothing, nothing, step.by} : known->second;
  std::vector<given_value> values(backend_.backend().slots(operation).size());
  fill_slots(step.what, *this, ~std::uint64_t{0}, values.data());
  shelf kept;
  if (beside_) {
    disguise(operation, values, kept);
  }
  spoil(step, operation, values);
  bound_session& by = session(step.by);
  const bound_answer& answer = backend_.send(operation, values, &by, this);
  if (answer.accepted) {
    remember(step, values, answer);
    return market::reason::none;
  }
  if (answer.why == market::reason::none) {
    throw backend_error(
        std::string(backend_.backend().name(operation)) + " is refused: " + answer.problem);
  }
  if (by.token.empty()) {
    told_nobody_[index(step.by)].emplace_back("rejected");
  }
  return answer.why;
}

void bound_stage::remember(const scenarios::command_step& step,
    const std::vector<given_value>& values, const bound_answer& answer) {
  const auto id = [&](observable what) {
    if (answer.find(what).text.empty()) {
      throw backend_error("the answer of " + std::string(scenarios::command_name(step.what.index()))
                          + " tells no " + std::string(market::name(what)));
    }
    return std::string(answer.find(what).text);
  };
  bound_session& by = session(step.by);
  backend_.backend().remember(answer, 0, by);
  const auto tells = [&](observable what) { return answer.has(what); };
  if (std::holds_alternative<market::post_job>(step.what) && tells(observable::job)) {
    things_[step.as] = {id(observable::job), id(observable::job), "", step.by};
    posted_[index(step.by)].push_back(id(observable::job));
  } else if (std::holds_alternative<market::offer>(step.what) && tells(observable::contract)) {
    const std::string contract = id(observable::contract);
    things_[step.as] = {contract, about_.job, contract, step.by};
    const auto made = answer.all(observable::milestones);
    for (std::size_t n = 0; n < std::min(made.size(), step.milestones.size()); ++n) {
      things_[step.milestones[n]] = {std::string(made[n].text), about_.job, contract, step.by};
    }
  } else if (std::holds_alternative<market::add_milestone>(step.what) && !step.as.empty()) {
    const observable what =
        tells(observable::milestone) ? observable::milestone : observable::milestones;
    things_[step.as] = {id(what), about_.job, about_.contract, step.by};
  } else if (std::holds_alternative<market::search_jobs>(step.what)) {
    auto& found = found_[index(step.by)];
    found.clear();
    for (const observed_value& one : answer.all(observable::found)) {
      found.emplace_back(one.text);
    }
  } else if (std::holds_alternative<market::register_account>(step.what)) {
    enter(by, values);
  }
  things_.erase("");
}

/// The form of a sign-up that was accepted becomes the session of whoever signed up.
void bound_stage::enter(bound_session& who, const std::vector<given_value>& form) {
  const std::span<const scenarios::slot> slots =
      backend_.backend().slots(backend_.backend().find("register"));
  const auto text = [&](std::string_view name) {
    const auto at = std::ranges::find(slots, name, &scenarios::slot::name);
    return std::string(form[static_cast<std::size_t>(at - slots.begin())].text);
  };
  who.username = text("username");
  who.email = text("email");
  who.password = text("password");
  if (who.token.empty()) {
    backend_.log_in(who);
  }
}

void bound_stage::advance(market::second to) { set_clock(to + shift_); }

void bound_stage::set_clock(market::second to) {
  backend_.set_now(to);
  if (backend_.binding().clock.kind != scenarios::clock_kind::endpoint) {
    return;
  }
  want(backend_.send("set_clock", {{"to", given_value::of(to)}}, nullptr), "set_clock");
}

void bound_stage::want(const bound_answer& answer, const std::string& what) const {
  if (!answer.accepted) {
    throw backend_error(
        what + " is refused: "
        + (answer.problem.empty() ? std::string(market::name(answer.why)) : answer.problem));
  }
}

// -- observations ---------------------------------------------------------------------------------

std::string bound_stage::observe(const scenarios::expectation& one) {
  return one.of == story_thing::person     ? of_person(one)
         : one.of == story_thing::platform ? of_platform(one)
                                           : of_thing(one);
}

/// A value as stories write it.
std::string bound_stage::written(
    const scenarios::expectation& one, const bound_answer& answer, observable what) const {
  const observed_value& value = answer.find(what);
  switch (one.type) {
    case story_value::names: {
      std::vector<std::string> names;
      for (const observed_value& each : answer.all(what)) {
        names.push_back(told_person(each.text));
      }
      return listed(names);
    }
    case story_value::money:
    case story_value::rating:
      return value.is_null ? "null" : scenarios::to_text(market::money{value.number});
    case story_value::whole:
      return value.is_null ? "null" : std::to_string(value.number);
    case story_value::date:
      return value.is_null ? "null" : market::date_text(value.number - shift_);
    case story_value::word:
      break;
  }
  return value.is_null ? "null" : std::string(value.text);
}

std::string bound_stage::of_person(const scenarios::expectation& one) {
  bound_session& who = session(one.person);
  if (one.what == "events") {
    return events_of(one.person);
  }
  if (one.what == "found") {
    std::vector<std::string> names;
    for (const std::string& id : found_[index(one.person)]) {
      const std::string name = told_job(id);
      if (!name.empty() || !beside_) {  // beside the story, there are jobs of others
        names.push_back(name.empty() ? "job " + id : name);
      }
    }
    return listed(names);
  }
  if (who.token.empty()) {
    return of_nobody(one);
  }
  if (one.what == "profiles") {
    const bound_answer* const found = backend_.look(
        "profile", {{"profile", given_value::of(std::string_view(one.profile))}}, &who);
    return found == nullptr ? "null" : written(one, *found, observable::profile);
  }
  const bound_answer* const me = backend_.look("me", {}, &who);
  const observable what = *market::from_name<observable>(one.what);
  return me == nullptr || me->find(what).is_null ? of_nobody(one) : written(one, *me, what);
}

std::string bound_stage::of_platform(const scenarios::expectation& one) {
  const bound_answer* const found = backend_.look("platform", {}, nullptr);
  if (found == nullptr) {
    return "null";
  }
  const observed_value& sum = found->find(*market::from_name<observable>(one.what));
  const auto before = before_.find(one.what);
  return scenarios::to_text(
      market::money{sum.number - (before == before_.end() ? 0 : before->second)});
}

std::string bound_stage::of_thing(const scenarios::expectation& one) {
  const std::string_view none = one.of_proposal && one.what == "status" ? "none" : "null";
  const auto known = things_.find(one.name);
  if (known == things_.end()) {
    return std::string(none);
  }
  const thing& of = known->second;
  const auto text = [](std::string_view value) { return given_value::of(value); };
  bound_session* const by = &session(of.by);
  const bound_answer* found = nullptr;
  if (one.of == story_thing::job && one.of_proposal) {
    found = backend_.look(
        "proposal", {{"job", text(of.id)}, {"freelancer", text(person(one.person))}}, by);
  } else if (one.of == story_thing::job) {
    found = backend_.look("job", {{"job", text(of.id)}}, by);
  } else if (one.of == story_thing::contract) {
    found = backend_.look("contract", {{"contract", text(of.id)}, {"job", text(of.job)}}, by);
  } else {
    found = backend_.look("milestone",
        {{"milestone", text(of.id)}, {"contract", text(of.contract)}, {"job", text(of.job)}}, by);
  }
  return found == nullptr ? std::string(none)
                          : written(one, *found, *market::from_name<observable>(one.what));
}

// -- events ---------------------------------------------------------------------------------------

std::string bound_stage::events_of(market::person_id who) {
  std::vector<std::string> types = told_nobody_[index(who)];
  if (!session(who).token.empty()) {
    page_cursor from = heard_[index(who)];
    backend_.turn_pages(
        "events", &session(who), from, [&](const bound_answer& page, std::size_t first) {
          for (const observed_value& one : page.all(observable::type).subspan(first)) {
            types.emplace_back(one.text);
          }
        });
  }
  return listed(types);
}

void bound_stage::begin_events() {
  for (auto& told : told_nobody_) {
    told.clear();
  }
  for (std::size_t i = 0; asks_events_ && i < people_.size(); ++i) {
    if (!people_[i].token.empty()) {
      backend_.turn_pages(
          "events", &people_[i], heard_[i], [](const bound_answer&, std::size_t) {});
    }
  }
}

/// A line for each event from a cursor on that is about any of the names ("": all of the story).
std::vector<std::string> bound_stage::lines_from(
    page_cursor& from, const std::vector<std::string>& names) {
  std::vector<std::string> lines;
  if (!backend_.has("all_events")) {
    return lines;
  }
  const auto concerns = [&](const std::string& person) {
    return names.empty()
               ? !beside_
                     || told_.cast.end()
                            != std::ranges::find(told_.cast, person, &scenarios::cast_member::name)
               : std::ranges::find(names, person) != names.end();
  };
  backend_.turn_pages(
      "all_events", nullptr, from, [&](const bound_answer& page, std::size_t first) {
        const auto types = page.all(observable::type);
        const auto at = page.all(observable::at);
        const auto people = page.all(observable::person);
        const auto others = page.all(observable::other);
        for (std::size_t i = first; i < types.size(); ++i) {
          const std::string person = i < people.size() ? told_person(people[i].text) : "";
          const std::string other = i < others.size() ? told_person(others[i].text) : "";
          if (concerns(person) || (!other.empty() && concerns(other))) {
            lines.push_back((i < at.size() ? market::time_text(at[i].number - shift_) + ' ' : "")
                            + std::string(types[i].text) + ' ' + person
                            + (other.empty() ? "" : ", " + other));
          }
        }
      });
  return lines;
}

std::vector<std::string> bound_stage::recent(const std::vector<std::string>& names) {
  constexpr std::size_t most = 6;
  page_cursor from = begun_;
  std::vector<std::string> lines = lines_from(from, names);
  if (lines.size() > most) {
    lines.erase(lines.begin(), lines.end() - most);
  }
  return lines;
}

std::vector<std::string> bound_stage::recent_of(const scenarios::expectation& one) {
  std::vector<std::string> names;
  if (one.person != market::nobody) {
    names.push_back(name_of(one.person));
  }
  const auto known = things_.find(one.name);
  if (known != things_.end() && known->second.by != market::nobody) {
    names.push_back(name_of(known->second.by));
  }
  return names.empty() ? names : recent(names);
}

std::vector<std::string> bound_stage::recent_of(const scenarios::command_step& step) {
  return recent({name_of(step.by)});
}

void bound_stage::explain(scenarios::step_account& into) {
  into.events = lines_from(explained_, {});
}

// -- the audit ------------------------------------------------------------------------------------

std::optional<std::string> bound_stage::audit() {
  if (!backend_.has("platform")) {
    return std::nullopt;
  }
  const bound_answer* const platform = backend_.look("platform", {}, nullptr);
  if (platform == nullptr) {
    return std::nullopt;
  }
  market::money sum;
  for (const observed_value& one : platform->all(observable::balances)) {
    sum += market::money{one.number};
  }
  const auto count = [&](observable what) { return platform->find(what).number; };
  if (sum.cents != 0) {
    return "the server's ledger sums to " + scenarios::to_text(sum);
  }
  if (count(observable::granted) + count(observable::bought) + count(observable::returned)
      != count(observable::used) + count(observable::expired) + count(observable::held)) {
    return "the server's Connects do not balance";
  }
  return std::nullopt;
}

}  // namespace souk::load

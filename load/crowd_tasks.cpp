#include "load/crowd_tasks.hpp"

#include "market/events.hpp"
#include "scenarios/values.hpp"

#include <array>
#include <utility>

namespace souk::load {

namespace {

using scenarios::observable;

constexpr std::array of_person{observable::profile, observable::completeness, observable::connects,
    observable::pending, observable::available, observable::withdrawn, observable::earned,
    observable::badge, observable::score, observable::spent};
constexpr std::array of_job{observable::status, observable::cost, observable::proposals,
    observable::invitations, observable::ranking};
constexpr std::array of_proposal{observable::status, observable::attention};
constexpr std::array of_contract{observable::status, observable::escrow, observable::billed,
    observable::fees, observable::minutes_logged, observable::minutes_billed};
constexpr std::array of_milestone{observable::status};
constexpr std::array of_platform{observable::freelancer_fees, observable::client_fees,
    observable::connects_sales, observable::revenue, observable::balances};

std::span<const observable> values_of(thing what) {
  switch (what) {
    case thing::person:
      return of_person;
    case thing::job:
      return of_job;
    case thing::proposal:
      return of_proposal;
    case thing::contract:
      return of_contract;
    case thing::milestone:
      return of_milestone;
    case thing::platform:
      break;
  }
  return of_platform;
}

told told_of(thing of, observable what, const observed_value& value) {
  return {what, number_of_word(of, what, value.text).value_or(value.number)};
}

std::int64_t list_of(const bound_answer& answer, const known_names& names) {
  std::vector<market::person_id> people;
  for (const observed_value& one : answer.all(observable::ranking)) {
    people.push_back(names.person_of(one.text));
  }
  return hash_of(people);
}

std::int64_t sum_of(const bound_answer& answer) {
  std::int64_t sum = 0;
  for (const observed_value& one : answer.all(observable::balances)) {
    sum += one.number;
  }
  return sum;
}

}  // namespace

std::string_view look_of(thing what) {
  constexpr std::array<std::string_view, 6> names{
      "me", "job", "proposal", "contract", "milestone", "platform"};
  return names[static_cast<std::size_t>(what)];
}

void fill_look(const bound_backend& backend, operation_id operation, const subject& about,
    const known_names& names, std::vector<given_value>& into) {
  into.clear();
  const market::contract_id& contract = about.id.contract;
  for (const scenarios::slot& slot : backend.slots(operation)) {
    if (slot.name == "job") {
      into.push_back(given_value::of(names.job(contract.job)));
    } else if (slot.name == "contract") {
      into.push_back(given_value::of(names.contract(contract)));
    } else if (slot.name == "milestone") {
      into.push_back(given_value::of(names.milestone(about.id)));
    } else if (slot.name == "freelancer") {
      into.push_back(given_value::of(names.person(contract.freelancer)));
    } else if (slot.name == "person") {
      into.push_back(given_value::of(names.person(about.person)));
    } else {
      into.push_back({});
    }
  }
}

void fill_login(const bound_backend& backend, operation_id operation, const bound_session& whose,
    std::vector<given_value>& into) {
  const auto slots = backend.slots(operation);
  for (std::size_t i = 0; i < slots.size(); ++i) {
    if (slots[i].name == "username") {
      into[i] = given_value::of(std::string_view{whose.username});
    } else if (slots[i].name == "password") {
      into[i] = given_value::of(std::string_view{whose.password});
    }
  }
}

bool knows_all(const known_names& names, const market::command& what) {
  return std::visit(
      [&](const auto& one) {
        if constexpr (requires { one.milestone; }) {
          return !names.milestone(one.milestone).empty();
        } else if constexpr (requires { one.contract; }) {
          return !names.contract(one.contract).empty();
        } else if constexpr (requires { one.job; }) {
          return !names.job(one.job).empty();
        } else {
          return true;
        }
      },
      what);
}

backend_order order_of(const bound_answer& answer) {
  const observed_value& seq = answer.find(observable::seq);
  const observed_value& at = answer.find(observable::at);
  return {seq.is_null ? backend_order::unknown : seq.number,
      at.is_null ? backend_order::unknown : at.number};
}

void read_look(
    const bound_answer& answer, thing what, const known_names& names, std::vector<told>& into) {
  into.clear();
  for (const observable one : values_of(what)) {
    if (!answer.has(one)) {
      continue;
    }
    const observed_value& value = answer.find(one);
    const bool may_be_null = one == observable::score || one == observable::attention;
    if (one == observable::balances) {
      into.push_back({one, sum_of(answer)});
    } else if (one == observable::ranking && (!value.is_null || answer.all(one).empty())) {
      into.push_back({one, list_of(answer, names)});
    } else if (!value.is_null) {
      into.push_back(told_of(what, one, value));
    } else if (may_be_null) {
      into.push_back({one, told::none});
    }
  }
}

void read_listed_job(const bound_answer& answer, std::size_t n, std::vector<told>& into) {
  into.clear();
  for (const observable one : of_job) {
    const std::span<const observed_value> all = answer.all(one);
    if (one != observable::ranking && n < all.size() && !all[n].is_null) {
      into.push_back(told_of(thing::job, one, all[n]));
    }
  }
}

bool read_event(const bound_answer& page, std::size_t n, const known_names& names, std::int64_t& id,
    market::event& into) {
  const auto value = [&](observable what) -> const observed_value& {
    static const observed_value nothing;
    const auto all = page.all(what);
    return n < all.size() ? all[n] : nothing;
  };
  id = value(observable::seq).number;
  into = {};
  into.at = value(observable::at).number;
  const auto type = market::from_name<market::event_type>(value(observable::type).text);
  into.type = type.value_or(market::event_type::rejected);
  into.person = names.person_of(value(observable::person).text);
  into.other = names.person_of(value(observable::other).text);
  into.amount = market::money{value(observable::amount).number};
  into.n = static_cast<std::int32_t>(value(observable::n).number);
  into.why = market::from_name<market::reason>(value(observable::reason).text)
                 .value_or(market::reason::none);
  into.detail =
      static_cast<std::uint16_t>(into.type == market::event_type::rejected
                                     ? scenarios::command_number(value(observable::command).text)
                                     : 0);
  if (!value(observable::job).is_null) {
    into.job = names.job_of(value(observable::job).text).value_or(market::no_job);
  }
  return type.has_value() && into.person != market::nobody;
}

}  // namespace souk::load

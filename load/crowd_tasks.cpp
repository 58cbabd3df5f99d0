#include "load/crowd_tasks.hpp"

#include "market/events.hpp"
#include "scenarios/values.hpp"

#include <array>
#include <utility>

namespace souk::load {

namespace {

using scenarios::observable;

struct reading {
  observable from;
  told_value to;
};

constexpr std::array of_person{reading{observable::profile, told_value::profile},
    reading{observable::completeness, told_value::completeness},
    reading{observable::connects, told_value::connects},
    reading{observable::pending, told_value::pending},
    reading{observable::available, told_value::available},
    reading{observable::withdrawn, told_value::withdrawn},
    reading{observable::earned, told_value::earned}, reading{observable::badge, told_value::badge},
    reading{observable::score, told_value::score}, reading{observable::spent, told_value::spent}};
constexpr std::array of_job{reading{observable::status, told_value::job_status},
    reading{observable::cost, told_value::cost},
    reading{observable::proposals, told_value::proposals},
    reading{observable::invitations, told_value::invitations},
    reading{observable::ranking, told_value::ranking}};
constexpr std::array of_proposal{reading{observable::status, told_value::proposal_status},
    reading{observable::attention, told_value::attention}};
constexpr std::array of_contract{reading{observable::status, told_value::contract_status},
    reading{observable::escrow, told_value::escrow},
    reading{observable::billed, told_value::billed}, reading{observable::fees, told_value::fees},
    reading{observable::minutes_logged, told_value::minutes_logged},
    reading{observable::minutes_billed, told_value::minutes_billed}};
constexpr std::array of_milestone{reading{observable::status, told_value::milestone_status}};
constexpr std::array of_platform{reading{observable::freelancer_fees, told_value::freelancer_fees},
    reading{observable::client_fees, told_value::client_fees},
    reading{observable::connects_sales, told_value::connects_sales},
    reading{observable::revenue, told_value::revenue},
    reading{observable::balances, told_value::balances}};

std::span<const reading> readings_of(thing what) {
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

template <class Enum>
std::int64_t number_of(std::string_view word) {
  const auto value = market::from_name<Enum>(word);
  return value ? static_cast<std::int64_t>(*value) : std::int64_t{-1};
}

/// A word's number, -1 of a word that the rules do not have.
std::int64_t word(told_value what, std::string_view text) {
  switch (what) {
    case told_value::profile:
      return number_of<market::profile_status>(text);
    case told_value::badge:
      return number_of<market::badge>(text);
    case told_value::job_status:
      return number_of<market::job_status>(text);
    case told_value::proposal_status:
      return number_of<market::proposal_status>(text);
    case told_value::contract_status:
      return number_of<market::contract_status>(text);
    case told_value::milestone_status:
      return number_of<market::milestone_status>(text);
    default:
      return text == "failed" ? 1 : text == "ok" ? 0 : -1;
  }
}

bool is_word(told_value what) {
  return what == told_value::profile || what == told_value::badge || what == told_value::job_status
         || what == told_value::proposal_status || what == told_value::contract_status
         || what == told_value::milestone_status || what == told_value::attention;
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

void read_look(
    const bound_answer& answer, thing what, const known_names& names, std::vector<told>& into) {
  into.clear();
  for (const reading& one : readings_of(what)) {
    if (!answer.has(one.from)) {
      continue;
    }
    const observed_value& value = answer.find(one.from);
    const bool may_be_null = one.to == told_value::score || one.to == told_value::attention;
    if (one.to == told_value::balances) {
      into.push_back({one.to, sum_of(answer)});
    } else if (one.to == told_value::ranking && (!value.is_null || answer.all(one.from).empty())) {
      into.push_back({one.to, list_of(answer, names)});
    } else if (!value.is_null) {
      into.push_back({one.to, is_word(one.to) ? word(one.to, value.text) : value.number});
    } else if (may_be_null) {
      into.push_back({one.to, told::none});
    }
  }
}

void read_listed_job(const bound_answer& answer, std::size_t n, std::vector<told>& into) {
  into.clear();
  for (const reading& one : of_job) {
    const std::span<const observed_value> all = answer.all(one.from);
    if (one.to != told_value::ranking && n < all.size() && !all[n].is_null) {
      into.push_back({one.to, is_word(one.to) ? word(one.to, all[n].text) : all[n].number});
    }
  }
}

void append_http(const bound_request& request, const target& to, std::string& into) {
  into += request.method;
  into += ' ';
  into += to.path;
  into += request.path;
  into += " HTTP/1.1\r\nHost: ";
  into += to.authority;
  into += "\r\n";
  into += request.headers;
  if (!request.body.empty()) {
    into += "Content-Type: application/json\r\n";
  }
  if (!request.body.empty() || request.method != "GET") {
    into += "Content-Length: " + std::to_string(request.body.size()) + "\r\n";
  }
  into += "\r\n";
  into += request.body;
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

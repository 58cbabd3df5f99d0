#include "scenarios/binding_names.hpp"

#include <algorithm>
#include <optional>
#include <type_traits>

namespace souk::scenarios {

namespace {

using kind = slot_kind;

template <class Value>
constexpr slot_kind kind_of_value() {
  using std::is_same_v;
  if constexpr (is_same_v<Value, market::text>) {
    return kind::text;
  } else if constexpr (is_same_v<Value, bool>) {
    return kind::flag;
  } else if constexpr (is_same_v<Value, market::money>) {
    return kind::money;
  } else if constexpr (is_same_v<Value, market::share>) {
    return kind::share;
  } else if constexpr (is_same_v<Value, market::duration>) {
    return kind::duration;
  } else if constexpr (is_same_v<Value, market::second>) {
    return kind::date;
  } else if constexpr (is_same_v<Value, market::symbol> || market::named_enum<Value>) {
    return kind::word;
  } else if constexpr (is_same_v<Value, std::span<const market::symbol>>) {
    return kind::words;
  } else if constexpr (is_same_v<Value, std::span<const market::milestone_terms>>) {
    return kind::terms;
  } else if constexpr (requires(Value pair) { pair.low; }) {
    return kind::low_high;
  } else if constexpr (std::is_integral_v<Value>) {
    return kind::whole;
  } else {
    return kind::id;
  }
}

template <class Value>
struct bare {
  using type = Value;
};
template <class Value>
struct bare<std::optional<Value>> {
  using type = Value;
};

template <class Command, class Value>
void add(const market::field<Command, Value>& one, std::vector<slot>& into) {
  using type = typename bare<Value>::type;
  into.push_back({one.name, kind_of_value<type>()});
  if constexpr (std::is_same_v<type, market::low_high_money>) {
    into.push_back({"rate_range.low", kind::money});
    into.push_back({"rate_range.high", kind::money});
  } else if constexpr (std::is_same_v<type, market::low_high_hours>) {
    into.push_back({"hours_range.low", kind::whole});
    into.push_back({"hours_range.high", kind::whole});
  } else if constexpr (std::is_same_v<type, market::contract_id>) {
    into.push_back({"job", kind::id});
  } else if constexpr (std::is_same_v<type, market::milestone_id>) {
    into.push_back({"contract", kind::id});
    into.push_back({"job", kind::id});
  }
}

std::vector<std::vector<slot>> all_slots() {
  std::vector<std::vector<slot>> all;
  market::for_each_command([&]<class Command>() {
    std::vector<slot>& slots = all.emplace_back();
    std::apply([&](const auto&... one) { (add(one, slots), ...); }, Command::fields());
  });
  return all;
}

constexpr std::array form_of_login{slot{"username", kind::text}, slot{"password", kind::text}};
constexpr std::array about_profile{slot{"profile", kind::text}};
constexpr std::array about_person{slot{"person", kind::id}};
constexpr std::array about_approval{slot{"person", kind::id}, slot{"profile", kind::text}};
constexpr std::array about_job{slot{"job", kind::id}};
constexpr std::array about_proposal{slot{"job", kind::id}, slot{"freelancer", kind::id}};
constexpr std::array about_contract{slot{"contract", kind::id}, slot{"job", kind::id}};
constexpr std::array about_milestone{
    slot{"milestone", kind::id}, slot{"contract", kind::id}, slot{"job", kind::id}};
constexpr std::array paging{slot{"after", kind::text}, slot{"offset", kind::whole},
    slot{"page", kind::whole}, slot{"limit", kind::whole}};
constexpr std::array to_time{slot{"to", kind::time}};
constexpr std::array new_market{slot{"policy", kind::text}, slot{"set", kind::json},
    slot{"start", kind::time}, slot{"cast", kind::json}};

constexpr std::array operations{
    standard_operation{"log_in", sender::nobody, form_of_login, "gives a token"},
    standard_operation{"renew", sender::person, {}, "gives a newer token"},
    standard_operation{"staff_log_in", sender::nobody, {}, "gives the staff's token"},
    standard_operation{"me", sender::person, {}, "what a person sees of themselves"},
    standard_operation{"profile", sender::person, about_profile, "one of a person's own profiles"},
    standard_operation{"person", sender::person, about_person, "what is seen of somebody"},
    standard_operation{"job", sender::person, about_job, "a job"},
    standard_operation{"jobs", sender::person, paging, "jobs, a page of them"},
    standard_operation{"proposal", sender::person, about_proposal, "a proposal"},
    standard_operation{"contract", sender::person, about_contract, "an offer or contract"},
    standard_operation{"milestone", sender::person, about_milestone, "a milestone"},
    standard_operation{"events", sender::person, paging, "what one was told, a page of it"},
    standard_operation{"all_events", sender::staff, paging, "what everybody was told"},
    standard_operation{"platform", sender::staff, {}, "the platform's sums"},
    standard_operation{
        "approve_profile", sender::staff, about_approval, "approves a profile that is in review"},
    standard_operation{"read_clock", sender::nobody, {}, "the backend's time"},
    standard_operation{"set_clock", sender::staff, to_time, "sets the backend's time"},
    standard_operation{"reset", sender::staff, new_market, "empties the market and begins another"},
};

}  // namespace

observed_kind kind_of(observable what) {
  using enum observable;
  switch (what) {
    case person:
    case job:
    case contract:
    case milestone:
    case milestones:
    case found:
    case ranking:
    case client:
    case freelancer:
    case other:
      return observed_kind::id;
    case at:
    case now:
    case posted_at:
      return observed_kind::time;
    case due:
      return observed_kind::date;
    case seq:
    case lifetime:
    case completeness:
    case connects:
    case score:
    case reviews:
    case cost:
    case proposals:
    case invitations:
    case boost:
    case minutes_logged:
    case minutes_billed:
    case granted:
    case bought:
    case returned:
    case used:
    case expired:
    case held:
      return observed_kind::whole;
    case pending:
    case available:
    case withdrawn:
    case earned:
    case spent:
    case value:
    case bid:
    case amount:
    case escrow:
    case billed:
    case fee:
    case fees:
    case freelancer_fees:
    case client_fees:
    case connects_sales:
    case revenue:
    case balances:
      return observed_kind::money;
    case rating:
      return observed_kind::decimal;
    case clock:
    case side:
    case profile:
    case profile_reason:
    case badge:
    case availability:
    case category:
    case skills:
    case level:
    case job_type:
    case status:
    case attention:
    case type:
    case reason:
      return observed_kind::word;
    case next:
    case token:
    case staff_token:
    case tokens:
    case username:
    case verified:
    case title:
      break;
  }
  return observed_kind::text;
}

std::span<const standard_operation> standard_operations() { return operations; }

const standard_operation* find_standard_operation(std::string_view name) {
  const auto at = std::ranges::find(operations, name, &standard_operation::name);
  return at == operations.end() ? nullptr : &*at;
}

std::span<const slot> slots_of_command(std::size_t command) {
  static const std::vector<std::vector<slot>> all = all_slots();
  return all.at(command);
}

std::string_view command_name(std::size_t command) {
  static const std::vector<std::string_view> names = [] {
    std::vector<std::string_view> all;
    market::for_each_command([&]<class Command>() { all.push_back(Command::name); });
    return all;
  }();
  return names.at(command);
}

std::size_t command_number(std::string_view name) {
  std::size_t number = 0;
  while (number < commands_known && command_name(number) != name) {
    ++number;
  }
  return number;
}

}  // namespace souk::scenarios

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

using enum observable;
constexpr std::array observed_ids{
    person, job, contract, milestone, milestones, found, ranking, client, freelancer, other};
constexpr std::array observed_words{clock, side, profile, profile_reason, badge, availability,
    category, skills, level, job_type, status, attention, type, reason, command};
constexpr std::array observed_counts{seq, lifetime, completeness, connects, score, reviews, cost,
    proposals, invitations, boost, minutes_logged, minutes_billed, granted, bought, returned, used,
    expired, held, n};
constexpr std::array observed_money{pending, available, withdrawn, earned, spent, value, bid,
    amount, escrow, billed, fee, fees, freelancer_fees, client_fees, connects_sales, revenue,
    balances};
constexpr std::array observed_times{at, now, posted_at};

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
  const auto is_one_of = [&](const auto& some) {
    return std::ranges::find(some, what) != std::ranges::end(some);
  };
  return is_one_of(observed_ids)      ? observed_kind::id
         : is_one_of(observed_words)  ? observed_kind::word
         : is_one_of(observed_counts) ? observed_kind::whole
         : is_one_of(observed_money)  ? observed_kind::money
         : is_one_of(observed_times)  ? observed_kind::time
         : what == observable::due    ? observed_kind::date
         : what == observable::rating ? observed_kind::decimal
                                      : observed_kind::text;
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

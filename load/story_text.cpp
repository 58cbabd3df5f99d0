#include "load/story_text.hpp"

#include "scenarios/values.hpp"

#include <tuple>
#include <type_traits>

namespace souk::load {

using scenarios::observable;

using market::reason;

// -- names ----------------------------------------------------------------------------------------

std::string story_text::name(const market::job_id& id) const {
  return "job" + std::to_string(id.need + 1) + '_' + names_.person(id.client);
}
std::string story_text::name(const market::contract_id& id) const {
  return name(id.job) + '_' + names_.person(id.freelancer);
}
std::string story_text::name(const market::milestone_id& id) const {
  return name(id.contract) + "_m" + std::to_string(id.n + 1);
}

std::string story_text::known(bool is, std::string name) {
  all_known_ = all_known_ && is;
  return is ? std::move(name) : "nothing";
}

// -- values ---------------------------------------------------------------------------------------

std::string story_text::quoted(std::string_view value) {
  std::string all = "\"";
  for (const char letter : value) {
    if (letter == '"' || letter == '\\') {
      all += '\\';
    }
    all += letter;
  }
  return all + '"';
}

std::string story_text::text(std::span<const market::symbol> value) {
  std::string all;
  for (const market::symbol one : value) {
    all += (all.empty() ? "" : ", ") + text(one);
  }
  return '[' + all + ']';
}

template <class Value>
std::string story_text::text(const Value& value) {
  if constexpr (requires { value.low, value.high; }) {
    return '[' + text(value.low) + ", " + text(value.high) + ']';
  } else {
    return scenarios::to_text(value);
  }
}

template <class Value>
void story_text::add(std::string_view key, const Value& value) {
  line_ += ", " + std::string(key) + ": " + text(value);
}

template <class Value>
void story_text::add(std::string_view key, const std::optional<Value>& value) {
  if (value) {
    add(key, *value);
  }
}

void story_text::add_milestones(const market::offer& asked, bool accepted) {
  const market::contract_id id{asked.job, asked.freelancer};
  if (accepted) {
    offered_[id] = static_cast<std::uint32_t>(asked.milestones.size());
  }
  std::string all;
  for (std::uint32_t n = 0; n < asked.milestones.size(); ++n) {
    const market::milestone_terms& one = asked.milestones[n];
    all += (all.empty() ? "{ amount: " : ", { amount: ") + text(one.amount)
           + ", due: " + text(one.due);
    if (accepted && milestones_.insert({id, n}).second) {
      all += ", as: " + name(market::milestone_id{id, n});
    }
    all += " }";
  }
  line_ += all.empty() ? "" : ", milestones: [" + all + ']';
}

// -- steps ----------------------------------------------------------------------------------------

void story_text::clock(second to) {
  if (to > now_) {
    now_ = to;
    steps_ += "  - at: " + market::time_text(to) + "\n";
  }
}

void story_text::name_made(market::person_id by, const market::command& what) {
  if (const auto* posted = std::get_if<market::post_job>(&what)) {
    const market::job_id id{by, posted->need};
    jobs_.insert(id);
    line_ += ", as: " + name(id);
  } else if (const auto* made = std::get_if<market::offer>(&what)) {
    const market::contract_id id{made->job, made->freelancer};
    line_ += contracts_.insert(id).second ? ", as: " + name(id) : "";
  } else if (const auto* added = std::get_if<market::add_milestone>(&what)) {
    const market::milestone_id id{added->contract, offered_[added->contract]++};
    line_ += milestones_.insert(id).second ? ", as: " + name(id) : "";
  }
}

void story_text::step(
    second at, market::person_id by, const market::command& what, market::reason why) {
  line_.clear();
  all_known_ = true;
  const bool accepted = why == reason::none;
  std::visit(
      [&]<class Command>(const Command& one) {
        line_ = ", do: " + std::string(Command::name);
        std::apply([&](const auto&... field) { (add(field.name, one.*(field.member)), ...); },
            Command::fields());
      },
      what);
  if (!all_known_ && why != reason::unknown_id) {
    return;
  }
  clock(at);
  if (accepted) {
    name_made(by, what);
  }
  if (const auto* made = std::get_if<market::offer>(&what)) {
    add_milestones(*made, accepted);
  }
  steps_ += "  - { by: " + names_.person(by) + line_
            + (accepted ? "" : ", fails: " + std::string(market::name(why))) + " }\n";
}

// -- expectations ---------------------------------------------------------------------------------

void story_text::expect(const std::string& path, std::string_view value) {
  steps_ += "      " + path + ": ";
  steps_ += value;
  steps_ += '\n';
}

void story_text::expect_of(const market::world& from, const std::string& path, const subject& about,
    std::initializer_list<observable> all) {
  for (const observable what : all) {
    expect(path + '.' + std::string(market::name(what)),
        text_of(about.of, what, value_of(from, about, what)));
  }
}

void story_text::expect_person(const market::world& from, market::person_id person) {
  const market::account_glance seen = from.accounts().look(person);
  if (seen.status == market::account_status::none) {
    return;
  }
  const subject about{thing::person, person, {}};
  if (seen.side == market::side::client) {
    expect_of(from, names_.person(person), about, {observable::spent});
  } else {
    expect_of(from, names_.person(person), about,
        {observable::profile, observable::connects, observable::pending, observable::available,
            observable::withdrawn, observable::earned, observable::badge, observable::score});
  }
}

void story_text::expect_ranking(const market::world& from, const market::job_id& job) {
  std::vector<market::proposal_card> ranked;
  from.jobs().rank(job, ranked);
  std::string all;
  for (const market::proposal_card& card : ranked) {
    all += (all.empty() ? "" : ", ") + names_.person(card.freelancer);
  }
  expect(name(job) + ".ranking", '[' + all + ']');
}

void story_text::expect(const market::world& from, const std::vector<market::person_id>& people) {
  steps_ += "  - expect:\n";
  for (const market::person_id person : people) {
    expect_person(from, person);
  }
  for (const market::job_id& job : jobs_) {
    expect_of(from, name(job), {thing::job, market::nobody, {{job, market::nobody}, 0}},
        {observable::status, observable::cost, observable::proposals});
    expect_ranking(from, job);
  }
  for (const market::contract_id& id : contracts_) {
    expect_of(from, name(id), {thing::contract, market::nobody, {id, 0}},
        {observable::status, observable::escrow, observable::billed, observable::fees,
            observable::minutes_logged, observable::minutes_billed});
  }
  for (const market::milestone_id& id : milestones_) {
    expect_of(from, name(id), {thing::milestone, market::nobody, id}, {observable::status});
  }
  expect_of(from, "platform", {},
      {observable::freelancer_fees, observable::client_fees, observable::connects_sales,
          observable::revenue});
}

void story_text::expect_events(market::person_id person, const std::vector<std::string>& types) {
  std::string all;
  for (const std::string& one : types) {
    all += (all.empty() ? "" : ", ") + one;
  }
  steps_ += "  - expect: { " + names_.person(person) + ".events: [" + all + "] }\n";
}

}  // namespace souk::load

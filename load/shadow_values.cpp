#include "load/shadow_values.hpp"

#include "market/hash.hpp"
#include "scenarios/values.hpp"

#include <vector>

namespace souk::load {

namespace {

using market::ledger_account;

std::int64_t shortened(std::uint64_t hash) { return static_cast<std::int64_t>(hash >> 1); }

template <class Enum>
std::int64_t word(Enum value) {
  return static_cast<std::int64_t>(value);
}

std::int64_t of_person(const market::world& world, market::person_id person, told_value what) {
  const market::account_book& book = world.accounts();
  switch (what) {
    case told_value::connects:
      return book.connects(person);
    case told_value::available:
      return book.available(person).cents;
    case told_value::profile:
      return word(book.status_of(person));
    case told_value::pending:  // walks over all contracts: whoever looks often keeps a list
      return world.billing().pending_of(person).cents;
    default:
      break;
  }
  const market::account_glance seen = book.look(person);
  switch (what) {
    case told_value::completeness:
      return seen.face.completeness;
    case told_value::withdrawn:
      return seen.withdrawn.cents;
    case told_value::earned:
      return seen.earned.cents;
    case told_value::badge:
      return word(seen.face.badge);
    case told_value::score:
      return seen.score ? std::int64_t{*seen.score} : told::none;
    case told_value::spent:
      return seen.client.spent.cents;
    default:
      return told::none;
  }
}

std::int64_t of_job(const market::world& world, market::job_id id, told_value what) {
  if (what == told_value::ranking) {
    static thread_local std::vector<market::proposal_card> ranked;
    static thread_local std::vector<market::person_id> people;
    ranked.clear();
    people.clear();
    world.jobs().rank(id, ranked);
    for (const market::proposal_card& card : ranked) {
      people.push_back(card.freelancer);
    }
    return hash_of(people);
  }
  const auto job = world.jobs().job(id);
  if (!job) {
    return told::none;
  }
  switch (what) {
    case told_value::job_status:
      return word(job->status);
    case told_value::cost:
      return job->cost;
    case told_value::proposals:
      return job->proposals;
    case told_value::invitations:
      return job->invitations;
    default:
      return told::none;
  }
}

std::int64_t of_proposal(
    const market::world& world, const market::contract_id& id, told_value what) {
  if (what == told_value::proposal_status) {
    return word(world.jobs().status(id.job, id.freelancer));
  }
  const auto card = world.jobs().proposal(id.job, id.freelancer);
  return card ? std::int64_t{card->attention_failed} : told::none;
}

std::int64_t of_contract(
    const market::world& world, const market::contract_id& id, told_value what) {
  const auto facts = world.billing().look(id).value_or(market::contract_facts{});
  switch (what) {
    case told_value::contract_status:
      return word(world.status_of(id));
    case told_value::escrow:
      return facts.escrow.cents;
    case told_value::billed:
      return facts.billed.cents;
    case told_value::fees:
      return facts.fees.cents;
    case told_value::minutes_logged:
      return facts.minutes_logged;
    case told_value::minutes_billed:
      return facts.minutes_billed;
    default:
      return told::none;
  }
}

std::int64_t of_platform(const market::world& world, told_value what) {
  const market::ledger_totals all = world.totals();
  switch (what) {
    case told_value::freelancer_fees:
      return all[ledger_account::freelancer_fees].cents;
    case told_value::client_fees:
      return all[ledger_account::client_fees].cents;
    case told_value::connects_sales:
      return (
          all[ledger_account::connects_sales_card] + all[ledger_account::connects_sales_balance])
          .cents;
    case told_value::revenue:
      return world.revenue().cents;
    default:
      return all.sum().cents;
  }
}

template <class Enum>
std::string name_of(std::int64_t value) {
  const auto& all = market::names_of<Enum>;
  return std::cmp_less(value, all.size()) && value >= 0
             ? std::string(all[static_cast<std::size_t>(value)])
             : std::to_string(value);
}

}  // namespace

std::int64_t hash_of(std::span<const market::job_id> jobs) {
  std::uint64_t all = jobs.size();
  for (const market::job_id& one : jobs) {
    all = market::mix(all, number(one));
  }
  return shortened(all);
}

std::int64_t hash_of(std::span<const market::person_id> people) {
  std::uint64_t all = people.size();
  for (const market::person_id one : people) {
    all = market::mix(all, index(one));
  }
  return shortened(all);
}

std::int64_t value_of(const market::world& world, const subject& about, told_value what) {
  switch (about.of) {
    case thing::person:
      return of_person(world, about.person, what);
    case thing::job:
      return of_job(world, about.id.contract.job, what);
    case thing::proposal:
      return of_proposal(world, about.id.contract, what);
    case thing::contract:
      return of_contract(world, about.id.contract, what);
    case thing::milestone:
      return word(world.status_of(about.id));
    case thing::platform:
      break;
  }
  return of_platform(world, what);
}

bool is_money(told_value what) {
  using enum told_value;
  switch (what) {
    case pending:
    case available:
    case withdrawn:
    case earned:
    case spent:
    case escrow:
    case billed:
    case fees:
    case freelancer_fees:
    case client_fees:
    case connects_sales:
    case revenue:
    case balances:
      return true;
    default:
      return false;
  }
}

std::string text_of(told_value what, std::int64_t value) {
  if (value == told::none) {
    return "null";
  }
  if (is_money(what)) {
    return scenarios::to_text(market::money{value});
  }
  switch (what) {
    case told_value::profile:
      return name_of<market::profile_status>(value);
    case told_value::badge:
      return name_of<market::badge>(value);
    case told_value::job_status:
      return name_of<market::job_status>(value);
    case told_value::proposal_status:
      return name_of<market::proposal_status>(value);
    case told_value::contract_status:
      return name_of<market::contract_status>(value);
    case told_value::milestone_status:
      return name_of<market::milestone_status>(value);
    case told_value::attention:
      return value == 0 ? "ok" : "failed";
    case told_value::ranking:
    case told_value::found:
      return "another list";
    default:
      return std::to_string(value);
  }
}

}  // namespace souk::load

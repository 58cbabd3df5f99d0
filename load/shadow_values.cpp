#include "load/shadow_values.hpp"

#include "market/hash.hpp"
#include "scenarios/values.hpp"

#include <type_traits>
#include <vector>

namespace souk::load {

namespace {

using market::ledger_account;
using scenarios::observable;

std::int64_t shortened(std::uint64_t hash) { return static_cast<std::int64_t>(hash >> 1); }

template <class Enum>
std::int64_t word(Enum value) {
  return static_cast<std::int64_t>(value);
}

std::int64_t of_person(const market::world& world, market::person_id person, observable what) {
  const market::account_book& book = world.accounts();
  switch (what) {
    case observable::connects:
      return book.connects(person);
    case observable::available:
      return book.available(person).cents;
    case observable::profile:
      return word(book.status_of(person));
    case observable::pending:  // walks over all contracts: whoever looks often keeps a list
      return world.billing().pending_of(person).cents;
    default:
      break;
  }
  const market::account_glance seen = book.look(person);
  switch (what) {
    case observable::completeness:
      return seen.face.completeness;
    case observable::withdrawn:
      return seen.withdrawn.cents;
    case observable::earned:
      return seen.earned.cents;
    case observable::badge:
      return word(seen.face.badge);
    case observable::score:
      return seen.score ? std::int64_t{*seen.score} : told::none;
    case observable::spent:
      return seen.client.spent.cents;
    default:
      return told::none;
  }
}

std::int64_t of_job(const market::world& world, market::job_id id, observable what) {
  if (what == observable::ranking) {
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
    case observable::status:
      return word(job->status);
    case observable::cost:
      return job->cost;
    case observable::proposals:
      return job->proposals;
    case observable::invitations:
      return job->invitations;
    default:
      return told::none;
  }
}

std::int64_t of_proposal(
    const market::world& world, const market::contract_id& id, observable what) {
  if (what == observable::status) {
    return word(world.jobs().status(id.job, id.freelancer));
  }
  const auto card = world.jobs().proposal(id.job, id.freelancer);
  return card ? std::int64_t{card->attention_failed} : told::none;
}

std::int64_t of_contract(
    const market::world& world, const market::contract_id& id, observable what) {
  const auto facts = world.billing().look(id).value_or(market::contract_facts{});
  switch (what) {
    case observable::status:
      return word(world.status_of(id));
    case observable::escrow:
      return facts.escrow.cents;
    case observable::billed:
      return facts.billed.cents;
    case observable::fees:
      return facts.fees.cents;
    case observable::minutes_logged:
      return facts.minutes_logged;
    case observable::minutes_billed:
      return facts.minutes_billed;
    default:
      return told::none;
  }
}

std::int64_t of_platform(const market::world& world, observable what) {
  const market::ledger_totals all = world.totals();
  switch (what) {
    case observable::freelancer_fees:
      return all[ledger_account::freelancer_fees].cents;
    case observable::client_fees:
      return all[ledger_account::client_fees].cents;
    case observable::connects_sales:
      return (
          all[ledger_account::connects_sales_card] + all[ledger_account::connects_sales_balance])
          .cents;
    case observable::revenue:
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

std::int64_t value_of(const market::world& world, const subject& about, observable what) {
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

namespace {

/// Calls `visit.template operator()<Enum>()` with the words of a value, where it is one.
template <class Visit>
auto with_words(thing of, observable what, Visit&& visit) {
  if (what == observable::profile) {
    return visit.template operator()<market::profile_status>();
  }
  if (what == observable::badge) {
    return visit.template operator()<market::badge>();
  }
  if (what == observable::status && of == thing::job) {
    return visit.template operator()<market::job_status>();
  }
  if (what == observable::status && of == thing::proposal) {
    return visit.template operator()<market::proposal_status>();
  }
  if (what == observable::status && of == thing::contract) {
    return visit.template operator()<market::contract_status>();
  }
  if (what == observable::status && of == thing::milestone) {
    return visit.template operator()<market::milestone_status>();
  }
  return visit.template operator()<void>();
}

}  // namespace

std::optional<std::int64_t> number_of_word(thing of, observable what, std::string_view text) {
  if (what == observable::attention) {
    return text == "failed" ? 1 : text == "ok" ? 0 : -1;
  }
  return with_words(of, what, [&]<class Words>() -> std::optional<std::int64_t> {
    if constexpr (std::is_void_v<Words>) {
      return std::nullopt;
    } else {
      const auto value = market::from_name<Words>(text);
      return value ? word(*value) : std::int64_t{-1};
    }
  });
}

std::string text_of(thing of, observable what, std::int64_t value) {
  if (value == told::none) {
    return "null";
  }
  if (scenarios::kind_of(what) == scenarios::observed_kind::money) {
    return scenarios::to_text(market::money{value});
  }
  if (what == observable::attention) {
    return value == 0 ? "ok" : "failed";
  }
  if (what == observable::ranking) {
    return "another list";
  }
  return with_words(of, what, [&]<class Words>() {
    if constexpr (std::is_void_v<Words>) {
      return std::to_string(value);
    } else {
      return name_of<Words>(value);
    }
  });
}

}  // namespace souk::load

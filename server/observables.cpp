#include "server/observables.hpp"

#include "scenarios/values.hpp"
#include "server/ids.hpp"

#include <boost/json.hpp>

#include <algorithm>

namespace souk::server {

namespace {

namespace json = boost::json;
using scenarios::to_text;

json::string_view view(std::string_view text) { return {text.data(), text.size()}; }

template <class Enum>
json::value word(Enum value) {
  return json::value(view(market::name(value)));
}

json::value dollars(market::money amount) { return json::value(to_text(amount)); }

/// Mean stars in two decimals, rounded half up.
json::value rating(std::uint32_t sum, std::uint16_t reviews) {
  if (reviews == 0) {
    return nullptr;
  }
  return dollars({market::round_half_up(std::int64_t{sum} * 100, reviews)});
}

bool sees_all(const bearer& who, market::person_id person) {
  return who.role == role::operator_of_platform
         || (who.role == role::person && who.person == person);
}

void add_freelancer(const marketplace& place, const market::account_glance& seen, bool all,
    market::person_id person, json::object& into) {
  into["profile"] = word(seen.main.status);
  into["completeness"] = seen.face.completeness;
  into["rate"] = dollars(seen.face.rate);
  into["category"] = view(place.words().text(seen.main.category));
  into["skill"] = view(place.words().text(seen.main.skill));
  into["badge"] = word(seen.face.badge);
  into["availability"] = seen.shows_availability ? "on" : "off";
  into["score"] = seen.score ? json::value(*seen.score) : json::value(nullptr);
  if (!all) {
    return;
  }
  into["profile_reason"] = seen.main.status == market::profile_status::rejected
                               ? word(seen.main.why)
                               : json::value(nullptr);
  into["connects"] = seen.connects;
  into["pending"] = dollars(place.pending_of(person));
  into["available"] = dollars(seen.available);
  into["withdrawn"] = dollars(seen.withdrawn);
  into["earned"] = dollars(seen.earned);
}

std::string_view status_name(market::account_status status) {
  constexpr std::array<std::string_view, 4> names{"none", "unverified", "open", "closed"};
  return names[static_cast<std::size_t>(status)];
}

}  // namespace

bool may_see(const marketplace& place, const bearer& who, const market::job_summary& job) {
  if (job.is_public || who.role == role::operator_of_platform) {
    return true;
  }
  return who.role == role::person
         && (who.person == job.id.client || place.has_invited(job.id, who.person));
}

bool is_party(const bearer& who, const market::contract_id& contract) {
  return who.role == role::operator_of_platform
         || (who.role == role::person
             && (who.person == contract.freelancer || who.person == contract.job.client));
}

json::object person_json(const marketplace& place, market::person_id person, const bearer& who) {
  const market::account_glance seen = place.world().accounts().look(person);
  const listed_person& listed = *place.people().look(person);
  const bool all = sees_all(who, person);
  json::object of{{"username", listed.username}, {"side", word(seen.side)},
      {"account", view(status_name(seen.status))}};
  if (all) {
    of["email"] = listed.email;
    of["first_name"] = listed.first_name;
    of["last_name"] = listed.last_name;
  }
  if (seen.side == market::side::client) {
    of["verified"] = seen.client.verified;
    of["hires"] = seen.client.hires;
    of["reviews"] = seen.client.reviews;
    of["rating"] = rating(seen.client.rating_sum, seen.client.reviews);
    of["spent"] = dollars(seen.client.spent);
    return of;
  }
  of["reviews"] = seen.face.reviews;
  of["rating"] = rating(seen.face.rating_sum, seen.face.reviews);
  add_freelancer(place, seen, all, person, of);
  return of;
}

json::object job_json(const marketplace& place, const market::job_summary& job, const bearer& who) {
  json::object of{{"id", text_of(job.id)}, {"title", view(place.title_of(job.id))},
      {"client", view(place.people().name_of(job.id.client))},
      {"category", view(place.words().text(job.category))},
      {"skill", view(place.words().text(job.skill))}, {"type", word(job.type)},
      {"status", word(job.status)}, {"value", dollars(job.value)}, {"price", dollars(job.price)},
      {"cost", job.cost}, {"proposals", job.proposals}, {"public", job.is_public},
      {"posted_at", market::time_text(job.posted_at)}};
  if (!sees_all(who, job.id.client)) {
    return of;
  }
  of["invitations"] = job.invitations;
  std::vector<market::proposal_card> ranked;
  place.world().jobs().rank(job.id, ranked);
  json::array& names = of["ranking"].emplace_array();
  for (const market::proposal_card& card : ranked) {
    names.emplace_back(view(place.people().name_of(card.freelancer)));
  }
  return of;
}

json::object proposal_json(
    const marketplace& place, market::job_id job, market::person_id freelancer) {
  const market::exchange& jobs = place.world().jobs();
  json::object of{{"job", text_of(job)}, {"freelancer", view(place.people().name_of(freelancer))},
      {"status", word(jobs.status(job, freelancer))}, {"attention", nullptr}};
  if (const std::optional<market::proposal_card> card = jobs.proposal(job, freelancer)) {
    of["attention"] = card->attention_failed ? "failed" : "ok";
    of["bid"] = dollars(card->bid);
    of["boost"] = card->boost;
    of["replied"] = card->replied;
    of["at"] = market::time_text(card->at);
  }
  return of;
}

bool has_contract(const marketplace& place, const market::contract_id& contract) {
  return place.world().jobs().offered(contract) != nullptr
         || place.world().billing().look(contract).has_value();
}

std::int32_t milestones_of(const marketplace& place, const market::contract_id& contract) {
  if (const auto facts = place.world().billing().look(contract)) {
    return facts->milestones;
  }
  const market::offer_record* made = place.world().jobs().offered(contract);
  return made == nullptr ? 0 : static_cast<std::int32_t>(made->milestones.size());
}

json::object contract_json(const marketplace& place, const market::contract_id& contract) {
  const market::world& world = place.world();
  const std::optional<market::second> due = world.due_of(contract);
  const market::contract_facts facts =
      world.billing().look(contract).value_or(market::contract_facts{});
  json::object of{{"id", text_of(contract)}, {"job", text_of(contract.job)},
      {"client", view(place.people().name_of(contract.job.client))},
      {"freelancer", view(place.people().name_of(contract.freelancer))},
      {"status", word(world.status_of(contract))},
      {"due", due ? json::value(market::date_text(*due)) : json::value(nullptr)},
      {"escrow", dollars(facts.escrow)}, {"billed", dollars(facts.billed)},
      {"fees", dollars(facts.fees)}, {"minutes_logged", facts.minutes_logged},
      {"minutes_billed", facts.minutes_billed}};
  json::array& all = of["milestones"].emplace_array();
  const std::int32_t count = milestones_of(place, contract);
  for (std::int32_t n = 0; n < count; ++n) {
    all.push_back(milestone_json(place, {contract, static_cast<std::uint32_t>(n)}));
  }
  return of;
}

json::object milestone_json(const marketplace& place, const market::milestone_id& milestone) {
  const market::world& world = place.world();
  json::object of{{"id", text_of(milestone)}, {"contract", text_of(milestone.contract)},
      {"status", word(world.status_of(milestone))}};
  if (const auto facts = world.billing().look(milestone)) {
    of["amount"] = dollars(facts->amount);
    of["due"] = market::date_text(facts->due);
  } else if (const auto* made = world.jobs().offered(milestone.contract)) {
    of["amount"] = dollars(made->milestones.at(milestone.n).amount);
    of["due"] = market::date_text(made->milestones.at(milestone.n).due);
  }
  return of;
}

json::object platform_json(const marketplace& place) {
  using enum market::ledger_account;
  const market::ledger_totals all = place.world().totals();
  const market::connects_sums& connects = place.world().accounts().connects_totals();
  json::object balances;
  for (std::size_t i = 0; i < market::ledger_accounts; ++i) {
    balances[view(market::names_of<market::ledger_account>[i])] = to_text(all.balance[i]);
  }
  return {{"freelancer_fees", dollars(all[freelancer_fees])},
      {"client_fees", dollars(all[client_fees])},
      {"connects_sales", dollars(all[connects_sales_card] + all[connects_sales_balance])},
      {"revenue", dollars(place.world().revenue())}, {"balances", balances},
      {"connects", {{"granted", connects.granted}, {"bought", connects.bought},
                       {"spent", connects.spent}, {"returned", connects.returned},
                       {"expired", connects.expired}, {"held", connects.held}}},
      {"people", place.people().size()}, {"jobs", place.jobs().size()},
      {"now", market::time_text(place.world().now())}};
}

json::object event_json(const marketplace& place, const event_row& row) {
  const market::event& what = row.what;
  const auto name = [&](market::person_id person) -> json::value {
    return person == market::nobody ? json::value(nullptr)
                                    : json::value(view(place.people().name_of(person)));
  };
  json::object of{{"id", row.seq}, {"at", market::time_text(what.at)}, {"type", word(what.type)},
      {"person", name(what.person)}, {"other", name(what.other)}};
  if (what.job != market::no_job && what.job.client != nothing.contract.job.client) {
    of["job"] = text_of(what.job);
  }
  if (what.amount.cents != 0) {
    of["amount"] = to_text(what.amount);
  }
  if (what.n != 0) {
    of["n"] = what.n;
  }
  if (what.why != market::reason::none) {
    of["reason"] = word(what.why);
  }
  if (what.type == market::event_type::rejected) {
    of["command"] = view(name_of_command(what.detail));
  }
  return of;
}

json::object entry_json(
    const marketplace& place, std::int64_t seq, const market::ledger_entry& entry) {
  json::object of{{"id", seq}, {"at", market::time_text(entry.at)}, {"from", word(entry.from)},
      {"to", word(entry.to)}, {"amount", to_text(entry.amount)}, {"cause", word(entry.cause)}};
  if (entry.freelancer != market::nobody) {
    of["freelancer"] = view(place.people().name_of(entry.freelancer));
  }
  if (entry.job != market::no_job) {
    of["job"] = text_of(entry.job);
  }
  return of;
}

}  // namespace souk::server

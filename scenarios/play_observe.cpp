// What can be observed of a story's market, and how it is told.
#include "scenarios/play_stage.hpp"
#include "scenarios/values.hpp"

#include <algorithm>
#include <iterator>
#include <variant>

namespace souk::scenarios {

namespace {

constexpr const char* null_text = "null";

std::string whole(std::int64_t value) { return std::to_string(value); }

std::string listed_names(const std::vector<std::string>& names) {
  std::string all;
  for (const std::string& one : names) {
    all += (all.empty() ? "" : ", ") + one;
  }
  return '[' + all + ']';
}

/// Mean stars in two decimals, rounded half up.
std::string rating_text(std::uint32_t sum, std::uint16_t reviews) {
  if (reviews == 0) {
    return null_text;
  }
  return to_text(market::money{market::round_half_up(std::int64_t{sum} * 100, reviews)});
}

}  // namespace

std::string play_stage::observe(const expectation& one) {
  switch (one.of) {
    case story_thing::person:
      return of_person(one);
    case story_thing::job:
      return one.of_proposal ? of_proposal(one) : of_job(one);
    case story_thing::contract:
      return of_contract(one);
    case story_thing::milestone:
      return things_.contains(one.name) ? to_text(world_.status_of(find(one.name))) : null_text;
    case story_thing::search:
    case story_thing::platform:
      break;
  }
  return of_platform(one);
}

// -- people ---------------------------------------------------------------------------------------

std::string play_stage::of_person(const expectation& one) const {
  const market::account_glance seen = world_.accounts().look(one.person);
  if (one.what == "events") {
    return events_of(one.person);
  }
  if (one.what == "found") {
    std::vector<std::string> names;
    for (const market::job_id job : found_[index(one.person)]) {
      names.push_back(name_of(job));
    }
    return listed_names(names);
  }
  if (one.what == "profiles") {
    const market::profile* known = world_.accounts().profile_of(one.person, one.profile);
    return known == nullptr ? null_text : to_text(known->status);
  }
  if (one.what == "spent") {
    return to_text(seen.client.spent);
  }
  const bool client = seen.side == market::side::client;
  if (one.what == "reviews") {
    return whole(client ? seen.client.reviews : seen.face.reviews);
  }
  if (one.what == "rating") {
    return client ? rating_text(seen.client.rating_sum, seen.client.reviews)
                  : rating_text(seen.face.rating_sum, seen.face.reviews);
  }
  return of_freelancer(one, seen);
}

std::string play_stage::of_freelancer(
    const expectation& one, const market::account_glance& seen) const {
  const bool is =
      seen.status != market::account_status::none && seen.side == market::side::freelancer;
  if (one.what == "connects") {
    return whole(seen.connects);
  }
  if (one.what == "completeness") {
    return whole(seen.face.completeness);
  }
  if (one.what == "pending") {
    return to_text(is ? world_.billing().pending_of(one.person) : market::money{});
  }
  if (one.what == "available") {
    return to_text(seen.available);
  }
  if (one.what == "withdrawn") {
    return to_text(seen.withdrawn);
  }
  if (one.what == "earned") {
    return to_text(seen.earned);
  }
  if (one.what == "profile") {
    return is ? to_text(seen.main.status) : null_text;
  }
  if (one.what == "badge") {
    return to_text(seen.face.badge);
  }
  if (one.what == "availability") {
    return seen.shows_availability ? "on" : "off";
  }
  if (one.what == "score") {
    return seen.score ? whole(*seen.score) : null_text;
  }
  return seen.main.status == market::profile_status::rejected ? to_text(seen.main.why) : null_text;
}

std::string play_stage::events_of(market::person_id person) const {
  std::vector<std::string> types;
  for (std::size_t i = told_from_; i < world_.log().size(); ++i) {
    const market::told_event& told = world_.log()[i];
    if (told.is_told_to(person)) {
      types.emplace_back(market::name(told.what.type));
    }
  }
  return listed_names(types);
}

// -- things ---------------------------------------------------------------------------------------

std::string play_stage::of_job(const expectation& one) const {
  const market::job_id id = find(one.name).contract.job;
  const std::optional<market::job_summary> job = world_.jobs().job(id);
  if (!job) {
    return null_text;
  }
  if (one.what == "status") {
    return to_text(job->status);
  }
  if (one.what == "cost") {
    return whole(job->cost);
  }
  if (one.what == "proposals") {
    return whole(job->proposals);
  }
  if (one.what == "invitations") {
    return whole(job->invitations);
  }
  std::vector<market::proposal_card> ranked;
  world_.jobs().rank(id, ranked);
  std::vector<std::string> names;
  for (const market::proposal_card& card : ranked) {
    names.push_back(name_of(card.freelancer));
  }
  return listed_names(names);
}

std::string play_stage::of_proposal(const expectation& one) const {
  const market::job_id id = find(one.name).contract.job;
  if (one.what == "status") {
    return to_text(world_.jobs().status(id, one.person));
  }
  const std::optional<market::proposal_card> card = world_.jobs().proposal(id, one.person);
  if (!card) {
    return null_text;
  }
  return card->attention_failed ? "failed" : "ok";
}

std::string play_stage::of_contract(const expectation& one) const {
  if (!things_.contains(one.name)) {
    return null_text;
  }
  const market::contract_id id = find(one.name).contract;
  if (one.what == "status") {
    return to_text(world_.status_of(id));
  }
  if (one.what == "due") {
    const std::optional<market::second> due = world_.due_of(id);
    return due ? market::date_text(*due) : null_text;
  }
  const market::contract_facts facts = world_.billing().look(id).value_or(market::contract_facts{});
  if (one.what == "escrow") {
    return to_text(facts.escrow);
  }
  if (one.what == "billed") {
    return to_text(facts.billed);
  }
  if (one.what == "fees") {
    return to_text(facts.fees);
  }
  return whole(one.what == "minutes_logged" ? facts.minutes_logged : facts.minutes_billed);
}

std::string play_stage::of_platform(const expectation& one) const {
  using enum market::ledger_account;
  const market::ledger_totals all = world_.totals();
  if (one.what == "revenue") {
    return to_text(world_.revenue());
  }
  if (one.what == "connects_sales") {
    return to_text(all[connects_sales_card] + all[connects_sales_balance]);
  }
  return to_text(all[one.what == "client_fees" ? client_fees : freelancer_fees]);
}

// -- telling --------------------------------------------------------------------------------------

std::vector<market::person_id> play_stage::concerned(const expectation& one) const {
  const market::contract_id id = find(one.name).contract;
  return among_the_cast({one.person, id.freelancer, id.job.client});
}

std::vector<market::person_id> play_stage::concerned(const command_step& step) const {
  const market::contract_id id = find(step.about).contract;
  const market::person_id named = std::visit(
      []<class Command>(const Command& asked) {
        if constexpr (requires { asked.freelancer; }) {
          return asked.freelancer;
        } else {
          return market::nobody;
        }
      },
      step.what);
  return among_the_cast({step.by, named, id.freelancer, id.job.client});
}

std::vector<market::person_id> play_stage::among_the_cast(
    std::initializer_list<market::person_id> people) const {
  std::vector<market::person_id> found;
  std::ranges::copy_if(people, std::back_inserter(found),
      [&](market::person_id person) { return index(person) < told_.cast.size(); });
  return found;
}

std::string play_stage::name_of(market::person_id person) const {
  return index(person) < told_.cast.size() ? told_.cast[index(person)].name : "nobody";
}

std::string play_stage::name_of(market::job_id job) const {
  for (const auto& [name, id] : things_) {
    if (id.contract.job == job && id.contract.freelancer == market::nobody) {
      return name;
    }
  }
  return "job " + std::to_string(job.need + 1) + " of " + name_of(job.client);
}

std::string play_stage::describe(const market::event& what) const {
  std::string text = market::time_text(what.at) + ' ' + std::string(market::name(what.type)) + ' '
                     + name_of(what.person);
  if (what.other != market::nobody) {
    text += ", " + name_of(what.other);
  }
  if (what.job != market::no_job && index(what.job.client) < told_.cast.size()) {
    text += ", " + name_of(what.job);
  }
  if (what.amount.cents != 0) {
    text += ", $" + to_text(what.amount);
  }
  if (what.n != 0) {
    text += ", " + std::to_string(what.n);
  }
  if (what.why != market::reason::none) {
    text += ": " + std::string(market::name(what.why));
  }
  return text;
}

std::string play_stage::describe(const market::ledger_entry& entry) const {
  return market::time_text(entry.at) + ' ' + std::string(market::name(entry.cause)) + ": $"
         + to_text(entry.amount) + " from " + std::string(market::name(entry.from)) + " to "
         + std::string(market::name(entry.to)) + " (" + name_of(entry.freelancer) + ')';
}

std::vector<std::string> play_stage::recent(std::span<const market::person_id> people) const {
  constexpr std::size_t most = 6;
  std::vector<std::string> lines;
  for (std::size_t i = world_.log().size(); i-- > 0 && lines.size() < most;) {
    const market::told_event& told = world_.log()[i];
    if (std::ranges::any_of(
            people, [&](market::person_id person) { return told.is_told_to(person); })) {
      lines.push_back(describe(told.what));
    }
  }
  std::ranges::reverse(lines);
  return lines;
}

}  // namespace souk::scenarios

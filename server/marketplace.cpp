#include "server/marketplace.hpp"

#include "market/contract.hpp"
#include "scenarios/malformed.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <stdexcept>
#include <type_traits>
#include <utility>
#include <variant>

namespace souk::server {

namespace {

constexpr std::uint32_t first_room = 1024;

word_list list_of(const std::vector<std::string>& words) {
  word_list list;
  for (const std::string& word : words) {
    list.intern(word);
  }
  return list;
}

market::policy named(market::policy terms, word_list& words) {
  market::name_categories(terms, [&](const std::string& category) {
    return words.intern(category).value_or(market::no_symbol);
  });
  return terms;
}

constexpr std::size_t registering = 0;
constexpr std::size_t submitting = 3;
static_assert(std::is_same_v<std::variant_alternative_t<registering, market::command>,
    market::register_account>);
static_assert(std::is_same_v<std::variant_alternative_t<submitting, market::command>,
    market::submit_profile>);

}  // namespace

marketplace::marketplace(
    market::policy terms, market::second start, const std::vector<std::string>& words)
    : words_(list_of(words)),
      terms_(named(std::move(terms), words_)),
      world_(terms_, first_room, start) {
  world_.keep_entries();
}

void marketplace::make_room_for(market::person_id person) {
  if (index(person) >= world_.people()) {
    world_.make_room(std::max(index(person) + 1, world_.people() * 2));
  }
  if (index(person) >= contracts_.size()) {
    contracts_.resize(std::size_t{index(person)} + 1);
  }
}

// -- commands -------------------------------------------------------------------------------------

verdict marketplace::give(
    market::person_id by, std::size_t command, const boost::json::object& fields) {
  const bool joins = by == market::nobody;
  if (joins && command != registering) {
    verdict refused;
    refused.why = market::reason::not_registered;
    return refused;
  }
  const given_command given = read_command(command, fields, words_, people_);
  verdict answer = carry_out(joins ? market::person_id{people_.size()} : by, given);
  if (joins && answer.why == market::reason::none) {
    const auto& form = std::get<market::register_account>(given.what);
    people_.add({std::string(form.username), std::string(form.email), std::string(form.first_name),
        std::string(form.last_name), {}, {}, form.side});
  } else if (joins) {
    // Who is refused is nobody yet: what was told to the next person is told to no one.
    world_.take_log();
  }
  return answer;
}

verdict marketplace::carry_out(market::person_id by, const given_command& given) {
  make_room_for(by);
  verdict answer;
  answer.by = by;
  answer.mistakes = given.mistakes;
  const market::job_id next = world_.next_job(by);
  answer.why = given.mistakes.empty() ? world_.give(by, given.what)
                                      : scenarios::give_malformed(world_, by, given.what);
  if (answer.why == market::reason::none) {
    note(answer, given.what, next);
  }
  return answer;
}

void marketplace::note(verdict& into, const market::command& what, market::job_id posted) {
  std::visit(
      [&]<class Command>(const Command& asked) {
        using std::is_same_v;
        if constexpr (is_same_v<Command, market::post_job>) {
          into.job = posted;
          places_.emplace(number(posted), static_cast<std::uint32_t>(jobs_.size()));
          jobs_.push_back(posted);
          titles_.emplace_back(asked.title);
        } else if constexpr (is_same_v<Command, market::invite>) {
          invited_.insert(market::key_of(market::contract_id{asked.job, asked.freelancer}));
        } else if constexpr (is_same_v<Command, market::offer>) {
          into.contract = {asked.job, asked.freelancer};
          for (std::uint32_t n = 0; n < asked.milestones.size(); ++n) {
            into.milestones.push_back({into.contract, n});
          }
          if (offered_.insert(market::key_of(into.contract)).second) {
            all_contracts_.push_back(into.contract);
            contracts_[index(asked.job.client)].push_back(into.contract);
            contracts_[index(asked.freelancer)].push_back(into.contract);
          }
        } else if constexpr (is_same_v<Command, market::add_milestone>) {
          const auto facts = world_.billing().look(asked.contract);
          into.milestones.push_back(
              {asked.contract, static_cast<std::uint32_t>(facts->milestones - 1)});
        } else if constexpr (is_same_v<Command, market::search_jobs>) {
          world_.jobs().search(asked, world_.now(), into.found);
        }
      },
      what);
}

void marketplace::replay(
    market::person_id by, std::size_t command, const boost::json::object& fields) {
  const given_command given = read_command(command, fields, words_, people_);
  const verdict answer = carry_out(by, given);
  if (answer.why != market::reason::none) {
    throw std::runtime_error("a command that was accepted is refused when it is given again: "
                             + std::string(name_of_command(command)) + ", "
                             + std::string(market::name(answer.why)));
  }
}

// -- people who are there -------------------------------------------------------------------------

market::person_id marketplace::seed(listed_person person, const boost::json::object& profile) {
  const market::person_id id = people_.add(std::move(person));
  seed_in_world(id, profile);
  return id;
}

void marketplace::replay_seed(market::person_id id, const boost::json::object& profile) {
  seed_in_world(id, profile);
}

void marketplace::seed_in_world(market::person_id id, const boost::json::object& profile) {
  make_room_for(id);
  const listed_person& person = *people_.look(id);
  if (person.side == market::side::client) {
    world_.seed_client(id);
  } else {
    const given_command given = read_command(submitting, profile, words_, people_);
    world_.seed_freelancer(id, std::get<market::submit_profile>(given.what));
  }
  world_.seed_names(person.username, person.email);
}

// -- what is known --------------------------------------------------------------------------------

std::string_view marketplace::title_of(market::job_id job) const {
  const auto place = places_.find(number(job));
  return place == places_.end() ? std::string_view{} : titles_[place->second];
}

bool marketplace::has_invited(market::job_id job, market::person_id freelancer) const {
  return invited_.contains(market::key_of(market::contract_id{job, freelancer}));
}

const std::vector<market::contract_id>& marketplace::contracts_of(market::person_id person) const {
  static const std::vector<market::contract_id> none;
  return index(person) < contracts_.size() ? contracts_[index(person)] : none;
}

market::money marketplace::pending_of(market::person_id freelancer) const {
  market::money all;
  for (const market::contract_id& contract : contracts_of(freelancer)) {
    if (const auto facts = world_.billing().look(contract)) {
      all += facts->pending;
    }
  }
  return all;
}

}  // namespace souk::server

#include "market/world.hpp"

#include <algorithm>
#include <utility>

namespace souk::market {
namespace {

template <class Command>
constexpr bool names_freelancer = requires(Command one) { one.freelancer; };

/// The contract that a command is about, if it is one for the billing desk.
template <class Command>
std::optional<contract_id> contract_of(const Command& asked) {
  if constexpr (std::is_same_v<Command, accept_offer> || std::is_same_v<Command, decline_offer>) {
    return std::nullopt;
  } else if constexpr (requires { asked.contract; }) {
    return asked.contract;
  } else if constexpr (requires { asked.milestone; }) {
    return asked.milestone.contract;
  } else {
    return std::nullopt;
  }
}

bool has(const std::unordered_set<std::string>& taken, text name) {
  return taken.contains(std::string(name));
}

}  // namespace

bool told_event::is_told_to(person_id person) const {
  const bool is_private =
      !logged || what.type == event_type::job_notified || what.type == event_type::funds_available;
  return what.person == person || (!is_private && what.other == person);
}

world::world(policy terms, std::uint32_t people, second start)
    : world(policy_book{std::move(terms)}, people, start) {}

world::world(policy_book policies, std::uint32_t people, second start)
    : policies_(std::move(policies)),
      freelancer_faces_(people),
      client_faces_(people),
      now_(start),
      accounts_(person_id{0}, people, policies_, freelancer_faces_, client_faces_, start),
      exchange_(policies_, freelancer_faces_, person_id{0}),
      vetting_(policies_),
      billing_(policies_, {.keep_history = true}),
      posted_(people) {
  judged_.judging = true;
}

// -- seeding --------------------------------------------------------------------------------------

void world::seed_freelancer(person_id person, const profile_fields& profile) {
  accounts_.seed_account(person, side::freelancer, now_);
  accounts_.seed_profile(person, profile, now_);
  vetting_.count_approved(accounts_.look(person).main.skill);
}

void world::seed_client(person_id person) { accounts_.seed_account(person, side::client, now_); }

void world::seed_names(text username, text email) {
  usernames_.emplace(username);
  emails_.emplace(email);
}

void world::make_room(std::uint32_t people) {
  freelancer_faces_.resize(people);
  client_faces_.resize(people);
  accounts_.make_room(people, freelancer_faces_, client_faces_);
  exchange_.set_faces(freelancer_faces_, person_id{0});
  posted_.resize(people);
}

// -- commands -------------------------------------------------------------------------------------

reason world::give(person_id person, const command& asked) {
  const stamp given{now_, person, sequence_++};
  const reason answer = std::visit([&](const auto& one) { return route(given, one, out_); }, asked);
  hand_over();
  return answer;
}

reason world::judge(person_id person, const command& asked) {
  const stamp given{now_, person, sequence_};
  judged_.clear();
  return std::visit([&](const auto& one) { return route(given, one, judged_); }, asked);
}

template <class Command>
reason world::route(const stamp& given, Command asked, outbox& out) {
  reason answer = reason::none;
  if constexpr (account_command<Command>) {
    answer = accounts_.handle(given, asked, facts_for(given.by, asked), out);
  } else {
    if constexpr (names_freelancer<Command>) {
      // Who has no freelancer's account cannot be named.
      asked.freelancer = is_freelancer(asked.freelancer) ? asked.freelancer : nobody;
    }
    if constexpr (std::is_same_v<Command, post_job>) {
      asked.need = needs_as_given_ ? asked.need : posted_[index(given.by)];
    }
    decision<vouched> voucher = reason::none;
    if constexpr (std::is_same_v<Command, propose>) {
      const policy_index policy = accounts_.look(given.by).policy;
      voucher = accounts_.admit(given, asked, exchange_.cost_for(asked.job, given.by, policy), out);
    } else {
      voucher = accounts_.admit(given, asked, out);
    }
    if (!voucher) {
      return voucher.why();
    }
    vouched by = *voucher;
    if (const std::optional<contract_id> contract = contract_of(asked)) {
      const offer_record* made = exchange_.offered(*contract);
      by.offered_only = made != nullptr && made->status != contract_status::active;
    }
    if constexpr (requires { exchange_.handle(by, asked, out); }) {
      answer = exchange_.handle(by, asked, out);
    } else {
      answer = billing_.handle(by, asked, out);
    }
  }
  if (answer == reason::none && !out.judging) {
    note_accepted(given.by, asked);
  }
  return answer;
}

template <class Command>
account_facts world::facts_for(person_id person, const Command& asked) const {
  account_facts facts;
  if constexpr (std::is_same_v<Command, register_account>) {
    facts.email_taken = has(emails_, asked.email);
    facts.username_taken = has(usernames_, asked.username);
  } else if constexpr (std::is_same_v<Command, close_account>) {
    const open_business open = billing_.business_of(person);
    facts.active_contract = open.active_contracts > 0 || open.open_requests > 0;
    facts.escrow_or_pending = open.escrow + open.pending;
  }
  return facts;
}

template <class Command>
void world::note_accepted(person_id person, const Command& asked) {
  if constexpr (std::is_same_v<Command, register_account>) {
    seed_names(asked.username, asked.email);
  } else if constexpr (std::is_same_v<Command, post_job>) {
    ++posted_[index(person)];
  }
}

bool world::is_freelancer(person_id person) const {
  const account_glance seen = accounts_.look(person);
  return seen.status != account_status::none && seen.side == side::freelancer;
}

// -- between owners -------------------------------------------------------------------------------

/// What owners answered goes where it belongs, and what those answer in turn, until all is quiet.
void world::hand_over() {
  outbox gathered;
  do {
    gathered.clear();
    std::swap(gathered, out_);
    deliver(gathered);
  } while (!out_.events.empty() || !out_.submissions.empty() || !out_.supply.empty());
}

void world::deliver(outbox& gathered) {
  for (const event& what : gathered.events) {
    log_.push_back({what, true});
  }
  for (const event& notice : gathered.notices) {
    log_.push_back({notice, false});
  }
  for (const started_contract& contract : gathered.contracts) {
    billing_.start(contract, out_);
  }
  for (const event& what : gathered.events) {
    accounts_.notice(what, out_);
  }
  for (const returned_connects& back : gathered.connects) {
    accounts_.notice(back, out_);
  }
  for (const arriving_funds& funds : gathered.funds) {
    accounts_.notice(funds, out_);
  }
  for (const billed_work& work : gathered.billed) {
    accounts_.notice(work);
  }
  for (const outcome& result : gathered.outcomes) {
    accounts_.notice(result);
  }
  for (const supply_change& change : gathered.supply) {
    vetting_.notice(change);
  }
  for (submission given : gathered.submissions) {
    // Nothing here is random: the work of a review takes its median.
    given.work = policies_.at(given.policy, given.at).vetting.review_time.median;
    vetting_.submit(given);
  }
}

// -- the clock ------------------------------------------------------------------------------------

second world::next_due() const {
  second next = accounts_.next_due();
  for (const std::optional<second>& other :
      {exchange_.next_due(), vetting_.next_timer(), billing_.next_alarm()}) {
    next = std::min(next, other.value_or(next));
  }
  return next;
}

void world::advance(second to) {
  for (second due = next_due(); due <= to; due = next_due()) {
    run_second(std::max(due, now_));
  }
  run_second(to);
}

void world::run_second(second at) {
  now_ = std::max(now_, at);
  accounts_.advance(at, out_);
  hand_over();
  vetting_.advance(
      at,
      [this](symbol skill, second when, duration window) {
        return exchange_.posted_since(skill, when - window);
      },
      out_);
  hand_over();
  exchange_.advance(at, out_);
  hand_over();
  billing_.advance(at, out_);
  hand_over();
}

}  // namespace souk::market

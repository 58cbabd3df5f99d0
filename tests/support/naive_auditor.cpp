#include "tests/support/naive_auditor.hpp"

#include <algorithm>

namespace souk::testing {

using market::contract_id;
using market::contract_status;
using market::event;
using market::event_type;
using market::milestone_status;
using market::money;
using market::person_id;
using market::second;

std::string name_of(person_id person) { return "person " + std::to_string(index(person)); }
std::string cents(money amount) { return std::to_string(amount.cents) + " cents"; }

money contract_book::pending() const {
  money all;
  for (const charge& one : charges) {
    all += one.pending;
  }
  return all;
}

naive_auditor::naive_auditor(market::policy terms, second start)
    : terms_(std::move(terms)), clock_(start), next_month_(market::next_month(start)) {}

void naive_auditor::seed(person_id person, market::side side) {
  people_[person] = {};
  people_[person].side = side;
  people_[person].open = true;
  if (side == market::side::freelancer) {
    constexpr std::int32_t at_start = 40;  // contract.md, "Stories"
    people_[person].connects = at_start;
    lots_[person].push_back({clock_ + terms_.connects.expiry, at_start});
  }
}

void naive_auditor::object(const event& what, const std::string& why) {
  if (!complaint_) {
    complaint_ = market::time_text(what.at) + " " + std::string(market::name(what.type)) + " of "
                 + name_of(what.person) + ": " + why;
  }
}

contract_id naive_auditor::id_of(const event& what) const {
  return {what.job, what.person == what.job.client ? what.other : what.person};
}

contract_book& naive_auditor::contract_of(const event& what) {
  const auto known = contracts_.find(id_of(what));
  if (known == contracts_.end()) {
    object(what, "no such contract was offered");
  }
  return contracts_[id_of(what)];
}

// -- the clock ------------------------------------------------------------------------------------

void naive_auditor::expire_lots(second to) {
  for (auto& [person, lots] : lots_) {
    for (lot& one : lots) {
      if (one.expires <= to) {
        people_[person].connects -= one.count;
        expiring_[person] += one.count;
        one.count = 0;
      }
    }
    std::erase_if(lots, [](const lot& one) { return one.count == 0; });
  }
}

/// X2: on the first of a month, before the grant.
void naive_auditor::cut_rollovers(second at) {
  for (auto& [person, book] : people_) {
    const auto most = terms_.connects.rollover_max;
    if (!book.open || book.side != market::side::freelancer) {
      continue;
    }
    if (most && book.connects > *most) {
      expiring_[person] += book.connects - *most;
      take_oldest(person, book.connects - *most, nullptr);
    }
    due_grant_[person] += terms_.connects.monthly;
  }
  clock_ = at;
}

/// R34, R35: what was pending becomes available; first of all what the platform has lent.
void naive_auditor::mature(second before) {
  for (auto& [id, contract] : contracts_) {
    for (contract_book::charge& one : contract.charges) {
      if (one.available_at >= before || one.pending == money{}) {
        continue;
      }
      money& owed = owed_[{id.job.client, id.freelancer}];
      const money repaid = std::min(owed, one.pending);
      owed -= repaid;
      platform_.subsidies += repaid;
      people_[id.freelancer].available += one.pending - repaid;
      one.pending = {};
    }
  }
}

void naive_auditor::run_clock(second to) {
  while (next_month_ <= to) {
    expire_lots(next_month_);
    cut_rollovers(next_month_);
    next_month_ = market::next_month(next_month_);
  }
  expire_lots(to);
  clock_ = std::max(clock_, to);
  mature(to + 1);
  for (const auto& [id, contract] : contracts_) {
    for (const contract_book::milestone& one : contract.milestones) {
      if (one.waits_until && *one.waits_until <= to && !complaint_) {
        complaint_ = "work of " + name_of(id.freelancer) + " was not released on time";
      }
    }
  }
}

// -- what happened --------------------------------------------------------------------------------

void naive_auditor::read(const event& what) {
  while (next_month_ <= what.at) {
    expire_lots(next_month_);
    cut_rollovers(next_month_);
    next_month_ = market::next_month(next_month_);
  }
  expire_lots(what.at);
  mature(what.at);
  switch (what.type) {
    case event_type::registered:
      people_[what.person].side = static_cast<market::side>(what.n);
      break;
    case event_type::email_verified:
      people_[what.person].open = true;
      if (people_[what.person].side == market::side::freelancer) {
        due_grant_[what.person] += terms_.connects.signup;
      }
      break;
    case event_type::account_closed:
      people_[what.person].open = false;
      break;
    default:
      break;
  }
  read_about_connects(what);
  read_about_contracts(what);
  read_about_money(what);
}

// -- Connects -------------------------------------------------------------------------------------

std::int64_t naive_auditor::take_oldest(
    person_id person, std::int64_t count, std::vector<lot>* into) {
  std::vector<lot>& lots = lots_[person];
  std::ranges::stable_sort(lots, {}, &lot::expires);
  for (lot& one : lots) {
    const std::int64_t part = std::min(one.count, count);
    if (into != nullptr && part > 0) {
      into->push_back({one.expires, part});
    }
    one.count -= part;
    count -= part;
    people_[person].connects -= part;
  }
  std::erase_if(lots, [](const lot& one) { return one.count == 0; });
  return count;
}

/// R18, R19.
std::int64_t naive_auditor::interview_grant(person_id person, second at) {
  std::int64_t in_window = 0;
  for (const lot& one : interviews_[person]) {
    in_window += one.expires > at - terms_.connects.interview_cap.window ? one.count : 0;
  }
  const std::int64_t room =
      std::max<std::int64_t>(terms_.connects.interview_cap.count - in_window, 0);
  const std::int64_t granted = std::min<std::int64_t>(terms_.connects.interview, room);
  interviews_[person].push_back({at, granted});
  return granted;
}

/// R14.
std::int64_t naive_auditor::price_of(money value) const {
  for (const auto& step : terms_.connects.cost) {
    if (!step.up_to || value <= *step.up_to) {
      return step.value;
    }
  }
  return 0;
}

void naive_auditor::read_about_connects(const event& what) {
  const person_id who = what.person;
  switch (what.type) {
    case event_type::readiness_test_taken:
      if (what.n * market::percent(1).ppm >= terms_.readiness.pass.ppm && !readiness_passed_[who]) {
        readiness_passed_[who] = true;
        due_grant_[who] += terms_.connects.readiness;
      }
      break;
    case event_type::replied:
      due_grant_[who] += what.n == 1 ? interview_grant(who, what.at) : 0;
      break;
    case event_type::connects_granted:
      due_grant_[who] -= what.n;
      [[fallthrough]];
    case event_type::connects_bought:
      people_[who].connects += what.n;
      lots_[who].push_back({what.at + terms_.connects.expiry, what.n});
      break;
    case event_type::job_posted:
      if (what.n != price_of(what.amount)) {
        object(what, "a proposal costs " + std::to_string(what.n) + " Connects");
      }
      break;
    case event_type::proposed:
      if (take_oldest(who, what.n, &spent_on_[{what.job, who}]) != 0) {
        object(what, "more Connects spent than held");
      }
      break;
    case event_type::availability_set:
    case event_type::availability_renewed: {
      const bool laid_down = what.type == event_type::availability_set && what.detail == 0;
      if (what.n != (laid_down ? 0 : terms_.availability.price_per_week.value_or(-1))
          || take_oldest(who, what.n, nullptr) != 0) {
        object(what, "a week of the badge costs " + std::to_string(what.n) + " Connects");
      }
      break;
    }
    case event_type::connects_returned:
      for (const lot& back : std::exchange(spent_on_[{what.job, who}], {})) {
        people_[who].connects += back.count;
        lots_[who].push_back(back);
      }
      expire_lots(what.at);
      break;
    case event_type::connects_expired:
      expiring_[who] -= what.n;
      break;
    default:
      break;
  }
}

// -- contracts ------------------------------------------------------------------------------------

void naive_auditor::read_about_contracts(const event& what) {
  const auto set = [&](contract_status status) { contract_of(what).status = status; };
  const auto mark = [&](milestone_status status, std::optional<second> waits_until) {
    contract_book& contract = contract_of(what);
    if (what.n < 0 || static_cast<std::size_t>(what.n) >= contract.milestones.size()) {
      return object(what, "no such milestone");
    }
    contract_book::milestone& one = contract.milestones[static_cast<std::size_t>(what.n)];
    one.status = status;
    one.waits_until = waits_until;
  };
  switch (what.type) {
    case event_type::offered: {
      contract_book& made = contracts_[id_of(what)];
      made = {};
      made.milestones.resize(static_cast<std::size_t>(what.n));
      made.rate = what.n == 0 ? what.amount : money{};
      break;
    }
    case event_type::offer_accepted:
      return set(contract_status::active);
    case event_type::offer_declined:
      return set(contract_status::declined);
    case event_type::offer_expired:
      return set(contract_status::expired);
    case event_type::contract_ended:
      return set(contract_status::ended);
    case event_type::milestone_added:
      contract_of(what).milestones.emplace_back();
      break;
    case event_type::milestone_funded:
    case event_type::changes_requested:
      return mark(milestone_status::funded, std::nullopt);
    case event_type::milestone_submitted:
      return mark(milestone_status::submitted, what.at + terms_.milestones.auto_release);
    case event_type::milestone_approved:
      return mark(milestone_status::submitted, what.at);
    case event_type::milestone_released:
      return read_release(what);
    case event_type::time_logged: {
      contract_book& contract = contract_of(what);
      contract.minutes_logged += what.n;
      contract.of_weeks[market::start_of_week(what.at)] += what.n;
      break;
    }
    default:
      break;
  }
}

/// R32: what is submitted is released when it is approved, at the end of the contract, or when it
/// has waited for so long, to the second; what is not, by a settlement alone.
void naive_auditor::read_release(const event& what) {
  contract_book& contract = contract_of(what);
  if (what.n < 0 || static_cast<std::size_t>(what.n) >= contract.milestones.size()) {
    return object(what, "no such milestone");
  }
  contract_book::milestone& one = contract.milestones[static_cast<std::size_t>(what.n)];
  const bool ended = contract.status == contract_status::ended;
  if (!ended && (one.status != milestone_status::submitted || one.waits_until != what.at)) {
    object(what, "nothing was due");
  }
  one.status = milestone_status::released;
  one.waits_until.reset();
}

}  // namespace souk::testing

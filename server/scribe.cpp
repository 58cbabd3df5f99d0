#include "server/scribe.hpp"

#include "server/observables.hpp"

#include <array>
#include <utility>

namespace souk::server {

namespace {

std::string text(std::string_view of) { return std::string(of); }

std::string account_name(market::account_status status) {
  constexpr std::array<const char*, 4> names{"none", "unverified", "open", "closed"};
  return names[static_cast<std::size_t>(status)];
}

}  // namespace

scribe::scribe(storage& db, const marketplace& place, std::int64_t last_command)
    : db_(db),
      commands_(last_command),
      events_(db.last_event()),
      entries_(db.last_entry()),
      words_(db.load_words().size()) {
  static_cast<void>(place);
}

void scribe::write_command(
    market::person_id by, std::string_view name, std::string_view body, market::second at) {
  db_.add(journal_row{++commands_, at, by, text(name), text(body)});
  people_.insert(by);  // who is there without any event has an account too
  commands_written_ = true;
}

void scribe::write_news(marketplace& place, market::reason told_why) {
  for (; words_ < place.words().size(); ++words_) {
    const market::symbol word{static_cast<std::uint16_t>(words_ + 1)};
    db_.add_word(static_cast<std::int64_t>(words_ + 1), place.words().text(word));
  }
  std::vector<market::told_event> news = place.world().take_log();
  for (market::told_event& told : news) {
    if (told.what.type == market::event_type::rejected && told_why != market::reason::none) {
      told.what.why = told_why;
    }
    fresh_.push_back({++events_, told.what, told.logged});
    db_.add(fresh_.back());
    touch(told.what);
  }
  for (const market::ledger_entry& entry : place.world().take_entries()) {
    db_.add(++entries_, entry);
    touch(entry);
    money_moved_ = true;
  }
}

// -- what has changed -----------------------------------------------------------------------------

void scribe::touch(const market::event& what) {
  if (what.type == market::event_type::rejected) {
    return;
  }
  people_.insert({what.person, what.other});
  if (what.job == market::no_job) {
    return;
  }
  jobs_.insert(what.job);
  touch_contract(what.job, what.person);
  touch_contract(what.job, what.other);
}

void scribe::touch(const market::ledger_entry& entry) {
  people_.insert(entry.freelancer);
  if (entry.job != market::no_job) {
    people_.insert(entry.job.client);
    touch_contract(entry.job, entry.freelancer);
  }
}

void scribe::touch_contract(market::job_id job, market::person_id freelancer) {
  if (freelancer != market::nobody && freelancer != job.client) {
    contracts_.insert({job, freelancer});
  }
}

std::vector<event_row> scribe::finish(marketplace& place) {
  for (const market::person_id person : people_) {
    if (place.people().look(person) != nullptr) {
      put_account(place, person);
    }
  }
  for (const market::job_id& job : jobs_) {
    put_job(place, job);
  }
  for (const market::contract_id& contract : contracts_) {
    put_contract(place, contract);
  }
  if (has_news()) {
    check(place);
    db_.put_clock(place.world().now());
  }
  people_.clear();
  jobs_.clear();
  contracts_.clear();
  commands_written_ = money_moved_ = false;
  return std::exchange(fresh_, {});
}

void scribe::put_account(const marketplace& place, market::person_id person) {
  const market::account_glance seen = place.world().accounts().look(person);
  account_row row;
  row.person = index(person);
  row.status = account_name(seen.status);
  row.connects = seen.connects;
  row.pending = place.pending_of(person).cents;
  row.available = seen.available.cents;
  row.withdrawn = seen.withdrawn.cents;
  row.earned = seen.earned.cents;
  row.spent = seen.client.spent.cents;
  if (seen.side == market::side::client) {
    row.pending = 0;
  }
  db_.put(row);
}

void scribe::put_job(const marketplace& place, market::job_id id) {
  const std::optional<market::job_summary> job = place.world().jobs().job(id);
  if (!job) {
    return;
  }
  db_.put(job_row{id, text(place.title_of(id)), text(place.words().text(job->category)),
      text(market::name(job->type)), text(market::name(job->status)), job->value.cents, job->cost,
      job->proposals, job->posted_at});
}

void scribe::put_contract(const marketplace& place, const market::contract_id& id) {
  if (const auto card = place.world().jobs().proposal(id.job, id.freelancer)) {
    db_.put(
        proposal_row{id, text(market::name(card->status)), card->bid.cents, card->boost, card->at});
  }
  if (!has_contract(place, id)) {
    return;
  }
  const market::contract_facts facts =
      place.world().billing().look(id).value_or(market::contract_facts{});
  db_.put(contract_row{id, text(market::name(place.world().status_of(id))), facts.escrow.cents,
      facts.pending.cents, facts.billed.cents, facts.fees.cents, facts.minutes_billed});
  put_milestones(place, id);
}

void scribe::put_milestones(const marketplace& place, const market::contract_id& id) {
  const market::offer_record* made = place.world().jobs().offered(id);
  const std::int32_t count = milestones_of(place, id);
  for (std::int32_t n = 0; n < count; ++n) {
    const market::milestone_id milestone{id, static_cast<std::uint32_t>(n)};
    market::milestone_facts facts;
    if (const auto known = place.world().billing().look(milestone)) {
      facts = *known;
    } else {
      const market::milestone_terms& terms = made->milestones.at(milestone.n);
      facts.amount = terms.amount;
      facts.due = terms.due;
    }
    db_.put(
        milestone_row{milestone, text(market::name(facts.status)), facts.amount.cents, facts.due});
  }
}

void scribe::check(const marketplace& place) {
  const market::connects_sums& sums = place.world().accounts().connects_totals();
  db_.check({place.world().totals(), sums.granted, sums.bought, sums.spent, sums.returned,
                sums.expired, sums.held},
      money_moved_);
}

}  // namespace souk::server

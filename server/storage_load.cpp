// What is read from the database.
#include "server/storage_connection.hpp"

#include <utility>

namespace souk::server {

namespace {

constexpr std::int64_t no_person = -1;

std::int64_t number_of(market::person_id person) {
  return person == market::nobody ? no_person : std::int64_t{index(person)};
}

market::person_id person_of(std::int64_t number) {
  return number < 0 ? market::nobody : market::person_id{static_cast<std::uint32_t>(number)};
}

market::job_id job_of(std::int64_t client, std::int64_t need) {
  return client < 0 ? market::no_job
                    : market::job_id{person_of(client), static_cast<std::uint32_t>(need)};
}

event_row read_event(const statement& from) {
  event_row row;
  row.seq = from.number(0);
  row.what.at = from.number(1);
  row.what.type = static_cast<market::event_type>(from.number(2));
  row.what.person = person_of(from.number(3));
  row.what.other = person_of(from.number(4));
  row.what.job = job_of(from.number(5), from.number(6));
  row.what.amount = {from.number(7)};
  row.what.n = static_cast<std::int32_t>(from.number(8));
  row.what.why = static_cast<market::reason>(from.number(9));
  row.what.detail = static_cast<std::uint16_t>(from.number(10));
  row.logged = from.number(11) != 0;
  return row;
}

}  // namespace

std::optional<stored_market> storage::load_market() {
  return guarded([&]() -> std::optional<stored_market> {
    statement& query =
        own_->get("SELECT policy, start_at, clock, wall_at_start FROM market", "", "tiii");
    query.ask({});
    if (!query.next()) {
      return std::nullopt;
    }
    stored_market found{query.text(0), query.number(0), query.number(1), query.number(2)};
    while (query.next()) {
    }
    return found;
  });
}

std::vector<std::string> storage::load_words() {
  return guarded([&] {
    std::vector<std::string> words;
    statement& query = own_->get("SELECT word FROM words ORDER BY id", "", "t");
    for (query.ask({}); query.next();) {
      words.push_back(query.text(0));
    }
    return words;
  });
}

void storage::load_people(const std::function<void(listed_person)>& visit) {
  guarded([&] {
    statement& query = own_->get(
        "SELECT username, email, first_name, last_name, password_hash,"
        " mail_code, side FROM people ORDER BY id",
        "", "ttttttt");
    for (query.ask({}); query.next();) {
      visit(
          {query.text(0), query.text(1), query.text(2), query.text(3), query.text(4), query.text(5),
              market::from_name<market::side>(query.text(6)).value_or(market::side::client)});
    }
  });
}

void storage::load_tokens(const std::function<void(const token_row&)>& visit) {
  guarded([&] {
    statement& query = own_->get("SELECT digest, person, expires_at FROM tokens", "", "tii");
    for (query.ask({}); query.next();) {
      visit({query.text(0), query.number(0), query.number(1)});
    }
  });
}

void storage::load_journal(const std::function<void(const journal_row&)>& visit) {
  guarded([&] {
    statement& query = own_->get(
        "SELECT seq, at, person, name, body FROM commands WHERE seq > :after"
        " ORDER BY seq LIMIT 10000",
        "i", "iiitt");
    std::int64_t last = 0;
    for (bool more = true; more;) {
      more = false;
      for (query.ask({last}); query.next(); more = true) {
        last = query.number(0);
        visit({last, query.number(1), person_of(query.number(2)), query.text(0), query.text(1)});
      }
    }
  });
}

void storage::load_idempotency(const std::function<void(const idempotency_row&)>& visit) {
  guarded([&] {
    statement& query =
        own_->get("SELECT person, key, request, status, answer, at FROM idempotency", "", "ittiti");
    for (query.ask({}); query.next();) {
      visit({query.number(0), query.text(0), query.text(1), query.number(1), query.text(2),
          query.number(2)});
    }
  });
}

std::int64_t storage::last_event() {
  return guarded([&] {
    statement& query = own_->get("SELECT COALESCE(MAX(seq), 0) FROM events", "", "i");
    query.ask({});
    query.next();
    const std::int64_t last = query.number(0);
    query.next();
    return last;
  });
}

std::int64_t storage::last_entry() {
  return guarded([&] {
    statement& query = own_->get("SELECT COALESCE(MAX(seq), 0) FROM ledger", "", "i");
    query.ask({});
    query.next();
    const std::int64_t last = query.number(0);
    query.next();
    return last;
  });
}

std::int64_t storage::count_events() {
  return guarded([&] {
    statement& query = own_->get("SELECT COUNT(*) FROM events WHERE type <> 'rejected'", "", "i");
    query.ask({});
    query.next();
    const std::int64_t all = query.number(0);
    query.next();
    return all;
  });
}

market::ledger_totals storage::load_balances() {
  return guarded([&] {
    market::ledger_totals totals;
    statement& query = own_->get("SELECT account, cents FROM balances", "", "ii");
    for (query.ask({}); query.next();) {
      totals.balance.at(static_cast<std::size_t>(query.number(0))) = {query.number(1)};
    }
    return totals;
  });
}

std::vector<event_row> storage::events_after(
    std::int64_t after, market::person_id person, std::int64_t limit) {
  return guarded([&] {
    constexpr const char* of_all =
        "SELECT seq, at, type_n, person, other, client, need, amount, n, reason_n, detail, logged"
        " FROM events WHERE seq > :after ORDER BY seq LIMIT :most";
    // Two indexes serve this; what is private is filtered by the caller.
    constexpr const char* of_one =
        "SELECT seq, at, type_n, person, other, client, need, amount, n, reason_n, detail, logged"
        " FROM events WHERE seq IN (SELECT seq FROM events WHERE person = :p AND seq > :a"
        " UNION SELECT seq FROM events WHERE other = :p2 AND seq > :a2) ORDER BY seq LIMIT :most";
    std::vector<event_row> rows;
    const bool all = person == market::nobody;
    const std::int64_t who = number_of(person);
    statement& query =
        all ? own_->get(of_all, "ii", "iiiiiiiiiiii") : own_->get(of_one, "iiiii", "iiiiiiiiiiii");
    all ? query.ask({after, limit}) : query.ask({who, after, who, after, limit});
    while (query.next()) {
      rows.push_back(read_event(query));
    }
    return rows;
  });
}

std::vector<std::pair<std::int64_t, market::ledger_entry>> storage::entries_before(
    std::int64_t before, std::int64_t limit) {
  return guarded([&] {
    std::vector<std::pair<std::int64_t, market::ledger_entry>> rows;
    statement& query = own_->get(
        "SELECT seq, at, client, need, amount, freelancer, from_account, to_account, cause_n"
        " FROM ledger WHERE seq < :before ORDER BY seq DESC LIMIT :most",
        "ii", "iiiiiiiii");
    for (query.ask({before, limit}); query.next();) {
      market::ledger_entry entry;
      entry.at = query.number(1);
      entry.job = job_of(query.number(2), query.number(3));
      entry.amount = {query.number(4)};
      entry.freelancer = person_of(query.number(5));
      entry.from = static_cast<market::ledger_account>(query.number(6));
      entry.to = static_cast<market::ledger_account>(query.number(7));
      entry.cause = static_cast<market::event_type>(query.number(8));
      rows.emplace_back(query.number(0), entry);
    }
    return rows;
  });
}

std::vector<mail_row> storage::load_mail(const std::string& address, std::int64_t limit) {
  return guarded([&] {
    std::vector<mail_row> rows;
    statement& query = own_->get(
        "SELECT id, at, address, subject, code FROM mail"
        " WHERE address = :one OR :all = '' ORDER BY id DESC LIMIT :most",
        "tti", "iittt");
    for (query.ask({address, address, limit}); query.next();) {
      rows.push_back(
          {query.number(0), query.text(0), query.number(1), query.text(1), query.text(2)});
    }
    return rows;
  });
}

}  // namespace souk::server

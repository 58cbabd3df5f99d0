#include "server/schema.hpp"

#include "market/ledger.hpp"

#include <array>
#include <string_view>

namespace souk::server {

namespace {

/// In an order in which they can be made.
constexpr std::array tables{std::string_view{"market"}, std::string_view{"words"},
    std::string_view{"people"}, std::string_view{"tokens"}, std::string_view{"mail"},
    std::string_view{"commands"}, std::string_view{"idempotency"}, std::string_view{"events"},
    std::string_view{"ledger"}, std::string_view{"accounts"}, std::string_view{"jobs"},
    std::string_view{"proposals"}, std::string_view{"contracts"}, std::string_view{"milestones"}};

/// What is written once and never changed.
constexpr std::array append_only{
    std::string_view{"commands"}, std::string_view{"events"}, std::string_view{"ledger"}};

constexpr std::array version_1{
    "CREATE TABLE market (one BIGINT PRIMARY KEY CHECK (one = 1), policy TEXT NOT NULL,"
    " start_at BIGINT NOT NULL, clock BIGINT NOT NULL, wall_at_start BIGINT NOT NULL,"
    " CHECK (clock >= start_at))",
    "CREATE TABLE words (id {id}, word TEXT NOT NULL UNIQUE)",
    "CREATE TABLE people (id {id}, username TEXT NOT NULL UNIQUE, email TEXT NOT NULL UNIQUE,"
    " first_name TEXT NOT NULL, last_name TEXT NOT NULL,"
    " side TEXT NOT NULL CHECK (side IN ('freelancer', 'client')),"
    " password_hash TEXT NOT NULL, mail_code TEXT NOT NULL)",
    "CREATE TABLE tokens (digest TEXT PRIMARY KEY, person BIGINT NOT NULL,"
    " expires_at BIGINT NOT NULL)",
    "CREATE TABLE mail (id {id}, address TEXT NOT NULL, at BIGINT NOT NULL,"
    " subject TEXT NOT NULL, code TEXT NOT NULL)",
    "CREATE TABLE commands (seq {id}, at BIGINT NOT NULL, person BIGINT NOT NULL,"
    " name TEXT NOT NULL, body TEXT NOT NULL)",
    "CREATE TABLE idempotency (person BIGINT NOT NULL, key TEXT NOT NULL, request TEXT NOT NULL,"
    " status BIGINT NOT NULL, answer TEXT NOT NULL, at BIGINT NOT NULL,"
    " PRIMARY KEY (person, key))",
    "CREATE TABLE events (seq {id}, at BIGINT NOT NULL, type TEXT NOT NULL, type_n BIGINT NOT NULL,"
    " person BIGINT NOT NULL, other BIGINT NOT NULL, client BIGINT NOT NULL, need BIGINT NOT NULL,"
    " amount BIGINT NOT NULL, n BIGINT NOT NULL, reason TEXT NOT NULL, reason_n BIGINT NOT NULL,"
    " detail BIGINT NOT NULL, logged BIGINT NOT NULL)",
    "CREATE INDEX events_by_person ON events (person, seq)",
    "CREATE INDEX events_by_other ON events (other, seq)",
    "CREATE TABLE ledger (seq {id}, at BIGINT NOT NULL, cause TEXT NOT NULL,"
    " cause_n BIGINT NOT NULL, freelancer BIGINT NOT NULL, client BIGINT NOT NULL,"
    " need BIGINT NOT NULL, from_account BIGINT NOT NULL, to_account BIGINT NOT NULL,"
    " amount BIGINT NOT NULL CHECK (amount > 0), CHECK (from_account <> to_account))",
    "CREATE TABLE balances (account {id}, name TEXT NOT NULL UNIQUE,"
    " cents BIGINT NOT NULL, market_cents BIGINT NOT NULL)",
    "CREATE TABLE sums (one BIGINT PRIMARY KEY CHECK (one = 1),"
    " ledger_sum BIGINT NOT NULL CHECK (ledger_sum = 0),"
    " other_balances BIGINT NOT NULL CHECK (other_balances = 0),"
    " granted BIGINT NOT NULL, bought BIGINT NOT NULL, returned BIGINT NOT NULL,"
    " spent BIGINT NOT NULL, expired BIGINT NOT NULL, held BIGINT NOT NULL,"
    " CHECK (granted + bought + returned = spent + expired + held))",
    "INSERT INTO sums VALUES (1, 0, 0, 0, 0, 0, 0, 0, 0)",
    "CREATE TABLE accounts (person {id}, status TEXT NOT NULL,"
    " connects BIGINT NOT NULL CHECK (connects >= 0),"
    " pending BIGINT NOT NULL CHECK (pending >= 0),"
    " available BIGINT NOT NULL CHECK (available >= 0),"
    " withdrawn BIGINT NOT NULL CHECK (withdrawn >= 0), earned BIGINT NOT NULL,"
    " spent BIGINT NOT NULL)",
    "CREATE TABLE jobs (client BIGINT NOT NULL, need BIGINT NOT NULL, title TEXT NOT NULL,"
    " category TEXT NOT NULL, type TEXT NOT NULL, status TEXT NOT NULL, value BIGINT NOT NULL,"
    " cost BIGINT NOT NULL, proposals BIGINT NOT NULL CHECK (proposals >= 0),"
    " posted_at BIGINT NOT NULL, PRIMARY KEY (client, need))",
    "CREATE TABLE proposals (client BIGINT NOT NULL, need BIGINT NOT NULL,"
    " freelancer BIGINT NOT NULL, status TEXT NOT NULL, bid BIGINT NOT NULL CHECK (bid > 0),"
    " boost BIGINT NOT NULL, at BIGINT NOT NULL, PRIMARY KEY (client, need, freelancer))",
    "CREATE TABLE contracts (client BIGINT NOT NULL, need BIGINT NOT NULL,"
    " freelancer BIGINT NOT NULL, status TEXT NOT NULL,"
    " escrow BIGINT NOT NULL CHECK (escrow >= 0), pending BIGINT NOT NULL CHECK (pending >= 0),"
    " billed BIGINT NOT NULL CHECK (billed >= 0), fees BIGINT NOT NULL,"
    " minutes_billed BIGINT NOT NULL, PRIMARY KEY (client, need, freelancer))",
    "CREATE TABLE milestones (client BIGINT NOT NULL, need BIGINT NOT NULL,"
    " freelancer BIGINT NOT NULL, n BIGINT NOT NULL, status TEXT NOT NULL,"
    " amount BIGINT NOT NULL CHECK (amount > 0), due BIGINT NOT NULL,"
    " PRIMARY KEY (client, need, freelancer, n))"};

/// `{id}` as the database has it: SQLite's own row number where there is one.
std::string in_dialect(std::string_view statement, dialect which) {
  std::string text(statement);
  const std::string_view id =
      which == dialect::sqlite ? "INTEGER PRIMARY KEY" : "BIGINT PRIMARY KEY";
  const std::size_t at = text.find("{id}");
  return at == std::string::npos ? text : text.replace(at, 4, id);
}

std::string guard_name(std::string_view table, std::string_view what) {
  return std::string(table) + "_no_" + std::string(what);
}

/// Triggers that refuse to change or delete what was written.
void add_guards(dialect which, std::vector<std::string>& into) {
  for (const std::string_view table : append_only) {
    const std::string name(table);
    if (which == dialect::postgresql) {
      into.emplace_back("CREATE TRIGGER " + guard_name(table, "change")
                        + " BEFORE UPDATE OR DELETE ON " + name
                        + " FOR EACH ROW EXECUTE FUNCTION append_only()");
      continue;
    }
    for (const char* what : {"UPDATE", "DELETE"}) {
      into.emplace_back("CREATE TRIGGER " + guard_name(table, what) + " BEFORE " + what + " ON "
                        + name + " BEGIN SELECT RAISE(ABORT, 'is only ever appended to'); END");
    }
  }
}

void drop_guards(std::vector<std::string>& into) {
  for (const std::string_view table : append_only) {
    for (const char* what : {"UPDATE", "DELETE"}) {
      into.emplace_back("DROP TRIGGER " + guard_name(table, what));
    }
  }
}

/// The database adds up the ledger by itself.
void add_bookkeeping(dialect which, std::vector<std::string>& into) {
  constexpr const char* movements =
      "UPDATE balances SET cents = cents - NEW.amount WHERE account = NEW.from_account; "
      "UPDATE balances SET cents = cents + NEW.amount WHERE account = NEW.to_account; ";
  if (which == dialect::sqlite) {
    into.emplace_back("CREATE TRIGGER ledger_balances AFTER INSERT ON ledger BEGIN "
                      + std::string(movements) + "END");
    return;
  }
  into.emplace_back(
      "CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
      "RAISE EXCEPTION 'is only ever appended to'; END $$");
  into.emplace_back("CREATE FUNCTION keep_balances() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                    + std::string(movements) + "RETURN NULL; END $$");
  into.emplace_back(
      "CREATE TRIGGER ledger_balances AFTER INSERT ON ledger FOR EACH ROW "
      "EXECUTE FUNCTION keep_balances()");
}

void fill_balances(std::vector<std::string>& into) {
  for (std::size_t i = 0; i < market::ledger_accounts; ++i) {
    into.emplace_back("INSERT INTO balances VALUES (" + std::to_string(i) + ", '"
                      + std::string(market::names_of<market::ledger_account>[i]) + "', 0, 0)");
  }
}

}  // namespace

std::vector<std::vector<std::string>> migrations(dialect which) {
  std::vector<std::string> first;
  for (const char* statement : version_1) {
    first.emplace_back(in_dialect(statement, which));
  }
  fill_balances(first);
  add_bookkeeping(which, first);
  add_guards(which, first);
  return {first};
}

std::vector<std::string> clearing(dialect which) {
  std::vector<std::string> all;
  if (which == dialect::postgresql) {
    std::string names;
    for (const std::string_view table : tables) {
      names += (names.empty() ? "" : ", ") + std::string(table);
    }
    all.emplace_back("TRUNCATE " + names);
  } else {
    drop_guards(all);
    for (const std::string_view table : tables) {
      all.emplace_back("DELETE FROM " + std::string(table));
    }
    add_guards(which, all);
  }
  // In place: GCC 12 sees impossible sizes where a temporary is moved in.
  all.emplace_back("UPDATE balances SET cents = 0, market_cents = 0");
  all.emplace_back(
      "UPDATE sums SET granted = 0, bought = 0, returned = 0, spent = 0, expired = 0,"
      " held = 0");
  return all;
}

}  // namespace souk::server

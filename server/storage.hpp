// The database: SQLite (one file, WAL) or PostgreSQL, with the same tables (schema.cpp). Whatever
// belongs together is written in one transaction; what the server answers for is committed before
// it answers.
//
// The journal (table `commands`) is what the market is rebuilt from; events, ledger, accounts,
// jobs, proposals, contracts and milestones are what happened and what there is, for whoever asks
// the database, with the constraints of its own.
#pragma once

#include "market/desks.hpp"
#include "market/ledger.hpp"
#include "server/directory.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace souk::server {

/// The database cannot be reached, refuses what it is told, or holds what this souk cannot read.
class storage_error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Which market a database holds.
struct stored_market {
  std::string policy;  // YAML of kind policy, whole
  market::second start = 0;
  market::second clock = 0;        // how far it has run
  std::int64_t wall_at_start = 0;  // of a clock that runs xN: the wall clock at `start`
};

struct journal_row {
  std::int64_t seq = 0;
  market::second at = 0;
  market::person_id person = market::nobody;
  std::string name;  // of the command, or `seed`
  std::string body;  // JSON, without secrets
};

struct event_row {
  std::int64_t seq = 0;
  market::event what;
  bool logged = true;
};

struct token_row {
  std::string digest;
  std::int64_t person = 0;  // -1: the operator
  std::int64_t expires_at = 0;
};

struct idempotency_row {
  std::int64_t person = 0;
  std::string key;
  std::string request;  // digest of what was asked
  std::int64_t status = 0;
  std::string answer;
  std::int64_t at = 0;  // wall clock
};

struct mail_row {
  std::int64_t id = 0;
  std::string address;
  market::second at = 0;
  std::string subject;
  std::string code;
};

/// What people and things look like now, for whoever asks the database.
struct account_row {
  std::int64_t person = 0;
  std::string status;
  std::int64_t connects = 0, pending = 0, available = 0, withdrawn = 0, earned = 0, spent = 0;
};
struct job_row {
  market::job_id id;
  std::string title, category, type, status;
  std::int64_t value = 0, cost = 0, proposals = 0, posted_at = 0;
};
struct proposal_row {
  market::contract_id id;
  std::string status;
  std::int64_t bid = 0, boost = 0, at = 0;
};
struct contract_row {
  market::contract_id id;
  std::string status;
  std::int64_t escrow = 0, pending = 0, billed = 0, fees = 0, minutes_billed = 0;
};
struct milestone_row {
  market::milestone_id id;
  std::string status;
  std::int64_t amount = 0, due = 0;
};

/// What the market says its sums are; the database holds its own against them.
struct sums_row {
  market::ledger_totals balances;
  std::int64_t granted = 0, bought = 0, spent = 0, returned = 0, expired = 0, held = 0;
};

/// The database as it may be shown: a URL's password is left out.
std::string without_password(const std::string& where);

class storage {
 public:
  /// Opens `where`: a file, ":memory:", or postgresql://USER@HOST:PORT/NAME (libpq's URLs). Throws
  /// storage_error.
  explicit storage(const std::string& where);
  ~storage();

  /// Brings the tables to this version, one migration after the other. Throws storage_error where
  /// the database is of a later one.
  void migrate();
  /// Empties every table but the version's; in the transaction at hand.
  void clear();

  // -- transactions

  void begin();
  void commit();
  /// Never throws; where it fails, so does the next begin.
  void rollback() noexcept;

  // -- what was kept

  std::optional<stored_market> load_market();
  std::vector<std::string> load_words();
  void load_people(const std::function<void(listed_person)>& visit);
  void load_tokens(const std::function<void(const token_row&)>& visit);
  void load_journal(const std::function<void(const journal_row&)>& visit);
  void load_idempotency(const std::function<void(const idempotency_row&)>& visit);
  std::int64_t last_event();
  std::int64_t last_entry();
  /// Events that the market makes of itself, rejections not counted.
  std::int64_t count_events();
  market::ledger_totals load_balances();
  /// At most `limit` events after `after` that `person` was told (nobody: all), oldest first.
  std::vector<event_row> events_after(
      std::int64_t after, market::person_id person, std::int64_t limit);
  /// Newest first, from before `before` on.
  std::vector<std::pair<std::int64_t, market::ledger_entry>> entries_before(
      std::int64_t before, std::int64_t limit);
  /// The last ones to an address ("": to all), newest first.
  std::vector<mail_row> load_mail(const std::string& address, std::int64_t limit);

  // -- what is new; in a transaction

  void put_market(const stored_market& market);
  void put_clock(market::second at);
  void add_word(std::int64_t id, std::string_view word);
  void add_person(std::int64_t id, const listed_person& person);
  void put_secrets(std::int64_t id, const listed_person& person);
  void add_token(const token_row& row);
  void drop_token(const std::string& digest);
  void add_mail(const mail_row& row);
  void add(const journal_row& row);
  void add(const event_row& row);
  void add(std::int64_t seq, const market::ledger_entry& entry);
  void add(const idempotency_row& row);
  void put(const account_row& row);
  void put(const job_row& row);
  void put(const proposal_row& row);
  void put(const contract_row& row);
  void put(const milestone_row& row);
  /// Throws storage_error where the database's own sums are others, or do not balance.
  void check(const sums_row& sums, bool money_moved);
  /// Tokens and idempotency keys from before these times go.
  void forget(std::int64_t tokens_before, std::int64_t keys_before);

 private:
  struct connection;
  std::unique_ptr<connection> own_;
};

}  // namespace souk::server

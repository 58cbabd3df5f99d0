#include "server/storage.hpp"

#include "server/storage_connection.hpp"

#include <libpq-fe.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <utility>

namespace souk::server {

namespace {

bool is_postgresql(std::string_view where) {
  return where.starts_with("postgresql://") || where.starts_with("postgres://");
}

/// SQLite's connection string is split at spaces, but for what stands in quotes.
std::string sqlite_options(const std::string& file) {
  if (file.find('"') != std::string::npos) {
    throw storage_error("a database's file name has no double quotes");
  }
  return "db=\"" + file + "\" timeout=10";
}

/// A URL as the pairs of keys and values that SOCI wants.
std::string postgresql_options(const std::string& url) {
  char* wrong = nullptr;
  const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> parsed(
      PQconninfoParse(url.c_str(), &wrong), &PQconninfoFree);
  if (!parsed) {
    const std::string why = wrong == nullptr ? "no memory" : wrong;
    PQfreemem(wrong);
    throw storage_error("the database's URL is wrong: " + why);
  }
  std::string text;
  for (const PQconninfoOption* one = parsed.get(); one->keyword != nullptr; ++one) {
    if (one->val == nullptr) {
      continue;
    }
    if (std::string_view(one->val).find_first_of(" '\\") != std::string_view::npos) {
      throw storage_error("values in a database's URL have no spaces, quotes or backslashes");
    }
    text += (text.empty() ? "" : " ") + std::string(one->keyword) + '=' + one->val;
  }
  return text;
}

std::int64_t single(soci::session& session, const std::string& sql) {
  long long value = 0;
  session << sql, soci::into(value);
  return value;
}

}  // namespace

std::string without_password(const std::string& where) {
  const std::size_t scheme = where.find("://");
  const std::size_t at = where.find('@');
  if (scheme == std::string::npos || at == std::string::npos) {
    return where;
  }
  const std::size_t colon = where.find(':', scheme + 3);
  return colon < at ? where.substr(0, colon) + where.substr(at) : where;
}

storage::storage(const std::string& where) : own_(std::make_unique<connection>()) {
  guarded([&] {
    if (is_postgresql(where)) {
      own_->speaks = dialect::postgresql;
      own_->session.open(soci::postgresql, postgresql_options(where));
      own_->session << "SET client_min_messages = warning";
    } else {
      own_->session.open(soci::sqlite3, sqlite_options(where));
      own_->session << "PRAGMA journal_mode = WAL";
      own_->session << "PRAGMA synchronous = FULL";
      own_->session << "PRAGMA foreign_keys = ON";
    }
  });
}

storage::~storage() = default;

// -- versions -------------------------------------------------------------------------------------

void storage::migrate() {
  guarded([&] {
    soci::session& session = own_->session;
    const auto all = migrations(own_->speaks);
    begin();
    session << "CREATE TABLE IF NOT EXISTS schema_version (version BIGINT NOT NULL)";
    const std::int64_t before =
        single(session, "SELECT COALESCE(MAX(version), 0) FROM schema_version");
    if (before > static_cast<std::int64_t>(all.size())) {
      rollback();
      throw storage_error("the database is of version " + std::to_string(before)
                          + ", later than this souk's " + std::to_string(all.size())
                          + "; a newer souk reads it");
    }
    for (auto version = static_cast<std::size_t>(before); version < all.size(); ++version) {
      for (const std::string& statement : all[version]) {
        session << statement;
      }
      session << "INSERT INTO schema_version VALUES (" << version + 1 << ")";
    }
    commit();
  });
}

void storage::clear() {
  guarded([&] {
    for (const std::string& statement : clearing(own_->speaks)) {
      own_->session << statement;
    }
  });
}

// -- transactions ---------------------------------------------------------------------------------

void storage::begin() {
  guarded(
      [&] { own_->session << (own_->speaks == dialect::sqlite ? "BEGIN IMMEDIATE" : "BEGIN"); });
}

void storage::commit() {
  guarded([&] { own_->session << "COMMIT"; });
}

void storage::rollback() noexcept {
  try {
    own_->session << "ROLLBACK";
  } catch (const std::exception&) {
    // The connection is lost, and with it the transaction.
    own_->prepared.clear();
  }
}

}  // namespace souk::server

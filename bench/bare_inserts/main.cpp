// What SQLite alone can do: the rows that one accepted `propose` leaves in the server's database,
// written by prepared statements and committed durably, so many proposals a transaction.
//
//   souk_bare_inserts FILE PROPOSALS BATCH     prints proposals a second
#include "server/schema.hpp"

#include <sqlite3.h>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <variant>
#include <vector>

namespace {

using souk::server::dialect;
using cell = std::variant<std::int64_t, const char*>;

sqlite3* db = nullptr;

void demand(bool holds) {
  if (!holds) {
    std::fprintf(stderr, "%s\n", sqlite3_errmsg(db));
    std::exit(3);
  }
}

void run(const std::string& sql) {
  demand(sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
}

sqlite3_stmt* prepare(const char* sql) {
  sqlite3_stmt* made = nullptr;
  demand(sqlite3_prepare_v2(db, sql, -1, &made, nullptr) == SQLITE_OK);
  return made;
}

void insert(sqlite3_stmt* into, const std::vector<cell>& row) {
  int place = 0;
  for (const cell& one : row) {
    ++place;
    if (const auto* number = std::get_if<std::int64_t>(&one)) {
      sqlite3_bind_int64(into, place, *number);
    } else {
      sqlite3_bind_text(into, place, std::get<const char*>(one), -1, SQLITE_STATIC);
    }
  }
  demand(sqlite3_step(into) == SQLITE_DONE);
  sqlite3_reset(into);
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 4) {
    std::fprintf(stderr, "usage: souk_bare_inserts FILE PROPOSALS BATCH\n");
    return 2;
  }
  demand(sqlite3_open(arguments[1], &db) == SQLITE_OK);
  const std::int64_t proposals = std::atoll(arguments[2]);
  const std::int64_t batch = std::atoll(arguments[3]);
  run("PRAGMA journal_mode = WAL");
  run("PRAGMA synchronous = FULL");
  const auto migrations = souk::server::migrations(dialect::sqlite);
  for (const std::string& statement : migrations.front()) {
    run(statement);
  }
  sqlite3_stmt* const command = prepare("INSERT INTO commands VALUES (?, ?, ?, ?, ?)");
  sqlite3_stmt* const event =
      prepare("INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  sqlite3_stmt* const proposal = prepare("INSERT INTO proposals VALUES (?, ?, ?, ?, ?, ?, ?)");
  const auto begin = std::chrono::steady_clock::now();
  for (std::int64_t i = 0; i < proposals; ++i) {
    if (i % batch == 0) {
      run("BEGIN IMMEDIATE");
    }
    const std::int64_t freelancer = i % 200;
    const std::int64_t need = i / 200;
    insert(command, {i + 1, i, freelancer, "propose", R"({"job":"200-1234","bid":"90.00"})"});
    insert(event, {i + 1, i, "proposed", std::int64_t{12}, freelancer, std::int64_t{200},
                      std::int64_t{200}, need, std::int64_t{9000}, std::int64_t{1}, "none",
                      std::int64_t{0}, std::int64_t{0}, std::int64_t{1}});
    insert(proposal,
        {std::int64_t{200}, need, freelancer, "submitted", std::int64_t{9000}, std::int64_t{0}, i});
    if ((i + 1) % batch == 0 || i + 1 == proposals) {
      run("COMMIT");
    }
  }
  const double seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  std::printf("%.0f\n", static_cast<double>(proposals) / seconds);
  sqlite3_close(db);
  return 0;
}

#include "reports/database.hpp"

#include <sqlite3.h>

#include <filesystem>

namespace souk::reports {

namespace {

std::string file_of(sqlite3* handle) {
  const char* const file = handle != nullptr ? sqlite3_db_filename(handle, "main") : nullptr;
  return file != nullptr ? file : "database";
}

[[noreturn]] void fail(sqlite3* handle) {
  throw database_error(
      file_of(handle) + ": " + (handle != nullptr ? sqlite3_errmsg(handle) : "out of memory"));
}

void demand(int status, sqlite3* handle) {
  if (status != SQLITE_OK) {
    fail(handle);
  }
}

}  // namespace

void database::close::operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }

database::database(const std::string& file, int flags) {
  sqlite3* handle = nullptr;
  const int status = sqlite3_open_v2(file.c_str(), &handle, flags | SQLITE_OPEN_NOMUTEX, nullptr);
  handle_.reset(handle);
  if (status != SQLITE_OK) {
    throw database_error(file + ": " + sqlite3_errstr(status));
  }
  // Whoever looks into a store while it grows, or the other way round, is waited for.
  constexpr int most_wait_ms = 30'000;
  sqlite3_busy_timeout(handle, most_wait_ms);
}

database database::create(const std::string& file) {
  if (std::filesystem::exists(file)) {
    throw database_error(file + ": exists already");
  }
  return database(file, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
}

database database::open(const std::string& file) { return database(file, SQLITE_OPEN_READONLY); }

database database::reopen(const std::string& file) { return database(file, SQLITE_OPEN_READWRITE); }

std::string database::file() const { return file_of(handle_.get()); }

void database::run(const std::string& sql) {
  demand(sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr), handle_.get());
}

void statement::finalize::operator()(sqlite3_stmt* handle) const { sqlite3_finalize(handle); }

statement::statement(database& in, std::string_view sql) {
  sqlite3_stmt* handle = nullptr;
  const int status = sqlite3_prepare_v3(in.handle_.get(), sql.data(), static_cast<int>(sql.size()),
      SQLITE_PREPARE_PERSISTENT, &handle, nullptr);
  handle_.reset(handle);
  demand(status, in.handle_.get());
}

void statement::bind(int place, std::int64_t number) {
  demand(sqlite3_bind_int64(handle_.get(), place + 1, number), sqlite3_db_handle(handle_.get()));
}

void statement::bind(int place, double number) {
  demand(sqlite3_bind_double(handle_.get(), place + 1, number), sqlite3_db_handle(handle_.get()));
}

void statement::bind(int place, std::string_view text) {
  demand(
      sqlite3_bind_text64(handle_.get(), place + 1, text.data(), text.size(), nullptr, SQLITE_UTF8),
      sqlite3_db_handle(handle_.get()));
}

void statement::bind(int place, std::nullopt_t) {
  demand(sqlite3_bind_null(handle_.get(), place + 1), sqlite3_db_handle(handle_.get()));
}

void statement::bind(int place, std::optional<std::int64_t> maybe) {
  maybe ? bind(place, *maybe) : bind(place, std::nullopt);
}

void statement::bind(int place, std::optional<double> maybe) {
  maybe ? bind(place, *maybe) : bind(place, std::nullopt);
}

void statement::bind(int place, std::optional<std::string_view> maybe) {
  maybe ? bind(place, *maybe) : bind(place, std::nullopt);
}

bool statement::next() {
  const int status = sqlite3_step(handle_.get());
  if (status == SQLITE_ROW) {
    return true;
  }
  // Reset answers the code of the step that failed.
  demand(sqlite3_reset(handle_.get()), sqlite3_db_handle(handle_.get()));
  return false;
}

void statement::finish() {
  while (next()) {
  }
}

int statement::columns() const { return sqlite3_column_count(handle_.get()); }
std::string_view statement::name(int column) const {
  return sqlite3_column_name(handle_.get(), column);
}
value_kind statement::kind(int column) const {
  switch (sqlite3_column_type(handle_.get(), column)) {
    case SQLITE_INTEGER:
      return value_kind::integer;
    case SQLITE_FLOAT:
      return value_kind::real;
    case SQLITE_NULL:
      return value_kind::null;
    default:
      return value_kind::text;
  }
}
std::string_view statement::view(int column) const {
  const void* const bytes = sqlite3_column_text(handle_.get(), column);
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(handle_.get(), column));
  return {static_cast<const char*>(bytes), bytes == nullptr ? 0 : size};
}
bool statement::is_null(int column) const {
  return sqlite3_column_type(handle_.get(), column) == SQLITE_NULL;
}
std::int64_t statement::number(int column) const {
  return sqlite3_column_int64(handle_.get(), column);
}
double statement::real(int column) const { return sqlite3_column_double(handle_.get(), column); }
std::string statement::text(int column) const { return std::string(view(column)); }

}  // namespace souk::reports

// SQLite, as much of it as the results store needs. The only code that includes sqlite3.h is
// database.cpp.
#pragma once

#include <concepts>
#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace souk::reports {

/// The database refused: the disk is full, the file is not ours, a constraint was broken.
class database_error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// One open file. For one thread at a time.
class database {
 public:
  /// Creates the file; throws database_error if it exists or cannot be created.
  static database create(const std::string& file);
  /// Opens an existing file for reading.
  static database open(const std::string& file);
  /// Opens an existing file for reading and writing.
  static database reopen(const std::string& file);

  /// Runs statements that answer nothing.
  void run(const std::string& sql);
  /// Its path, for messages.
  std::string file() const;

 private:
  friend class statement;
  struct close {
    void operator()(sqlite3* handle) const;
  };
  explicit database(const std::string& file, int flags);

  std::unique_ptr<sqlite3, close> handle_;
};

/// What a column of a row holds; the store has no blobs.
enum class value_kind : std::uint8_t { null, integer, real, text };

/// A prepared statement. Values are bound by place, from 0.
class statement {
 public:
  statement(database& in, std::string_view sql);

  /// Binds all values and runs a statement that answers no rows.
  template <class... Values>
  void run(const Values&... values) {
    bind_all(values...);
    finish();
  }

  /// Binds all values; then `next` steps through the answer's rows.
  template <class... Values>
  void ask(const Values&... values) {
    bind_all(values...);
  }
  bool next();

  void bind(int place, std::int64_t number);
  void bind(int place, double number);
  void bind(int place, std::string_view text);  // must outlive the next step
  void bind(int place, std::nullopt_t);
  void bind(int place, std::optional<std::int64_t> maybe);
  void bind(int place, std::optional<double> maybe);
  void bind(int place, std::optional<std::string_view> maybe);
  template <std::integral Number>
  void bind(int place, Number number) {
    bind(place, static_cast<std::int64_t>(number));
  }
  void bind(int place, const std::string& text) { bind(place, std::string_view(text)); }
  void bind(int place, const char* text) { bind(place, std::string_view(text)); }

  /// Runs what is bound to its end, for statements that answer no rows.
  void finish();

  int columns() const;
  std::string_view name(int column) const;  // these views hold until the next step
  value_kind kind(int column) const;
  std::string_view view(int column) const;
  bool is_null(int column) const;
  std::int64_t number(int column) const;
  double real(int column) const;
  std::string text(int column) const;

 private:
  struct finalize {
    void operator()(sqlite3_stmt* handle) const;
  };
  template <class... Values>
  void bind_all(const Values&... values) {
    int place = 0;
    (bind(place++, values), ...);
  }

  std::unique_ptr<sqlite3_stmt, finalize> handle_;
};

}  // namespace souk::reports

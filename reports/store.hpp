// The results store: run.sqlite, written in batches while the run goes on (docs/store.md). One
// thread at a time, off the hot path.
//
// What belongs to a simulated day is committed together with that day, so that a process that is
// killed at any moment leaves a file that opens and whose `run.complete_days` says how far it
// reaches.
#pragma once

#include "observe/record.hpp"
#include "reports/database.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace souk::reports {

/// `run.status`.
enum class run_status : std::uint8_t {
  running,      // or killed
  complete,     // all of its days
  interrupted,  // ended early by its user, cleanly
  failed,       // the audit or an internal check stopped it
};

/// How far the tables that grow reach, between two days.
struct store_mark {
  std::int32_t days = 0;  // complete ones
  std::int64_t events = 0, entries = 0, epochs = 0;

  bool operator==(const store_mark&) const = default;
};

class run_store {
 public:
  /// Creates the file; throws database_error if it exists or cannot be written.
  run_store(const std::string& file, const observe::run_description& what);
  /// Goes on with a file that reaches at least to the mark: what came later is taken out of it, and
  /// it becomes the store of `what` (a fork's differs from what the file was begun as). Throws
  /// database_error.
  run_store(const std::string& file, const observe::run_description& what, const store_mark& from);
  run_store(const run_store&) = delete;
  run_store& operator=(const run_store&) = delete;
  /// Without `close` the file keeps what was committed and its status.
  ~run_store();

  void write(std::span<const market::event> events);
  void write(std::span<const market::ledger_entry> entries);
  void write_epoch(std::int64_t epoch, const market::fingerprint& rolling);
  /// Ends a day: commits it with all that was written before.
  void write(const observe::day_record& day, std::span<const observe::category_day> categories);
  void write(std::span<const observe::person_row> people);
  void write(std::span<const observe::job_row> jobs);
  void write(std::span<const observe::contract_row> contracts);
  void write(std::span<const observe::treatment_row> treatments);
  /// The result: state hash, window, moments and the text of summary.json.
  void write(const observe::run_result& result, std::string_view summary);

  /// After a day was written.
  store_mark mark();

  /// Commits what is left and leaves one plain file (no -wal beside it). Nothing can be written
  /// after it.
  void close(run_status status);

 private:
  struct statements;

  void begin();
  void commit();
  void describe(const observe::run_description& what);
  void cut_back(const store_mark& to);

  database database_;
  std::unique_ptr<statements> statements_;
  std::int64_t start_;
  std::vector<std::string> countries_;
  bool in_transaction_ = false;
};

}  // namespace souk::reports

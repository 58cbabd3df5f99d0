#include "reports/store_cut.hpp"

#include "reports/run_rows.hpp"
#include "reports/store.hpp"

#include <filesystem>
#include <utility>
#include <vector>

namespace souk::reports {
namespace {

std::int64_t answer(database& in, const std::string& sql) {
  statement asked(in, sql);
  asked.ask();
  return asked.next() ? asked.number(0) : 0;
}

std::vector<std::string> names(database& in, const std::string& sql) {
  std::vector<std::string> all;
  statement asked(in, sql);
  asked.ask();
  while (asked.next()) {
    all.push_back(asked.text(0));
  }
  return all;
}

/// What of a table came after the mark. Tables that are written as a store is made stay; those that
/// are neither these nor grow by the day are written at a run's end.
std::string rows_after(const std::string& table, const store_mark& mark) {
  const auto beyond = [](const char* column, std::int64_t last) {
    return std::string(" WHERE ") + column + " > " + std::to_string(last);
  };
  if (table == "run" || table == "categories" || table == "interventions") {
    return " WHERE 0";
  }
  if (table == "events") {
    return beyond("event", mark.events);
  }
  if (table == "ledger_entries") {
    return beyond("entry", mark.entries);
  }
  if (table == "fingerprints") {
    return beyond("epoch", mark.epochs - 1);
  }
  if (table == "days" || table == "category_days" || table == "ledger_days") {
    return beyond("day", mark.days - 1);
  }
  return "";
}

}  // namespace

left_run read_left_run(const std::string& folder) {
  const std::string file = folder + "/run.sqlite";
  if (!std::filesystem::is_regular_file(file)) {
    throw database_error(folder + " holds no run");
  }
  database store = database::reopen(file);
  run_row row = read_run_row(store);
  return {std::move(row.what), row.status == "complete"};
}

void copy_store(const std::string& from, const std::string& to) {
  database store = database::reopen(from);
  statement(store, "VACUUM INTO ?").run(to);
}

store_mark run_store::mark() {
  commit();
  return {.days = static_cast<std::int32_t>(answer(database_, "SELECT complete_days FROM run")),
      .events = answer(database_, "SELECT ifnull(max(event), 0) FROM events"),
      .entries = answer(database_, "SELECT ifnull(max(entry), 0) FROM ledger_entries"),
      .epochs = answer(database_, "SELECT ifnull(max(epoch) + 1, 0) FROM fingerprints")};
}

void run_store::cut_back(const store_mark& to) {
  const store_mark reached = mark();
  if (reached.days < to.days || reached.events < to.events || reached.entries < to.entries
      || reached.epochs < to.epochs) {
    throw database_error("the store reaches to day " + std::to_string(reached.days)
                         + " only, and day " + std::to_string(to.days) + " is wanted");
  }
  begin();
  for (const std::string& index :
      names(database_, "SELECT name FROM sqlite_master WHERE type = 'index' AND sql NOT NULL")) {
    database_.run("DROP INDEX " + index);
  }
  for (const std::string& table : names(database_,
           "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")) {
    database_.run("DELETE FROM " + table + rows_after(table, to));
  }
  database_.run(
      "UPDATE run SET status = 'running', window_from_day = NULL, window_to_day = NULL,"
      " state_hash = NULL, summary = NULL, complete_days = "
      + std::to_string(to.days));
}

}  // namespace souk::reports

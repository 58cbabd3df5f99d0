#include "reports/sweep_store.hpp"

#include "market/hash.hpp"
#include "reports/text.hpp"

namespace souk::reports {

namespace {

constexpr int store_version = 1;

std::string columns(const char* after) {
  std::string text;
  for (const std::string_view name : market::names_of<outcome>) {
    text += ", " + std::string(name) + after;
  }
  return text;
}

std::string places() {
  std::string text;
  for (std::size_t i = 0; i < outcome_count; ++i) {
    text += ", ?";
  }
  return text;
}

database opened(const std::string& file, bool resume) {
  if (resume) {
    database store = database::reopen(file);
    statement version(store, "PRAGMA user_version");
    if (!version.next() || version.number(0) != store_version) {
      throw database_error(file + ": is no store of a sweep of this version of souk");
    }
    return store;
  }
  database store = database::create(file);
  store.run(
      "CREATE TABLE runs (key TEXT PRIMARY KEY, seed TEXT NOT NULL, point TEXT NOT NULL, "
      "failure TEXT, state_hash TEXT"
      + columns(" REAL") + ") STRICT; PRAGMA user_version = " + std::to_string(store_version));
  return store;
}

}  // namespace

sweep_store::sweep_store(const std::string& file, bool resume) : database_(opened(file, resume)) {}

void sweep_store::add(const std::string& key, std::uint64_t seed, const std::string& point,
    const sweep_answer& answer) {
  statement row(database_, "INSERT INTO runs (key, seed, point, failure, state_hash" + columns("")
                               + ") VALUES (?, ?, ?, ?, ?" + places() + ")");
  int place = 0;
  const std::string number = std::to_string(seed);
  row.bind(place++, key);
  row.bind(place++, number);
  row.bind(place++, point);
  if (answer.failed()) {
    row.bind(place++, answer.failure);
  } else {
    row.bind(place++, std::nullopt);
    row.bind(place++, answer.state_hash);
    for (const double value : answer.outcomes.value) {
      row.bind(place++, value);
    }
  }
  row.finish();
}

std::map<std::string, sweep_answer> sweep_store::all() {
  std::map<std::string, sweep_answer> known;
  statement rows(database_, "SELECT key, failure, state_hash" + columns("") + " FROM runs");
  while (rows.next()) {
    sweep_answer answer;
    answer.failure = rows.text(1);
    answer.state_hash = rows.text(2);
    for (std::size_t i = 0; i < outcome_count; ++i) {
      answer.outcomes.value[i] = rows.real(static_cast<int>(i) + 3);
    }
    known.emplace(rows.text(0), answer);
  }
  return known;
}

std::string key_of(std::string_view text) {
  market::fingerprint print;
  std::uint64_t so_far = text.size();
  std::uint64_t other = ~so_far;
  for (const char letter : text) {
    so_far = market::mix(so_far, static_cast<unsigned char>(letter));
    other = market::mix(other ^ so_far);
  }
  print.low = so_far;
  print.high = other;
  return hex(print);
}

}  // namespace souk::reports

#include "reports/sweep_store.hpp"

#include "reports/store_schema.hpp"
#include "reports/sweep_schema.hpp"
#include "reports/text.hpp"
#include "scenarios/writer.hpp"

namespace souk::reports {

namespace {

/// As a sweep leaves it that is killed before anything else.
bool is_empty(database& store) {
  statement tables(store, "SELECT count(*) FROM sqlite_schema");
  return tables.next() && tables.number(0) == 0;
}

database opened(const std::string& file, bool resume) {
  database store = resume ? database::reopen(file) : database::create(file);
  // No run waits for the disk.
  store.run("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
  if (is_empty(store)) {
    store.run(sweep_schema());
  }
  check_sweep_store(store);
  return store;
}

/// Of everything that a design says.
std::string key_of_design(const sweep& design, const std::vector<planned_run>& runs) {
  std::string text = design.version + "\n" + design.command + "\n" + design.what.name + "\n"
                     + design.scenario_yaml;
  for (const planned_run& one : runs) {
    text += one.key + " " + std::to_string(one.point) + "\n";
  }
  return hex_of(text);
}

std::int64_t write_head(database& to, const sweep& design, const std::string& key) {
  const scenarios::experiment& what = design.what;
  statement head(to,
      "INSERT INTO designs (key, souk, command, experiment, scenario, policy, kind, replications, "
      "scenario_yaml) VALUES ("
          + placeholders(9) + ") RETURNING design");
  head.ask(key, design.version, design.command, what.name, what.base.name, what.base.policy.name,
      market::name(what.design), what.replications, design.scenario_yaml);
  head.next();
  const std::int64_t number = head.number(0);
  head.finish();
  statement set(to, "INSERT INTO settings VALUES (?, ?, ?)");
  for (const scenarios::setting& one : what.set.all) {
    set.run(number, one.path, one.value);
  }
  return number;
}

void write_parameters(database& to, std::int64_t design, const scenarios::experiment& what) {
  statement row(to, "INSERT INTO parameters VALUES (?, ?, ?, ?, ?, ?)");
  statement listed(to, "INSERT INTO parameter_values VALUES (?, ?, ?, ?)");
  for (std::size_t i = 0; i < what.parameters.size(); ++i) {
    const scenarios::experiment_parameter& one = what.parameters[i];
    const auto of_range = [&](const scenarios::yaml_value& value) {
      return one.is_range() ? std::optional<std::string_view>(value.text) : std::nullopt;
    };
    row.run(design, i, one.path, market::name(one.scale), of_range(one.from), of_range(one.to));
    for (std::size_t place = 0; place < one.values.size(); ++place) {
      listed.run(design, i, place, one.values[place].text);
    }
  }
}

void write_runs(
    database& to, std::int64_t design, const sweep& of, const std::vector<planned_run>& runs) {
  statement value(to, "INSERT INTO points VALUES (?, ?, ?, ?)");
  for (std::size_t point = 0; point < of.points.size(); ++point) {
    for (std::size_t i = 0; i < of.points[point].size(); ++i) {
      value.run(design, point, i, of.points[point][i]);
    }
  }
  statement row(to, "INSERT INTO design_runs VALUES (?, ?, ?, ?, ?)");
  for (std::size_t i = 0; i < runs.size(); ++i) {
    row.run(design, i, runs[i].point, std::to_string(runs[i].seed), runs[i].key);
  }
}

}  // namespace

sweep_store::sweep_store(const std::string& file, bool resume) : database_(opened(file, resume)) {}

void sweep_store::plan(const sweep& design, const std::vector<planned_run>& runs) {
  const std::string key = key_of_design(design, runs);
  statement last(database_, "SELECT key FROM designs ORDER BY design DESC LIMIT 1");
  if (last.next() && last.text(0) == key) {
    return;
  }
  last.finish();
  database_.run("BEGIN IMMEDIATE");
  const std::int64_t number = write_head(database_, design, key);
  write_parameters(database_, number, design.what);
  write_runs(database_, number, design, runs);
  database_.run("COMMIT");
}

void sweep_store::add(const std::string& key, std::uint64_t seed, const std::string& point,
    const sweep_answer& answer) {
  statement row(database_, "INSERT INTO runs (key, seed, point, failure, state_hash"
                               + outcome_columns("") + ") VALUES ("
                               + placeholders(outcome_count + 5) + ")");
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

void sweep_store::rest() {
  try {
    database_.run("PRAGMA journal_mode = DELETE");
  } catch (const database_error&) {
    // Somebody is reading: the log stays beside the file, and is read with it.
  }
}

std::set<std::string> sweep_store::keys() {
  std::set<std::string> known;
  statement rows(database_, "SELECT key FROM runs");
  while (rows.next()) {
    known.insert(rows.text(0));
  }
  return known;
}

}  // namespace souk::reports

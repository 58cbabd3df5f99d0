#include "reports/load_store.hpp"

#include "reports/database.hpp"

namespace souk::reports {

namespace {

constexpr const char* schema = R"sql(
  CREATE TABLE test (plan TEXT NOT NULL, target TEXT NOT NULL, binding TEXT NOT NULL,
    souk TEXT NOT NULL, command TEXT NOT NULL, stopped TEXT NOT NULL, seconds REAL NOT NULL,
    asked INTEGER NOT NULL, answered INTEGER NOT NULL, abandoned INTEGER NOT NULL,
    judged INTEGER NOT NULL, violations INTEGER NOT NULL, bytes_sent INTEGER NOT NULL,
    bytes_received INTEGER NOT NULL, connections_opened INTEGER NOT NULL, cpu_s REAL NOT NULL,
    requests_sent INTEGER NOT NULL) STRICT;
  CREATE TABLE phases (phase INTEGER PRIMARY KEY, name TEXT NOT NULL, from_s REAL NOT NULL,
    to_s REAL NOT NULL, counted INTEGER NOT NULL) STRICT;
  CREATE TABLE requests (operation TEXT NOT NULL, phase INTEGER NOT NULL, status INTEGER NOT NULL,
    count INTEGER NOT NULL, errors INTEGER NOT NULL, mean_ns REAL NOT NULL, min_ns INTEGER NOT NULL,
    max_ns INTEGER NOT NULL, PRIMARY KEY (operation, phase, status)) STRICT;
  CREATE TABLE latencies (operation TEXT NOT NULL, phase INTEGER NOT NULL, status INTEGER NOT NULL,
    from_ns INTEGER NOT NULL, to_ns INTEGER NOT NULL, count INTEGER NOT NULL) STRICT;
  CREATE TABLE seconds (second INTEGER PRIMARY KEY, asked INTEGER NOT NULL,
    answered INTEGER NOT NULL, errors INTEGER NOT NULL, violations INTEGER NOT NULL,
    waiting INTEGER NOT NULL, under_way INTEGER NOT NULL, people INTEGER NOT NULL,
    p50_ns INTEGER NOT NULL, p90_ns INTEGER NOT NULL, p99_ns INTEGER NOT NULL,
    max_ns INTEGER NOT NULL) STRICT;
  CREATE TABLE heat (second INTEGER NOT NULL, from_ns INTEGER NOT NULL, count INTEGER NOT NULL,
    PRIMARY KEY (second, from_ns)) STRICT;
  CREATE TABLE failures (operation TEXT NOT NULL, what TEXT NOT NULL, count INTEGER NOT NULL) STRICT;
  CREATE TABLE violations (rule TEXT NOT NULL, request TEXT NOT NULL, answer TEXT NOT NULL,
    expected TEXT NOT NULL, at_s INTEGER NOT NULL, times INTEGER NOT NULL,
    story TEXT NOT NULL) STRICT;
  CREATE TABLE thresholds (threshold TEXT NOT NULL, found TEXT NOT NULL, ok INTEGER NOT NULL) STRICT;
  PRAGMA user_version = 2;
)sql";

void write_phases(database& to, const observe::load_test& test) {
  statement row(to, "INSERT INTO phases VALUES (?, ?, ?, ?, ?)");
  for (std::size_t i = 0; i < test.phases.size(); ++i) {
    const observe::load_phase& one = test.phases[i];
    row.run(i, one.name, one.begins, one.ends, one.counted ? 1 : 0);
  }
}

void write_operation(database& to, const observe::operation_measures& one) {
  statement sums(to, "INSERT INTO requests VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
  statement cells(to, "INSERT INTO latencies VALUES (?, ?, ?, ?, ?, ?)");
  for (std::size_t phase = 0; phase < one.phases.size(); ++phase) {
    for (const observe::status_measures& status : one.phases[phase]) {
      const observe::latency_histogram& latency = status.latency;
      sums.run(one.name, phase, status.status, latency.count(), status.errors, latency.mean(),
          latency.min(), latency.max());
      latency.for_each_cell([&](std::int64_t from, std::int64_t until, std::uint64_t count) {
        cells.run(one.name, phase, status.status, from, until, count);
      });
    }
  }
}

void write_heat(database& to, std::size_t second, const observe::load_second& one) {
  statement row(to, "INSERT INTO heat VALUES (?, ?, ?)");
  for (std::size_t cell = 0; cell < one.heat.size(); ++cell) {
    if (one.heat[cell] > 0) {
      row.run(second, static_cast<std::int64_t>(observe::load_second::edge(cell)), one.heat[cell]);
    }
  }
}

void write_seconds(database& to, const observe::load_test& test) {
  statement row(to, "INSERT INTO seconds VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  for (std::size_t i = 0; i < test.by_second.size(); ++i) {
    const observe::load_second& one = test.by_second[i];
    row.run(i, one.asked, one.answered, one.errors, one.violations, one.waiting, one.under_way,
        one.people, one.p50, one.p90, one.p99, one.max);
    write_heat(to, i, one);
  }
}

void write_rest(database& to, const observe::load_test& test) {
  statement head(to, "INSERT INTO test VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  head.run(test.plan, test.target, test.binding, test.version, test.command, test.stopped,
      test.seconds, test.asked, test.answered, test.abandoned, test.judged, test.violations,
      test.bytes_sent, test.bytes_received, test.connections_opened, test.cpu_seconds,
      test.requests_sent);
  statement failure(to, "INSERT INTO failures VALUES (?, ?, ?)");
  for (const observe::load_failure& one : test.failures) {
    failure.run(one.operation, one.what, one.count);
  }
  statement violation(to, "INSERT INTO violations VALUES (?, ?, ?, ?, ?, ?, ?)");
  for (const observe::load_violation& one : test.kinds_of_violation) {
    violation.run(one.rule, one.request, one.answer, one.expected, one.at, one.times, one.story);
  }
  statement threshold(to, "INSERT INTO thresholds VALUES (?, ?, ?)");
  for (const observe::threshold_result& one : test.thresholds) {
    threshold.run(one.text, one.shown, one.ok ? 1 : 0);
  }
}

}  // namespace

void write_load_store(const std::string& file, const observe::load_test& test) {
  database to = database::create(file);
  to.run(schema);
  to.run("BEGIN");
  write_rest(to, test);
  write_phases(to, test);
  for (const observe::operation_measures& one : test.operations) {
    write_operation(to, one);
  }
  write_seconds(to, test);
  to.run("COMMIT");
}

}  // namespace souk::reports

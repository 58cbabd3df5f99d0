#include "reports/database.hpp"
#include "reports/load_store.hpp"

#include <algorithm>

namespace souk::reports {

namespace {

std::uint64_t count(const statement& row, int column) {
  return static_cast<std::uint64_t>(row.number(column));
}
std::uint32_t small(const statement& row, int column) {
  return static_cast<std::uint32_t>(row.number(column));
}

void read_head(database& from, observe::load_test& test) {
  statement row(from,
      "SELECT plan, target, binding, souk, command, stopped, seconds, asked, answered, abandoned, "
      "judged, violations, bytes_sent, bytes_received, connections_opened, cpu_s, requests_sent "
      "FROM test");
  if (!row.next()) {
    throw database_error(from.file() + " holds no load test");
  }
  test.plan = row.text(0);
  test.target = row.text(1);
  test.binding = row.text(2);
  test.version = row.text(3);
  test.command = row.text(4);
  test.stopped = row.text(5);
  test.seconds = row.real(6);
  test.asked = count(row, 7);
  test.answered = count(row, 8);
  test.abandoned = count(row, 9);
  test.judged = count(row, 10);
  test.violations = count(row, 11);
  test.bytes_sent = count(row, 12);
  test.bytes_received = count(row, 13);
  test.connections_opened = count(row, 14);
  test.cpu_seconds = row.real(15);
  test.requests_sent = count(row, 16);
}

void read_phases(database& from, observe::load_test& test) {
  statement row(from, "SELECT name, from_s, to_s, counted FROM phases ORDER BY phase");
  while (row.next()) {
    test.phases.push_back({row.text(0), row.real(1), row.real(2), row.number(3) != 0});
  }
}

observe::operation_measures& operation_of(observe::load_test& test, const std::string& name) {
  const auto found = std::ranges::find(test.operations, name, &observe::operation_measures::name);
  if (found != test.operations.end()) {
    return *found;
  }
  test.operations.push_back({name, {}});
  test.operations.back().phases.resize(test.phases.size());
  return test.operations.back();
}

observe::status_measures& status_of(
    observe::load_test& test, const std::string& operation, std::size_t phase, int status) {
  std::vector<observe::status_measures>& all = operation_of(test, operation).phases.at(phase);
  const auto found = std::ranges::find(all, status, &observe::status_measures::status);
  return found != all.end() ? *found : all.emplace_back(observe::status_measures{status, 0, {}});
}

void read_operations(database& from, observe::load_test& test) {
  statement row(from, "SELECT operation, phase, status, errors FROM requests ORDER BY rowid");
  while (row.next()) {
    status_of(test, row.text(0), count(row, 1), static_cast<int>(row.number(2))).errors =
        count(row, 3);
  }
  // The highest value of a cell, so that no percentile comes out lower than it was.
  statement cell(from,
      "SELECT operation, phase, status, min(to_ns, max_ns), latencies.count "
      "FROM latencies JOIN requests USING (operation, phase, status)");
  while (cell.next()) {
    status_of(test, cell.text(0), count(cell, 1), static_cast<int>(cell.number(2)))
        .latency.add(cell.number(3), count(cell, 4));
  }
}

void read_seconds(database& from, observe::load_test& test) {
  statement row(from,
      "SELECT asked, answered, errors, violations, waiting, under_way, people, p50_ns, p90_ns, "
      "p99_ns, max_ns FROM seconds ORDER BY second");
  while (row.next()) {
    test.by_second.push_back(
        {small(row, 0), small(row, 1), small(row, 2), small(row, 3), small(row, 4), small(row, 5),
            small(row, 6), row.number(7), row.number(8), row.number(9), row.number(10), {}});
  }
  statement heat(from, "SELECT second, from_ns, count FROM heat");
  while (heat.next()) {
    observe::load_second& second = test.by_second.at(count(heat, 0));
    second.heat[observe::load_second::cell_of(heat.number(1))] = small(heat, 2);
  }
}

void read_rest(database& from, observe::load_test& test) {
  statement failure(from, "SELECT operation, what, count FROM failures");
  while (failure.next()) {
    test.failures.push_back({failure.text(0), failure.text(1), count(failure, 2)});
  }
  statement violation(from,
      "SELECT rule, request, answer, expected, at_s, times, story FROM violations ORDER BY rowid");
  while (violation.next()) {
    test.kinds_of_violation.push_back({violation.text(0), violation.text(1), violation.text(2),
        violation.text(3), violation.number(4), count(violation, 5), violation.text(6)});
  }
  statement threshold(from, "SELECT threshold, found, ok FROM thresholds");
  while (threshold.next()) {
    test.thresholds.push_back({threshold.text(0), 0, threshold.text(1), threshold.number(2) != 0});
  }
}

}  // namespace

observe::load_test read_load_store(const std::string& file) {
  database from = database::open(file);
  observe::load_test test;
  read_head(from, test);
  read_phases(from, test);
  read_operations(from, test);
  read_seconds(from, test);
  read_rest(from, test);
  return test;
}

}  // namespace souk::reports

#include "reports/study_store.hpp"

#include "reports/database.hpp"
#include "reports/store_schema.hpp"
#include "scenarios/values.hpp"

#include <array>
#include <limits>
#include <string_view>

namespace souk::reports {

namespace {

/// Goes up when a table or column is renamed or removed.
constexpr int version_of_studies = 1;

/// A number of a newcomer's and its column; NULL where it is not known.
struct number_column {
  std::string_view name;
  double newcomer::* of;
};
constexpr std::array<number_column, 11> numbers{
    {{"followed_days", &newcomer::followed}, {"rate_usd_per_hour", &newcomer::rate},
        {"price_ratio", &newcomer::price}, {"completeness_points", &newcomer::completeness},
        {"saturation_proposals_per_post", &newcomer::saturation},
        {"bid_age_hours", &newcomer::bid_age_h}, {"bid_log_price", &newcomer::bid_log_price},
        {"first_weeks_connects", &newcomer::connects_first_weeks},
        {"until_hire_connects", &newcomer::connects_until_hire},
        {"until_hire_usd", &newcomer::paid_until_hire},
        {"first_reply_days", &newcomer::first_reply_days}}};

constexpr std::array<std::string_view, first_steps_kinds> step_columns{"first_proposal_days",
    "first_interview_days", "first_hire_days", "first_review_days", "first_badge_days",
    "exit_days"};
constexpr std::size_t quarters = std::tuple_size_v<decltype(newcomer::quarters)>;

/// ", followed_days REAL, ...": the columns of numbers, steps and quarters, in this order.
std::string number_columns(const std::string& after) {
  std::string text;
  for (const number_column& one : numbers) {
    text += ", " + std::string(one.name) + after;
  }
  for (const std::string_view name : step_columns) {
    text += ", " + std::string(name) + after;
  }
  for (std::size_t i = 1; i <= quarters; ++i) {
    text += ", earned_quarter" + std::to_string(i) + "_usd" + after;
  }
  return text;
}

std::string schema() {
  return R"sql(
  CREATE TABLE study (souk TEXT NOT NULL, command TEXT NOT NULL, attribute TEXT NOT NULL,
    pooled INTEGER NOT NULL, without_value INTEGER NOT NULL, looks_ahead INTEGER NOT NULL) STRICT;
  CREATE TABLE runs (run INTEGER PRIMARY KEY, name TEXT NOT NULL, scenario TEXT NOT NULL,
    policy TEXT NOT NULL, status TEXT NOT NULL, seed TEXT NOT NULL, burn_in_days INTEGER NOT NULL,
    days INTEGER NOT NULL, state_hash TEXT NOT NULL) STRICT;
  CREATE TABLE study_groups (study_group INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
  CREATE TABLE newcomers (run INTEGER NOT NULL REFERENCES runs, person INTEGER NOT NULL,
    study_group INTEGER NOT NULL REFERENCES study_groups, approved_at_s INTEGER NOT NULL,
    category TEXT NOT NULL, level TEXT NOT NULL)sql"
         + number_columns(" REAL") + ", PRIMARY KEY (run, person)) STRICT; PRAGMA user_version = "
         + std::to_string(version_of_studies) + "; BEGIN";
}

void write_what(database& to, const newcomers& of) {
  statement head(to, "INSERT INTO study VALUES (?, ?, ?, ?, ?, ?)");
  head.run(
      of.version, of.command, of.by, of.pooled ? 1 : 0, of.without_value, of.looks_ahead ? 1 : 0);
  statement run(to, "INSERT INTO runs VALUES (" + placeholders(9) + ")");
  for (std::size_t i = 0; i < of.runs.size(); ++i) {
    const stored_run& what = of.runs[i].what;
    run.run(i, of.runs[i].name, what.scenario, what.policy, what.status, std::to_string(what.seed),
        what.burn_in_days, what.days, what.state_hash);
  }
  statement group(to, "INSERT INTO study_groups VALUES (?, ?)");
  for (std::size_t i = 0; i < of.groups.size(); ++i) {
    group.run(i, of.groups[i]);
  }
}

/// A number that is not finite is kept as NULL.
void write_person(statement& row, const newcomer& one) {
  int place = 0;
  row.bind(place++, one.run);
  row.bind(place++, one.person);
  row.bind(place++, one.group);
  row.bind(place++, one.approved_at);
  row.bind(place++, one.category);
  row.bind(place++, one.level);
  for (const number_column& number : numbers) {
    row.bind(place++, one.*number.of);
  }
  for (const std::optional<double>& days : one.days_to) {
    row.bind(place++, days);
  }
  for (const double dollars : one.quarters) {
    row.bind(place++, dollars);
  }
  row.finish();
}

double real_or_unknown(const statement& row, int column) {
  return row.is_null(column) ? std::numeric_limits<double>::quiet_NaN() : row.real(column);
}

newcomer read_person(const statement& row) {
  newcomer one;
  int column = 0;
  one.run = static_cast<std::size_t>(row.number(column++));
  one.person = static_cast<std::uint32_t>(row.number(column++));
  one.group = static_cast<std::size_t>(row.number(column++));
  one.approved_at = row.number(column++);
  one.category = row.text(column++);
  one.level = row.text(column++);
  for (const number_column& number : numbers) {
    one.*number.of = real_or_unknown(row, column++);
  }
  for (std::optional<double>& days : one.days_to) {
    days = row.is_null(column) ? std::nullopt : std::optional(row.real(column));
    ++column;
  }
  for (double& dollars : one.quarters) {
    dollars = row.real(column++);
  }
  return one;
}

void read_what(database& from, newcomers& into) {
  statement head(
      from, "SELECT souk, command, attribute, pooled, without_value, looks_ahead FROM study");
  if (!head.next()) {
    throw database_error(from.file() + ": holds no study");
  }
  into.version = head.text(0);
  into.command = head.text(1);
  into.by = head.text(2);
  into.pooled = head.number(3) != 0;
  into.without_value = static_cast<std::size_t>(head.number(4));
  into.looks_ahead = head.number(5) != 0;
  statement run(from,
      "SELECT name, scenario, policy, status, seed, burn_in_days, days, state_hash FROM runs "
      "ORDER BY run");
  while (run.next()) {
    studied_run& one = into.runs.emplace_back();
    one.name = run.text(0);
    one.what.scenario = run.text(1);
    one.what.policy = run.text(2);
    one.what.status = run.text(3);
    scenarios::parse(run.view(4), one.what.seed);
    one.what.burn_in_days = static_cast<std::int32_t>(run.number(5));
    one.what.days = static_cast<std::int32_t>(run.number(6));
    one.what.state_hash = run.text(7);
  }
  statement group(from, "SELECT name FROM study_groups ORDER BY study_group");
  while (group.next()) {
    into.groups.push_back(group.text(0));
  }
}

void check_version(database& from) {
  statement version(from, "PRAGMA user_version");
  if (!version.next() || version.number(0) != version_of_studies) {
    throw database_error(
        from.file() + ": is no store of a study of this version of souk; study again");
  }
}

}  // namespace

void write_study_store(const std::string& file, const newcomers& of) {
  database to = database::create(file);
  to.run(schema());
  write_what(to, of);
  statement row(to, "INSERT INTO newcomers VALUES ("
                        + placeholders(6 + numbers.size() + first_steps_kinds + quarters) + ")");
  for (const newcomer& one : of.people) {
    write_person(row, one);
  }
  to.run("COMMIT");
}

newcomers read_study_store(const std::string& file) {
  database from = database::open(file);
  check_version(from);
  newcomers found;
  read_what(from, found);
  statement row(from, "SELECT run, person, study_group, approved_at_s, category, level"
                          + number_columns("") + " FROM newcomers ORDER BY rowid");
  while (row.next()) {
    found.people.push_back(read_person(row));
    if (found.people.back().run >= found.runs.size()
        || found.people.back().group >= found.groups.size()) {
      throw database_error(from.file() + ": has people of runs or groups that it does not hold");
    }
  }
  return found;
}

}  // namespace souk::reports

#include "reports/comparison_store.hpp"

#include "reports/database.hpp"
#include "reports/store_schema.hpp"

namespace souk::reports {

namespace {

constexpr const char* schema = R"sql(
  CREATE TABLE comparison (souk TEXT NOT NULL, command TEXT NOT NULL, scenario TEXT NOT NULL,
    scenario_yaml TEXT NOT NULL, burn_in_days INTEGER NOT NULL, days INTEGER NOT NULL,
    from_start INTEGER NOT NULL, precision_share REAL NOT NULL, followed_person INTEGER,
    naive_unit TEXT, naive_share REAL) STRICT;
  CREATE TABLE overrides (path TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
  CREATE TABLE policies (policy INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE,
    choice TEXT NOT NULL, policy_yaml TEXT NOT NULL) STRICT;
  CREATE TABLE policy_differences (policy INTEGER NOT NULL REFERENCES policies, path TEXT NOT NULL,
    first_value TEXT NOT NULL, value TEXT NOT NULL, unit TEXT NOT NULL, rule TEXT NOT NULL) STRICT;
  CREATE TABLE person_groups (person_group INTEGER PRIMARY KEY, dimension TEXT NOT NULL,
    name TEXT NOT NULL) STRICT;
  CREATE TABLE world_groups (seed TEXT NOT NULL, policy INTEGER NOT NULL REFERENCES policies,
    person_group INTEGER REFERENCES person_groups, people INTEGER NOT NULL,
    income_cents INTEGER NOT NULL, followed_28d INTEGER NOT NULL, hired_28d INTEGER NOT NULL,
    better INTEGER NOT NULL, worse INTEGER NOT NULL,
    FOREIGN KEY (seed, policy) REFERENCES worlds) STRICT;
  CREATE TABLE world_moves (seed TEXT NOT NULL, policy INTEGER NOT NULL REFERENCES policies,
    bin INTEGER NOT NULL, difference TEXT NOT NULL, people INTEGER NOT NULL,
    PRIMARY KEY (seed, policy, bin), FOREIGN KEY (seed, policy) REFERENCES worlds) STRICT;
  CREATE TABLE live_tests (seed TEXT NOT NULL, policy INTEGER NOT NULL REFERENCES policies,
    outcome TEXT NOT NULL, unit TEXT NOT NULL, difference REAL NOT NULL,
    standard_error REAL NOT NULL, PRIMARY KEY (seed, policy, outcome),
    FOREIGN KEY (seed, policy) REFERENCES worlds) STRICT;
  CREATE TABLE partings (policy TEXT NOT NULL REFERENCES policies (name), at TEXT,
    under_first TEXT NOT NULL, under_policy TEXT NOT NULL) STRICT;
  CREATE TABLE guards (guard TEXT NOT NULL) STRICT;
)sql";

std::string worlds_table() {
  std::string text =
      "CREATE TABLE worlds (seed TEXT NOT NULL, policy INTEGER NOT NULL REFERENCES policies, "
      "state_hash TEXT NOT NULL";
  for (const outcome_spec& one : outcome_specs()) {
    text += ", " + column_of(one.what) + " REAL NOT NULL";
  }
  return text + ", gained_cents INTEGER NOT NULL, lost_cents INTEGER NOT NULL, "
                "PRIMARY KEY (seed, policy)) STRICT";
}

void write_head(database& to, const comparison& of) {
  statement head(to, "INSERT INTO comparison VALUES (" + placeholders(11) + ")");
  const auto unit = of.naive ? std::optional<std::string_view>(of.naive->unit) : std::nullopt;
  head.run(of.version, of.command, of.scenario, of.scenario_yaml, of.burn_in_days, of.days,
      of.from_start ? 1 : 0, of.precision, std::optional<std::int64_t>(of.person), unit,
      of.naive ? std::optional(of.naive->share) : std::nullopt);
  statement change(to, "INSERT INTO overrides VALUES (?, ?)");
  for (const auto& [path, value] : of.overrides) {
    change.run(path, value);
  }
  statement guard(to, "INSERT INTO guards VALUES (?)");
  for (const std::string& one : of.guards) {
    guard.run(one);
  }
}

void write_policies(database& to, const comparison& of) {
  statement row(to, "INSERT INTO policies VALUES (?, ?, ?, ?)");
  statement change(to, "INSERT INTO policy_differences VALUES (?, ?, ?, ?, ?, ?)");
  for (std::size_t policy = 0; policy < of.policies.size(); ++policy) {
    const compared_policy& one = of.policies[policy];
    row.run(policy, one.name, one.choice, one.yaml);
    for (const scenarios::difference& each : one.changes) {
      change.run(policy, each.path, each.first, each.second, each.unit, each.source);
    }
  }
  statement group(to, "INSERT INTO person_groups VALUES (?, ?, ?)");
  for (std::size_t i = 0; i < of.groups.size(); ++i) {
    group.run(i, market::name(of.groups[i].by), of.groups[i].name);
  }
  statement parted(to, "INSERT INTO partings VALUES (?, ?, ?, ?)");
  for (const parting& one : of.partings) {
    parted.run(
        one.policy, std::optional<std::string_view>(one.at), one.under_first, one.under_policy);
  }
}

/// The rows of one world and of its people.
class world_writer {
 public:
  explicit world_writer(database& to)
      : world_(to, "INSERT INTO worlds VALUES (" + placeholders(outcome_count + 5) + ")"),
        group_(to, "INSERT INTO world_groups VALUES (" + placeholders(9) + ")"),
        move_(to, "INSERT INTO world_moves VALUES (?, ?, ?, ?, ?)"),
        test_(to, "INSERT INTO live_tests VALUES (?, ?, ?, ?, ?, ?)") {}

  void write(const std::string& seed, std::size_t policy, const world_outcome& of) {
    int place = 0;
    world_.bind(place++, seed);
    world_.bind(place++, policy);
    world_.bind(place++, of.state_hash);
    for (const double value : of.values.value) {
      world_.bind(place++, value);
    }
    world_.bind(place++, of.people.gained_cents);
    world_.bind(place++, of.people.lost_cents);
    world_.finish();
    write_group(seed, policy, std::nullopt, of.people.everybody);
    for (std::size_t i = 0; i < of.people.groups.size(); ++i) {
      write_group(seed, policy, static_cast<std::int64_t>(i), of.people.groups[i]);
    }
    for (std::size_t bin = 0; bin < move_bins; ++bin) {
      if (of.people.moves[bin] != 0) {
        move_.run(seed, policy, bin, move_bin_text(bin), of.people.moves[bin]);
      }
    }
  }

  void write(const std::string& seed, std::size_t policy, const naive_estimate& of) {
    for (const outcome_spec& one : outcome_specs()) {
      const auto i = static_cast<std::size_t>(one.what);
      if (of.difference[i]) {
        test_.run(seed, policy, market::name(one.what), one.unit, *of.difference[i], of.error[i]);
      }
    }
  }

 private:
  void write_group(const std::string& seed, std::size_t policy, std::optional<std::int64_t> group,
      const group_figures& of) {
    group_.run(seed, policy, group, of.people, of.income_cents, of.followed_28d, of.hired_28d,
        of.better, of.worse);
  }

  statement world_, group_, move_, test_;
};

}  // namespace

void write_comparison_store(const std::string& file, const comparison& of) {
  database to = database::create(file);
  to.run(worlds_table() + ";" + schema
         + "PRAGMA user_version = " + std::to_string(comparison_store_version) + "; BEGIN");
  write_head(to, of);
  write_policies(to, of);
  world_writer rows(to);
  for (const replication& run : of.runs) {
    const std::string seed = std::to_string(run.seed);
    for (std::size_t policy = 0; policy < run.worlds.size(); ++policy) {
      rows.write(seed, policy, run.worlds[policy]);
    }
    for (std::size_t i = 0; i < run.naive.size(); ++i) {
      rows.write(seed, i + 1, run.naive[i]);
    }
  }
  to.run("COMMIT");
}

}  // namespace souk::reports

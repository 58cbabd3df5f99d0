#include "reports/sweep_schema.hpp"

#include "reports/outcomes.hpp"

namespace souk::reports {

namespace {

/// Goes up when a table or column is renamed or removed.
constexpr int version_of_sweeps = 2;

constexpr const char* design_tables = R"sql(
  CREATE TABLE designs (design INTEGER PRIMARY KEY, key TEXT NOT NULL, souk TEXT NOT NULL,
    command TEXT NOT NULL, experiment TEXT NOT NULL, scenario TEXT NOT NULL, policy TEXT NOT NULL,
    kind TEXT NOT NULL, replications INTEGER NOT NULL, scenario_yaml TEXT NOT NULL) STRICT;
  CREATE TABLE settings (design INTEGER NOT NULL REFERENCES designs, path TEXT NOT NULL,
    value TEXT NOT NULL) STRICT;
  CREATE TABLE parameters (design INTEGER NOT NULL REFERENCES designs, parameter INTEGER NOT NULL,
    path TEXT NOT NULL, scale TEXT NOT NULL, from_value TEXT, to_value TEXT,
    PRIMARY KEY (design, parameter)) STRICT, WITHOUT ROWID;
  CREATE TABLE parameter_values (design INTEGER NOT NULL, parameter INTEGER NOT NULL,
    place INTEGER NOT NULL, value TEXT NOT NULL, PRIMARY KEY (design, parameter, place),
    FOREIGN KEY (design, parameter) REFERENCES parameters) STRICT, WITHOUT ROWID;
  CREATE TABLE points (design INTEGER NOT NULL, point INTEGER NOT NULL, parameter INTEGER NOT NULL,
    value TEXT NOT NULL, PRIMARY KEY (design, point, parameter),
    FOREIGN KEY (design, parameter) REFERENCES parameters) STRICT, WITHOUT ROWID;
  CREATE TABLE design_runs (design INTEGER NOT NULL REFERENCES designs, run INTEGER NOT NULL,
    point INTEGER NOT NULL, seed TEXT NOT NULL, key TEXT NOT NULL,
    PRIMARY KEY (design, run)) STRICT, WITHOUT ROWID;
)sql";

}  // namespace

std::string outcome_columns(const std::string& after) {
  std::string text;
  for (const outcome_spec& one : outcome_specs()) {
    text += ", " + column_of(one.what) + after;
  }
  return text;
}

std::string sweep_schema() {
  return "BEGIN; CREATE TABLE runs (key TEXT PRIMARY KEY, seed TEXT NOT NULL, point TEXT NOT NULL, "
         "failure TEXT, state_hash TEXT"
         + outcome_columns(" REAL") + ") STRICT;" + design_tables
         + "PRAGMA user_version = " + std::to_string(version_of_sweeps) + "; COMMIT";
}

void check_sweep_store(database& store) {
  statement version(store, "PRAGMA user_version");
  version.next();
  if (const std::int64_t found = version.number(0); found != version_of_sweeps) {
    throw database_error(
        store.file() + ": "
        + (found == 1 ? "was written by an older souk, which did not keep its designs; sweep again"
                      : "is no store of a sweep of this version of souk"));
  }
  statement tables(store, "SELECT name FROM sqlite_schema WHERE name = 'design_runs'");
  if (!tables.next()) {
    throw database_error(store.file() + ": is no store of a sweep");
  }
}

}  // namespace souk::reports

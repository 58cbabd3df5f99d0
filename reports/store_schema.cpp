#include "reports/store_schema.hpp"

#include "observe/counts.hpp"

#include <array>
#include <string_view>

namespace souk::reports {

namespace {

constexpr std::string_view fixed_tables = R"sql(
CREATE TABLE run (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  souk TEXT NOT NULL,
  scenario TEXT NOT NULL,
  policy TEXT NOT NULL,
  overrides TEXT NOT NULL,
  seed TEXT NOT NULL,
  start_s INTEGER NOT NULL,
  burn_in_days INTEGER NOT NULL,
  days INTEGER NOT NULL,
  status TEXT NOT NULL,
  complete_days INTEGER NOT NULL,
  window_from_day INTEGER,
  window_to_day INTEGER,
  state_hash TEXT,
  summary TEXT,
  scenario_yaml TEXT NOT NULL,
  policy_yaml TEXT NOT NULL,
  command TEXT
);
CREATE TABLE categories (
  category INTEGER PRIMARY KEY,
  name TEXT NOT NULL
);
CREATE TABLE category_days (
  day INTEGER NOT NULL REFERENCES days,
  category INTEGER NOT NULL REFERENCES categories,
  jobs_posted INTEGER NOT NULL,
  proposals INTEGER NOT NULL,
  hires INTEGER NOT NULL,
  profiles_approved INTEGER NOT NULL,
  profiles_oversupplied INTEGER NOT NULL,
  gross_cents INTEGER NOT NULL,
  PRIMARY KEY (day, category)
) WITHOUT ROWID;
CREATE TABLE ledger_days (
  day INTEGER NOT NULL REFERENCES days,
  account TEXT NOT NULL,
  balance_cents INTEGER NOT NULL,
  PRIMARY KEY (day, account)
) WITHOUT ROWID;
CREATE TABLE people (
  person INTEGER PRIMARY KEY,
  side TEXT NOT NULL,
  category INTEGER REFERENCES categories,
  registered_at_s INTEGER,
  approved_at_s INTEGER,
  first_proposal_at_s INTEGER,
  first_hire_at_s INTEGER,
  left_at_s INTEGER,
  rate_cents INTEGER NOT NULL,
  earned_cents INTEGER NOT NULL,
  spent_cents INTEGER NOT NULL,
  available_cents INTEGER NOT NULL,
  withdrawn_cents INTEGER NOT NULL,
  proposals INTEGER NOT NULL,
  interviews INTEGER NOT NULL,
  hires INTEGER NOT NULL,
  reviews INTEGER NOT NULL,
  connects INTEGER NOT NULL,
  jobs_posted INTEGER NOT NULL,
  mean_stars REAL,
  score INTEGER,
  badge TEXT,
  completeness INTEGER NOT NULL,
  treatment TEXT,
  country TEXT,
  level TEXT,
  closed INTEGER NOT NULL,
  first_interview_at_s INTEGER,
  first_review_at_s INTEGER,
  first_badge_at_s INTEGER,
  rate_at_approval_cents INTEGER,
  completeness_at_approval INTEGER,
  connects_spent INTEGER,
  connects_until_hire INTEGER,
  connects_first_weeks INTEGER,
  connects_paid_cents INTEGER,
  connects_paid_until_hire_cents INTEGER,
  bids_first_weeks INTEGER,
  bid_age_s INTEGER,
  bid_log_price REAL,
  first_reply_s INTEGER,
  mean_reply_s INTEGER,
  earned_quarter1_cents INTEGER,
  earned_quarter2_cents INTEGER,
  earned_quarter3_cents INTEGER,
  earned_quarter4_cents INTEGER
);
CREATE TABLE interventions (
  intervention INTEGER PRIMARY KEY,
  name TEXT NOT NULL
);
CREATE TABLE treatments (
  person INTEGER NOT NULL REFERENCES people,
  intervention INTEGER NOT NULL REFERENCES interventions,
  treated INTEGER NOT NULL,
  at_s INTEGER NOT NULL,
  PRIMARY KEY (person, intervention)
) WITHOUT ROWID;
CREATE TABLE jobs (
  job INTEGER PRIMARY KEY,
  client INTEGER NOT NULL REFERENCES people,
  category INTEGER NOT NULL REFERENCES categories,
  type TEXT NOT NULL,
  is_public INTEGER NOT NULL,
  posted_at_s INTEGER NOT NULL,
  ended_at_s INTEGER,
  status TEXT NOT NULL,
  value_cents INTEGER NOT NULL,
  price_cents INTEGER NOT NULL,
  proposals INTEGER NOT NULL,
  invitations INTEGER NOT NULL,
  interviews INTEGER NOT NULL
);
CREATE TABLE contracts (
  job INTEGER NOT NULL REFERENCES jobs,
  freelancer INTEGER NOT NULL REFERENCES people,
  client INTEGER NOT NULL REFERENCES people,
  type TEXT NOT NULL,
  started_at_s INTEGER NOT NULL,
  ended_at_s INTEGER,
  status TEXT NOT NULL,
  rate_cents INTEGER,
  billed_cents INTEGER NOT NULL,
  fees_cents INTEGER NOT NULL,
  billed_minutes INTEGER NOT NULL,
  stars_by_client INTEGER,
  stars_by_freelancer INTEGER,
  PRIMARY KEY (job, freelancer)
) WITHOUT ROWID;
CREATE TABLE events (
  event INTEGER PRIMARY KEY,
  at_s INTEGER NOT NULL,
  type TEXT NOT NULL,
  person INTEGER REFERENCES people,
  other INTEGER REFERENCES people,
  job INTEGER REFERENCES jobs,
  amount_cents INTEGER NOT NULL,
  n INTEGER NOT NULL,
  why TEXT,
  command TEXT
);
CREATE TABLE ledger_entries (
  entry INTEGER PRIMARY KEY,
  at_s INTEGER NOT NULL,
  from_account TEXT NOT NULL,
  to_account TEXT NOT NULL,
  amount_cents INTEGER NOT NULL CHECK (amount_cents >= 0),
  freelancer INTEGER REFERENCES people,
  job INTEGER REFERENCES jobs,
  cause TEXT NOT NULL
);
CREATE TABLE fingerprints (
  epoch INTEGER PRIMARY KEY,
  fingerprint TEXT NOT NULL
);
CREATE TABLE moments (
  moment TEXT PRIMARY KEY,
  value REAL,
  target TEXT NOT NULL,
  ok INTEGER
);
CREATE TABLE moment_parts (
  moment TEXT NOT NULL REFERENCES moments,
  part TEXT NOT NULL,
  value REAL,
  PRIMARY KEY (moment, part)
) WITHOUT ROWID;
)sql";

constexpr std::array<std::string_view, 12> measured_at_end{"freelancers", "clients", "open_jobs",
    "live_proposals", "active_contracts", "vetting_queue", "connects_granted_total",
    "connects_bought_total", "connects_spent_total", "connects_returned_total",
    "connects_expired_total", "connects_held"};

std::string days_table() {
  std::string sql = "CREATE TABLE days (\n  day INTEGER PRIMARY KEY,\n  date TEXT NOT NULL";
  const auto integer = [&](std::string_view column) {
    sql.append(",\n  ").append(column).append(" INTEGER NOT NULL");
  };
  for (const std::string_view type : market::names_of<market::event_type>) {
    integer(type);
  }
  for (const std::string_view what : market::names_of<observe::counted>) {
    integer(what);
  }
  for (const std::string_view what : measured_at_end) {
    integer(what);
  }
  return sql + ",\n  fingerprint TEXT NOT NULL\n);\n";
}

}  // namespace

std::string store_schema() { return days_table().append(fixed_tables).append(store_views); }

std::string placeholders(std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) {
    text += i == 0 ? "?" : ", ?";
  }
  return text;
}

std::size_t columns_of_days() {
  return 3 + observe::event_kinds + observe::counted_kinds + measured_at_end.size();
}

}  // namespace souk::reports

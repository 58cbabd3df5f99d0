#include "reports/kept_run.hpp"

#include "reports/kept_people.hpp"
#include "reports/store_schema.hpp"

#include <algorithm>
#include <charconv>
#include <map>

namespace souk::reports {

namespace {

void check_version(database& store, const std::string& file) {
  statement version(store, "PRAGMA user_version");
  const bool has_one = version.next();
  if (!has_one || version.number(0) != store_version) {
    throw database_error(file + ": is no store that this version of souk reads; run it again");
  }
}

run_end end_named(const std::string& status) {
  if (status == "running") {
    return run_end::cut_off;
  }
  return status == "complete"      ? run_end::complete
         : status == "interrupted" ? run_end::interrupted
                                   : run_end::failed;
}

void read_description(database& store, kept_run& run) {
  statement row(store,
      "SELECT souk, scenario, policy, seed, start_s, days, burn_in_days, policy_yaml, "
      "scenario_yaml, status, ifnull(window_from_day, burn_in_days), "
      "ifnull(window_to_day, complete_days), ifnull(state_hash, ''), ifnull(command, '') FROM run");
  if (!row.next()) {
    throw database_error("holds no run");
  }
  observe::run_description& what = run.result.what;
  what.version = row.text(0);
  what.scenario = row.text(1);
  what.policy = row.text(2);
  const std::string seed = row.text(3);
  std::from_chars(seed.data(), seed.data() + seed.size(), what.seed);
  what.start = row.number(4);
  what.days = static_cast<std::int32_t>(row.number(5));
  what.burn_in_days = static_cast<std::int32_t>(row.number(6));
  what.policy_yaml = row.text(7);
  what.scenario_yaml = row.text(8);
  run.end = end_named(row.text(9));
  run.result.window_from_day = static_cast<std::int32_t>(row.number(10));
  run.result.window_to_day =
      std::max(run.result.window_from_day, static_cast<std::int32_t>(row.number(11)));
  run.result.state_hash = row.text(12);
  run.command = row.text(13);
}

void read_names(database& store, observe::run_description& what) {
  statement overrides(store, "SELECT key, value FROM run, json_each(overrides)");
  while (overrides.next()) {
    what.overrides[overrides.text(0)] = overrides.text(1);
  }
  statement category(store, "SELECT name FROM categories ORDER BY category");
  while (category.next()) {
    what.categories.push_back(category.text(0));
  }
}

/// Columns of a row, one after another.
class row_reader {
 public:
  explicit row_reader(const statement& row) : row_(row) {}
  std::int64_t next() { return row_.number(column_++); }
  void skip() { ++column_; }

 private:
  const statement& row_;
  int column_ = 0;
};

/// A row as store.cpp writes it.
observe::day_record day_of(const statement& row) {
  observe::day_record day;
  row_reader in(row);
  day.day = static_cast<std::int32_t>(in.next());
  in.skip();  // the date
  for (std::int64_t& count : day.counts.events) {
    count = in.next();
  }
  for (std::int64_t& count : day.counts.others) {
    count = in.next();
  }
  observe::connects_totals& c = day.connects;
  for (std::int64_t* const measured :
      {&day.freelancers, &day.clients, &day.open_jobs, &day.live_proposals, &day.active_contracts,
          &day.vetting_queue, &c.granted, &c.bought, &c.spent, &c.returned, &c.expired, &c.held}) {
    *measured = in.next();
  }
  return day;
}

void read_days(database& store, kept_run& run) {
  statement row(store, "SELECT * FROM days ORDER BY day");
  if (row.columns() != static_cast<int>(columns_of_days())) {
    throw database_error("counts other things than this version of souk; run it again");
  }
  while (row.next()) {
    run.days.push_back(day_of(row));
  }
}

void read_ledger(database& store, kept_run& run) {
  std::map<std::string, std::size_t> places;
  for (std::size_t i = 0; i < market::ledger_accounts; ++i) {
    places[std::string(market::names_of<market::ledger_account>[i])] = i;
  }
  statement row(store, "SELECT day, account, balance_cents FROM ledger_days");
  while (row.next()) {
    const auto day = static_cast<std::size_t>(row.number(0));
    const auto place = places.find(row.text(1));
    if (day < run.days.size() && place != places.end()) {
      run.days[day].ledger.balance[place->second] = {row.number(2)};
    }
  }
}

void read_category_days(database& store, kept_run& run) {
  statement row(store,
      "SELECT day, category, jobs_posted, proposals, hires, profiles_approved, "
      "profiles_oversupplied, gross_cents FROM category_days ORDER BY day, category");
  while (row.next()) {
    run.category_days.push_back({static_cast<std::int32_t>(row.number(0)),
        static_cast<std::uint16_t>(row.number(1)), row.number(2), row.number(3), row.number(4),
        row.number(5), row.number(6), row.number(7)});
  }
}

/// What the days add up to; newcomers are in the summary alone.
void reckon_result(database& store, kept_run& run) {
  observe::run_result& r = run.result;
  for (const observe::day_record& day : run.days) {
    if (day.day >= r.window_from_day) {
      r.counts += day.counts;
    }
  }
  r.events = r.counts.total_events();
  if (!run.days.empty()) {
    const observe::day_record& last = run.days.back();
    r.ledger = last.ledger;
    r.connects = last.connects;
    r.freelancers = last.freelancers;
    r.clients = last.clients;
  }
  statement row(store,
      "SELECT json_extract(summary, '$.newcomers.approved'), json_extract(summary, "
      "'$.newcomers.hired_28d'), json_extract(summary, '$.newcomers.hired_90d'), "
      "json_extract(summary, '$.newcomers.median_days_to_first_hire') FROM run "
      "WHERE summary IS NOT NULL");
  if (row.next()) {
    r.newcomers.approved = row.number(0);
    r.newcomers.hired_28d = row.real(1);
    r.newcomers.hired_90d = row.real(2);
    r.newcomers.median_days_to_first_hire =
        row.is_null(3) ? std::nullopt : std::optional(row.real(3));
  }
}

void read_moments(database& store, observe::run_result& result) {
  statement row(store,
      "SELECT moment, value, target, ok FROM moments ORDER BY CAST(substr(moment, 2) AS INTEGER)");
  statement part(store, "SELECT part, value FROM moment_parts WHERE moment = ? ORDER BY part");
  while (row.next()) {
    observe::moment m{row.text(0), row.is_null(1) ? std::nullopt : std::optional(row.real(1)), {},
        row.text(2), row.is_null(3) ? std::nullopt : std::optional(row.number(3) != 0)};
    part.ask(m.id);
    while (part.next()) {
      m.parts.emplace_back(part.text(0), part.real(1));
    }
    result.moments.push_back(std::move(m));
  }
}

}  // namespace

kept_run read_kept_run(const std::string& file) {
  kept_run run;
  database store = database::open(file);
  check_version(store, file);
  read_description(store, run);
  read_names(store, run.result.what);
  read_days(store, run);
  read_ledger(store, run);
  read_category_days(store, run);
  reckon_result(store, run);
  read_moments(store, run.result);
  read_people_of(store, run);
  return run;
}

}  // namespace souk::reports

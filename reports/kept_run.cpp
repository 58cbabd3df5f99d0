#include "reports/kept_run.hpp"

#include "reports/kept_people.hpp"
#include "reports/run_rows.hpp"
#include "reports/store_schema.hpp"

#include <utility>

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
  run_row row = read_run_row(store);
  run.result.what = std::move(row.what);
  run.end = end_named(row.status);
  run.result.window_from_day = row.window_from_day;
  run.result.window_to_day = row.window_to_day;
  run.result.state_hash = std::move(row.state_hash);
  run.command = std::move(row.command);
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
  run.days = read_days(store);
  run.category_days = read_category_days(store);
  reckon_result(store, run);
  read_moments(store, run.result);
  read_people_of(store, run);
  return run;
}

}  // namespace souk::reports

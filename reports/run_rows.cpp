#include "reports/run_rows.hpp"

#include "reports/store_schema.hpp"

#include <algorithm>
#include <charconv>

namespace souk::reports {

namespace {

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

void read_balances(database& store, std::vector<observe::day_record>& days) {
  statement row(store, "SELECT day, account, balance_cents FROM ledger_days");
  while (row.next()) {
    const auto day = static_cast<std::size_t>(row.number(0));
    const auto account = market::from_name<market::ledger_account>(row.text(1));
    if (day < days.size() && account) {
      days[day].ledger[*account] = {row.number(2)};
    }
  }
}

std::uint64_t seed_of(const std::string& text) {
  std::uint64_t seed = 0;
  std::from_chars(text.data(), text.data() + text.size(), seed);
  return seed;
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

}  // namespace

run_row read_run_row(database& store) {
  statement row(store,
      "SELECT souk, scenario, policy, seed, start_s, days, burn_in_days, policy_yaml, "
      "scenario_yaml, status, ifnull(state_hash, ''), ifnull(command, ''), complete_days, "
      "ifnull(window_from_day, burn_in_days), ifnull(window_to_day, complete_days) FROM run");
  if (!row.next()) {
    throw database_error(store.file() + " holds no run");
  }
  const auto days = [&](int column) { return static_cast<std::int32_t>(row.number(column)); };
  run_row found;
  found.what.version = row.text(0);
  found.what.scenario = row.text(1);
  found.what.policy = row.text(2);
  found.what.seed = seed_of(row.text(3));
  found.what.start = row.number(4);
  found.what.days = days(5);
  found.what.burn_in_days = days(6);
  found.what.policy_yaml = row.text(7);
  found.what.scenario_yaml = row.text(8);
  found.status = row.text(9);
  found.state_hash = row.text(10);
  found.command = row.text(11);
  found.complete_days = days(12);
  found.window_from_day = days(13);
  found.window_to_day = std::max(found.window_from_day, days(14));
  read_names(store, found.what);
  return found;
}

std::vector<observe::day_record> read_days(database& store) {
  statement row(store, "SELECT * FROM days ORDER BY day");
  if (row.columns() != static_cast<int>(columns_of_days())) {
    throw database_error(
        store.file() + ": counts other things than this version of souk; run it again");
  }
  std::vector<observe::day_record> days;
  while (row.next()) {
    days.push_back(day_of(row));
  }
  read_balances(store, days);
  return days;
}

std::vector<observe::category_day> read_category_days(database& store) {
  std::vector<observe::category_day> all;
  statement row(store,
      "SELECT day, category, jobs_posted, proposals, hires, profiles_approved, "
      "profiles_oversupplied, gross_cents FROM category_days ORDER BY day, category");
  while (row.next()) {
    all.push_back({static_cast<std::int32_t>(row.number(0)),
        static_cast<std::uint16_t>(row.number(1)), row.number(2), row.number(3), row.number(4),
        row.number(5), row.number(6), row.number(7)});
  }
  return all;
}

}  // namespace souk::reports

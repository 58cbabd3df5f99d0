#include "reports/kept_people.hpp"

#include "observe/moments.hpp"
#include "reports/survival.hpp"
#include "reports/text.hpp"
#include "scenarios/document.hpp"
#include "scenarios/policy_file.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace souk::reports {

namespace {

market::second window_begins(const kept_run& run) {
  return run.result.what.start + run.result.window_from_day * market::day;
}

/// What became of the public and private jobs that were posted in the window.
void read_funnel(database& store, kept_run& run) {
  statement row(store,
      "WITH deals AS (SELECT job, max(billed_cents) > 0 AS billed, max(stars_by_client IS NOT NULL)"
      " AS reviewed FROM contracts GROUP BY job) "
      "SELECT count(*), total(proposals > 0), count(deals.job), "
      "total(billed), total(reviewed) FROM jobs LEFT JOIN deals USING (job) "
      "WHERE posted_at_s >= ?");
  row.ask(window_begins(run));
  if (row.next()) {
    run.funnel = {row.number(0), row.number(1), row.number(2), row.number(3), row.number(4)};
  }
}

/// The smallest that at least the share `q` of the sorted does not exceed.
double quantile(const std::vector<std::int64_t>& sorted, double q) {
  const auto rank = static_cast<std::size_t>(q * static_cast<double>(sorted.size() - 1) + 0.5);
  return static_cast<double>(sorted[rank]);
}

void close_week(posting_week& week, std::vector<std::int64_t>& drew, kept_run& run) {
  std::sort(drew.begin(), drew.end());
  week.low = quantile(drew, 0.1);
  week.median = quantile(drew, 0.5);
  week.high = quantile(drew, 0.9);
  run.weeks.push_back(week);
}

/// Only weeks all of whose jobs have ended: the others still draw proposals.
void read_weeks(database& store, kept_run& run) {
  constexpr std::int64_t week_s = 7 * market::day;
  statement row(store,
      "SELECT (posted_at_s - ?) / ? AS week, proposals, ended_at_s IS NOT NULL FROM jobs "
      "WHERE is_public ORDER BY week");
  row.ask(run.result.what.start, week_s);
  std::vector<std::int64_t> drew;
  for (bool more = row.next(); more;) {
    const std::int64_t number = row.number(0);
    posting_week week;
    week.first_day = static_cast<double>((run.result.what.start + number * week_s) / market::day);
    bool all_ended = true;
    for (drew.clear(); more && row.number(0) == number; more = row.next()) {
      drew.push_back(row.number(1));
      all_ended = all_ended && row.number(2) != 0;
    }
    if (all_ended) {
      close_week(week, drew, run);
    }
  }
}

std::string percent_of(market::share share) {
  return short_number(static_cast<double>(share.ppm) / 10'000) + " %";
}

std::vector<std::string> names_of_tiers(const market::fee_schedule& tiers) {
  std::vector<std::string> names;
  std::string above;
  for (const auto& tier : tiers) {
    const std::string limit = tier.up_to ? dollars_short(*tier.up_to) : "";
    names.push_back(
        percent_of(tier.value)
        + (above.empty() ? (limit.empty() ? "" : " up to " + limit)
                         : (limit.empty() ? " above " + above : ", " + above + " to " + limit)));
    above = limit;
  }
  return names;
}

/// How much of [from, from + billed) lies in each tier.
void split(const market::fee_schedule& tiers, std::int64_t from, std::int64_t billed,
    std::vector<std::int64_t>& into) {
  std::int64_t low = 0;
  for (std::size_t i = 0; i < tiers.size(); ++i) {
    const std::int64_t high = tiers[i].up_to ? tiers[i].up_to->cents : from + billed;
    into[i] += std::max<std::int64_t>(0, std::min(high, from + billed) - std::max(low, from));
    low = high;
  }
}

/// Contracts of each pair in the order of their beginning, as tiers count their billings.
void read_fee_tiers(database& store, const market::fee_schedule& tiers, kept_run& run) {
  run.fee_tiers = names_of_tiers(tiers);
  run.billed_in_tiers.assign(
      run.result.what.categories.size(), std::vector<std::int64_t>(tiers.size()));
  statement row(store,
      "SELECT freelancer, contracts.client, billed_cents, category FROM contracts "
      "JOIN jobs USING (job) WHERE billed_cents > 0 "
      "ORDER BY freelancer, contracts.client, started_at_s, job");
  std::pair<std::int64_t, std::int64_t> pair{-1, -1};
  std::int64_t before = 0;
  while (row.next()) {
    const std::pair of{row.number(0), row.number(1)};
    before = of == pair ? before : 0;
    pair = of;
    const auto category = static_cast<std::size_t>(row.number(3));
    if (category < run.billed_in_tiers.size()) {
      split(tiers, before, row.number(2), run.billed_in_tiers[category]);
    }
    before += row.number(2);
  }
}

void read_fee_rates(database& store, kept_run& run) {
  statement row(store,
      "SELECT CAST(round(100.0 * fees_cents / billed_cents) AS INTEGER) AS rate, "
      "sum(billed_cents) FROM contracts WHERE billed_cents > 0 AND started_at_s >= ? "
      "GROUP BY rate ORDER BY rate");
  row.ask(window_begins(run));
  while (row.next()) {
    run.fee_rates.push_back({static_cast<double>(row.number(0)) / 100, row.number(1)});
  }
}

void read_fees(database& store, const std::string& policy_yaml, kept_run& run) {
  const market::freelancer_fee fee =
      scenarios::read_policy(scenarios::parse_document(policy_yaml, "the store's policy"))
          .fees.freelancer;
  if (fee.basis == market::fee_basis::lifetime_marginal && fee.by_category.empty()) {
    read_fee_tiers(store, fee.tiers, run);
  } else {
    read_fee_rates(store, run);
  }
}

/// Day by day, as long as enough people are followed for a curve to say something.
void draw_waiting(const survival_curve& waiting, first_hire_curve& curve) {
  for (double day = 0; waiting.at_risk(day) >= observe::enough; ++day) {
    const estimate still = waiting.at(day).value();
    curve.still.push_back(still.value);
    curve.low.push_back(still.low);
    curve.high.push_back(still.high);
  }
}

void read_first_hires(database& store, kept_run& run) {
  statement row(store,
      "SELECT (ifnull(first_hire_at_s, ?) - approved_at_s) / 86400, first_hire_at_s IS NOT NULL "
      "FROM people WHERE side = 'freelancer' AND approved_at_s >= ? "
      "AND (first_hire_at_s IS NULL OR first_hire_at_s >= approved_at_s)");
  row.ask(run.result.what.start + run.result.window_to_day * market::day, window_begins(run));
  std::vector<wait> waits;
  while (row.next()) {
    waits.push_back({static_cast<double>(std::max<std::int64_t>(0, row.number(0))),
        row.number(1) != 0 ? wait_end::happened : wait_end::censored});
  }
  run.first_hires.people = std::ssize(waits);
  draw_waiting(survival_curve(std::move(waits)), run.first_hires);
}

void read_supply(database& store, kept_run& run) {
  run.supply.resize(run.result.what.categories.size());
  statement row(store,
      "SELECT category, count(*), total(proposals > 0), total(hires > 0) FROM people "
      "WHERE side = 'freelancer' AND approved_at_s IS NOT NULL AND left_at_s IS NULL "
      "GROUP BY category");
  while (row.next()) {
    const auto category = static_cast<std::size_t>(row.number(0));
    if (category < run.supply.size()) {
      run.supply[category] = {row.number(1), row.number(2), row.number(3)};
    }
  }
}

void read_earnings(database& store, kept_run& run) {
  statement row(store,
      "SELECT earned_cents FROM people WHERE side = 'freelancer' AND approved_at_s IS NOT NULL "
      "ORDER BY earned_cents");
  while (row.next()) {
    run.earned_cents.push_back(std::max<std::int64_t>(0, row.number(0)));
  }
}

}  // namespace

void read_people_of(database& store, kept_run& run) {
  read_funnel(store, run);
  read_weeks(store, run);
  read_fees(store, run.result.what.policy_yaml, run);
  read_first_hires(store, run);
  read_supply(store, run);
  read_earnings(store, run);
}

}  // namespace souk::reports

#include "reports/newcomers.hpp"

#include "reports/newcomer_groups.hpp"
#include "reports/spread.hpp"
#include "reports/store_schema.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>
#include <map>
#include <tuple>

namespace souk::reports {
namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
constexpr int saturation_days = 28;

/// Throws unless the store can be studied.
void check_layout(database& store, const std::string& file) {
  statement version(store, "PRAGMA user_version");
  if (version.next() && version.number(0) != store_version) {
    throw study_error(file + ": has layout " + std::to_string(version.number(0))
                      + " and souk reads " + std::to_string(store_version)
                      + "; run it again with this souk");
  }
  const std::vector<people_column> columns = columns_of_people(store);
  const bool has_first_steps = std::any_of(columns.begin(), columns.end(),
      [](const people_column& one) { return one.name == "earned_quarter4_cents"; });
  if (!has_first_steps) {
    throw study_error(file + ": was written by a souk that did not keep newcomers' first steps; run "
                             "it again with this one");
  }
}

void check_ended(const stored_run& run) {
  if (run.status == "running" || run.status == "failed") {
    throw study_error(run.file + ": the run "
                      + (run.status == "failed" ? "failed" : "is under way, or was killed") + "; it is complete up to "
                      + std::to_string(run.days) + " days after the burn-in, but people are kept at a run's end "
                        "only; wait for it, or run it again");
  }
}

stored_run checked_run(const std::string& name) {
  const std::string file = store_file(name);
  database store = database::open(file);
  check_layout(store, file);
  stored_run run = read_stored_run(name);
  check_ended(run);
  return run;
}

/// Proposals a post in each category, over the 28 days before a day.
class saturation_book {
 public:
  explicit saturation_book(database& store) {
    statement rows(store, "SELECT category, day, jobs_posted, proposals FROM category_days");
    while (rows.next()) {
      sums_[{rows.number(0), rows.number(1)}] = {rows.real(2), rows.real(3)};
    }
  }
  double before(std::int64_t category, std::int64_t day) const {
    double posts = 0.0;
    double proposals = 0.0;
    for (std::int64_t d = day - saturation_days; d < day; ++d) {
      const auto found = sums_.find({category, d});
      posts += found == sums_.end() ? 0.0 : found->second.first;
      proposals += found == sums_.end() ? 0.0 : found->second.second;
    }
    return posts > 0.0 ? proposals / posts : unknown;
  }

 private:
  std::map<std::pair<std::int64_t, std::int64_t>, std::pair<double, double>> sums_;
};

/// The columns after the attribute, in this order.
constexpr std::string_view asked =
    " AS value, person, approved_at_s, first_proposal_at_s, first_interview_at_s, first_hire_at_s,"
    " first_review_at_s, first_badge_at_s, left_at_s, p.category, c.name, level,"
    " rate_at_approval_cents, completeness_at_approval, bid_age_s, bid_log_price,"
    " connects_first_weeks, connects_until_hire, connects_paid_until_hire_cents, first_reply_s,"
    " earned_quarter1_cents, earned_quarter2_cents, earned_quarter3_cents, earned_quarter4_cents"
    " FROM people p JOIN categories c USING (category), run"
    " WHERE side = 'freelancer' AND approved_at_s >= start_s + 86400 * burn_in_days"
    " AND earned_quarter1_cents IS NOT NULL ORDER BY person";

double real_or_unknown(const statement& row, int column, double unit) {
  return row.is_null(column) ? unknown : row.real(column) * unit;
}

/// The times are columns 3 to 8, in the order of first_step.
void read_times(const statement& row, market::second end, newcomer& one) {
  constexpr double a_day = 1.0 / static_cast<double>(market::day);
  one.approved_at = row.number(2);
  one.followed = static_cast<double>(std::max<market::second>(end - one.approved_at, 0)) * a_day;
  for (std::size_t step = 0; step < first_steps_kinds; ++step) {
    const int column = 3 + static_cast<int>(step);
    if (!row.is_null(column)) {
      const auto waited = std::max<std::int64_t>(row.number(column) - one.approved_at, 0);
      one.days_to[step] = static_cast<double>(waited) * a_day;
    }
  }
}

newcomer read_one(const statement& row, market::second end) {
  newcomer one;
  one.person = static_cast<std::uint32_t>(row.number(1));
  read_times(row, end, one);
  one.category = row.text(10);
  one.level = row.text(11);
  one.rate = row.real(12) * 0.01;
  one.completeness = row.real(13);
  one.bid_age_h = real_or_unknown(row, 14, 1.0 / 3600.0);
  one.bid_log_price = real_or_unknown(row, 15, 1.0);
  one.connects_first_weeks = row.real(16);
  one.connects_until_hire = row.real(17);
  one.paid_until_hire = row.real(18) * 0.01;
  one.first_reply_days = real_or_unknown(row, 19, 1.0 / static_cast<double>(market::day));
  for (std::size_t q = 0; q < one.quarters.size(); ++q) {
    one.quarters[q] = row.real(20 + static_cast<int>(q)) * 0.01;
  }
  return one;
}

void read_run(std::size_t number, const std::string& expression, newcomers& all,
    std::vector<attribute_value>& values) {
  database store = database::open(all.runs[number].what.file);
  const saturation_book saturation(store);
  statement span(
      store, "SELECT start_s, start_s + 86400 * ifnull(window_to_day, complete_days) FROM run");
  span.next();
  const market::second start = span.number(0);
  const market::second end = span.number(1);
  statement row(store, "SELECT " + expression + std::string(asked));
  while (row.next()) {
    newcomer one = read_one(row, end);
    one.run = number;
    one.saturation = saturation.before(row.number(9), (one.approved_at - start) / market::day);
    all.people.push_back(std::move(one));
    values.push_back(row.is_null(0) ? attribute_value{} : attribute_value{row.text(0)});
  }
}

/// Rates against the median of the same category and level.
void reckon_prices(std::vector<newcomer>& people) {
  std::map<std::pair<std::string, std::string>, std::vector<double>> rates;
  for (const newcomer& one : people) {
    rates[{one.category, one.level}].push_back(one.rate);
  }
  std::map<std::pair<std::string, std::string>, double> usual;
  for (const auto& [trade, all] : rates) {
    usual[trade] = median_of(all)->value;
  }
  for (newcomer& one : people) {
    const double of = usual[{one.category, one.level}];
    one.price = of > 0.0 && one.rate > 0.0 ? one.rate / of : unknown;
  }
}

/// Names of the runs' folders; those that are alike get their number.
void name_runs(std::vector<studied_run>& runs) {
  std::map<std::string, int> seen;
  for (studied_run& run : runs) {
    const std::filesystem::path file = std::filesystem::absolute(run.what.file);
    run.name = file.filename() == "run.sqlite" ? file.parent_path().filename().string()
                                               : file.stem().string();
    const int nth = ++seen[run.name];
    run.name += nth == 1 ? "" : "#" + std::to_string(nth);
  }
}

}  // namespace

newcomers read_newcomers(const std::vector<std::string>& runs, const std::string& by, bool pooled) {
  newcomers all;
  all.pooled = pooled;
  for (const std::string& name : runs) {
    all.runs.push_back({checked_run(name), {}});
  }
  name_runs(all.runs);
  const attribute which = find_attribute(all.runs, by);
  std::vector<attribute_value> values;
  for (std::size_t i = 0; i < all.runs.size(); ++i) {
    read_run(i, which.expression, all, values);
  }
  if (all.people.empty()) {
    throw study_error(
        "nobody was approved after the burn-in of " + all.runs.front().what.file
        + "; a study of newcomers needs a longer run, or a market that people come to");
  }
  reckon_prices(all.people);
  all.by = by;
  all.looks_ahead = which.looks_ahead;
  put_in_groups(all, which, values);
  return all;
}

int earnings_horizon(const newcomers& of) {
  for (const int days : {365, 273, 182, 91}) {
    const auto followed = static_cast<std::size_t>(std::count_if(of.people.begin(), of.people.end(),
        [days](const newcomer& one) { return one.followed >= days; }));
    if (followed >= 10 && followed * 5 >= of.people.size()) {
      return days;
    }
  }
  return 0;
}

}  // namespace souk::reports

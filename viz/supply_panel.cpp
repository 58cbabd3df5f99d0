#include "viz/supply_panel.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace souk::viz {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();
constexpr std::array<std::string_view, heat_kinds> heat_names{"Proposals per post", "Jobs posted",
    "Hires", "Gross volume", "Profiles approved", "Turned down as oversupplied"};

void add(observe::category_day& into, const observe::category_day& more) {
  into.jobs_posted += more.jobs_posted;
  into.proposals += more.proposals;
  into.hires += more.hires;
  into.approved += more.approved;
  into.oversupplied += more.oversupplied;
  into.gross_cents += more.gross_cents;
}

double value_of(heat what, const observe::category_day& c) {
  switch (what) {
    case heat::proposals_per_post:
      return c.jobs_posted == 0
                 ? none
                 : static_cast<double>(c.proposals) / static_cast<double>(c.jobs_posted);
    case heat::posts:
      return static_cast<double>(c.jobs_posted);
    case heat::hires:
      return static_cast<double>(c.hires);
    case heat::gross:
      return static_cast<double>(c.gross_cents) / 100.0;
    case heat::approved:
      return static_cast<double>(c.approved);
    default: {
      const auto answered = static_cast<double>(c.approved + c.oversupplied);
      return answered == 0.0 ? none : static_cast<double>(c.oversupplied) / answered;
    }
  }
}

double value_between(
    const observe::history& days, std::size_t row, std::size_t from, std::size_t to, heat what) {
  observe::category_day sum;
  for (std::size_t day = from; day < std::min(to, days.size()); ++day) {
    if (row < days[day].categories.size()) {
      add(sum, days[day].categories[row]);
    }
  }
  return value_of(what, sum);
}

double cell(const view& seen, std::size_t row, std::size_t from, std::size_t to, heat what) {
  const double shown = value_between(front(seen).days, row, from, to, what);
  return seen.differs() ? shown - value_between(seen.a->days, row, from, to, what) : shown;
}

double last_28(std::string_view id, const view& seen) {
  return total_of(*find_metric(id), seen, day_count(seen), 28);
}

/// One extraordinary week must not darken all others.
double brightest(const std::vector<double>& cells) {
  std::vector<double> sizes;
  for (const double cell : cells) {
    if (std::isfinite(cell)) {
      sizes.push_back(std::abs(cell));
    }
  }
  if (sizes.empty()) {
    return 0.0;
  }
  const auto at = sizes.begin() + static_cast<std::ptrdiff_t>((sizes.size() - 1) * 96 / 100);
  std::ranges::nth_element(sizes, at);
  return *at;
}

}  // namespace

std::string_view name_of(heat what) { return heat_names[static_cast<std::size_t>(what)]; }

unit unit_of(heat what) {
  return what == heat::proposals_per_post ? unit::ratio
         : what == heat::gross            ? unit::usd
         : what == heat::oversupplied     ? unit::share
                                          : unit::count;
}

heat_map prepare_heat(const view& seen, heat what, std::size_t columns) {
  heat_map map;
  map.what = what;
  const observe::snapshot& run = front(seen);
  if (run.what == nullptr) {
    return map;
  }
  map.rows = run.what->categories;
  const auto [from, to] = close_days(seen, day_count(seen));
  const std::size_t days = to - from;
  columns = std::max<std::size_t>(columns, 1);
  map.first_day = from;
  const std::size_t weeks = (days + 6) / 7;
  map.days_a_column =
      days <= 14 ? 1 : 7 * std::max<std::size_t>(1, (weeks + columns - 1) / columns);
  // A column of fewer days than the others would look like a collapse.
  map.columns = days / map.days_a_column;
  map.cells.reserve(map.rows.size() * map.columns);
  for (std::size_t row = 0; row < map.rows.size(); ++row) {
    for (std::size_t column = 0; column < map.columns; ++column) {
      const std::size_t begin = from + column * map.days_a_column;
      const double value = cell(seen, row, begin, begin + map.days_a_column, what);
      map.cells.push_back(value);
    }
    map.latest.push_back(cell(seen, row, to > 28 ? to - 28 : 0, to, what));
  }
  map.high = brightest(map.cells);
  return map;
}

vetting prepare_vetting(const view& seen) {
  vetting desk;
  desk.queue = values_of(*find_metric("vetting_queue"), seen, 1);
  desk.approved = values_of(*find_metric("approved"), seen, 7);
  desk.rejected = values_of(*find_metric("rejected"), seen, 7);
  desk.approvals = last_28("approved", seen);
  desk.overdue = last_28("vetting_overdue", seen);
  const std::size_t to = day_count(seen);
  const std::size_t from = to > 28 ? to - 28 : 0;
  const auto oversupplied = [&](const observe::history& days) {
    std::int64_t all = 0;
    for (std::size_t day = from; day < std::min(to, days.size()); ++day) {
      for (const observe::category_day& c : days[day].categories) {
        all += c.oversupplied;
      }
    }
    return static_cast<double>(all);
  };
  desk.oversupplied =
      oversupplied(front(seen).days) - (seen.differs() ? oversupplied(seen.a->days) : 0.0);
  desk.incomplete = last_28("rejected", seen) - desk.oversupplied;
  return desk;
}

}  // namespace souk::viz

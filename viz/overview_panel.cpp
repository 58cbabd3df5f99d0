#include "viz/overview_panel.hpp"

#include "viz/newcomers_panel.hpp"

#include <array>
#include <cmath>
#include <limits>

namespace souk::viz {
namespace {

constexpr std::size_t window = 28;
constexpr double none = std::numeric_limits<double>::quiet_NaN();

tile tile_of(std::string_view id, const view& seen, std::size_t days) {
  const metric& which = *find_metric(id);
  tile one{.label = std::string(which.label), .doc = std::string(which.doc), .of = which.of};
  // Heads on a day, not heads times days.
  const bool mean =
      which.what == metric::kind::flow && which.of == unit::count && which.id.starts_with("active");
  const double per = mean ? static_cast<double>(std::min(days, window)) : 1.0;
  one.value = total_of(which, seen, days, window) / per;
  one.differs = seen.differs();
  const double before =
      days >= 2 * window ? total_of(which, seen, days - window, window) / per : none;
  one.change = one.differs || !(std::abs(before) > 0.0) ? none : one.value / before - 1.0;
  one.course = values_of(which, seen, 7);
  return one;
}

tile newcomers_tile(const view& seen) {
  tile one{.label = "Newcomers hired in 28 d",
      .doc = "of freelancers approved in the window and watched for 28 days",
      .of = unit::share};
  const newcomers all = prepare_newcomers(seen);
  one.value = all.everybody.hired_28d;
  one.change = none;
  one.differs = seen.differs();
  for (const cohort_curve& cohort : all.cohorts) {
    one.course.push_back(cohort.hired_28d);
  }
  return one;
}

}  // namespace

overview prepare_overview(const view& seen) {
  overview all;
  const std::size_t days = day_count(seen);
  if (days == 0) {
    return all;
  }
  for (const std::string_view id : {"gross_volume", "revenue", "take_rate", "jobs_posted",
           "fill_rate", "hires", "proposals_per_post", "active_freelancers", "active_clients"}) {
    all.tiles.push_back(tile_of(id, seen, days));
  }
  all.tiles.push_back(newcomers_tile(seen));
  return all;
}

}  // namespace souk::viz

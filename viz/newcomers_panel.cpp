#include "viz/newcomers_panel.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace souk::viz {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t most_cohorts = 12;

struct waits {
  std::vector<double> hired, waiting;
};

/// The first day of the month of a second.
market::second month_of(market::second at) {
  market::civil_date day = market::to_date(at);
  day.day = 1;
  return market::to_second(day);
}

newcomers newcomers_of(const observe::snapshot& run, const view& seen) {
  newcomers all;
  if (run.people == nullptr || run.what == nullptr) {
    return all;
  }
  const market::second begin = run.what->start + run.burn_in_days() * market::day;
  const market::second end = seen.cursor
                                 ? std::min(run.people->at, second_of_day(seen, *seen.cursor + 1))
                                 : run.people->at;
  all.of_end = run.people->at_end;
  std::map<market::second, waits> months;
  waits everybody;
  for (const observe::person_point& one : run.people->freelancers) {
    const market::second approved = one.approved_at;
    if (approved < begin || approved >= end) {
      continue;
    }
    const bool hired = one.first_hire_at != 0 && one.first_hire_at < end;
    const double days =
        static_cast<double>((hired ? market::second{one.first_hire_at} : end) - approved)
        / market::day;
    waits& month = months[month_of(approved)];
    (hired ? month.hired : month.waiting).push_back(std::max(days, 0.0));
    (hired ? everybody.hired : everybody.waiting).push_back(std::max(days, 0.0));
  }
  all.everybody = survival(std::move(everybody.hired), std::move(everybody.waiting));
  all.everybody.label = "All since the burn-in";
  while (months.size() > most_cohorts) {
    months.erase(months.begin());
  }
  for (auto& [month_begin, of] : months) {
    all.cohorts.push_back(survival(std::move(of.hired), std::move(of.waiting)));
    all.cohorts.back().label = month(month_begin);
  }
  return all;
}

void subtract(cohort_curve& from, const cohort_curve& less) {
  from.approved -= less.approved;
  from.hired_28d -= less.hired_28d;
  from.hired_90d -= less.hired_90d;
  from.watched_days = std::min(from.watched_days, less.watched_days);
  for (std::size_t i = 0; i < from.hired.size() && i < less.hired.size(); ++i) {
    from.hired[i] -= less.hired[i];
  }
}

}  // namespace

cohort_curve survival(std::vector<double> hired, std::vector<double> waiting) {
  cohort_curve curve;
  curve.approved = static_cast<std::int64_t>(hired.size() + waiting.size());
  std::ranges::sort(hired);
  std::ranges::sort(waiting);
  const double longest =
      std::max(hired.empty() ? 0.0 : hired.back(), waiting.empty() ? 0.0 : waiting.back());
  curve.watched_days = std::min(followed_days, static_cast<std::size_t>(longest));
  double still = 1.0;  // the share that waits
  std::size_t events = 0;
  std::size_t censored = 0;
  for (std::size_t day = 0; day <= followed_days; ++day) {
    for (; events < hired.size() && hired[events] <= static_cast<double>(day); ++events) {
      while (censored < waiting.size() && waiting[censored] < hired[events]) {
        ++censored;
      }
      const auto at_risk = static_cast<double>(hired.size() - events + waiting.size() - censored);
      still *= 1.0 - 1.0 / at_risk;
    }
    curve.hired.push_back(1.0 - still);
  }
  curve.hired_28d = curve.watched_days >= 28 ? curve.hired[28] : none;
  curve.hired_90d = curve.watched_days >= 90 ? curve.hired[90] : none;
  return curve;
}

newcomers prepare_newcomers(const view& seen) {
  newcomers all = newcomers_of(front(seen), seen);
  if (seen.differs()) {
    const newcomers base = newcomers_of(*seen.a, seen);
    subtract(all.everybody, base.everybody);
    for (cohort_curve& cohort : all.cohorts) {
      const auto same = std::ranges::find(base.cohorts, cohort.label, &cohort_curve::label);
      subtract(cohort, same == base.cohorts.end() ? cohort_curve{} : *same);
    }
  }
  return all;
}

}  // namespace souk::viz

#include "reports/newcomer_study.hpp"

#include "reports/spread.hpp"

#include <algorithm>

namespace souk::reports {
namespace {

std::vector<std::vector<const newcomer*>> by_group(const newcomers& of) {
  std::vector<std::vector<const newcomer*>> all(of.groups.size());
  for (const newcomer& one : of.people) {
    all[one.group].push_back(&one);
  }
  return all;
}

step_study study_step(const std::vector<std::vector<const newcomer*>>& groups, first_step step) {
  step_study found{step, {}, {}, {}};
  std::vector<std::vector<wait>> waits;
  for (const auto& group : groups) {
    std::vector<wait>& own = waits.emplace_back();
    for (const newcomer* one : group) {
      own.push_back(wait_for(*one, step));
    }
    found.curves.emplace_back(own);
    found.incidences.emplace_back(own);
  }
  found.test = log_rank(waits);
  return found;
}

cost_study study_costs(const std::vector<const newcomer*>& group) {
  cost_study found;
  std::vector<double> connects, dollars, all_connects, all_dollars, hires;
  for (const newcomer* one : group) {
    const bool hired = one->days_to[static_cast<std::size_t>(first_step::hire)].has_value();
    all_connects.push_back(one->connects_until_hire);
    all_dollars.push_back(one->paid_until_hire);
    hires.push_back(hired ? 1.0 : 0.0);
    if (hired) {
      connects.push_back(one->connects_until_hire);
      dollars.push_back(one->paid_until_hire);
    }
  }
  found.people = group.size();
  found.hired = connects.size();
  found.connects = median_of(connects);
  found.dollars = mean_of(dollars);
  found.connects_all = ratio_of(all_connects, hires);
  found.dollars_all = ratio_of(all_dollars, hires);
  return found;
}

int quarters_in(int horizon) { return horizon == 365 ? 4 : horizon / 91; }

double earned(const newcomer& one, int horizon) {
  double sum = 0.0;
  for (int q = 0; q < quarters_in(horizon); ++q) {
    sum += one.quarters[static_cast<std::size_t>(q)];
  }
  return sum;
}

earnings_study study_earnings(const std::vector<const newcomer*>& group, int horizon) {
  std::vector<double> all, earners;
  for (const newcomer* one : group) {
    if (one->followed >= horizon) {
      all.push_back(earned(*one, horizon));
      if (all.back() > 0.0) {
        earners.push_back(all.back());
      }
    }
  }
  return {all.size(), share_of(earners.size(), all.size()), mean_of(all), median_of(earners),
      gini_of(all), gini_of(earners)};
}

/// Where the thirds of those who earned in a quarter part, over all groups.
std::array<double, 2> thirds(const newcomers& of, std::size_t quarter, int horizon) {
  std::vector<double> earned;
  for (const newcomer& one : of.people) {
    if (one.followed >= horizon && one.quarters[quarter] > 0.0) {
      earned.push_back(one.quarters[quarter]);
    }
  }
  std::sort(earned.begin(), earned.end());
  return earned.empty() ? std::array{0.0, 0.0}
                        : std::array{earned[earned.size() / 3], earned[earned.size() * 2 / 3]};
}

std::size_t tier_of(double earned, const std::array<double, 2>& bounds) {
  return earned <= 0.0 ? 0 : earned < bounds[0] ? 1 : earned < bounds[1] ? 2 : 3;
}

std::vector<mobility_study> study_mobility(const newcomers& of, int horizon) {
  std::vector<mobility_study> all(of.groups.size());
  if (horizon < least_mobility_days) {
    return all;
  }
  const auto last = static_cast<std::size_t>(quarters_in(horizon) - 1);
  const auto first_bounds = thirds(of, 0, horizon);
  const auto last_bounds = thirds(of, last, horizon);
  for (const newcomer& one : of.people) {
    if (one.followed >= horizon) {
      ++all[one.group].people[tier_of(one.quarters[0], first_bounds)]
                             [tier_of(one.quarters[last], last_bounds)];
    }
  }
  return all;
}

}  // namespace

wait wait_for(const newcomer& one, first_step step) {
  if (const auto& days = one.days_to[static_cast<std::size_t>(step)]) {
    return {*days, wait_end::happened};
  }
  if (const auto& exit = one.days_to[static_cast<std::size_t>(first_step::exit)]) {
    return {*exit, wait_end::left};
  }
  return {one.followed, wait_end::censored};
}

newcomer_study study(const newcomers& of) {
  newcomer_study found;
  const auto groups = by_group(of);
  for (std::size_t step = 0; step < first_steps_kinds; ++step) {
    found.steps.push_back(study_step(groups, static_cast<first_step>(step)));
  }
  found.models = hazard_models(of);
  found.horizon = earnings_horizon(of);
  for (const auto& group : groups) {
    found.costs.push_back(study_costs(group));
    found.earnings.push_back(
        found.horizon == 0 ? earnings_study{} : study_earnings(group, found.horizon));
  }
  found.mobility = study_mobility(of, found.horizon);
  return found;
}

}  // namespace souk::reports

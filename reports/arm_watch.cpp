// The arms of a live test while its world is lived: what belongs to which unit.
#include "reports/arms.hpp"
#include "reports/outcome_watch.hpp"

#include <algorithm>
#include <utility>

namespace souk::reports {

arm_watch::arm_watch(test_unit of, std::size_t people, market::second window_begin,
    market::second window_end, draw is_treated)
    : of_(of),
      people_(people),
      window_begin_(window_begin),
      window_end_(window_end),
      is_treated_(std::move(is_treated)),
      units_(of == test_unit::jobs ? 1 : people) {}

std::size_t arm_watch::unit_of(market::person_id freelancer, market::job_id job) const {
  if (of_ == test_unit::jobs) {
    const auto found = jobs_.find(market::number(job));
    return found == jobs_.end() ? none : found->second;
  }
  const std::size_t person = market::index(of_ == test_unit::freelancers ? freelancer : job.client);
  return person < units_.size() ? person : none;
}

unit_sums* arm_watch::sums_of(market::person_id freelancer, market::job_id job) {
  const std::size_t unit = unit_of(freelancer, job);
  return unit == none ? nullptr : &units_[unit];
}

void arm_watch::post(market::job_id job) {
  const std::size_t client = market::index(job.client);
  if (client >= people_) {
    return;  // a study's employers are numbered after all clients, and in nobody's arm
  }
  if (of_ == test_unit::jobs) {
    jobs_.emplace(market::number(job), units_.size());
    units_.push_back({.there = true, .treated = is_treated_(job.client, job), .posts = 1.0});
  } else {
    units_[client].posts += 1.0;
  }
}

void arm_watch::on_events(std::span<const market::event> events) {
  using market::event_type;
  for (const market::event& one : events) {
    if (one.at < window_begin_) {
      continue;
    }
    if (one.type == event_type::job_posted) {
      post(one.job);
    } else if (one.type == event_type::offer_accepted) {
      accepted_.insert_or_assign(one.job, one.person);
    } else if (one.type == event_type::job_filled) {
      const auto by = accepted_.find(one.job);
      if (unit_sums* const unit = by == accepted_.end() ? nullptr : sums_of(by->second, one.job)) {
        unit->filled += 1.0;
      }
    } else if (one.type == event_type::proposed) {
      if (unit_sums* const unit = sums_of(one.person, one.job)) {
        unit->proposals += 1.0;
        unit->connects += one.n;
      }
    }
  }
}

void arm_watch::on_entries(std::span<const market::ledger_entry> entries) {
  for (const market::ledger_entry& entry : entries) {
    if (entry.at < window_begin_) {
      continue;
    }
    if (const std::size_t place = unit_of(entry.freelancer, entry.job); place != none) {
      const entry_meaning cents = meaning_of(entry);
      unit_sums& unit = units_[place];
      unit.revenue += static_cast<double>(cents.revenue) * 0.01;
      unit.net += static_cast<double>(cents.net) * 0.01;
      unit.gross += static_cast<double>(cents.gross) * 0.01;
      if (of_ != test_unit::freelancers && cents.net != 0) {
        ties_[{place, market::index(entry.freelancer)}] += static_cast<double>(cents.net) * 0.01;
      }
    }
  }
}

/// In whole cents, whose sum is the same in any order.
void arm_watch::on_departures(std::span<const observe::departure_row> departures) {
  for (const observe::departure_row& one : departures) {
    unit_sums* const unit = sums_of(one.contract.freelancer, one.contract.job);
    if (unit != nullptr && one.at >= window_begin_) {
      unit->moved += static_cast<double>(one.value_cents);
    }
  }
}

void arm_watch::follow(const newcomer& one, std::vector<unit_sums>& units) const {
  unit_sums& himself = units[of_ == test_unit::jobs ? 0 : market::index(one.person)];
  const auto hire = first_.find(one.person);
  const std::size_t by =
      unit_of(one.person, hire == first_.end() ? market::no_job : hire->second.second);
  const auto within = [&](std::int64_t days, double unit_sums::* followed,
                          double unit_sums::* hired) {
    const std::int64_t waited = one.first_hire_at - one.approved_at;
    if (one.approved_at + days * market::day > window_end_) {
      return;
    }
    himself.*followed += 1.0;
    const bool in_time = one.first_hire_at >= 0 && waited >= 0 && waited <= days * market::day;
    if (in_time && by != none) {
      units[by].*hired += 1.0;
    }
  };
  within(28, &unit_sums::followed_28d, &unit_sums::hired_28d);
  within(90, &unit_sums::followed_90d, &unit_sums::hired_90d);
}

/// A person who is a unit.
void arm_watch::settle(const observe::person_row& row) {
  const market::side side =
      of_ == test_unit::clients ? market::side::client : market::side::freelancer;
  if (of_ != test_unit::jobs && row.side == side) {
    unit_sums& unit = units_[market::index(row.person)];
    unit.there = row.registered_at >= 0;
    unit.treated = is_treated_(row.person, market::no_job);
  }
}

void arm_watch::on_end(std::span<const observe::person_row> people,
    std::span<const observe::job_row>, std::span<const observe::contract_row> contracts) {
  for (const observe::contract_row& row : contracts) {
    const std::pair hire{row.started_at, row.contract.job};
    const auto [known, is_new] = first_.try_emplace(row.contract.freelancer, hire);
    known->second = std::min(known->second, hire);
  }
  for (const observe::person_row& row : people) {
    if (market::index(row.person) >= people_) {
      continue;
    }
    settle(row);
    if (row.side == market::side::freelancer && row.approved_at >= window_begin_) {
      newcomers_.push_back({row.person, row.approved_at, row.first_hire_at});
    }
  }
}

naive_estimate arm_watch::result() const {
  std::vector<unit_sums> units = units_;
  for (const newcomer& one : newcomers_) {
    follow(one, units);
  }
  for (unit_sums& one : units) {
    one.moved *= 0.01;
    one.whole = one.moved + one.gross;
  }
  std::vector<tie_sum> ties;
  for (const auto& [who, net] : ties_) {
    ties.push_back({who.first, who.second, net});
  }
  return estimate(of_, units, ties);
}

}  // namespace souk::reports

#include "reports/arms.hpp"

#include "reports/outcome_watch.hpp"
#include "reports/outcomes.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

namespace souk::reports {

namespace {

using figure = double unit_sums::*;

struct arm {
  std::vector<const unit_sums*> units;

  double sum(figure of) const {
    double all = 0.0;
    for (const unit_sums* one : units) {
      all += one->*of;
    }
    return all;
  }
  double size() const { return static_cast<double>(units.size()); }
  double mean(figure of) const { return units.empty() ? 0.0 : sum(of) / size(); }
  /// Of the mean.
  double error(figure of) const {
    if (units.size() < 2) {
      return 0.0;
    }
    const double centre = mean(of);
    double squares = 0.0;
    for (const unit_sums* one : units) {
      squares += (one->*of - centre) * (one->*of - centre);
    }
    return std::sqrt(squares / (size() - 1.0) / size());
  }
  double ratio(figure part, figure whole) const {
    const double all = sum(whole);
    return all == 0.0 ? 0.0 : sum(part) / all;
  }
  /// Of the ratio, by linearisation.
  double ratio_error(figure part, figure whole) const {
    const double all = sum(whole);
    if (units.size() < 2 || all == 0.0) {
      return 0.0;
    }
    const double r = ratio(part, whole);
    double squares = 0.0;
    for (const unit_sums* one : units) {
      const double residue = one->*part - r * (one->*whole);
      squares += residue * residue;
    }
    return std::sqrt(squares * size() / (size() - 1.0)) / all;
  }
};

struct arms {
  arm control, treated;
};

arms arms_of(const std::vector<unit_sums>& units) {
  arms both;
  for (const unit_sums& one : units) {
    if (one.there) {
      (one.treated ? both.treated : both.control).units.push_back(&one);
    }
  }
  return both;
}

void set(naive_estimate& into, outcome what, double difference, double error) {
  into.difference[static_cast<std::size_t>(what)] = difference;
  into.error[static_cast<std::size_t>(what)] = error;
}

/// The whole market under the one less the whole market under the other, as the arms show it.
void set_total(naive_estimate& into, const arms& both, outcome what, figure of, double scale) {
  const double error_a = both.control.error(of);
  const double error_b = both.treated.error(of);
  set(into, what, scale * (both.treated.mean(of) - both.control.mean(of)),
      scale * std::sqrt(error_a * error_a + error_b * error_b));
}

void set_ratio(naive_estimate& into, const arms& both, outcome what, figure part, figure whole) {
  const double error_a = both.control.ratio_error(part, whole);
  const double error_b = both.treated.ratio_error(part, whole);
  set(into, what, both.treated.ratio(part, whole) - both.control.ratio(part, whole),
      std::sqrt(error_a * error_a + error_b * error_b));
}

/// What freelancers earned with some clients of an arm.
using earned_with = std::function<bool(std::size_t client)>;
std::vector<std::int64_t> earnings(const std::vector<tie_sum>& ties, const earned_with& counts) {
  std::map<std::size_t, double> net;
  for (const tie_sum& tie : ties) {
    if (counts(tie.client)) {
      net[tie.freelancer] += tie.net;
    }
  }
  std::vector<std::int64_t> cents;
  for (const auto& [freelancer, dollars] : net) {
    cents.push_back(std::llround(dollars * 100.0));
  }
  return cents;
}

std::vector<std::int64_t> earnings(const arm& of, std::size_t left_out, std::size_t parts) {
  std::vector<std::int64_t> cents;
  for (std::size_t i = 0; i < of.units.size(); ++i) {
    if (i % parts != left_out) {
      cents.push_back(std::llround(of.units[i]->net * 100.0));
    }
  }
  return cents;
}

/// A Gini coefficient, and its error by the jackknife over 20 random parts. `earned` answers the
/// earnings without one part of the units; the whole without part 20.
constexpr std::size_t parts = 20;
std::pair<double, double> gini_of(
    const std::function<std::vector<std::int64_t>(std::size_t)>& earned) {
  std::array<double, parts> without{};
  double mean = 0.0;
  for (std::size_t part = 0; part < parts; ++part) {
    without[part] = gini_coefficient(earned(part));
    mean += without[part] / parts;
  }
  double squares = 0.0;
  for (const double value : without) {
    squares += (value - mean) * (value - mean);
  }
  return {gini_coefficient(earned(parts)), std::sqrt(squares * (parts - 1.0) / parts)};
}

/// Of an arm of freelancers: among them.
std::pair<double, double> gini_of(const arm& of) {
  return gini_of([&](std::size_t part) { return earnings(of, part, parts); });
}

/// Of clients: among those who earned with the first `many` of them, as many of both arms, since
/// who works for few clients earns more evenly than who works for many.
std::pair<double, double> gini_of(
    const std::vector<std::size_t>& clients, std::size_t many, const std::vector<tie_sum>& ties) {
  std::map<std::size_t, std::size_t> places;
  for (std::size_t i = 0; i < many; ++i) {
    places[clients[i]] = i;
  }
  return gini_of([&](std::size_t part) {
    return earnings(ties, [&](std::size_t client) {
      const auto found = places.find(client);
      return found != places.end() && found->second % parts != part;
    });
  });
}

void set_difference(naive_estimate& into, outcome what, const std::pair<double, double>& control,
    const std::pair<double, double>& treated) {
  set(into, what, treated.first - control.first,
      std::sqrt(control.second * control.second + treated.second * treated.second));
}

double sum_over_all(const std::vector<unit_sums>& units, figure of) {
  double all = 0.0;
  for (const unit_sums& one : units) {
    all += one.*of;
  }
  return all;
}

double share(double of, double whole) { return whole == 0.0 ? 0.0 : of / whole; }

void set_by_freelancers(
    naive_estimate& found, const arms& both, const std::vector<unit_sums>& units, double all) {
  // Posts are in nobody's arm: the whole market's.
  const double a_post = share(all, sum_over_all(units, &unit_sums::posts));
  set_total(found, both, outcome::fill_rate, &unit_sums::filled, a_post);
  set_total(found, both, outcome::proposals_per_post, &unit_sums::proposals, a_post);
  set_ratio(
      found, both, outcome::newcomers_hired_28d, &unit_sums::hired_28d, &unit_sums::followed_28d);
  set_ratio(
      found, both, outcome::newcomers_hired_90d, &unit_sums::hired_90d, &unit_sums::followed_90d);
  set_difference(found, outcome::earnings_gini, gini_of(both.control), gini_of(both.treated));
}

void set_by_clients(naive_estimate& found, const arms& both, const std::vector<unit_sums>& units,
    const std::vector<tie_sum>& ties, double all) {
  set_ratio(found, both, outcome::fill_rate, &unit_sums::filled, &unit_sums::posts);
  set_ratio(found, both, outcome::proposals_per_post, &unit_sums::proposals, &unit_sums::posts);
  // Newcomers are in nobody's arm, but each one's first hire is somebody's.
  set_total(found, both, outcome::newcomers_hired_28d, &unit_sums::hired_28d,
      share(all, sum_over_all(units, &unit_sums::followed_28d)));
  set_total(found, both, outcome::newcomers_hired_90d, &unit_sums::hired_90d,
      share(all, sum_over_all(units, &unit_sums::followed_90d)));
  std::vector<std::size_t> control, treated;
  for (std::size_t i = 0; i < units.size(); ++i) {
    if (units[i].there) {
      (units[i].treated ? treated : control).push_back(i);
    }
  }
  const std::size_t many = std::min(control.size(), treated.size());
  set_difference(
      found, outcome::earnings_gini, gini_of(control, many, ties), gini_of(treated, many, ties));
}

}  // namespace

naive_estimate estimate(
    test_unit of, const std::vector<unit_sums>& units, const std::vector<tie_sum>& ties) {
  const arms both = arms_of(units);
  naive_estimate found;
  if (both.control.units.empty() || both.treated.units.empty()) {
    return found;
  }
  const double all = both.control.size() + both.treated.size();
  set_total(found, both, outcome::platform_revenue, &unit_sums::revenue, all);
  set_total(found, both, outcome::gross_volume, &unit_sums::gross, all);
  set_total(found, both, outcome::freelancer_net, &unit_sums::net, all);
  set_total(found, both, outcome::connects_spent, &unit_sums::connects, all);
  if (of == test_unit::freelancers) {
    set_by_freelancers(found, both, units, all);
  } else {
    set_by_clients(found, both, units, ties, all);
  }
  return found;
}

arm_watch::arm_watch(test_unit of, std::size_t people, market::second window_begin,
    market::second window_end, draw is_treated)
    : of_(of),
      window_begin_(window_begin),
      window_end_(window_end),
      is_treated_(std::move(is_treated)),
      units_(people) {}

unit_sums* arm_watch::unit_of(market::person_id freelancer, market::job_id job) {
  const std::size_t person = market::index(of_ == test_unit::freelancers ? freelancer : job.client);
  return person < units_.size() ? &units_[person] : nullptr;
}

void arm_watch::on_events(std::span<const market::event> events) {
  using market::event_type;
  for (const market::event& one : events) {
    if (one.at < window_begin_) {
      continue;
    }
    if (one.type == event_type::job_posted) {
      // A study's employers are numbered after all clients, and in nobody's arm.
      if (const std::size_t client = market::index(one.job.client); client < units_.size()) {
        units_[client].posts += 1.0;
      }
    } else if (one.type == event_type::offer_accepted) {
      accepted_.insert_or_assign(one.job, one.person);
    } else if (one.type == event_type::job_filled) {
      const auto by = accepted_.find(one.job);
      if (unit_sums* const unit = by == accepted_.end() ? nullptr : unit_of(by->second, one.job)) {
        unit->filled += 1.0;
      }
    } else if (one.type == event_type::proposed) {
      if (unit_sums* const unit = unit_of(one.person, one.job)) {
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
    if (unit_sums* const unit = unit_of(entry.freelancer, entry.job)) {
      const entry_meaning cents = meaning_of(entry);
      unit->revenue += static_cast<double>(cents.revenue) * 0.01;
      unit->net += static_cast<double>(cents.net) * 0.01;
      unit->gross += static_cast<double>(cents.gross) * 0.01;
      if (of_ == test_unit::clients && cents.net != 0) {
        ties_[{market::index(entry.job.client), market::index(entry.freelancer)}] +=
            static_cast<double>(cents.net) * 0.01;
      }
    }
  }
}

void arm_watch::follow(const observe::person_row& row, market::person_id first_client) {
  unit_sums& newcomer = units_[market::index(row.person)];
  const std::size_t client = market::index(first_client);
  const auto within = [&](std::int64_t days, figure followed, figure hired) {
    const std::int64_t waited = row.first_hire_at - row.approved_at;
    if (row.approved_at < window_begin_ || row.approved_at + days * market::day > window_end_) {
      return;
    }
    newcomer.*followed = 1.0;
    const bool in_time = row.first_hire_at >= 0 && waited >= 0 && waited <= days * market::day;
    if (in_time && of_ == test_unit::freelancers) {
      newcomer.*hired = 1.0;
    } else if (in_time && client < units_.size()) {
      units_[client].*hired += 1.0;
    }
  };
  within(28, &unit_sums::followed_28d, &unit_sums::hired_28d);
  within(90, &unit_sums::followed_90d, &unit_sums::hired_90d);
}

void arm_watch::on_end(std::span<const observe::person_row> people,
    std::span<const observe::job_row>, std::span<const observe::contract_row> contracts) {
  // Who first hired each freelancer, and when.
  std::map<market::person_id, std::pair<std::int64_t, market::person_id>> first;
  for (const observe::contract_row& row : contracts) {
    const std::pair hire{row.started_at, row.contract.job.client};
    const auto [known, is_new] = first.try_emplace(row.contract.freelancer, hire);
    known->second = std::min(known->second, hire);
  }
  const market::side side =
      of_ == test_unit::clients ? market::side::client : market::side::freelancer;
  for (const observe::person_row& row : people) {
    const std::size_t person = market::index(row.person);
    if (person >= units_.size()) {
      continue;
    }
    if (row.side == side) {
      units_[person].there = row.registered_at >= 0;
      units_[person].treated = is_treated_(row.person);
    }
    if (row.side == market::side::freelancer) {
      const auto hire = first.find(row.person);
      follow(row, hire == first.end() ? market::nobody : hire->second.second);
    }
  }
}

naive_estimate arm_watch::result() const {
  std::vector<tie_sum> ties;
  for (const auto& [who, net] : ties_) {
    ties.push_back({who.first, who.second, net});
  }
  return estimate(of_, units_, ties);
}

}  // namespace souk::reports

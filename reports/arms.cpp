#include "reports/arms.hpp"

#include "reports/outcome_watch.hpp"
#include "reports/outcomes.hpp"

#include <algorithm>
#include <cmath>
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

std::vector<std::int64_t> earnings(const arm& of, std::size_t left_out, std::size_t parts) {
  std::vector<std::int64_t> cents;
  for (std::size_t i = 0; i < of.units.size(); ++i) {
    if (i % parts != left_out) {
      cents.push_back(std::llround(of.units[i]->net * 100.0));
    }
  }
  return cents;
}

/// The Gini coefficient of an arm, and its error by the jackknife over 20 random parts.
std::pair<double, double> gini_of(const arm& of) {
  constexpr std::size_t parts = 20;
  std::array<double, parts> without{};
  double mean = 0.0;
  for (std::size_t part = 0; part < parts; ++part) {
    without[part] = gini_coefficient(earnings(of, part, parts));
    mean += without[part] / parts;
  }
  double squares = 0.0;
  for (const double value : without) {
    squares += (value - mean) * (value - mean);
  }
  return {gini_coefficient(earnings(of, parts, parts)), std::sqrt(squares * (parts - 1.0) / parts)};
}

}  // namespace

naive_estimate estimate(test_unit of, const std::vector<unit_sums>& units) {
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
    double posts = 0.0;  // nobody's arm: the whole market's
    for (const unit_sums& one : units) {
      posts += one.posts;
    }
    const double a_post = posts == 0.0 ? 0.0 : all / posts;
    set_total(found, both, outcome::fill_rate, &unit_sums::filled, a_post);
    set_total(found, both, outcome::proposals_per_post, &unit_sums::proposals, a_post);
    set_ratio(
        found, both, outcome::newcomers_hired_28d, &unit_sums::hired_28d, &unit_sums::followed_28d);
    set_ratio(
        found, both, outcome::newcomers_hired_90d, &unit_sums::hired_90d, &unit_sums::followed_90d);
    const auto [gini_a, error_a] = gini_of(both.control);
    const auto [gini_b, error_b] = gini_of(both.treated);
    set(found, outcome::earnings_gini, gini_b - gini_a,
        std::sqrt(error_a * error_a + error_b * error_b));
    return found;
  }
  set_ratio(found, both, outcome::fill_rate, &unit_sums::filled, &unit_sums::posts);
  set_ratio(found, both, outcome::proposals_per_post, &unit_sums::proposals, &unit_sums::posts);
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
    }
  }
}

void arm_watch::follow(const observe::person_row& row) {
  unit_sums& unit = units_[market::index(row.person)];
  const auto within = [&](std::int64_t days, double& followed, double& hired) {
    const std::int64_t waited = row.first_hire_at - row.approved_at;
    if (row.approved_at >= window_begin_ && row.approved_at + days * market::day <= window_end_) {
      followed = 1.0;
      hired = row.first_hire_at >= 0 && waited >= 0 && waited <= days * market::day ? 1.0 : 0.0;
    }
  };
  within(28, unit.followed_28d, unit.hired_28d);
  within(90, unit.followed_90d, unit.hired_90d);
}

void arm_watch::on_end(std::span<const observe::person_row> people,
    std::span<const observe::job_row>, std::span<const observe::contract_row>) {
  const market::side side =
      of_ == test_unit::clients ? market::side::client : market::side::freelancer;
  for (const observe::person_row& row : people) {
    const std::size_t person = market::index(row.person);
    if (row.side != side || person >= units_.size()) {
      continue;
    }
    units_[person].there = row.registered_at >= 0;
    units_[person].treated = is_treated_(row.person);
    if (side == market::side::freelancer) {
      follow(row);
    }
  }
}

}  // namespace souk::reports

#include "reports/arms.hpp"

#include "reports/outcomes.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <unordered_map>
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

/// What freelancers earned with some clients, or by some jobs, of an arm.
using earned_with = std::function<bool(std::size_t unit)>;
std::vector<std::int64_t> earnings(const std::vector<tie_sum>& ties, const earned_with& counts) {
  std::map<std::size_t, double> net;
  for (const tie_sum& tie : ties) {
    if (counts(tie.unit)) {
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

/// Of clients or jobs: among those who earned with the first `many` of them, as many of both arms,
/// since who works for few clients earns more evenly than who works for many.
std::pair<double, double> gini_of(
    const std::vector<std::size_t>& units, std::size_t many, const std::vector<tie_sum>& ties) {
  std::unordered_map<std::size_t, std::size_t> places;
  for (std::size_t i = 0; i < many; ++i) {
    places[units[i]] = i;
  }
  return gini_of([&](std::size_t part) {
    return earnings(ties, [&](std::size_t unit) {
      const auto found = places.find(unit);
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

/// Clients or jobs: whoever asks for work is drawn.
void set_by_demand(naive_estimate& found, const arms& both, const std::vector<unit_sums>& units,
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
  set_ratio(found, both, outcome::off_platform_share, &unit_sums::moved, &unit_sums::whole);
  if (of == test_unit::freelancers) {
    set_by_freelancers(found, both, units, all);
  } else {
    set_by_demand(found, both, units, ties, all);
  }
  return found;
}

}  // namespace souk::reports

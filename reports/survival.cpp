#include "reports/survival.hpp"

#include "reports/linear.hpp"

#include <boost/math/distributions/chi_squared.hpp>

#include <algorithm>
#include <cmath>

namespace souk::reports {
namespace {

constexpr double z95 = 1.959963984540054;  // of the normal distribution

void sort_by_time(std::vector<wait>& waits) {
  std::sort(
      waits.begin(), waits.end(), [](const wait& a, const wait& b) { return a.time < b.time; });
}

/// Those who share one time.
struct instant {
  double time = 0.0;
  std::size_t at_risk = 0, happened = 0, left = 0;
};

/// All times in order; `waits` are sorted.
std::vector<instant> instants_of(std::span<const wait> waits) {
  std::vector<instant> all;
  for (std::size_t i = 0; i < waits.size(); ++i) {
    if (all.empty() || all.back().time != waits[i].time) {
      all.push_back({waits[i].time, waits.size() - i, 0, 0});
    }
    all.back().happened += waits[i].end == wait_end::happened ? 1 : 0;
    all.back().left += waits[i].end == wait_end::left ? 1 : 0;
  }
  return all;
}

double real(std::size_t n) { return static_cast<double>(n); }

/// The interval of a share on the scale of log(-log): it stays within 0 and 1.
estimate log_log(double share, double standard_error) {
  const double log_share = std::log(share);
  const double spread = std::exp(z95 * standard_error / (share * -log_share));
  return {share, std::pow(share, spread), std::pow(share, 1.0 / spread)};
}

/// The last step that began by `time`, or null.
template <class Step>
const Step* step_at(const std::vector<Step>& steps, double time) {
  const auto after = std::upper_bound(
      steps.begin(), steps.end(), time, [](double t, const Step& one) { return t < one.time; });
  return after == steps.begin() ? nullptr : &*(after - 1);
}

}  // namespace

// -- Kaplan-Meier --------------------------------------------------------------------------------

survival_curve::survival_curve(std::vector<wait> waits) : people_(waits.size()) {
  sort_by_time(waits);
  double survival = 1.0;
  double greenwood = 0.0;
  for (const instant& now : instants_of(waits)) {
    last_ = now.time;
    if (now.happened == 0) {
      continue;
    }
    const double n = real(now.at_risk);
    const double d = real(now.happened);
    survival = now.happened == now.at_risk ? 0.0 : survival * (1.0 - d / n);
    greenwood += now.happened == now.at_risk ? 0.0 : d / (n * (n - d));
    events_ += now.happened;
    steps_.push_back({now.time, now.at_risk, now.happened, survival, greenwood});
  }
  for (const wait& one : waits) {
    times_.push_back(one.time);
  }
}

std::size_t survival_curve::at_risk(double time) const {
  return static_cast<std::size_t>(
      times_.end() - std::lower_bound(times_.begin(), times_.end(), time));
}

/// With no event in so many people, a chance of more would have shown one in 97.5 % of cases.
estimate survival_curve::untouched(double time) const {
  const std::size_t followed = at_risk(time);
  return {1.0, followed == 0 ? 0.0 : std::pow(0.025, 1.0 / real(followed)), 1.0};
}

estimate survival_curve::of(std::size_t step) const {
  const survival_step& now = steps_[step];
  if (now.survival > 0.0) {
    return log_log(now.survival, now.survival * std::sqrt(now.greenwood));
  }
  const double bound = 1.0 - std::pow(0.025, 1.0 / real(now.at_risk));
  return {0.0, 0.0, step == 0 ? bound : std::min(bound, of(step - 1).high)};
}

std::optional<estimate> survival_curve::at(double time) const {
  const survival_step* const step = step_at(steps_, time);
  const bool over = step != nullptr && step->survival == 0.0;
  if (people_ == 0 || (time > last_ && !over)) {
    return std::nullopt;
  }
  return step == nullptr ? untouched(time) : of(static_cast<std::size_t>(step - steps_.data()));
}

survival_curve::median_time survival_curve::median() const {
  median_time found;
  for (std::size_t i = 0; i < steps_.size(); ++i) {
    const estimate here = of(i);
    const auto reach = [&](std::optional<double>& time, double share) {
      if (!time && share <= 0.5 + 1e-12) {
        time = steps_[i].time;
      }
    };
    reach(found.value, here.value);
    reach(found.low, here.low);
    reach(found.high, here.high);
  }
  return found;
}

// -- Aalen-Johansen ------------------------------------------------------------------------------

incidence_curve::incidence_curve(std::vector<wait> waits) {
  sort_by_time(waits);
  double survival = 1.0;  // neither has happened, just before
  double share = 0.0;
  // The variance is sum (F - F_i)^2 a_i + sum b_i - 2 sum (F - F_i) c_i over the steps so far, with
  // a = d / (n (n - d)), b = S^2 d1 (n - d1) / n^3, c = S d1 / n^2: kept as sums that do not know
  // F.
  double a = 0.0, a_f = 0.0, a_ff = 0.0, b = 0.0, c = 0.0, c_f = 0.0;
  for (const instant& now : instants_of(waits)) {
    last_ = now.time;
    const double n = real(now.at_risk);
    const double d1 = real(now.happened);
    const double d = d1 + real(now.left);
    if (d == 0.0) {
      continue;
    }
    share += survival * d1 / n;
    const double weight = d < n ? d / (n * (n - d)) : 0.0;
    a += weight;
    a_f += weight * share;
    a_ff += weight * share * share;
    b += survival * survival * d1 * (n - d1) / (n * n * n);
    c += survival * d1 / (n * n);
    c_f += survival * d1 / (n * n) * share;
    survival *= 1.0 - d / n;
    const double variance =
        share * share * a - 2.0 * share * a_f + a_ff + b - 2.0 * (share * c - c_f);
    steps_.push_back({now.time, share, std::max(variance, 0.0)});
  }
  if (waits.empty()) {
    last_ = -1.0;
  }
}

std::optional<estimate> incidence_curve::at(double time) const {
  if (time > last_ || last_ < 0.0) {
    return std::nullopt;
  }
  const step* const now = step_at(steps_, time);
  if (now == nullptr || now->share <= 0.0 || now->share >= 1.0) {
    const double share = now == nullptr ? 0.0 : now->share;
    return estimate{share, share, share};
  }
  return log_log(now->share, std::sqrt(now->variance));
}

// -- log-rank ------------------------------------------------------------------------------------

namespace {

/// A wait of one of the groups.
struct labelled {
  double time = 0.0;
  bool happened = false;
  std::size_t group = 0;
};

std::vector<labelled> together(std::span<const std::vector<wait>> groups) {
  std::vector<labelled> all;
  for (std::size_t g = 0; g < groups.size(); ++g) {
    for (const wait& one : groups[g]) {
      all.push_back({one.time, one.end == wait_end::happened, g});
    }
  }
  std::sort(
      all.begin(), all.end(), [](const labelled& a, const labelled& b) { return a.time < b.time; });
  return all;
}

/// Observed less expected events of each group, and the covariances of these.
struct scores {
  explicit scores(std::size_t groups) : difference(groups), covariance(groups) {}
  std::vector<double> difference;
  symmetric covariance;
};

/// Adds one time at which `d` of `n` had the event, `at_risk` of each group.
void add_time(
    scores& to, log_rank_test& test, std::span<const std::size_t> at_risk, double n, double d) {
  const double spread = n > 1.0 ? d * (n - d) / (n - 1.0) : 0.0;
  for (std::size_t g = 0; g < at_risk.size(); ++g) {
    const double share = real(at_risk[g]) / n;
    test.groups[g].expected += d * share;
    for (std::size_t h = 0; h <= g; ++h) {
      const double other = real(at_risk[h]) / n;
      to.covariance(g, h) += spread * share * ((g == h ? 1.0 : 0.0) - other);
    }
  }
}

}  // namespace

log_rank_test log_rank(std::span<const std::vector<wait>> groups) {
  log_rank_test test;
  std::vector<std::size_t> at_risk;
  for (const std::vector<wait>& group : groups) {
    test.groups.push_back({group.size(), 0, 0.0});
    at_risk.push_back(group.size());
  }
  scores sums(groups.size());
  const std::vector<labelled> all = together(groups);
  for (std::size_t i = 0; i < all.size();) {
    std::size_t end = i;
    std::size_t events = 0;
    for (; end < all.size() && all[end].time == all[i].time; ++end) {
      events += all[end].happened ? 1 : 0;
      test.groups[all[end].group].observed += all[end].happened ? 1 : 0;
    }
    if (events > 0) {
      add_time(sums, test, at_risk, real(all.size() - i), real(events));
    }
    for (; i < end; ++i) {
      --at_risk[all[i].group];
    }
  }
  for (std::size_t g = 0; g < groups.size(); ++g) {
    sums.difference[g] = real(test.groups[g].observed) - test.groups[g].expected;
  }
  const quadratic_form form = inverse_form(sums.covariance, sums.difference);
  test.chi_squared = form.value;
  test.degrees = form.rank;
  if (form.rank > 0) {
    const boost::math::chi_squared law(form.rank);
    test.p = boost::math::cdf(boost::math::complement(law, std::max(form.value, 0.0)));
  }
  return test;
}

}  // namespace souk::reports

#include "reports/comparison.hpp"

#include <algorithm>
#include <cmath>

namespace souk::reports {

namespace {

std::vector<double> column(const comparison& of, std::size_t policy, std::size_t outcome) {
  std::vector<double> values;
  for (const replication& run : of.runs) {
    values.push_back(run.worlds[policy].values.value[outcome]);
  }
  return values;
}

/// Two-sided 95 % of a normal: a test on thousands of people.
constexpr double z95 = 1.959963984540054;

std::optional<naive_effect> naive_effect_of(const comparison& of, std::size_t policy,
    std::size_t outcome, const std::vector<double>& a, const std::vector<double>& b) {
  if (!of.naive) {
    return std::nullopt;
  }
  std::vector<double> truth;
  std::vector<double> estimates;
  double squares = 0.0;
  naive_effect all;
  for (std::size_t i = 0; i < of.runs.size(); ++i) {
    const naive_estimate& test = of.runs[i].naive[policy - 1];
    if (!test.difference[outcome]) {
      return std::nullopt;
    }
    truth.push_back(b[i] - a[i]);
    estimates.push_back(*test.difference[outcome]);
    const double error = test.error[outcome];
    squares += error * error;
    all.covers += std::abs(estimates.back() - truth.back()) <= z95 * error ? 1.0 : 0.0;
  }
  const auto n = static_cast<double>(of.runs.size());
  const paired_effect bias = paired_effect_of(truth, estimates);
  all.estimate = bias.mean_b;
  const double half = z95 * std::sqrt(squares / n);
  all.ci95 = bounds{all.estimate - half, all.estimate + half};
  all.bias = bias.difference;
  all.bias_ci95 = bias.ci95;
  all.covers /= n;
  return all;
}

policy_effects effects_of(const comparison& of, std::size_t policy) {
  policy_effects all;
  std::vector<double> p;
  for (std::size_t i = 0; i < outcome_count; ++i) {
    const std::vector<double> a = column(of, 0, i);
    const std::vector<double> b = column(of, policy, i);
    outcome_effect& one = all.outcomes[i];
    one.effect = paired_effect_of(a, b);
    one.variance_reduction_ci95 = variance_reduction_interval(a, b);
    if (a.size() > 1) {
      one.pairs_needed =
          pairs_needed(one.effect.deviation, of.precision * std::abs(one.effect.mean_a));
    }
    one.naive = naive_effect_of(of, policy, i, a, b);
    p.push_back(one.effect.p);
  }
  const std::vector<double> adjusted = holm(p);
  for (std::size_t i = 0; i < outcome_count; ++i) {
    all.outcomes[i].effect.p_adjusted = adjusted[i];
  }
  return all;
}

const group_figures& figures_of(const world_outcome& world, std::optional<std::size_t> group) {
  return group ? world.people.groups[*group] : world.people.everybody;
}

double share(std::int64_t part, std::int64_t whole) {
  return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
}

std::optional<double> hired_28d(const group_figures& sums) {
  return sums.followed_28d == 0 ? std::nullopt
                                : std::optional(share(sums.hired_28d, sums.followed_28d));
}

}  // namespace

std::vector<policy_effects> effects_of(const comparison& of) {
  std::vector<policy_effects> all;
  for (std::size_t policy = 1; policy < of.policies.size(); ++policy) {
    all.push_back(effects_of(of, policy));
  }
  return all;
}

group_effect group_effect_of(
    const comparison& of, std::size_t policy, std::optional<std::size_t> group) {
  std::vector<double> a;
  std::vector<double> b;
  group_figures all_a;
  group_figures all_b;
  for (const replication& run : of.runs) {
    const group_figures& other = figures_of(run.worlds[policy], group);
    // People are counted with the other world, so that who is in only one of the two is in both.
    const group_figures& first = figures_of(run.worlds[0], group);
    a.push_back(share(first.income_cents, other.people) / 100.0);
    b.push_back(share(other.income_cents, other.people) / 100.0);
    all_a += first;
    all_b += other;
  }
  group_effect effect;
  effect.people = static_cast<double>(all_b.people) / static_cast<double>(of.runs.size());
  effect.income = paired_effect_of(a, b);
  effect.better = share(all_b.better, all_b.people);
  effect.worse = share(all_b.worse, all_b.people);
  effect.hired_28d_a = hired_28d(all_a);
  effect.hired_28d_b = hired_28d(all_b);
  return effect;
}

std::array<double, move_bins> mean_moves(const comparison& of, std::size_t policy) {
  std::array<double, move_bins> mean{};
  for (const replication& run : of.runs) {
    for (std::size_t bin = 0; bin < move_bins; ++bin) {
      mean[bin] += static_cast<double>(run.worlds[policy].people.moves[bin])
                   / static_cast<double>(of.runs.size());
    }
  }
  return mean;
}

std::pair<double, double> mean_gain_and_loss(const comparison& of, std::size_t policy) {
  std::int64_t gained = 0;
  std::int64_t lost = 0;
  for (const replication& run : of.runs) {
    gained += run.worlds[policy].people.gained_cents;
    lost += run.worlds[policy].people.lost_cents;
  }
  const double dollars = 0.01 / static_cast<double>(of.runs.size());
  return {static_cast<double>(gained) * dollars, static_cast<double>(lost) * dollars};
}

}  // namespace souk::reports

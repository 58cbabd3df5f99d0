#include "reports/hazards.hpp"

#include "reports/linear.hpp"

#include <boost/math/distributions/normal.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace souk::reports {
namespace {

constexpr double z95 = 1.959963984540054;
constexpr int most_steps = 50;

/// Weighted sums over a set of people: of 1, x and x x'.
struct moments {
  explicit moments(std::size_t count) : first(count), second(count) {}

  double whole = 0.0;
  std::vector<double> first;
  symmetric second;

  void add(double weight, std::span<const double> x) {
    whole += weight;
    for (std::size_t j = 0; j < x.size(); ++j) {
      first[j] += weight * x[j];
      for (std::size_t k = 0; k <= j; ++k) {
        second(j, k) += weight * x[j] * x[k];
      }
    }
  }
  void clear() { *this = moments(first.size()); }
};

/// Log-likelihood, its gradient and the information at one point.
struct curvature {
  explicit curvature(std::size_t count) : gradient(count), information(count) {}
  double log_likelihood = 0.0;
  std::vector<double> gradient;
  symmetric information;
};

/// The data, standardised, so that no unit makes a step too long.
struct data {
  std::span<const spell> spells;
  std::vector<double> x;
  std::vector<double> scale;
  std::size_t count = 0;
  std::vector<std::size_t> by_end, by_start;  // latest first, within strata

  std::span<const double> row(std::size_t i) const { return {&x[i * count], count}; }
};

std::vector<std::size_t> latest_first(
    std::span<const spell> spells, const std::vector<std::size_t>& kept, double spell::* time) {
  std::vector<std::size_t> order = kept;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return spells[a].stratum != spells[b].stratum ? spells[a].stratum < spells[b].stratum
                                                  : spells[a].*time > spells[b].*time;
  });
  return order;
}

/// False where a covariate does not vary.
bool standardise(
    data& in, std::span<const double> covariates, const std::vector<std::size_t>& kept) {
  in.x.resize(covariates.size());
  const auto n = static_cast<double>(kept.size());
  for (std::size_t j = 0; j < in.count; ++j) {
    double sum = 0.0;
    double squares = 0.0;
    for (const std::size_t i : kept) {
      sum += covariates[i * in.count + j];
    }
    for (const std::size_t i : kept) {
      const double off = covariates[i * in.count + j] - sum / n;
      squares += off * off;
      in.x[i * in.count + j] = off;
    }
    in.scale.push_back(std::sqrt(squares / n));
    if (!(in.scale.back() > 1e-12 * (1.0 + std::abs(sum / n)))) {
      return false;
    }
    for (const std::size_t i : kept) {
      in.x[i * in.count + j] /= in.scale.back();
    }
  }
  return true;
}

double score_of(const data& in, std::size_t i, std::span<const double> beta) {
  return std::inner_product(beta.begin(), beta.end(), in.row(i).begin(), 0.0);
}

/// Adds the events of one time: `all` are at risk, `tied` those of them who have the event.
void add_events(
    curvature& to, const moments& all, const moments& tied, std::size_t events, ties how) {
  const std::size_t count = to.gradient.size();
  for (std::size_t l = 0; l < events; ++l) {
    const double out =
        how == ties::efron ? static_cast<double>(l) / static_cast<double>(events) : 0.0;
    const double whole = all.whole - out * tied.whole;
    to.log_likelihood -= std::log(whole);
    for (std::size_t j = 0; j < count; ++j) {
      const double mean = (all.first[j] - out * tied.first[j]) / whole;
      to.gradient[j] -= mean;
      for (std::size_t k = 0; k <= j; ++k) {
        const double other = (all.first[k] - out * tied.first[k]) / whole;
        to.information(j, k) += (all.second(j, k) - out * tied.second(j, k)) / whole - mean * other;
      }
    }
  }
}

/// One stratum, backwards in time: who is still followed comes in, who was not yet goes out.
class sweep {
 public:
  sweep(const data& in, std::span<const double> beta, ties how, curvature& to)
      : in_(in), beta_(beta), how_(how), to_(to), all_(in.count), tied_(in.count) {}

  /// `ends` and `starts` hold the stratum's people, latest first.
  void run(std::span<const std::size_t> ends, std::span<const std::size_t> starts) {
    std::size_t gone = 0;
    for (std::size_t at = 0; at < ends.size();) {
      const double time = in_.spells[ends[at]].to;
      for (; gone < starts.size() && in_.spells[starts[gone]].from >= time; ++gone) {
        all_.add(-weight(starts[gone]), in_.row(starts[gone]));
      }
      at = take_time(ends, at, time);
    }
  }

 private:
  double weight(std::size_t i) const { return std::exp(score_of(in_, i, beta_)); }

  std::size_t take_time(std::span<const std::size_t> ends, std::size_t at, double time) {
    std::size_t events = 0;
    tied_.clear();
    for (; at < ends.size() && in_.spells[ends[at]].to == time; ++at) {
      const std::size_t i = ends[at];
      all_.add(weight(i), in_.row(i));
      if (in_.spells[i].happened) {
        ++events;
        tied_.add(weight(i), in_.row(i));
        to_.log_likelihood += score_of(in_, i, beta_);
        for (std::size_t j = 0; j < in_.count; ++j) {
          to_.gradient[j] += in_.row(i)[j];
        }
      }
    }
    if (events > 0) {
      add_events(to_, all_, tied_, events, how_);
    }
    return at;
  }

  const data& in_;
  std::span<const double> beta_;
  ties how_;
  curvature& to_;
  moments all_, tied_;
};

curvature curvature_at(const data& in, std::span<const double> beta, ties how) {
  curvature found(in.count);
  for (std::size_t from = 0; from < in.by_end.size();) {
    std::size_t to = from;
    const std::uint32_t stratum = in.spells[in.by_end[from]].stratum;
    while (to < in.by_end.size() && in.spells[in.by_end[to]].stratum == stratum) {
      ++to;
    }
    sweep(in, beta, how, found)
        .run(std::span(in.by_end).subspan(from, to - from),
            std::span(in.by_start).subspan(from, to - from));
    from = to;
  }
  return found;
}

/// Newton's steps, halved while they lose likelihood; none where they do not end.
std::optional<std::vector<double>> best_point(const data& in, ties how) {
  std::vector<double> beta(in.count, 0.0);
  curvature here = curvature_at(in, beta, how);
  for (int step = 0; step < most_steps; ++step) {
    const auto direction = solved(here.information, here.gradient);
    if (!direction) {
      return std::nullopt;
    }
    double length = 1.0;
    std::vector<double> next(in.count);
    curvature there(in.count);
    do {
      for (std::size_t j = 0; j < in.count; ++j) {
        next[j] = beta[j] + length * (*direction)[j];
      }
      there = curvature_at(in, next, how);
      length /= 2.0;
    } while (!(there.log_likelihood >= here.log_likelihood - 1e-9) && length > 1e-6);
    const double gain = there.log_likelihood - here.log_likelihood;
    beta = next;
    here = std::move(there);
    if (std::abs(gain) < 1e-10 * (1.0 + std::abs(here.log_likelihood))) {
      return beta;
    }
  }
  return std::nullopt;
}

/// Of an effect of one deviation of a covariate: beyond this the likelihood has no peak, since the
/// event never happens to some.
constexpr double unbounded_error = 30.0;

}  // namespace

double cox_effect::ratio() const { return std::exp(log_ratio); }
double cox_effect::low() const { return std::exp(log_ratio - z95 * standard_error); }
double cox_effect::high() const { return std::exp(log_ratio + z95 * standard_error); }
double cox_effect::p() const {
  const boost::math::normal law;
  return 2.0 * boost::math::cdf(boost::math::complement(law, std::abs(log_ratio / standard_error)));
}

std::optional<cox_fit> cox(std::span<const spell> spells, std::span<const double> covariates,
    std::size_t count, ties how) {
  std::vector<std::size_t> kept;
  cox_fit fit;
  for (std::size_t i = 0; i < spells.size(); ++i) {
    if (spells[i].to > spells[i].from) {
      kept.push_back(i);
      fit.events += spells[i].happened ? 1 : 0;
    }
  }
  fit.people = kept.size();
  data in{spells, {}, {}, count, latest_first(spells, kept, &spell::to),
      latest_first(spells, kept, &spell::from)};
  if (count == 0 || fit.events == 0 || !standardise(in, covariates, kept)) {
    return std::nullopt;
  }
  const auto beta = best_point(in, how);
  if (!beta) {
    return std::nullopt;
  }
  const curvature there = curvature_at(in, *beta, how);
  const auto variances = inverse_diagonal(there.information);
  if (!variances) {
    return std::nullopt;
  }
  for (std::size_t j = 0; j < count; ++j) {
    const double error = std::sqrt((*variances)[j]);
    if (!(error < unbounded_error)) {
      return std::nullopt;
    }
    fit.effects.push_back({(*beta)[j] / in.scale[j], error / in.scale[j]});
  }
  fit.log_likelihood = there.log_likelihood;
  fit.log_likelihood_without =
      curvature_at(in, std::vector<double>(count, 0.0), how).log_likelihood;
  return fit;
}

}  // namespace souk::reports

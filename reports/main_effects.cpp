#include "reports/main_effects.hpp"

#include <boost/math/distributions/students_t.hpp>

#include <cmath>
#include <map>
#include <numeric>

namespace souk::reports {

namespace {

using column = std::vector<double>;

double product(const column& a, const column& b) {
  return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

column centred(std::span<const double> values, std::span<const std::uint64_t> blocks) {
  struct sums {
    double sum = 0.0;
    double count = 0.0;
  };
  std::map<std::uint64_t, sums> of;
  for (std::size_t i = 0; i < values.size(); ++i) {
    of[blocks[i]].sum += values[i];
    of[blocks[i]].count += 1.0;
  }
  column all;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const sums& block = of[blocks[i]];
    all.push_back(values[i] - block.sum / block.count);
  }
  return all;
}

std::size_t count_blocks(std::span<const std::uint64_t> blocks) {
  std::vector<std::uint64_t> all(blocks.begin(), blocks.end());
  std::sort(all.begin(), all.end());
  return static_cast<std::size_t>(std::unique(all.begin(), all.end()) - all.begin());
}

/// Columns made orthogonal one by one (modified Gram and Schmidt), each with what was taken off.
struct triangle {
  std::vector<column> orthogonal;
  std::vector<column> taken;  // by column: the share of each former one
  std::vector<bool> says_something;
};

triangle orthogonalised(std::span<const column> columns) {
  constexpr double tiny = 1e-9;
  triangle all;
  for (const column& original : columns) {
    column left = original;
    column taken;
    for (std::size_t j = 0; j < all.orthogonal.size(); ++j) {
      const double size = product(all.orthogonal[j], all.orthogonal[j]);
      const double share = all.says_something[j] ? product(all.orthogonal[j], left) / size : 0.0;
      taken.push_back(share);
      for (std::size_t i = 0; i < left.size(); ++i) {
        left[i] -= share * all.orthogonal[j][i];
      }
    }
    all.says_something.push_back(product(left, left) > tiny * product(original, original) + 1e-300);
    all.orthogonal.push_back(std::move(left));
    all.taken.push_back(std::move(taken));
  }
  return all;
}

/// Coefficients of the original columns, and of each the variance for a noise of variance 1.
struct solution {
  column coefficients, variances;
  double squares_left = 0.0;
};

solution solve(const column& values, const triangle& of) {
  const std::size_t k = of.orthogonal.size();
  solution found{column(k), column(k), 0.0};
  column left = values;
  // The inverse of the unit triangle, column by column: how each original coefficient is made up.
  std::vector<column> inverse(k, column(k, 0.0));
  column shares(k, 0.0);
  column sizes(k, 0.0);
  for (std::size_t j = 0; j < k; ++j) {
    if (of.says_something[j]) {
      sizes[j] = product(of.orthogonal[j], of.orthogonal[j]);
      shares[j] = product(of.orthogonal[j], left) / sizes[j];
      for (std::size_t i = 0; i < left.size(); ++i) {
        left[i] -= shares[j] * of.orthogonal[j][i];
      }
    }
  }
  for (std::size_t j = k; j-- > 0;) {
    inverse[j][j] = 1.0;
    for (std::size_t m = j + 1; m < k; ++m) {
      for (std::size_t n = m; n < k; ++n) {
        inverse[j][n] -= of.says_something[m] ? of.taken[m][j] * inverse[m][n] : 0.0;
      }
    }
    for (std::size_t n = j; n < k; ++n) {
      if (of.says_something[n]) {
        found.coefficients[j] += inverse[j][n] * shares[n];
        found.variances[j] += inverse[j][n] * inverse[j][n] / sizes[n];
      }
    }
  }
  found.squares_left = product(left, left);
  return found;
}

main_effect judged(double value, double variance, double freedom) {
  main_effect effect{value, std::nullopt, 1.0};
  if (freedom < 1.0) {
    return effect;
  }
  const boost::math::students_t t(freedom);
  const double error = std::sqrt(variance);
  const double half = boost::math::quantile(t, 0.975) * error;
  effect.ci95 = bounds{value - half, value + half};
  if (error > 0.0) {
    effect.p = 2.0 * boost::math::cdf(boost::math::complement(t, std::abs(value) / error));
  } else {
    effect.p = value == 0.0 ? 1.0 : 0.0;
  }
  return effect;
}

}  // namespace

std::vector<std::optional<main_effect>> main_effects(std::span<const double> values,
    std::span<const std::vector<double>> columns, std::span<const std::uint64_t> blocks) {
  std::vector<column> all;
  for (const column& one : columns) {
    all.push_back(centred(one, blocks));
  }
  const triangle of = orthogonalised(all);
  const solution found = solve(centred(values, blocks), of);
  double freedom = static_cast<double>(values.size()) - static_cast<double>(count_blocks(blocks));
  for (const bool one : of.says_something) {
    freedom -= one ? 1.0 : 0.0;
  }
  const double noise = freedom >= 1.0 ? found.squares_left / freedom : 0.0;
  std::vector<std::optional<main_effect>> effects;
  for (std::size_t j = 0; j < columns.size(); ++j) {
    effects.push_back(of.says_something[j] ? std::optional(judged(found.coefficients[j],
                                                 noise * found.variances[j], freedom))
                                           : std::nullopt);
  }
  return effects;
}

std::vector<double> without_blocks(
    std::span<const double> values, std::span<const std::uint64_t> blocks) {
  const double mean = std::accumulate(values.begin(), values.end(), 0.0)
                      / static_cast<double>(std::max<std::size_t>(values.size(), 1));
  std::vector<double> all = centred(values, blocks);
  for (double& value : all) {
    value += mean;
  }
  return all;
}

}  // namespace souk::reports

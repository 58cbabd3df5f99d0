#include "reports/spread.hpp"

#include "reports/model_check.hpp"

#include <boost/math/distributions/binomial.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace souk::reports {
namespace {

constexpr double z95 = 1.959963984540054;  // of the normal distribution

double real(std::size_t n) { return static_cast<double>(n); }

double sum_of(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

}  // namespace

std::optional<estimate> share_of(std::size_t part, std::size_t whole) {
  if (whole == 0) {
    return std::nullopt;
  }
  const double n = real(whole);
  const double share = real(part) / n;
  const double middle = (share + z95 * z95 / (2 * n)) / (1 + z95 * z95 / n);
  const double half =
      z95 / (1 + z95 * z95 / n) * std::sqrt(share * (1 - share) / n + z95 * z95 / (4 * n * n));
  return estimate{share, std::min(share, std::max(middle - half, 0.0)),
      std::max(share, std::min(middle + half, 1.0))};
}

std::optional<estimate> median_of(std::vector<double> values) {
  if (values.empty()) {
    return std::nullopt;
  }
  std::sort(values.begin(), values.end());
  const std::size_t n = values.size();
  const double middle = (values[(n - 1) / 2] + values[n / 2]) / 2.0;
  const boost::math::binomial law(real(n), 0.5);
  const double below = boost::math::cdf(law, 0.0) > 0.025
                           ? 0.0  // too few for an interval: from the least to the greatest
                           : std::floor(boost::math::quantile(law, 0.025));
  const auto rank = std::min(static_cast<std::size_t>(below), (n - 1) / 2);
  return estimate{middle, values[rank], values[n - 1 - rank]};
}

std::optional<estimate> mean_of(std::span<const double> values) {
  if (values.empty()) {
    return std::nullopt;
  }
  const interval found = interval_of(values);
  const double half = found.half.value_or(0.0);
  return estimate{found.mean, found.mean - half, found.mean + half};
}

std::optional<estimate> ratio_of(std::span<const double> above, std::span<const double> below) {
  const double whole = sum_of(below);
  if (whole == 0.0) {
    return std::nullopt;
  }
  const double ratio = sum_of(above) / whole;
  const double n = real(below.size());
  double squares = 0.0;
  for (std::size_t i = 0; i < below.size(); ++i) {
    const double off = above[i] - ratio * below[i];
    squares += off * off;
  }
  const double half = n < 2 ? 0.0 : z95 * std::sqrt(squares * n / (n - 1)) / std::abs(whole);
  return estimate{ratio, ratio - half, ratio + half};
}

std::optional<estimate> gini_of(std::vector<double> values) {
  for (double& value : values) {
    value = std::max(value, 0.0);
  }
  std::sort(values.begin(), values.end());
  const double n = real(values.size());
  const double sum = sum_of(values);
  if (!(sum > 0.0)) {
    return std::nullopt;
  }
  double weighted = 0.0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    weighted += real(i + 1) * values[i];
  }
  const double gini = 2.0 * weighted / (n * sum) - (n + 1) / n;
  double above = sum;  // of those after the one left out
  double total = 0.0;
  double squares = 0.0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    above -= values[i];
    const double rest = sum - values[i];
    const double without =
        rest > 0.0 && n > 1
            ? 2.0 * (weighted - real(i + 1) * values[i] - above) / ((n - 1) * rest) - n / (n - 1)
            : gini;
    total += without - gini;
    squares += (without - gini) * (without - gini);
  }
  const double error = std::sqrt((n - 1) / n * std::max(squares - total * total / n, 0.0));
  return estimate{gini, std::max(gini - z95 * error, 0.0), std::min(gini + z95 * error, 1.0)};
}

}  // namespace souk::reports

#include "scenarios/design.hpp"

#include "market/hash.hpp"
#include "people/exact_math.hpp"

#include <boost/random/sobol.hpp>

#include <algorithm>
#include <cstdint>
#include <numeric>

namespace souk::scenarios {

namespace {

std::string in_form(const number_form& form, double value) {
  std::int64_t scale = 1;
  for (std::int32_t i = 0; i < form.decimals; ++i) {
    scale *= 10;
  }
  const double shifted = value * static_cast<double>(scale);
  const auto whole = static_cast<std::int64_t>(shifted + (shifted < 0 ? -0.5 : 0.5));
  return to_text(static_cast<double>(whole) / static_cast<double>(scale)) + form.suffix;
}

double number_at(const experiment_parameter& of, double place) {
  const number_form& form = of.form;
  if (place >= 1.0) {
    return form.to;
  }
  if (of.scale == range_scale::logarithmic) {
    const double low = people::exact_log(form.from);
    return people::exact_exp(low + place * (people::exact_log(form.to) - low));
  }
  return form.from + place * (form.to - form.from);
}

double uniform(std::uint64_t word) { return static_cast<double>(word >> 11) * 0x1p-53; }

using places = std::vector<std::vector<double>>;  // by point, then parameter

places random_places(const experiment& of) {
  places all;
  for (std::int32_t point = 0; point < of.points; ++point) {
    std::vector<double> at;
    for (std::size_t i = 0; i < of.parameters.size(); ++i) {
      at.push_back(uniform(market::mix(of.design_seed, static_cast<std::uint64_t>(point), i)));
    }
    all.push_back(std::move(at));
  }
  return all;
}

/// Each parameter's range in as many parts as there are points, one point in each (McKay, Beckman
/// and Conover 1979).
places latin_places(const experiment& of) {
  const auto count = static_cast<std::size_t>(of.points);
  places all(count, std::vector<double>(of.parameters.size()));
  for (std::size_t i = 0; i < of.parameters.size(); ++i) {
    const auto word = [&](std::size_t part, std::uint64_t what) {
      return market::mix(of.design_seed, part, i, what);
    };
    std::vector<std::size_t> parts(count);
    std::iota(parts.begin(), parts.end(), std::size_t{0});
    std::sort(parts.begin(), parts.end(), [&](std::size_t a, std::size_t b) {
      return std::pair{word(a, 1), a} < std::pair{word(b, 1), b};
    });
    for (std::size_t point = 0; point < count; ++point) {
      const double within = uniform(word(parts[point], 2));
      all[point][i] = (static_cast<double>(parts[point]) + within) / static_cast<double>(count);
    }
  }
  return all;
}

/// Joe and Kuo's directions (2008), by Boost; its first point is the middle.
places sobol_places(const experiment& of) {
  boost::random::sobol sequence(of.parameters.size());
  places all;
  for (std::int32_t point = 0; point < of.points; ++point) {
    std::vector<double> at;
    for (std::size_t i = 0; i < of.parameters.size(); ++i) {
      at.push_back(uniform(sequence()));
    }
    all.push_back(std::move(at));
  }
  return all;
}

/// All combinations; the last parameter changes fastest.
std::vector<std::vector<std::string>> grid_of(const experiment& of) {
  std::vector<std::vector<std::string>> all(1);
  for (const experiment_parameter& parameter : of.parameters) {
    const std::int64_t steps = grid_steps(parameter);
    std::vector<std::vector<std::string>> longer;
    for (const std::vector<std::string>& point : all) {
      for (std::int64_t step = 0; step < steps; ++step) {
        longer.push_back(point);
        const double place = parameter.is_range()
                                 ? static_cast<double>(step) / static_cast<double>(steps - 1)
                                 : static_cast<double>(step) / static_cast<double>(steps);
        longer.back().push_back(value_at(parameter, place));
      }
    }
    all = std::move(longer);
  }
  return all;
}

places places_of(const experiment& of) {
  switch (of.design) {
    case design_kind::latin_hypercube:
      return latin_places(of);
    case design_kind::sobol:
      return sobol_places(of);
    default:
      return random_places(of);
  }
}

}  // namespace

std::string value_at(const experiment_parameter& of, double place) {
  if (of.is_range()) {
    return in_form(of.form, number_at(of, place));
  }
  // A hair more, so that a step of a grid is not rounded into the one before.
  const double part = place * static_cast<double>(of.values.size()) + 1e-9;
  return of.values[std::min(static_cast<std::size_t>(part), of.values.size() - 1)].text;
}

std::int64_t grid_steps(const experiment_parameter& of) {
  return of.is_range() ? of.steps : static_cast<std::int64_t>(of.values.size());
}

std::int64_t point_count(const experiment& of) {
  if (of.design != design_kind::grid) {
    return of.points;
  }
  std::int64_t all = 1;
  for (const experiment_parameter& parameter : of.parameters) {
    all = std::min<std::int64_t>(all * grid_steps(parameter), INT32_MAX);
  }
  return all;
}

std::vector<std::vector<std::string>> points_of(const experiment& of) {
  if (of.design == design_kind::grid) {
    return grid_of(of);
  }
  std::vector<std::vector<std::string>> all;
  for (const std::vector<double>& at : places_of(of)) {
    std::vector<std::string> point;
    for (std::size_t i = 0; i < at.size(); ++i) {
      point.push_back(value_at(of.parameters[i], at[i]));
    }
    all.push_back(std::move(point));
  }
  return all;
}

}  // namespace souk::scenarios

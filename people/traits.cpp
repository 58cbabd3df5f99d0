#include "people/traits.hpp"

#include "people/distributions.hpp"
#include "people/freelancer_draws.hpp"

#include <algorithm>

namespace souk::people {

namespace {

/// A value from a cumulative list, without more than the list has.
std::uint16_t chosen(std::span<const double> cumulative, double u) {
  return static_cast<std::uint16_t>(pick(cumulative, u));
}

void draw_origin(const people_setup& setup, const random_words& words, freelancer_traits& t) {
  t.category = chosen(setup.freelancers_by_category, words.uniform(0));
  t.country = chosen(setup.freelancers_by_country, words.uniform(1));
  const category_words& category = setup.categories[t.category];
  t.main_skill = chosen(category.skill_weights, words.uniform(2));
  const country_parameters& country = setup.parameters.population.countries[t.country];
  if (words.uniform(3) >= country.english) {
    t.language = setup.languages[t.country];
  }
}

void draw_ability(const people_setup& setup, const random_words& words, freelancer_traits& t) {
  const nature_parameters& knobs = setup.parameters.freelancers.nature;
  t.quality = standard_normal(words, 0);
  // Who calls themselves expert is better than others, but not by much.
  const double claim = normal_cdf(0.5 * t.quality + 0.8660254037844386 * standard_normal(words, 1));
  t.level = claim > 1.0 - knobs.expert                        ? market::level::expert
            : claim > 1.0 - knobs.expert - knobs.intermediate ? market::level::intermediate
                                                              : market::level::entry;
  const double more = std::max(0.0, knobs.skills - 1.0);
  const std::uint32_t skills = 1 + geometric(words, 2, 1.0 / (1.0 + more));
  t.skills = static_cast<std::uint16_t>(std::min(skills, setup.categories[t.category].skills()));
}

void draw_wages(const people_setup& setup, const random_words& words, freelancer_traits& t) {
  const nature_parameters& knobs = setup.parameters.freelancers.nature;
  const population_parameters& population = setup.parameters.population;
  const double place = population.countries[t.country].wage_multiplier;
  const double trade =
      population.categories[t.category].rate_multiplier * level_factor(knobs, t.level);
  t.reservation_wage = lognormal(words, 0, knobs.reservation_wage, knobs.reservation_sigma) * place
                       * trade * exact_exp(knobs.quality_wage * t.quality);
  // What is asked follows the market more than the cost of living, and never falls to the wage
  // needed.
  const double usual = lognormal(words, 1, knobs.market_rate, knobs.asked_sigma) * trade
                       * exact_pow(place, knobs.asked_place)
                       * exact_exp(knobs.quality_wage * t.quality);
  t.asked_rate = std::max(usual, (1.0 + knobs.asked_margin) * t.reservation_wage);
  const double hours = normal(words, 2, knobs.weekly_hours, knobs.weekly_hours_sd);
  t.weekly_hours = std::clamp(hours, 4.0, 70.0);
}

void draw_habits(const people_setup& setup, const random_words& words, freelancer_traits& t) {
  const nature_parameters& knobs = setup.parameters.freelancers.nature;
  t.searches =
      std::min(pareto(words, 0, knobs.activity_least, knobs.activity_shape), knobs.activity_most);
  t.slowness = lognormal(words, 1, 1.0, knobs.responsiveness_sigma);
  t.patience = standard_normal(words, 2);
  t.serious = words.chance(knobs.serious, 3);
}

void draw_temper(const people_setup& setup, const random_words& words, freelancer_traits& t) {
  const bid_parameters& knobs = setup.parameters.freelancers.bid;
  t.discount = knobs.newcomer_low + words.uniform(0) * (knobs.newcomer_high - knobs.newcomer_low);
  t.pass_through = words.uniform(1);
  t.diligence = words.uniform(2);
}

/// The share of all entries that come before a share `u` of them when the rate grows by
/// `growth` over it: the inverse of (x + growth x^2 / 2) / (1 + growth / 2).
double entry_point(double u, double growth) {
  if (growth > -1e-9 && growth < 1e-9) {
    return u;
  }
  return (std::sqrt(1.0 + growth * (2.0 + growth) * u) - 1.0) / growth;
}

void draw_entry(const people_setup& setup, const random_words& words, freelancer_traits& t) {
  const population_parameters& knobs = setup.parameters.population;
  const auto length = static_cast<double>(knobs.entry_span.seconds);
  if (words.chance(knobs.incumbents, 0)) {
    const auto spread = static_cast<double>(knobs.incumbent_spread.seconds);
    t.enters = setup.time.begin + static_cast<market::second>(words.uniform(1) * spread);
    return;
  }
  const double growth = knobs.entry_growth * length / (365.0 * market::day);
  const double point = entry_point(words.uniform(1), std::max(growth, -0.95));
  t.enters = setup.time.begin + static_cast<market::second>(point * length);
}

}  // namespace

freelancer_traits traits_of(const people_setup& setup, market::person_id freelancer) {
  const auto drawn = [&](freelancer_draw what) {
    return setup.luck.population(freelancer, 0, what);
  };
  freelancer_traits t;
  draw_origin(setup, drawn(trait_origin), t);
  draw_ability(setup, drawn(trait_ability), t);
  draw_wages(setup, drawn(trait_wages), t);
  draw_habits(setup, drawn(trait_habits), t);
  draw_temper(setup, drawn(trait_temper), t);
  draw_entry(setup, drawn(trait_entry), t);
  return t;
}

trade trade_of(const people_setup& setup, market::person_id freelancer) {
  const random_words words = setup.luck.population(freelancer, 0, trait_origin);
  const std::uint16_t category = chosen(setup.freelancers_by_category, words.uniform(0));
  return {category, chosen(setup.categories[category].skill_weights, words.uniform(2))};
}

double quality_of(const people_setup& setup, market::person_id freelancer) {
  return standard_normal(setup.luck.population(freelancer, 0, trait_ability), 0);
}

}  // namespace souk::people

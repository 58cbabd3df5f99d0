#include "people/setup.hpp"

#include "people/exact_math.hpp"
#include "people/traits.hpp"

#include <cmath>
#include <utility>

namespace souk::people {

namespace {

using interner = std::function<market::symbol(std::string_view)>;

/// Running totals of one weight of each item.
template <class Item>
std::vector<double> cumulative(const std::vector<Item>& items, double Item::* weight) {
  std::vector<double> totals;
  double total = 0.0;
  for (const Item& item : items) {
    total += item.*weight;
    totals.push_back(total);
  }
  return totals;
}

hourly_rate rate_of(
    const nature_parameters& nature, const category_parameters& category, market::level level) {
  const double dollars =
      nature.market_rate * category.rate_multiplier * level_factor(nature, level);
  return {dollars, exact_log(dollars)};
}

category_words words_of(
    const category_parameters& category, const nature_parameters& nature, const interner& intern) {
  category_words words;
  for (const market::level one :
      {market::level::entry, market::level::intermediate, market::level::expert}) {
    words.rates[static_cast<std::size_t>(one)] = rate_of(nature, category, one);
  }
  words.word = intern(category.name);
  double total = 0.0;
  for (const std::string& skill : category.skills) {
    words.ring.push_back(intern(skill));
    // Popularity falls as one over the square root of the rank.
    total += 1.0 / std::sqrt(static_cast<double>(words.ring.size()));
    words.skill_weights.push_back(total);
  }
  const std::vector<market::symbol> once = words.ring;
  words.ring.insert(words.ring.end(), once.begin(), once.end());
  return words;
}

}  // namespace

people_setup set_up(people_parameters parameters, const run_time& time, std::uint64_t seed,
    const interner& intern) {
  people_setup setup;
  setup.parameters = std::move(parameters);
  setup.time = time;
  setup.luck = draws{seed};
  const population_parameters& population = setup.parameters.population;
  setup.freelancers = static_cast<std::uint32_t>(population.freelancers);
  setup.first_client = setup.freelancers;
  setup.clients = static_cast<std::uint32_t>(population.clients);
  for (const category_parameters& category : population.categories) {
    setup.categories.push_back(words_of(category, setup.parameters.freelancers.nature, intern));
  }
  for (const country_parameters& country : population.countries) {
    setup.languages.push_back(
        country.language == "english" ? market::no_symbol : intern(country.language));
  }
  setup.freelancers_by_category =
      cumulative(population.categories, &category_parameters::freelancer_share);
  setup.jobs_by_category = cumulative(population.categories, &category_parameters::job_share);
  setup.freelancers_by_country =
      cumulative(population.countries, &country_parameters::freelancer_share);
  setup.clients_by_country = cumulative(population.countries, &country_parameters::client_share);
  return setup;
}

}  // namespace souk::people

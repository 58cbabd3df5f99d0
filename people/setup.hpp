// What all minds of one run share: parameters, words, luck, time, and who has which number. Built
// once from a scenario, then only read.
#pragma once

#include "market/calendar.hpp"
#include "market/ids.hpp"
#include "market/money.hpp"
#include "market/values.hpp"
#include "people/draws.hpp"
#include "people/parameters.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

namespace souk::people {

/// What an hour of a category's work usually costs at one level.
struct hourly_rate {
  double dollars = 0.0;
  double log = 0.0;
};

/// A category with its words interned, and its rates.
struct category_words {
  market::symbol word = market::no_symbol;
  std::vector<double> skill_weights;  // cumulative; the first skill is the most wanted

  std::uint32_t skills() const { return static_cast<std::uint32_t>(ring.size() / 2); }
  market::symbol skill(std::uint32_t i) const { return ring[i % skills()]; }
  /// `count` (at most skills()) skills that begin with the i-th: storage that lives as long as the
  /// setup, as commands want it.
  std::span<const market::symbol> window(std::uint32_t i, std::uint32_t count) const {
    return std::span{ring}.subspan(i % skills(), count < skills() ? count : skills());
  }

  const hourly_rate& rate(market::level of) const { return rates[static_cast<std::size_t>(of)]; }

  std::vector<market::symbol> ring;  // all skills, twice in a row
  std::array<hourly_rate, 3> rates;  // by level
};

/// The time that a run covers; burn-in included.
struct run_time {
  market::second begin = 0;
  market::second end = 0;
  market::second epoch = market::hour;
};

/// A neutral client of an intervention, who hires each person it is given once and has no needs of
/// its own. Employers are numbered after all clients; the n-th need is to hire freelancer n.
struct employer {
  std::int32_t hours = 0;
  market::money pay;  // an hour
};

struct people_setup {
  people_parameters parameters;
  run_time time;
  draws luck{0};
  std::uint32_t first_freelancer = 0;  // numbers of persons; each side is dense
  std::uint32_t freelancers = 0;
  std::uint32_t first_client = 0;
  std::uint32_t clients = 0;

  std::vector<category_words> categories;       // in the order of population.categories
  std::vector<double> freelancers_by_category;  // cumulative weights, for `pick`
  std::vector<double> jobs_by_category;
  std::vector<double> freelancers_by_country;
  std::vector<double> clients_by_country;
  std::vector<market::symbol> languages;  // of the countries; no_symbol for English
  std::vector<employer> employers;

  bool is_freelancer(market::person_id person) const {
    return market::index(person) - first_freelancer < freelancers;
  }
  /// The employer that this client is, or null.
  const employer* employer_of(market::person_id client) const {
    const std::uint32_t place = market::index(client) - first_client - clients;
    return market::index(client) >= first_client + clients && place < employers.size()
               ? &employers[place]
               : nullptr;
  }
  market::person_id employer_id(std::uint32_t nth) const {
    return market::person_id{first_client + clients + nth};
  }
  /// The first second after the epoch of `at`.
  market::second end_of_epoch(market::second at) const {
    return time.begin + ((at - time.begin) / time.epoch + 1) * time.epoch;
  }
};

/// Freelancers are numbered from 0, clients after them. At most 255 categories, countries, and
/// skills of a category. `intern` gives each word its symbol, the same for the same word. Every
/// category must have a skill; weights must not all be 0 (the scenario's reader sees to it).
people_setup set_up(people_parameters parameters, const run_time& time, std::uint64_t seed,
    const std::function<market::symbol(std::string_view)>& intern);

}  // namespace souk::people

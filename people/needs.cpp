#include "people/needs.hpp"

#include "people/client_draws.hpp"
#include "people/distributions.hpp"
#include "people/traits.hpp"

#include <algorithm>
#include <cmath>

namespace souk::people {
namespace {

using market::second;

constexpr double year = 365.0 * static_cast<double>(market::day);

/// Cents, rounded to what a person would write: dollars, above 100 tens.
market::money round_price(double dollars) {
  const double step = dollars < 100.0      ? 1.0
                      : dollars < 1000.0   ? 5.0
                      : dollars < 10'000.0 ? 50.0
                                           : 500.0;
  const auto steps = static_cast<std::int64_t>(dollars / step + 0.5);
  return market::dollars(std::max<std::int64_t>(steps, 1) * static_cast<std::int64_t>(step));
}

/// Rates to half dollars.
market::money round_rate(double dollars) {
  return {std::max<std::int64_t>(static_cast<std::int64_t>(dollars * 2.0 + 0.5), 6) * 50};
}

market::level level_of(const needs_parameters& knobs, double u) {
  if (u < knobs.entry_share) {
    return market::level::entry;
  }
  return u < 1.0 - knobs.expert_share ? market::level::intermediate : market::level::expert;
}

double median_rate(const needs_parameters& knobs, market::level level) {
  switch (level) {
    case market::level::entry:
      return knobs.rate_entry;
    case market::level::expert:
      return knobs.rate_expert;
    default:
      return knobs.rate_intermediate;
  }
}

/// Budgets follow the level as rates do.
void price_fixed(const people_setup& setup, const client_traits& client,
    const category_parameters& category, const random_words& words, need& wanted) {
  const needs_parameters& knobs = setup.parameters.clients.needs;
  const double level = median_rate(knobs, wanted.level) / knobs.rate_intermediate;
  // A mean client has size 1, the median client less: the median budget is that of all jobs.
  const double median = knobs.budget_median * category.budget_multiplier * level * client.size
                        * exact_exp(0.5 * knobs.size_sigma * knobs.size_sigma);
  wanted.price = round_price(std::clamp(
      lognormal(words, 0, median, knobs.budget_sigma), knobs.budget_low, knobs.budget_high));
}

/// The usual choices of a form that asks for hours a week.
void set_hours_range(need& wanted) {
  const std::int32_t h = wanted.hours;
  const std::int32_t low = h <= 5 ? 1 : h <= 10 ? 5 : h <= 20 ? 10 : h <= 30 ? 20 : 30;
  wanted.hours_low = low;
  wanted.hours_high = h <= 5 ? 5 : h <= 10 ? 10 : h <= 20 ? 20 : h <= 30 ? 30 : std::max(40, h);
}

void price_hourly(const people_setup& setup, const client_traits& client,
    const category_parameters& category, const random_words& words, need& wanted) {
  const needs_parameters& knobs = setup.parameters.clients.needs;
  const double rate = lognormal(
      words, 0, median_rate(knobs, wanted.level) * category.rate_multiplier, knobs.rate_sigma);
  wanted.price = round_rate(rate);
  wanted.rate_low = round_rate(rate / knobs.rate_spread);
  wanted.rate_high = round_rate(rate * knobs.rate_spread);
  // What is special in a client's size shows in hours and weeks alike.
  const double half = std::sqrt(client.size);
  const double hours = lognormal(words, 1, knobs.hours_median * half, knobs.hours_sigma);
  wanted.hours = std::max(1, static_cast<std::int32_t>(std::min(hours, knobs.hours_high) + 0.5));
  set_hours_range(wanted);
  const double weeks = lognormal(words, 2, knobs.weeks_median * half, knobs.weeks_sigma);
  wanted.weeks = std::max(1, static_cast<std::int32_t>(std::min(weeks, knobs.weeks_high) + 0.5));
}

/// Fewer at the end of the year, more in spring and autumn.
double season_of(const needs_parameters& knobs, second at) {
  const int month = market::to_date(at).month;
  if (month == 12) {
    return 1.0 - knobs.season;
  }
  const bool busy = month == 3 || month == 4 || month == 9 || month == 10;
  return busy ? 1.0 + 0.5 * knobs.season : 1.0;
}

/// The same day in office hours of the client's country; weekends often wait for Monday.
second office_hours(
    const people_setup& setup, const client_traits& client, const random_words& words, second at) {
  const needs_parameters& knobs = setup.parameters.clients.needs;
  second day = market::start_of_day(at);
  if (market::weekday(day) >= 5 && !words.chance(knobs.weekend, 1)) {
    day = market::start_of_week(day) + market::week;
  }
  const double wakes = setup.parameters.population.countries[client.country].wakes;
  // The sum of two uniforms: most of a day's needs come up around its middle.
  const double hour = wakes + 1.0 + 5.5 * (words.uniform(2) + words.uniform(3));
  return day + static_cast<second>(hour * static_cast<double>(market::hour));
}

}  // namespace

client_traits client_traits_of(const people_setup& setup, market::person_id client) {
  const needs_parameters& knobs = setup.parameters.clients.needs;
  const random_words origin = setup.luck.population(client, 0, client_trait_origin);
  const random_words entry = setup.luck.population(client, 0, client_trait_entry);
  client_traits traits;
  if (setup.employer_of(client) != nullptr) {
    traits.enters = traits.leaves = setup.time.end;
    return traits;
  }
  traits.category = static_cast<std::uint16_t>(pick(setup.jobs_by_category, origin.uniform(0)));
  traits.country = static_cast<std::uint16_t>(pick(setup.clients_by_country, origin.uniform(1)));
  const double activity = knobs.activity_sigma;
  traits.per_year =
      lognormal(origin, 2, knobs.per_year * exact_exp(-0.5 * activity * activity), activity);
  traits.size =
      lognormal(origin, 3, exact_exp(-0.5 * knobs.size_sigma * knobs.size_sigma), knobs.size_sigma);
  const second begin = setup.time.begin;
  const auto span = static_cast<double>(setup.parameters.population.entry_span.seconds);
  // Those who are there have a first need in the run whenever it comes up; the others come for one.
  const bool present = entry.chance(knobs.present, 0);
  const double wait = present ? std::min(exponential(entry, 1, year / traits.per_year), 20.0 * year)
                              : entry.uniform(1) * span;
  traits.enters = begin + market::hour + static_cast<second>(wait);
  const second known_from = present ? begin : traits.enters;
  // Of those who are there, the longer one stays the more likely one is met.
  const double passing = knobs.passing * (present ? knobs.passing_years : 1.0);
  const double staying = (1.0 - knobs.passing) * (present ? knobs.years : 1.0);
  const bool passes = entry.chance(passing / (passing + staying), 3);
  const double stay = passes ? knobs.passing_years : knobs.years;
  traits.leaves = known_from + static_cast<second>(exponential(entry, 2, stay * year));
  return traits;
}

std::uint16_t trade_of(const people_setup& setup, market::job_id job) {
  if (setup.employer_of(job.client) != nullptr) {
    return trade_of(setup, market::person_id{job.need}).category;
  }
  const random_words trade = setup.luck.population(job.client, job.need, need_trade);
  if (!trade.chance(setup.parameters.clients.needs.home_category, 0)) {
    return static_cast<std::uint16_t>(pick(setup.jobs_by_category, trade.uniform(1)));
  }
  const random_words origin = setup.luck.population(job.client, 0, client_trait_origin);
  return static_cast<std::uint16_t>(pick(setup.jobs_by_category, origin.uniform(0)));
}

namespace {

/// One piece of work of the freelancer's own trade, for a fixed price.
need need_of_employer(
    const people_setup& setup, const employer& who, market::person_id freelancer) {
  const trade own = trade_of(setup, freelancer);
  const category_words& words = setup.categories[own.category];
  need wanted;
  wanted.trade = own.category;
  wanted.category = words.word;
  wanted.skill = own.main_skill;
  wanted.skills = words.window(own.main_skill, 1);
  wanted.level = market::level::entry;
  wanted.price = who.pay * who.hours;
  return wanted;
}

}  // namespace

need need_of(const people_setup& setup, market::person_id client, std::uint32_t n) {
  if (const employer* const who = setup.employer_of(client)) {
    return need_of_employer(setup, *who, market::person_id{n});
  }
  const needs_parameters& knobs = setup.parameters.clients.needs;
  const client_traits traits = client_traits_of(setup, client);
  const random_words trade = setup.luck.population(client, n, need_trade);
  const random_words form = setup.luck.population(client, n, need_form);
  const random_words size = setup.luck.population(client, n, need_size);
  need wanted;
  wanted.trade = trade_of(setup, {client, n});
  const category_words& words = setup.categories[wanted.trade];
  const category_parameters& category = setup.parameters.population.categories[wanted.trade];
  wanted.category = words.word;
  wanted.skill = static_cast<std::uint16_t>(pick(words.skill_weights, trade.uniform(2)));
  wanted.skills = words.window(wanted.skill, 1 + trade.below(3, 3));
  wanted.level = level_of(knobs, form.uniform(0));
  wanted.type =
      form.chance(category.hourly_share, 1) ? market::job_type::hourly : market::job_type::fixed;
  if (form.chance(knobs.questions, 2)) {
    wanted.questions = 1 + static_cast<std::int32_t>(form.word[2] % 4);
  }
  wanted.attention_word = form.chance(knobs.attention_word, 3);
  if (size.chance(knobs.language, 3)) {
    wanted.language = setup.languages[size.word[3] % setup.languages.size()];
  }
  if (wanted.type == market::job_type::fixed) {
    price_fixed(setup, traits, category, size, wanted);
  } else {
    price_hourly(setup, traits, category, size, wanted);
  }
  return wanted;
}

std::optional<second> moment_of_need(const people_setup& setup, market::person_id client,
    const client_traits& traits, std::uint32_t n, second before) {
  const needs_parameters& knobs = setup.parameters.clients.needs;
  const random_words words = setup.luck.population(client, n, need_moment);
  second at = traits.enters;
  if (n > 0) {
    const double stayed = static_cast<double>(before - traits.enters) / year;
    const double frequency = traits.per_year * exact_exp(std::min(knobs.growth * stayed, 3.0));
    const double mean = year / (frequency * season_of(knobs, before));
    at = before + static_cast<second>(std::min(exponential(words, 0, mean), 100.0 * year));
    at = std::max(office_hours(setup, traits, words, at), before + market::hour);
  }
  if (at >= traits.leaves || at >= setup.time.end) {
    return std::nullopt;
  }
  return at;
}

}  // namespace souk::people

#include "people/work.hpp"

#include "people/distributions.hpp"

#include <algorithm>

namespace souk::people {
namespace {

random_words drawn(
    const draws& luck, market::contract_id contract, decision_code what, std::uint16_t n = 0) {
  return luck.behaviour(contract.freelancer, number(contract.job), what, n);
}

}  // namespace

double performance(
    const work_parameters& knobs, const draws& luck, market::contract_id contract, double quality) {
  return quality + knobs.noise * standard_normal(drawn(luck, contract, draw_performance));
}

market::second time_to_deliver(const work_parameters& knobs, const draws& luck,
    const market::milestone_id& milestone, market::second planned) {
  const random_words words =
      drawn(luck, milestone.contract, draw_delivery, static_cast<std::uint16_t>(milestone.n));
  const double ratio = lognormal(words, 0, knobs.lateness, knobs.lateness_sigma);
  const double seconds = ratio * static_cast<double>(planned);
  return std::max(market::hour, static_cast<market::second>(seconds));
}

std::int32_t minutes_worked(const work_parameters& knobs, const draws& luck,
    market::contract_id contract, market::second week_start, double hours_wanted) {
  // A week's number, Mondays since 1970, tells its draw apart; weeks beyond 1256 years repeat.
  const auto week = static_cast<std::uint16_t>(week_start / market::week);
  const random_words words = drawn(luck, contract, draw_week, week);
  const double hours = hours_wanted * lognormal(words, 0, knobs.hours_fill, knobs.hours_sigma);
  const auto tens = static_cast<std::int32_t>(std::min(hours, 100.0) * 6.0);
  return 10 * std::max(tens, 1);
}

std::int32_t weeks_wanted(const work_parameters& knobs, const draws& luck,
    market::contract_id contract, std::int32_t weeks_planned, double performed) {
  const random_words words = drawn(luck, contract, draw_length);
  const double taste = std::clamp(performed, -3.0, 3.0) * knobs.weeks_quality;
  const double weeks =
      weeks_planned * exact_exp(taste + knobs.weeks_sigma * standard_normal(words));
  return std::max(1, static_cast<std::int32_t>(std::min(weeks, 520.0) + 0.5));
}

market::second planned_time(const conduct_parameters& knobs, market::money amount) {
  const double hundreds = static_cast<double>(amount.cents) / 10'000.0;
  const double days =
      std::min(knobs.days_base + knobs.days_per_hundred * hundreds, knobs.days_high);
  return std::max<market::second>(1, static_cast<market::second>(days + 0.5)) * market::day;
}

}  // namespace souk::people

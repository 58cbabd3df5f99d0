// What a client is like, and what the client's n-th need is: pure functions of (seed, client, n),
// which no policy touches, so that two policies meet the same needs.
#pragma once

#include "market/calendar.hpp"
#include "market/ids.hpp"
#include "market/money.hpp"
#include "market/values.hpp"
#include "people/setup.hpp"

#include <cstdint>
#include <optional>
#include <span>

namespace souk::people {

struct client_traits {
  std::uint16_t category = 0;  // the own one: index into setup.categories
  std::uint16_t country = 0;   // index into population.countries
  double per_year = 0.0;       // needs
  double size = 1.0;           // factor on what they are worth, mean 1
  market::second enters = 0;   // with the first need; at or after the end of the run: never
  market::second leaves = 0;   // no needs from then on
};

client_traits client_traits_of(const people_setup& setup, market::person_id client);

/// A piece of work that somebody wants done.
struct need {
  market::symbol category = market::no_symbol;
  market::symbol language = market::no_symbol;  // asked for, or none
  std::span<const market::symbol> skills;       // the first is the main one; kept by the setup
  std::uint16_t trade = 0;                      // the category's index in the setup
  std::uint16_t skill = 0;                      // the main skill's index in the category
  market::job_type type = market::job_type::fixed;
  market::level level = market::level::intermediate;
  market::money price;                // fixed: the budget; hourly: the middle of the rates
  market::money rate_low, rate_high;  // hourly
  std::int32_t hours = 0;             // hourly: wanted a week
  std::int32_t hours_low = 0, hours_high = 0;
  std::int32_t weeks = 0;      // hourly: planned
  std::int32_t questions = 0;  // screening questions
  bool attention_word = false;

  /// What it would cost as planned.
  market::money value() const {
    return type == market::job_type::fixed ? price : price * (std::int64_t{hours} * weeks);
  }
};

/// The category of a job, as its index in the setup; cheap, for whoever must find its exchange.
std::uint16_t trade_of(const people_setup& setup, market::job_id job);

need need_of(const people_setup& setup, market::person_id client, std::uint32_t n);

/// When the client's n-th need comes up: at entry for n = 0, else after `before`, the moment of the
/// one before. None if the client has no more needs within the run.
std::optional<market::second> moment_of_need(const people_setup& setup, market::person_id client,
    const client_traits& traits, std::uint32_t n, market::second before);

}  // namespace souk::people

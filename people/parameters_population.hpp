// Who there is: how many, where, of which trade, and when they come. Values are behavioural
// constants with their source: a key of facts.md, "seed" for the article, or "assumed". No moment
// is written back in.
#pragma once

#include "market/calendar.hpp"
#include "market/knob.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace souk::people {

using market::knob;
using market::no_limit;

/// A trade: its words, its part of the market and what it pays.
struct category_parameters {
  std::string name;
  std::vector<std::string> skills;  // the first is the most wanted
  double job_share = 1.0;           // weights, normalised over all categories
  double freelancer_share = 1.0;
  double hourly_share = 0.61;
  double budget_multiplier = 1.0;  // of the median budget of fixed jobs
  double rate_multiplier = 1.0;    // of rates, asked and posted

  bool operator==(const category_parameters&) const = default;
  static constexpr auto knobs() {
    using s = category_parameters;
    return std::tuple{knob{"name", &s::name, "", 0, 0, "assumed", "the category's word"},
        knob{"skills", &s::skills, "", 0, 0, "assumed", "its skills, the most wanted first"},
        knob{"job_share", &s::job_share, "weight", 0, 1e6, "assumed", "its part of all jobs"},
        knob{"freelancer_share", &s::freelancer_share, "weight", 0, 1e6, "assumed",
            "its part of all freelancers"},
        knob{"hourly_share", &s::hourly_share, "share", 0, 1, "B5 (the article says 0.80)",
            "of its jobs are hourly"},
        knob{"budget_multiplier", &s::budget_multiplier, "", 0.001, 1000, "assumed",
            "of the median budget of a fixed job"},
        knob{
            "rate_multiplier", &s::rate_multiplier, "", 0.001, 1000, "assumed", "of hourly rates"}};
  }
};

/// Where people live: how many, what living costs, and when they are awake.
struct country_parameters {
  std::string name;
  double freelancer_share = 1.0;  // weights, normalised over all countries
  double client_share = 1.0;
  double wage_multiplier = 1.0;  // of reservation wages
  double wakes = 7.0;            // the hour, UTC, at which its day begins
  double english = 1.0;          // share who need no other language
  std::string language = "english";

  bool operator==(const country_parameters&) const = default;
  static constexpr auto knobs() {
    using s = country_parameters;
    return std::tuple{knob{"name", &s::name, "", 0, 0, "assumed", "the country"},
        knob{"freelancer_share", &s::freelancer_share, "weight", 0, 1e6,
            "A12: 14 % US; else assumed", "its part of all freelancers"},
        knob{"client_share", &s::client_share, "weight", 0, 1e6, "assumed",
            "its part of all clients"},
        knob{"wage_multiplier", &s::wage_multiplier, "", 0.01, 100, "assumed",
            "of reservation wages"},
        knob{"wakes", &s::wakes, "hours UTC", 0, 24, "assumed", "when its day begins"},
        knob{"english", &s::english, "share", 0, 1, "assumed",
            "of its freelancers speak only English; the rest its language too"},
        knob{"language", &s::language, "", 0, 0, "assumed", "its language"}};
  }
};

std::vector<category_parameters> default_categories();  // 12 of them
std::vector<country_parameters> default_countries();

struct population_parameters {
  std::int32_t freelancers = 100'000;  // all who might ever enter
  std::int32_t clients = 20'000;
  double incumbents = 0.45;
  market::duration incumbent_spread = market::days(28);
  market::duration entry_span = market::days(730);
  double entry_growth = 0.0;
  double entry_elasticity = 0.5;
  std::vector<category_parameters> categories = default_categories();
  std::vector<country_parameters> countries = default_countries();

  bool operator==(const population_parameters&) const = default;
  static constexpr auto knobs() {
    using s = population_parameters;
    return std::tuple{knob{"freelancers", &s::freelancers, "people", 0, 5e7, "assumed",
                          "all freelancers who might ever enter"},
        knob{"clients", &s::clients, "people", 0, 5e7, "assumed",
            "all clients who might ever enter"},
        knob{"incumbents", &s::incumbents, "share", 0, 1, "assumed",
            "of the freelancers are there from the start; the rest come over time"},
        knob{"incumbent_spread", &s::incumbent_spread, "duration", 0, 1e9, "assumed",
            "incumbents enter spread over so long from the start"},
        knob{"entry_span", &s::entry_span, "duration", 1, 1e10, "assumed",
            "from the start, over which all others of both sides come, at a rate that does not "
            "depend on how long the run is; nobody comes later"},
        knob{"entry_growth", &s::entry_growth, "share a year", -0.9, 10, "assumed",
            "growth of the rate of freelancers' entry, in a year"},
        knob{"entry_elasticity", &s::entry_elasticity, "", 0, 5, "A24: extensive margin",
            "of the number of freelancers who enter, to what the fee leaves them"},
        knob{"categories", &s::categories, "", 0, 0, "assumed", "the trades"},
        knob{"countries", &s::countries, "", 0, 0, "assumed", "where people live"}};
  }
};

}  // namespace souk::people

// What a study of newcomers says: how long until each first step, what hastens the first hire, what
// it costs, what the first year brings. Every figure by group, with its 95 % interval.
//
// Who leaves the platform is censored in the curves (the waiting of those who go on trying), and
// never comes back to it in the incidences (what share it really happens to).
#pragma once

#include "reports/hazards.hpp"
#include "reports/newcomers.hpp"
#include "reports/study_table.hpp"
#include "reports/survival.hpp"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace souk::reports {

struct step_study {
  first_step step = first_step::proposal;
  std::vector<survival_curve> curves;  // one a group
  std::vector<incidence_curve> incidences;
  log_rank_test test;  // between the groups
};

/// One trait's rate ratio.
struct hazard {
  std::string name;  // "price"
  std::string unit;  // what the two people differ by: "10 % more"
  cox_effect effect;
};

/// A Cox regression; `fit` is empty where there is too little to fit.
struct hazard_model {
  std::string name;  // "hire, from the approval"
  first_step step = first_step::hire;
  std::vector<hazard> hazards;
  std::size_t people = 0, events = 0;
};

struct cost_study {
  std::size_t people = 0, hired = 0;
  std::optional<estimate> connects, dollars;  // until the first hire: median and mean of the hired
  std::optional<estimate> connects_all, dollars_all;  // spent by all, a first hire
};

struct earnings_study {
  std::size_t people = 0;                 // followed to the horizon
  std::optional<estimate> earn;           // share
  std::optional<estimate> mean;           // of all
  std::optional<estimate> median_earner;  // of those who earned
  std::optional<estimate> gini, gini_earners;
};

/// Tiers of earnings in a quarter: nothing, and thirds of those of all groups who earned.
inline constexpr std::array<std::string_view, 4> earning_tiers{
    "nothing", "lowest third", "middle third", "highest third"};

/// With less than two quarters there is nothing to move between.
inline constexpr int least_mobility_days = 182;

/// From the tier of the first quarter to that of the last within the horizon.
struct mobility_study {
  std::array<std::array<std::size_t, 4>, 4> people{};  // [from][to]
};

struct newcomer_study {
  std::vector<step_study> steps;
  std::vector<hazard_model> models;
  std::vector<cost_study> costs;  // by group, as all below
  std::vector<earnings_study> earnings;
  std::vector<mobility_study> mobility;
  int horizon = 0;  // of earnings, days; 0: too few were followed long enough
};

newcomer_study study(const newcomers& of);

/// The regressions alone (newcomer_hazards.cpp).
std::vector<hazard_model> hazard_models(const newcomers& of);

/// One person's wait for a step.
wait wait_for(const newcomer& one, first_step step);

/// All figures as tables: curves, milestones, tests, hazards, costs, earnings, mobility, newcomers.
std::vector<study_table> tables_of(const newcomers& of, const newcomer_study& found);

/// study.json: what was studied, and all tables but the curves and the people.
std::string study_json(const newcomers& of, const std::vector<study_table>& tables);

/// For a terminal; `bold` and `faint` mark what they are given.
std::string study_text(const newcomers& of, const newcomer_study& found, bool coloured);

/// study.html.
std::string study_html(const newcomers& of, const newcomer_study& found);

}  // namespace souk::reports

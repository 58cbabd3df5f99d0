// A study of newcomers as a page: curves with their bands, rate ratios, costs and earnings.
#include "reports/newcomer_study.hpp"
#include "reports/page.hpp"
#include "reports/simulation_card.hpp"
#include "reports/spread.hpp"
#include "reports/text.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <numeric>

namespace souk::reports {
namespace {

constexpr std::size_t most_curves = 8;  // of a chart

std::string interval_text(const std::optional<estimate>& of, unit in) {
  return of ? in_unit(of->value, in) + " (" + in_unit(of->low, in) + " to " + in_unit(of->high, in)
                  + ")"
            : "-";
}

std::optional<estimate> reached(const std::optional<estimate>& of) {
  return of ? std::optional(estimate{1 - of->value, 1 - of->high, 1 - of->low}) : std::nullopt;
}

std::string count(std::size_t n) { return grouped(static_cast<std::int64_t>(n)); }

void add_point(series& to, const std::optional<estimate>& of) {
  constexpr double gap = std::numeric_limits<double>::quiet_NaN();
  to.values.push_back(of ? of->value : gap);
  to.low.push_back(of ? of->low : gap);
  to.high.push_back(of ? of->high : gap);
}

chart curves_chart(const newcomers& of, const step_study& step) {
  const std::string name(first_step_names[static_cast<std::size_t>(step.step)]);
  chart drawn;
  drawn.id = name;
  std::replace(drawn.id.begin(), drawn.id.end(), ' ', '-');
  drawn.title = step.step == first_step::exit ? "Who has left" : "Who has had a " + name;
  drawn.note = "share by days since the approval; who leaves is censored";
  drawn.kind = chart_kind::steps;
  drawn.x = {"days since the approval", unit::days};
  drawn.y = {"share", unit::share};
  double last = 0.0;
  for (const survival_curve& curve : step.curves) {
    last = std::max(last, curve.last_time());
  }
  for (int day = 0; day <= last; ++day) {
    drawn.at.push_back(day);
  }
  for (std::size_t g = 0; g < std::min(of.groups.size(), most_curves); ++g) {
    series line{of.groups[g], {}};
    for (const double day : drawn.at) {
      add_point(line, reached(step.curves[g].at(day)));
    }
    drawn.lines.push_back(std::move(line));
  }
  return drawn;
}

section curves_section(const newcomers& of, const newcomer_study& found) {
  section made{"How long it takes",
      "Kaplan-Meier curves with 95 % bands; those still waiting at the run's end are censored.",
      {}};
  if (of.groups.size() > most_curves) {
    made.note +=
        " The first " + std::to_string(most_curves) + " groups are drawn; curves.csv has all.";
  }
  for (const step_study& step : found.steps) {
    made.parts.emplace_back(curves_chart(of, step));
  }
  return made;
}

table milestones(const newcomers& of, const newcomer_study& found) {
  table made{{"step", "group", "people", "events", "median days", "within 28 days",
                 "within 90 days", "within 90 days, leavers counted"},
      {}, false, false, {1}};
  for (const step_study& step : found.steps) {
    for (std::size_t g = 0; g < of.groups.size(); ++g) {
      const survival_curve& curve = step.curves[g];
      const auto median = curve.median();
      made.rows.push_back({std::string(first_step_names[static_cast<std::size_t>(step.step)]),
          of.groups[g], count(curve.people()), count(curve.events()),
          median.value ? fixed(*median.value, 1) : "-",
          interval_text(reached(curve.at(28)), unit::share),
          interval_text(reached(curve.at(90)), unit::share),
          interval_text(step.incidences[g].at(90), unit::share)});
    }
  }
  return made;
}

table tests(const newcomer_study& found) {
  table made{{"step", "log-rank chi squared", "degrees", "p"}, {}, false, true, {}};
  for (const step_study& step : found.steps) {
    if (step.test.degrees > 0) {
      made.rows.push_back({std::string(first_step_names[static_cast<std::size_t>(step.step)]),
          fixed(step.test.chi_squared, 2), std::to_string(step.test.degrees), p_text(step.test.p)});
    }
  }
  return made;
}

section milestones_section(const newcomers& of, const newcomer_study& found) {
  section made{"First steps", "Medians and shares with 95 % intervals.", {milestones(of, found)}};
  const table compared = tests(found);
  if (!compared.rows.empty()) {
    made.parts.emplace_back(compared);
  }
  return made;
}

chart hazards_chart(const hazard_model& model, std::size_t number) {
  chart drawn;
  drawn.id = "hazards-" + std::to_string(number);
  drawn.title = "Rate ratios: " + model.name;
  drawn.note = count(model.people) + " people, " + count(model.events) + " events; Cox regression";
  drawn.kind = chart_kind::forest;
  drawn.y = {"rate ratio", unit::number, false, true, 1.0};
  series ratios{"rate ratio", {}};
  for (const hazard& one : model.hazards) {
    drawn.labels.push_back(one.name + ": " + one.unit);
    ratios.values.push_back(one.effect.ratio());
    ratios.low.push_back(one.effect.low());
    ratios.high.push_back(one.effect.high());
  }
  drawn.lines.push_back(std::move(ratios));
  drawn.wide = true;
  return drawn;
}

section hazards_section(const newcomer_study& found) {
  section made{"What goes with a faster start",
      "Rates of two people who differ in one trait alone; above 1 is faster. Traits explain only "
      "what comes after they are known.",
      {}};
  for (std::size_t i = 0; i < found.models.size(); ++i) {
    if (found.models[i].hazards.empty()) {
      made.parts.emplace_back(prose{{found.models[i].name + ": too little to fit."}});
    } else {
      made.parts.emplace_back(hazards_chart(found.models[i], i));
    }
  }
  return made;
}

section costs_section(const newcomers& of, const newcomer_study& found) {
  table made{{"group", "hired", "Connects until hired, median", "dollars until hired, mean",
                 "Connects of all, a first hire", "dollars of all, a first hire"},
      {}, false, false, {}};
  for (std::size_t g = 0; g < of.groups.size(); ++g) {
    const cost_study& cost = found.costs[g];
    made.rows.push_back({of.groups[g], count(cost.hired), interval_text(cost.connects, unit::count),
        interval_text(cost.dollars, unit::dollars), interval_text(cost.connects_all, unit::count),
        interval_text(cost.dollars_all, unit::dollars)});
  }
  return {"What a first hire costs", "Of all: what the never hired spent counts as well.", {made}};
}

section earnings_section(const newcomers& of, const newcomer_study& found) {
  table made{
      {"group", "people", "earn anything", "mean", "median of earners", "Gini", "Gini of earners"},
      {}, false, false, {}};
  for (std::size_t g = 0; g < of.groups.size(); ++g) {
    const earnings_study& one = found.earnings[g];
    made.rows.push_back({of.groups[g], count(one.people), interval_text(one.earn, unit::share),
        interval_text(one.mean, unit::dollars), interval_text(one.median_earner, unit::dollars),
        interval_text(one.gini, unit::number), interval_text(one.gini_earners, unit::number)});
  }
  return {"Earnings of the first " + std::to_string(found.horizon) + " days",
      "Gross, net of refunds; of those who were followed so long.", {made}};
}

table mobility(const mobility_study& of) {
  table made{{"first 91 days"}, {}, false, false, {}};
  made.head.insert(made.head.end(), earning_tiers.begin(), earning_tiers.end());
  for (std::size_t from = 0; from < earning_tiers.size(); ++from) {
    const auto& row = of.people[from];
    const std::size_t all = std::accumulate(row.begin(), row.end(), std::size_t{0});
    made.rows.push_back({std::string(earning_tiers[from])});
    for (const std::size_t n : row) {
      made.rows.back().emplace_back(interval_text(share_of(n, all), unit::share));
    }
  }
  return made;
}

section mobility_section(const newcomers& of, const newcomer_study& found) {
  section made{"From tier to tier",
      "Where those of a tier of the first 91 days stand in the last ones of "
          + std::to_string(found.horizon)
          + ": nothing earned, or a third of those who earned something.",
      {}};
  for (std::size_t g = 0; g < std::min(of.groups.size(), most_curves); ++g) {
    if (of.groups.size() > 1) {
      made.parts.emplace_back(prose{{strong(of.groups[g])}});
    }
    made.parts.emplace_back(mobility(found.mobility[g]));
  }
  return made;
}

/// The longest time of those told that anybody was followed for.
double told_days(const step_study& step) {
  const auto followed = [&](double day) {
    return std::ranges::any_of(
        step.incidences, [&](const incidence_curve& one) { return one.at(day).has_value(); });
  };
  for (const double day : {90.0, 28.0, 7.0}) {
    if (followed(day)) {
      return day;
    }
  }
  return 0.0;
}

sentence headline_of(const newcomers& of, const newcomer_study& found) {
  const step_study& hire = found.steps[static_cast<std::size_t>(first_step::hire)];
  const double days = told_days(hire);
  if (days == 0.0) {
    return {
        "Of ", strong(count(of.people.size())), " newcomers nobody could be followed for a week."};
  }
  sentence said{"Of ", strong(count(of.people.size())),
      " newcomers these are hired within " + fixed(days, 0) + " days: "};
  for (std::size_t g = 0; g < std::min<std::size_t>(of.groups.size(), 4); ++g) {
    said.emplace_back(g == 0 ? "" : "; ");
    if (of.groups.size() > 1) {
      said.emplace_back(of.groups[g] + " ");
    }
    said.push_back(strong(interval_text(hire.incidences[g].at(days), unit::share)));
  }
  said.emplace_back(".");
  return said;
}

std::vector<fact> card_of(const newcomers& of) {
  std::vector<fact> card;
  for (const studied_run& run : of.runs) {
    card.push_back({run.name,
        {run.what.scenario + " under " + run.what.policy + ", seed " + std::to_string(run.what.seed)
            + ", " + std::to_string(run.what.burn_in_days) + " days of burn-in, then "
            + std::to_string(run.what.days) + "; state hash " + run.what.state_hash}});
  }
  card.insert(
      card.end(), {{"Command", {of.command}, look::code}, {"souk", {"version " + of.version}}});
  std::ranges::move(simulation_facts(""), std::back_inserter(card));
  return card;
}

}  // namespace

std::string study_html(const newcomers& of, const newcomer_study& found) {
  page made;
  made.kicker = "souk study newcomers";
  made.title = "Newcomers by " + of.by;
  made.headline = headline_of(of, found);
  made.sections = {curves_section(of, found), milestones_section(of, found), hazards_section(found),
      costs_section(of, found)};
  if (found.horizon > 0) {
    made.sections.push_back(earnings_section(of, found));
  }
  if (found.horizon >= least_mobility_days) {
    made.sections.push_back(mobility_section(of, found));
  }
  made.card = card_of(of);
  made.footer =
      "The data behind this page is in study.sqlite and the CSV files beside it (docs/study.md).";
  return page_html(made);
}

}  // namespace souk::reports

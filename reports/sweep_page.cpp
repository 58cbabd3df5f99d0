// A sweep as people read it: the table of a terminal, and report.html.
#include "reports/page.hpp"
#include "reports/simulation_card.hpp"
#include "reports/sweep.hpp"
#include "reports/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <limits>

namespace souk::reports {

namespace {

std::string in_bold(const std::string& text, bool coloured) {
  return coloured ? "\x1b[1m" + text + "\x1b[0m" : text;
}

std::string contrast_text(const sweep& of, const effect_line& line) {
  return of.what.parameters[line.parameter].path + ": " + line.from + " to " + line.to;
}

std::string effect_text(outcome what, const main_effect& effect) {
  std::string text = outcome_change_text(what, effect.value);
  if (effect.ci95) {
    text += " (" + outcome_change_text(what, effect.ci95->low) + " to "
            + outcome_change_text(what, effect.ci95->high) + ")";
  }
  return text;
}

bool is_clear(const main_effect& effect) { return effect.ci95 && effect.p < 0.05; }

unit unit_of(const outcome_spec& spec) {
  return spec.unit == "USD"        ? unit::dollars
         : spec.unit == "share"    ? unit::share
         : spec.unit == "Connects" ? unit::count
                                   : unit::number;
}

chart curve_chart(const sweep& of, std::size_t parameter, const outcome_spec& spec) {
  const std::vector<curve_point> curve = response_curve(of, parameter, spec.what);
  chart one{"curve-" + std::to_string(parameter) + "-"
                + std::to_string(static_cast<std::size_t>(spec.what)),
      std::string(spec.title),
      "by " + of.what.parameters[parameter].path + ", means of runs with 95 % intervals",
      chart_kind::forest};
  one.y = {std::string(spec.title), unit_of(spec)};
  one.y.from_zero = false;
  one.lines = {{std::string(spec.title), {}, {}, {}}};
  constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
  for (const curve_point& point : curve) {
    one.labels.push_back(point.value);
    one.lines[0].values.push_back(point.mean);
    one.lines[0].low.push_back(point.ci95 ? point.ci95->low : nothing);
    one.lines[0].high.push_back(point.ci95 ? point.ci95->high : nothing);
  }
  return one;
}

section curves_section(const sweep& of, std::size_t parameter) {
  section curves{of.what.parameters[parameter].path,
      "How outcomes answer to it, over all runs; luck that runs of one seed share is taken off.",
      {}};
  for (const outcome_spec& spec : outcome_specs()) {
    curves.parts.emplace_back(curve_chart(of, parameter, spec));
  }
  return curves;
}

table effects_table(const sweep& of) {
  table rows{{"outcome", "parameter", "effect (95 % interval)", "p"}, {}};
  rows.texts = {1};
  for (const outcome_spec& spec : outcome_specs()) {
    for (const effect_line& line : effect_lines(of, spec.what)) {
      const bool clear = line.effect && is_clear(*line.effect);
      rows.rows.push_back({std::string(spec.title), contrast_text(of, line),
          line.effect ? cell(effect_text(spec.what, *line.effect), clear ? look::plain : look::soft)
                      : cell("-"),
          line.effect && line.effect->ci95 ? p_text(line.effect->p) : "-"});
    }
  }
  return rows;
}

section failures_section(const sweep& of) {
  table rows{{"point", "seed", "why"}, {}};
  rows.texts = {2};
  for (const sweep_run& run : of.runs) {
    if (run.answer.failed()) {
      rows.rows.push_back(
          {std::to_string(run.point), std::to_string(run.seed), run.answer.failure});
    }
  }
  return {"Runs that failed", "", {rows}};
}

/// The clearest effect on an outcome, if any is clear.
std::optional<effect_line> clearest(const sweep& of, outcome what) {
  std::optional<effect_line> found;
  for (const effect_line& line : effect_lines(of, what)) {
    if (line.effect && is_clear(*line.effect) && (!found || line.effect->p < found->effect->p)) {
      found = line;
    }
  }
  return found;
}

sentence headline(const sweep& of) {
  sentence said{strong(grouped(static_cast<std::int64_t>(of.runs.size() - failures(of)))),
      " runs at ", strong(grouped(static_cast<std::int64_t>(of.points.size()))), " points. "};
  for (const outcome what : {outcome::platform_revenue, outcome::newcomers_hired_28d}) {
    const auto line = clearest(of, what);
    const std::string title(outcome_specs()[static_cast<std::size_t>(what)].title);
    if (line) {
      said.insert(
          said.end(), {title + " answers most clearly to " + contrast_text(of, *line) + ": ",
                          strong(effect_text(what, *line->effect)), ". "});
    } else {
      said.insert(said.end(), {title + " answers clearly to none of them. "});
    }
  }
  return said;
}

std::string seeds_text(const sweep& of) {
  const auto [low, high] = std::ranges::minmax_element(of.runs, {}, &sweep_run::seed);
  return low == of.runs.end() ? "none yet"
                              : std::to_string(low->seed) + " to " + std::to_string(high->seed);
}

/// One for the states in which all runs end.
std::string hash_of_runs(const sweep& of) {
  std::string all;
  for (const sweep_run& run : of.runs) {
    all += run.answer.state_hash + "\n";
  }
  return hex_of(all);
}

std::vector<fact> card_of(const sweep& of) {
  std::vector<std::pair<std::string, std::string>> set;
  for (const scenarios::setting& one : of.what.set.all) {
    set.emplace_back(one.path, one.value);
  }
  std::vector<fact> card{{"Scenario", {of.what.base.name}}, {"Policy", {of.what.base.policy.name}},
      {"Set", {overrides_text(set)}, look::code},
      {"Design", {std::string(market::name(of.what.design))}},
      {"Points", {grouped(static_cast<std::int64_t>(of.points.size()))}},
      {"Replications", {std::to_string(of.what.replications)}}, {"Seeds", {seeds_text(of)}},
      {"Command", {of.command}, look::code}, {"souk", {"version " + of.version}},
      {"State hash", {hash_of_runs(of), " over those of all runs (runs.csv)"}}};
  std::ranges::move(simulation_facts(" and of lent machines"), std::back_inserter(card));
  return card;
}

}  // namespace

std::string sweep_table(const sweep& of, bool coloured) {
  std::string text =
      in_bold(of.what.name + ": main effects", coloured)
      + fmt::format(", {} of {} runs, {} failed\n", of.runs.size(), of.planned, failures(of));
  for (const outcome_spec& spec : outcome_specs()) {
    text += "\n" + in_bold(std::string(spec.title), coloured) + "\n";
    for (const effect_line& line : effect_lines(of, spec.what)) {
      text += fmt::format("  {:<62} {:<44}{}\n", contrast_text(of, line),
          line.effect ? effect_text(spec.what, *line.effect) : "-",
          line.effect && is_clear(*line.effect) ? "clear" : "");
    }
  }
  return text;
}

std::string sweep_page(const sweep& of) {
  page one;
  one.kicker = "souk sweep, " + std::to_string(of.runs.size()) + " runs";
  one.title = of.what.name + " on " + of.what.base.name;
  one.headline = headline(of);
  if (of.runs.size() < of.planned) {
    one.warning =
        "This sweep is not complete: " + grouped(static_cast<std::int64_t>(of.runs.size())) + " of "
        + grouped(static_cast<std::int64_t>(of.planned)) + " runs are there.";
  }
  one.sections.push_back({"Main effects",
      "What an outcome gains between two values of a parameter, the others held; by least squares, "
      "seeds being blocks. Grey ones are not clear of 0.",
      {effects_table(of)}});
  for (std::size_t i = 0; i < of.what.parameters.size(); ++i) {
    one.sections.push_back(curves_section(of, i));
  }
  if (failures(of) > 0) {
    one.sections.push_back(failures_section(of));
  }
  one.card = card_of(of);
  one.listings = {{"The scenario", of.scenario_yaml}};
  one.footer =
      "All figures are of the window after burn-in. The data behind this page is in sweep.sqlite, "
      "sweep.json and the CSV files beside it (docs/sweep.md).";
  return page_html(one);
}

}  // namespace souk::reports

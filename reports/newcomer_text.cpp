// A study of newcomers on a terminal.
#include "reports/newcomer_study.hpp"
#include "reports/spread.hpp"
#include "reports/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace souk::reports {
namespace {

std::string heading(const std::string& text, bool coloured) {
  return coloured ? "\x1b[1m" + text + "\x1b[0m" : text;
}

std::string percent(const std::optional<estimate>& survival) {
  return survival ? fmt::format("{:.1f} % [{:.1f}, {:.1f}]", 100 * (1 - survival->value),
                        100 * (1 - survival->high), 100 * (1 - survival->low))
                  : "-";
}

std::string share(const std::optional<estimate>& of) {
  return of ? fmt::format("{:.1f} %", 100 * of->value) : "-";
}

std::string number(const std::optional<estimate>& of, int digits) {
  return of ? fmt::format("{:.{}f} [{:.{}f}, {:.{}f}]", of->value, digits, of->low, digits,
                  of->high, digits)
            : "-";
}

std::string days(const std::optional<double>& of) { return of ? fmt::format("{:.1f}", *of) : "-"; }

std::string median_text(const survival_curve& curve) {
  const auto median = curve.median();
  return median.value
             ? fmt::format("{} [{}, {}]", days(median.value), days(median.low), days(median.high))
             : "-";
}

/// Wide enough for every group's name.
std::size_t name_width(const newcomers& of) {
  std::size_t width = 12;
  for (const std::string& group : of.groups) {
    width = std::max(width, group.size());
  }
  return width;
}

std::string steps_text(const newcomers& of, const newcomer_study& found, bool coloured) {
  const std::size_t width = name_width(of);
  std::string text;
  for (const step_study& step : found.steps) {
    text +=
        heading(
            fmt::format("{:<{}}", first_step_names[static_cast<std::size_t>(step.step)], width + 2),
            coloured)
        + fmt::format("{:>8}{:>8}  {:<22}{:<22}{:<22}{:<22}{}\n", "people", "events", "median days",
            "within 28 days", "within 90 days", "within 365 days", "leavers in, 90 d");
    for (std::size_t g = 0; g < of.groups.size(); ++g) {
      const survival_curve& curve = step.curves[g];
      text += fmt::format("  {:<{}}{:>8}{:>8}  {:<22}{:<22}{:<22}{:<22}{}\n", of.groups[g], width,
          curve.people(), curve.events(), median_text(curve), percent(curve.at(28)),
          percent(curve.at(90)), percent(curve.at(365)), share(step.incidences[g].at(90)));
    }
    if (step.test.degrees > 0) {
      text += fmt::format("  log-rank: chi2 {:.2f} with {} df, p {:.3g}\n", step.test.chi_squared,
          step.test.degrees, step.test.p);
    }
  }
  return text;
}

/// Events a trait, below which a regression's ratios are not to be trusted (Peduzzi et al. 1995).
constexpr std::size_t enough = 10;

std::string hazards_text(const newcomer_study& found, bool coloured) {
  std::string text = "\n" + heading("What goes with a faster or slower rate", coloured)
                     + " (Cox regressions; 1 = no difference)\n";
  for (const hazard_model& model : found.models) {
    text += fmt::format("  {}: {} people, {} events{}\n", model.name, model.people, model.events,
        model.hazards.empty()                          ? "; too little to fit"
        : model.events < enough * model.hazards.size() ? "; few events for so many traits"
                                                       : "");
    for (const hazard& one : model.hazards) {
      text += fmt::format("    {:<28}{:>6.3f} [{:.3f}, {:.3f}]  p {:<9.2g} {}\n", one.name,
          one.effect.ratio(), one.effect.low(), one.effect.high(), one.effect.p(), one.unit);
    }
  }
  return text;
}

std::string costs_text(const newcomers& of, const newcomer_study& found, bool coloured) {
  const std::size_t width = name_width(of);
  std::string text = "\n" + heading("What a first hire costs", coloured) + "\n"
                     + fmt::format("  {:<{}}{:>8}  {:<26}{:<26}{:<28}{}\n", "", width, "hired",
                         "Connects, median hired", "dollars, mean hired", "Connects of all / hire",
                         "dollars of all / hire");
  for (std::size_t g = 0; g < of.groups.size(); ++g) {
    const cost_study& cost = found.costs[g];
    text += fmt::format("  {:<{}}{:>8}  {:<26}{:<26}{:<28}{}\n", of.groups[g], width, cost.hired,
        number(cost.connects, 0), number(cost.dollars, 2), number(cost.connects_all, 0),
        number(cost.dollars_all, 2));
  }
  return text;
}

std::string earnings_text(const newcomers& of, const newcomer_study& found, bool coloured) {
  if (found.horizon == 0) {
    return "\nToo few were followed for a quarter of a year to say what they earn; run more "
           "days.\n";
  }
  const std::size_t width = name_width(of);
  std::string text =
      "\n" + heading(fmt::format("Earnings of the first {} days", found.horizon), coloured)
      + (found.horizon < 365 ? " (few were followed for 365)\n" : "\n")
      + fmt::format("  {:<{}}{:>8}  {:<20}{:<28}{:<28}{:<20}{}\n", "", width, "people",
          "earn anything", "mean, dollars", "median of earners", "Gini", "Gini of earners");
  for (std::size_t g = 0; g < of.groups.size(); ++g) {
    const earnings_study& one = found.earnings[g];
    const auto earn = one.earn ? std::optional(estimate{100 * one.earn->value, 100 * one.earn->low,
                                     100 * one.earn->high})
                               : std::nullopt;
    text += fmt::format("  {:<{}}{:>8}  {:<20}{:<28}{:<28}{:<20}{}\n", of.groups[g], width,
        one.people, number(earn, 1), number(one.mean, 0), number(one.median_earner, 0),
        number(one.gini, 2), number(one.gini_earners, 2));
  }
  return text;
}

std::string mobility_text(const newcomers& of, const newcomer_study& found, bool coloured) {
  if (found.horizon < least_mobility_days || of.groups.size() > 1) {
    return "";
  }
  std::string text = "\n"
                     + heading("From the tier of the first 91 days to that of the last", coloured)
                     + fmt::format(" of {}\n  {:<16}", found.horizon, "");
  for (const std::string_view tier : earning_tiers) {
    text += fmt::format("{:>24}", tier);
  }
  for (std::size_t from = 0; from < earning_tiers.size(); ++from) {
    const auto& row = found.mobility[0].people[from];
    const std::size_t all = row[0] + row[1] + row[2] + row[3];
    text += fmt::format("\n  {:<16}", earning_tiers[from]);
    for (const std::size_t n : row) {
      const auto part = share_of(n, all);
      text += fmt::format("{:>24}", part ? fmt::format("{:.0f} % [{:.0f}, {:.0f}]",
                                               100 * part->value, 100 * part->low, 100 * part->high)
                                         : "-");
    }
  }
  return text + "\n";
}

}  // namespace

std::string study_text(const newcomers& of, const newcomer_study& found, bool coloured) {
  std::string runs;
  for (const studied_run& run : of.runs) {
    runs += (runs.empty() ? "" : ", ") + run.name;
  }
  std::string text = heading("Newcomers of " + runs, coloured)
                     + fmt::format(": {} approved after the burn-in, by {}; 95 % intervals\n",
                         grouped(static_cast<std::int64_t>(of.people.size())), of.by);
  for (const studied_run& run : of.runs) {
    if (run.what.status == "interrupted") {
      text += fmt::format(
          "{} was interrupted: people are followed to day {}\n", run.name, run.what.days);
    }
  }
  if (of.without_value > 0) {
    text += fmt::format("{} of whom {} is not known are left out\n",
        grouped(static_cast<std::int64_t>(of.without_value)), of.by);
  }
  if (of.looks_ahead) {
    text += of.by + " is known only after the approval: groups by it look into the future\n";
  }
  return text + "\n" + steps_text(of, found, coloured) + hazards_text(found, coloured)
         + costs_text(of, found, coloured) + earnings_text(of, found, coloured)
         + mobility_text(of, found, coloured);
}

}  // namespace souk::reports

// A comparison as it stands in a terminal.
#include "reports/comparison.hpp"
#include "reports/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace souk::reports {

namespace {

std::string in_bold(const std::string& text, bool coloured) {
  return coloured ? "\x1b[1m" + text + "\x1b[0m" : text;
}

std::string relative_text(const paired_effect& effect) {
  if (!effect.relative) {
    return "-";
  }
  const double share = *effect.relative;
  return (share > 0 ? "+" : "") + percent_text(share, 1.0);
}

std::string interval_text(outcome what, const std::optional<bounds>& interval) {
  return interval ? "[" + outcome_change_text(what, interval->low) + ", "
                        + outcome_change_text(what, interval->high) + "]"
                  : "-";
}

std::string times_text(const std::optional<double>& factor) {
  return factor ? short_number(*factor) + "x" : "-";
}

/// Shortened with dots, so that columns stay where they are.
std::string cut(const std::string& text, std::size_t most) {
  return text.size() <= most ? text : text.substr(0, most - 3) + "...";
}

std::string rules_text(const comparison& of, std::size_t policy) {
  const std::vector<scenarios::difference>& changes = of.policies[policy].changes;
  if (changes.empty()) {
    return "  no value differs\n";
  }
  std::string text;
  for (const scenarios::difference& one : changes) {
    text +=
        fmt::format("  {:<32}{:<36}{:<36}{}\n", one.path, cut(one.first, 34), cut(one.second, 34),
            std::string(one.unit) + (one.unit.empty() || one.source.empty() ? "" : "; ")
                + std::string(one.source));
  }
  return text;
}

std::string effect_row(std::size_t i, const outcome_effect& one, std::int32_t days) {
  const outcome what = outcome_specs()[i].what;
  if (const std::string why = why_unknown(what, days); !why.empty()) {
    return fmt::format("  {:<28}{}\n", outcome_specs()[i].title, why);
  }
  const paired_effect& e = one.effect;
  return fmt::format("  {:<28}{:>11}{:>11}{:>12}{:>10}  {:<24}{:>7}{:>8}{:>11}\n",
      outcome_specs()[i].title, outcome_text(what, e.mean_a), outcome_text(what, e.mean_b),
      outcome_change_text(what, e.difference), relative_text(e), interval_text(what, e.ci95),
      p_text(e.p_adjusted), times_text(e.variance_reduction),
      one.pairs_needed ? grouped(*one.pairs_needed) : "-");
}

std::string effects_text(const comparison& of, std::size_t policy, const policy_effects& effects) {
  std::string text = fmt::format("  {:<28}{:>11}{:>11}{:>12}{:>10}  {:<24}{:>7}{:>8}{:>11}\n", "",
      cut(of.policies[0].name, 10), cut(of.policies[policy].name, 10), "difference", "relative",
      "95 % interval", "p", "pairing", "runs for");
  text += fmt::format("  {:<28}{:>11}{:>11}{:>12}{:>10}  {:<24}{:>7}{:>8}{:>11}\n", "", "", "", "",
      "", "", "Holm", "", percent_text(of.precision, 1.0));
  for (std::size_t i = 0; i < outcome_count; ++i) {
    text += effect_row(i, effects.outcomes[i], of.days);
  }
  return text;
}

std::string naive_text(const comparison& of, const policy_effects& effects) {
  std::string text = fmt::format(
      "\n  A live test with {} of the {} under it would have said:\n  {:<28}{:>12}  {:<24}{:>12}  "
      "{:<24}{:>7}\n",
      percent_text(of.naive->share, 1.0), of.naive->unit, "", "estimate", "its 95 % interval",
      "bias", "95 % interval", "covers");
  for (std::size_t i = 0; i < outcome_count; ++i) {
    const outcome what = outcome_specs()[i].what;
    std::optional<naive_effect> naive = effects.outcomes[i].naive;
    if (!why_unknown(what, of.days).empty()) {
      naive.reset();
    }
    text += naive ? fmt::format("  {:<28}{:>12}  {:<24}{:>12}  {:<24}{:>7}\n",
                        outcome_specs()[i].title, outcome_change_text(what, naive->estimate),
                        interval_text(what, naive->ci95), outcome_change_text(what, naive->bias),
                        interval_text(what, naive->bias_ci95), percent_text(naive->covers, 1.0))
                  : fmt::format("  {:<28}{:>12}\n", outcome_specs()[i].title, "-");
  }
  return text;
}

std::string dollars_level(double dollars) {
  return (dollars < 0.0 ? "-$" : "$") + fixed(std::abs(dollars), 2);
}

std::string dollars_change(double dollars) {
  return (dollars > 0 ? "+$" : dollars < 0 ? "-$" : "$") + fixed(std::abs(dollars), 2);
}

std::string group_row(const std::string& name, const group_effect& e) {
  const std::string interval = e.income.ci95 ? "[" + dollars_change(e.income.ci95->low) + ", "
                                                   + dollars_change(e.income.ci95->high) + "]"
                                             : "-";
  const auto hired = [](const std::optional<double>& share) {
    return share ? percent_text(*share, 1.0) : std::string("-");
  };
  return fmt::format("  {:<28}{:>9}{:>12}{:>12}{:>12}  {:<22}{:>8}{:>8}{:>9}{:>8}\n", cut(name, 27),
      grouped(static_cast<std::int64_t>(std::llround(e.people))), dollars_level(e.income.mean_a),
      dollars_level(e.income.mean_b), dollars_change(e.income.difference), interval,
      percent_text(e.better, 1.0), percent_text(e.worse, 1.0), hired(e.hired_28d_a),
      hired(e.hired_28d_b));
}

std::string people_text(const comparison& of, std::size_t policy) {
  std::string text = fmt::format("  {:<28}{:>9}{:>12}{:>12}{:>12}  {:<22}{:>8}{:>8}{:>17}\n",
      "take-home a freelancer", "people", cut(of.policies[0].name, 11),
      cut(of.policies[policy].name, 11), "difference", "95 % interval", "better", "worse",
      "hired in 28 days");
  text += group_row("everybody", group_effect_of(of, policy, std::nullopt));
  for (std::size_t group = 0; group < of.groups.size(); ++group) {
    const group_effect effect = group_effect_of(of, policy, group);
    if (effect.people > 0.0) {
      text += group_row(of.groups[group].name, effect);
    }
  }
  const auto [gained, lost] = mean_gain_and_loss(of, policy);
  return text
         + fmt::format("  those who are better off gain ${}, those who are worse off lose ${}\n",
             short_number(gained), short_number(lost));
}

std::string parting_text(const comparison& of, const parting& one) {
  const auto event = [](const std::string& what) {
    return what.empty() ? std::string("nothing more happens") : what;
  };
  return one.at ? fmt::format("  person {} parts at {}:\n    under {}: {}\n    under {}: {}\n",
                      *of.person, *one.at, of.policies[0].name, event(one.under_first), one.policy,
                      event(one.under_policy))
                : fmt::format("  person {} lives the same life under both\n", *of.person);
}

std::string heading(const comparison& of) {
  return fmt::format("{} days after {} of burn-in, {} {}, {}", of.days, of.burn_in_days,
      of.runs.size(), of.runs.size() == 1 ? "pair of worlds" : "pairs of worlds",
      of.from_start ? "each policy from second 0" : "parting when the burn-in ends");
}

}  // namespace

std::string comparison_table(const comparison& of, bool coloured) {
  const std::vector<policy_effects> effects = effects_of(of);
  std::string text;
  for (std::size_t policy = 1; policy < of.policies.size(); ++policy) {
    text += in_bold(fmt::format("{}: {} against {}", of.scenario, of.policies[policy].name,
                        of.policies[0].name),
                coloured)
            + "; " + heading(of) + "\n\n" + in_bold("What differs in the rules", coloured) + "\n"
            + rules_text(of, policy) + "\n" + in_bold("What it does", coloured) + "\n"
            + effects_text(of, policy, effects[policy - 1]);
    if (of.naive) {
      text += naive_text(of, effects[policy - 1]);
    }
    text += "\n" + in_bold("Who wins and who loses", coloured) + "\n" + people_text(of, policy);
    text += (of.person ? parting_text(of, of.partings[policy - 1]) : "") + "\n";
  }
  return text;
}

}  // namespace souk::reports

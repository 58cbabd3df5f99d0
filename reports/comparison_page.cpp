// report.html of a comparison.
#include "reports/comparison_page.hpp"

#include "reports/comparison_card.hpp"
#include "reports/guard.hpp"
#include "reports/page.hpp"
#include "reports/text.hpp"

#include <cmath>
#include <limits>

namespace souk::reports {

namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

std::string percent(double share, int digits = 1) { return fixed(100.0 * share, digits) + " %"; }

std::string signed_percent(double share) { return (share > 0.0 ? "+" : "") + percent(share); }

std::string dollars_level(double dollars) {
  return (dollars < 0.0 ? "-$" : "$") + fixed(std::abs(dollars), 2);
}

std::string dollars_change(double dollars) {
  return (dollars > 0.0 ? "+$" : dollars < 0.0 ? "-$" : "$") + fixed(std::abs(dollars), 2);
}

/// A difference and its interval as shares of the first level.
struct relative_effect {
  double value = nothing, low = nothing, high = nothing;
};
relative_effect relative_to(double level, double value, const std::optional<bounds>& interval) {
  const double size = std::abs(level);
  if (size == 0.0) {
    return {};
  }
  return {value / size, interval ? interval->low / size : nothing,
      interval ? interval->high / size : nothing};
}

bool is_clear(const paired_effect& effect) { return effect.p_adjusted < 0.05; }

std::string change_text(outcome what, const paired_effect& effect) {
  std::string text = outcome_change_text(what, effect.difference);
  if (effect.ci95) {
    text += " (" + outcome_change_text(what, effect.ci95->low) + " to "
            + outcome_change_text(what, effect.ci95->high) + ")";
  }
  return text;
}

void say(sentence& said, const char* before, outcome what, const policy_effects& effects,
    std::int32_t days) {
  const paired_effect& effect = effects.outcomes[static_cast<std::size_t>(what)].effect;
  if (!why_unknown(what, days).empty()) {
    return;
  }
  said.insert(said.end(), {before, strong(change_text(what, effect))});
  if (effect.relative && outcome_specs()[static_cast<std::size_t>(what)].unit == "USD") {
    said.insert(said.end(), {", ", strong(signed_percent(*effect.relative))});
  }
}

/// " (fees.client 8%, not 5%)" where it is said in a line.
std::string what_changes(const std::vector<scenarios::difference>& changes) {
  constexpr std::size_t most_said = 2;
  if (changes.size() > most_said) {
    return "";
  }
  std::string text;
  for (const scenarios::difference& one : changes) {
    text += (text.empty() ? " (" : "; ") + one.path + " " + one.second + ", not " + one.first;
  }
  return text + ")";
}

sentence headline(const comparison& of, std::size_t policy, const policy_effects& effects) {
  const std::string& name = of.policies[policy].name;
  if (of.policies[policy].changes.empty()) {
    return {name + " is " + of.policies[0].name + ": the worlds are the same."};
  }
  const group_effect all = group_effect_of(of, policy, std::nullopt);
  sentence said{"Against " + of.policies[0].name + ", under " + name + what_changes(of.policies[policy].changes) + " the platform's revenue "
                "changes by "};
  say(said, "", outcome::platform_revenue, effects, of.days);
  say(said, "; what freelancers keep by ", outcome::freelancer_net, effects, of.days);
  say(said, "; the share of newcomers hired in 28 days by ", outcome::newcomers_hired_28d, effects,
      of.days);
  said.insert(said.end(), {". ", strong(percent(all.better)), " of freelancers take home more, ",
                              strong(percent(all.worse)), " less."});
  return said;
}

section rules_section(const comparison& of, std::size_t policy) {
  table rows{{"value", of.policies[0].name, of.policies[policy].name, "unit", "rule"}, {}};
  rows.texts = {1, 2, 3, 4};
  for (const scenarios::difference& one : of.policies[policy].changes) {
    rows.rows.push_back({cell(one.path, look::code), one.first, one.second,
        cell(std::string(one.unit), look::soft), cell(std::string(one.source), look::soft)});
  }
  if (rows.rows.empty()) {
    return {"What differs in the rules", "", {prose{{"No value differs."}}}};
  }
  return {"What differs in the rules", "", {rows}};
}

chart effects_chart(const comparison& of, std::size_t policy, const policy_effects& effects) {
  chart one{"effects-" + std::to_string(policy), "Effect on each outcome",
      "relative difference of means, paired by seed, with 95 % intervals", chart_kind::forest};
  one.y = {"relative difference", unit::share};
  one.y.reference = 0.0;
  one.wide = true;
  series truth{of.policies[policy].name + " against " + of.policies[0].name, {}, {}, {}};
  series live{"what a live test would say", {}, {}, {}};
  for (std::size_t i = 0; i < outcome_count; ++i) {
    const outcome_effect& outcome = effects.outcomes[i];
    one.labels.emplace_back(outcome_specs()[i].title);
    const auto add = [&](series& to, const relative_effect& effect) {
      to.values.push_back(effect.value);
      to.low.push_back(effect.low);
      to.high.push_back(effect.high);
    };
    const double level =
        why_unknown(outcome_specs()[i].what, of.days).empty() ? outcome.effect.mean_a : 0.0;
    add(truth, relative_to(level, outcome.effect.difference, outcome.effect.ci95));
    add(live, outcome.naive ? relative_to(level, outcome.naive->estimate, outcome.naive->ci95)
                            : relative_effect{});
  }
  one.lines = {truth};
  if (of.naive) {
    one.lines.push_back(live);
  }
  return one;
}

table effects_table(const comparison& of, std::size_t policy, const policy_effects& effects) {
  table rows{{"outcome", of.policies[0].name, of.policies[policy].name,
                 "difference (95 % interval)", "relative", "p, corrected",
                 "pairing shrinks the variance", "replications for " + percent(of.precision)},
      {}};
  for (std::size_t i = 0; i < outcome_count; ++i) {
    const outcome what = outcome_specs()[i].what;
    const outcome_effect& one = effects.outcomes[i];
    const paired_effect& e = one.effect;
    if (const std::string why = why_unknown(what, of.days); !why.empty()) {
      rows.rows.push_back({std::string(outcome_specs()[i].title), "-", "-", cell(why, look::soft),
          "-", "-", "-", "-"});
      continue;
    }
    rows.rows.push_back({std::string(outcome_specs()[i].title), outcome_text(what, e.mean_a),
        outcome_text(what, e.mean_b),
        cell(change_text(what, e), is_clear(e) ? look::plain : look::soft),
        e.relative ? signed_percent(*e.relative) : "-", p_text(e.p_adjusted),
        e.variance_reduction ? short_number(*e.variance_reduction) + " times" : "-",
        one.pairs_needed ? grouped(*one.pairs_needed) : "-"});
  }
  return rows;
}

table naive_table(const comparison& of, const policy_effects& effects) {
  table rows{{"outcome", "true difference", "live test says (its interval)", "bias (95 % interval)",
                 "live intervals that hold the truth"},
      {}};
  for (std::size_t i = 0; i < outcome_count; ++i) {
    const outcome what = outcome_specs()[i].what;
    const std::optional<naive_effect>& naive = effects.outcomes[i].naive;
    if (!naive || !why_unknown(what, of.days).empty()) {
      continue;
    }
    const auto with = [&](double value, const std::optional<bounds>& interval) {
      return outcome_change_text(what, value)
             + (interval ? " (" + outcome_change_text(what, interval->low) + " to "
                               + outcome_change_text(what, interval->high) + ")"
                         : "");
    };
    rows.rows.push_back({std::string(outcome_specs()[i].title),
        outcome_change_text(what, effects.outcomes[i].effect.difference),
        with(naive->estimate, naive->ci95), with(naive->bias, naive->bias_ci95),
        percent(naive->covers, 0)});
  }
  return rows;
}

section effects_section(const comparison& of, std::size_t policy, const policy_effects& effects) {
  return {"What it does",
      "Each world of a pair has the same people with the same luck; grey differences are not clear "
      "of 0 once corrected for ten outcomes (Holm).",
      {effects_chart(of, policy, effects), effects_table(of, policy, effects)}};
}

section naive_section(const comparison& of, const policy_effects& effects) {
  return {"What a live A/B test would have said",
      "One more world of each seed, in which " + percent(of.naive->share, 0) + " of the "
          + of.naive->unit
          + ", drawn at random, live under the new policy beside the others. Both arms meet in one "
            "market: what one takes, the other loses.",
      {naive_table(of, effects)}};
}

chart moves_chart(const comparison& of, std::size_t policy) {
  chart one{"moves-" + std::to_string(policy), "Each freelancer's difference",
      "freelancers of a seed by what they take home more or less; those without any difference "
      "left out",
      chart_kind::bars};
  one.y = {"freelancers", unit::count};
  one.wide = true;
  one.lines = {{"freelancers", {}}};
  const auto moves = mean_moves(of, policy);
  for (std::size_t bin = 0; bin < move_bins; ++bin) {
    if (bin != move_bins / 2) {
      one.labels.push_back(move_bin_text(bin));
      one.lines[0].values.push_back(moves[bin]);
    }
  }
  return one;
}

std::vector<cell> group_row(const std::string& name, const group_effect& e) {
  const auto hired = [](const std::optional<double>& share) {
    return share ? percent(*share) : std::string("-");
  };
  return {name, grouped(static_cast<std::int64_t>(std::llround(e.people))),
      dollars_level(e.income.mean_a), dollars_level(e.income.mean_b),
      dollars_change(e.income.difference)
          + (e.income.ci95 ? " (" + dollars_change(e.income.ci95->low) + " to "
                                 + dollars_change(e.income.ci95->high) + ")"
                           : ""),
      percent(e.better), percent(e.worse), hired(e.hired_28d_a), hired(e.hired_28d_b)};
}

table group_table(const comparison& of, std::size_t policy, dimension by) {
  table rows{{"by " + std::string(market::name(by)), "freelancers", of.policies[0].name,
                 of.policies[policy].name, "difference (95 % interval)", "better off", "worse off",
                 "hired in 28 days", "then"},
      {}};
  for (std::size_t group = 0; group < of.groups.size(); ++group) {
    const group_effect effect = group_effect_of(of, policy, group);
    if (of.groups[group].by == by && effect.people > 0.0) {
      rows.rows.push_back(group_row(of.groups[group].name, effect));
    }
  }
  return rows;
}

section people_section(const comparison& of, std::size_t policy) {
  const auto [gained, lost] = mean_gain_and_loss(of, policy);
  const group_effect all = group_effect_of(of, policy, std::nullopt);
  section people{"Who wins and who loses",
      "Take-home in the window: net earnings less Connects bought and withdrawal fees. Groups are "
      "as people stood when the worlds parted; dollars are means a freelancer.",
      {}};
  people.parts.emplace_back(
      prose{{"Of ", strong(grouped(static_cast<std::int64_t>(std::llround(all.people)))),
          " freelancers, ", strong(percent(all.better)), " take home more and gain ",
          strong("$" + short_number(gained)), " together; ", strong(percent(all.worse)),
          " take home less and lose ", strong("$" + short_number(lost)), "."}});
  people.parts.emplace_back(moves_chart(of, policy));
  for (std::size_t by = 0; by < dimension_count; ++by) {
    people.parts.emplace_back(group_table(of, policy, static_cast<dimension>(by)));
  }
  return people;
}

section guards_section(const std::vector<guard_verdict>& guards) {
  table rows{{"guard", "policy", "found", "verdict", "certain"}, {}};
  rows.texts = {1, 3, 4};
  for (const guard_verdict& one : guards) {
    rows.rows.push_back({one.text, one.policy, short_number(one.found),
        one.holds ? cell("holds", look::good) : cell("does not hold", look::bad),
        one.is_certain ? "by its whole interval" : "the interval reaches beyond"});
  }
  return {"Guards", "", {rows}};
}

}  // namespace

std::string comparison_page(const comparison& of) {
  const std::vector<guard_verdict> guards = judge(of, guards_of(of));
  const std::vector<policy_effects> effects = effects_of(of);
  page one;
  one.kicker = "souk compare, " + std::to_string(of.runs.size()) + " replications";
  one.title = of.scenario + ": ";
  for (std::size_t policy = 1; policy < of.policies.size(); ++policy) {
    const policy_effects& effect = effects[policy - 1];
    one.title += (policy == 1 ? "" : ", ") + of.policies[policy].name;
    const sentence said = headline(of, policy, effect);
    if (policy > 1) {
      one.headline.emplace_back(" ");
      one.sections.push_back({of.policies[policy].name, "", {}});
    }
    one.headline.insert(one.headline.end(), said.begin(), said.end());
    one.sections.push_back(effects_section(of, policy, effect));
    if (of.naive) {
      one.sections.push_back(naive_section(of, effect));
    }
    one.sections.push_back(people_section(of, policy));
    one.sections.push_back(rules_section(of, policy));
  }
  one.title += " against " + of.policies[0].name;
  if (!guards.empty()) {
    one.sections.push_back(guards_section(guards));
  }
  one.card = card_of(of);
  one.listings.push_back({"The scenario", of.scenario_yaml});
  for (const compared_policy& policy : of.policies) {
    one.listings.push_back({"The policy " + policy.name, policy.yaml});
  }
  one.footer =
      "All figures are of the window after burn-in. The data behind this page is in "
      "compare.sqlite, "
      "compare.json and the CSV files beside it (docs/compare.md).";
  return page_html(one);
}

}  // namespace souk::reports

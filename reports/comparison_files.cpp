// compare.json and the CSV files of a comparison.
#include "reports/comparison.hpp"
#include "reports/csv.hpp"
#include "reports/json.hpp"
#include "reports/text.hpp"

namespace souk::reports {

namespace {

void write(json_writer& json, std::string_view name, const std::optional<bounds>& interval) {
  json.key(name);
  if (interval) {
    json.begin_array().value(interval->low).value(interval->high).end_array();
  } else {
    json.null();
  }
}

void write_naive(json_writer& json, const std::optional<naive_effect>& naive) {
  json.key("naive_ab");
  if (!naive) {
    json.null();
    return;
  }
  json.begin_object().field("estimate", naive->estimate);
  write(json, "ci95", naive->ci95);
  json.field("bias", naive->bias);
  write(json, "bias_ci95", naive->bias_ci95);
  json.field("covers", naive->covers).end_object();
}

void write_difference(
    json_writer& json, const comparison& of, std::size_t policy, const outcome_effect& one) {
  json.begin_object().field("policy", of.policies[policy].name);
  json.field("against", of.policies.front().name);
  json.field("mean", one.effect.difference).field("relative", one.effect.relative);
  write(json, "ci95", one.effect.ci95);
  json.field("p", one.effect.p).field("p_adjusted", one.effect.p_adjusted);
  json.field("variance_reduction", one.effect.variance_reduction);
  write(json, "variance_reduction_ci95", one.variance_reduction_ci95);
  json.field("replications_needed", one.pairs_needed);
  if (of.naive) {
    write_naive(json, one.naive);
  }
  json.end_object();
}

void write_outcomes(json_writer& json, const comparison& of) {
  const std::vector<policy_effects> effects = effects_of(of);
  json.key("outcomes").begin_object();
  for (std::size_t i = 0; i < outcome_count; ++i) {
    json.key(market::names_of<outcome>[i]).begin_object();
    json.field("unit", outcome_specs()[i].unit);
    if (const std::string why = why_unknown(outcome_specs()[i].what, of.days); !why.empty()) {
      json.field("unknown", why);
    }
    json.key("mean").begin_object();
    for (std::size_t policy = 0; policy < of.policies.size(); ++policy) {
      const std::size_t pair = policy == 0 ? 0 : policy - 1;
      const paired_effect& effect = effects[pair].outcomes[i].effect;
      json.field(of.policies[policy].name, policy == 0 ? effect.mean_a : effect.mean_b);
    }
    json.end_object().key("differences").begin_array();
    for (std::size_t policy = 1; policy < of.policies.size(); ++policy) {
      write_difference(json, of, policy, effects[policy - 1].outcomes[i]);
    }
    json.end_array().end_object();
  }
  json.end_object();
}

void write_group(json_writer& json, const group_effect& effect) {
  json.field("people", effect.people);
  json.key("income").begin_object();
  json.field("mean", effect.income.mean_b).field("against", effect.income.mean_a);
  json.field("difference", effect.income.difference);
  write(json, "ci95", effect.income.ci95);
  json.end_object().field("better", effect.better).field("worse", effect.worse);
  json.key("newcomers_hired_28d").begin_object();
  json.field("mean", effect.hired_28d_b).field("against", effect.hired_28d_a).end_object();
}

void write_people(json_writer& json, const comparison& of) {
  json.key("people").begin_array();
  for (std::size_t policy = 1; policy < of.policies.size(); ++policy) {
    const auto [gained, lost] = mean_gain_and_loss(of, policy);
    json.begin_object().field("policy", of.policies[policy].name);
    json.field("against", of.policies.front().name);
    write_group(json, group_effect_of(of, policy, std::nullopt));
    json.field("gained", gained).field("lost", lost);
    json.key("moves").begin_array();
    const auto moves = mean_moves(of, policy);
    for (std::size_t bin = 0; bin < move_bins; ++bin) {
      json.begin_object().field("difference", move_bin_text(bin)).field("people", moves[bin]);
      json.end_object();
    }
    json.end_array().key("groups").begin_array();
    for (std::size_t group = 0; group < of.groups.size(); ++group) {
      json.begin_object().field("by", market::name(of.groups[group].by));
      json.field("group", of.groups[group].name);
      write_group(json, group_effect_of(of, policy, group));
      json.end_object();
    }
    json.end_array().end_object();
  }
  json.end_array();
}

void write_policy_differences(json_writer& json, const comparison& of) {
  json.key("policy_differences").begin_array();
  for (std::size_t policy = 1; policy < of.policies.size(); ++policy) {
    json.begin_object().field("policy", of.policies[policy].name);
    json.field("against", of.policies.front().name).key("values").begin_array();
    for (const scenarios::difference& one : of.policies[policy].changes) {
      json.begin_object().field("path", one.path).field("against", one.first);
      json.field("value", one.second).field("unit", one.unit).field("rule", one.source);
      json.end_object();
    }
    json.end_array().end_object();
  }
  json.end_array();
}

void write_runs(json_writer& json, const comparison& of) {
  json.key("runs").begin_array();
  for (const replication& run : of.runs) {
    for (std::size_t policy = 0; policy < of.policies.size(); ++policy) {
      json.begin_object().field("seed", run.seed).field("policy", of.policies[policy].name);
      json.field("state_hash", run.worlds[policy].state_hash).end_object();
    }
  }
  json.end_array();
}

void write_partings(json_writer& json, const comparison& of) {
  if (!of.person) {
    return;
  }
  json.key("person").begin_object().field("number", std::uint64_t{*of.person});
  json.field("seed", of.runs.front().seed).key("partings").begin_array();
  for (const parting& one : of.partings) {
    json.begin_object().field("policy", one.policy).field("at", one.at);
    json.field("under_first", one.under_first).field("under_policy", one.under_policy);
    json.end_object();
  }
  json.end_array().end_object();
}

std::string csv_bounds(const std::optional<bounds>& interval) {
  return interval ? shortest(interval->low) + "," + shortest(interval->high) : ",";
}

}  // namespace

std::string comparison_json(const comparison& of) {
  json_writer json;
  json.begin_object().field("souk", of.version).field("scenario", of.scenario);
  json.key("policies").begin_array();
  for (const compared_policy& policy : of.policies) {
    json.value(policy.name);
  }
  json.end_array().key("seeds").begin_array();
  for (const replication& run : of.runs) {
    json.value(run.seed);
  }
  json.end_array().key("overrides").begin_object();
  for (const auto& [path, value] : of.overrides) {
    json.field(path, value);
  }
  json.end_object().field("burn_in", of.burn_in_days).field("days", of.days);
  json.field("from_start", of.from_start).field("precision", of.precision);
  if (of.naive) {
    json.key("naive_test").begin_object().field("unit", of.naive->unit);
    json.field("share", of.naive->share).end_object();
  }
  write_policy_differences(json, of);
  write_outcomes(json, of);
  write_people(json, of);
  write_runs(json, of);
  write_partings(json, of);
  return json.end_object().text();
}

std::string effects_csv(const comparison& of) {
  std::string csv =
      "outcome,unit,policy,against,mean,mean_against,difference,relative,ci95_low,ci95_high,p,"
      "p_adjusted,variance_reduction,replications_needed,naive_estimate,naive_ci95_low,"
      "naive_ci95_high,naive_bias\n";
  const std::vector<policy_effects> effects = effects_of(of);
  for (std::size_t i = 0; i < outcome_count; ++i) {
    for (std::size_t policy = 1; policy < of.policies.size(); ++policy) {
      const outcome_effect& one = effects[policy - 1].outcomes[i];
      const paired_effect& e = one.effect;
      csv += std::string(market::names_of<outcome>[i]) + "," + csv_text(outcome_specs()[i].unit)
             + "," + csv_text(of.policies[policy].name) + "," + csv_text(of.policies[0].name) + ",";
      if (!why_unknown(outcome_specs()[i].what, of.days).empty()) {
        csv += ",,,,,,,,,,,,,\n";
        continue;
      }
      csv += shortest(e.mean_b) + "," + shortest(e.mean_a) + "," + shortest(e.difference) + ","
             + csv_number(e.relative) + "," + csv_bounds(e.ci95) + "," + shortest(e.p) + ","
             + shortest(e.p_adjusted) + "," + csv_number(e.variance_reduction) + ","
             + (one.pairs_needed ? std::to_string(*one.pairs_needed) : "") + ",";
      csv += one.naive ? shortest(one.naive->estimate) + "," + csv_bounds(one.naive->ci95) + ","
                             + shortest(one.naive->bias) + "\n"
                       : ",,,\n";
    }
  }
  return csv;
}

std::string groups_csv(const comparison& of) {
  std::string csv =
      "by,group,policy,against,people,income,income_against,difference,ci95_low,ci95_high,better,"
      "worse,newcomers_hired_28d,newcomers_hired_28d_against\n";
  for (std::size_t policy = 1; policy < of.policies.size(); ++policy) {
    for (std::size_t group = 0; group <= of.groups.size(); ++group) {
      const bool all = group == of.groups.size();
      const group_effect e = group_effect_of(of, policy, all ? std::nullopt : std::optional(group));
      csv += (all ? std::string("everybody,")
                  : std::string(market::name(of.groups[group].by)) + ","
                         + csv_text(of.groups[group].name))
             + "," + csv_text(of.policies[policy].name) + "," + csv_text(of.policies[0].name) + ","
             + shortest(e.people) + "," + shortest(e.income.mean_b) + ","
             + shortest(e.income.mean_a) + "," + shortest(e.income.difference) + ","
             + csv_bounds(e.income.ci95) + "," + shortest(e.better) + "," + shortest(e.worse) + ","
             + csv_number(e.hired_28d_b) + "," + csv_number(e.hired_28d_a) + "\n";
    }
  }
  return csv;
}

std::string runs_csv(const comparison& of) {
  std::string csv = "seed,policy,state_hash";
  for (const std::string_view name : market::names_of<outcome>) {
    csv += "," + std::string(name);
  }
  csv += "\n";
  for (const replication& run : of.runs) {
    for (std::size_t policy = 0; policy < of.policies.size(); ++policy) {
      csv += std::to_string(run.seed) + "," + csv_text(of.policies[policy].name) + ","
             + run.worlds[policy].state_hash;
      for (const double value : run.worlds[policy].values.value) {
        csv += "," + shortest(value);
      }
      csv += "\n";
    }
  }
  return csv;
}

}  // namespace souk::reports

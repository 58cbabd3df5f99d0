// sweep.json and the CSV files of a sweep.
#include "reports/csv.hpp"
#include "reports/json.hpp"
#include "reports/sweep.hpp"
#include "reports/text.hpp"

namespace souk::reports {

namespace {

void write_run(json_writer& json, const sweep& of, const sweep_run& run) {
  json.begin_object().key("point").begin_object();
  for (std::size_t i = 0; i < of.what.parameters.size(); ++i) {
    json.field(of.what.parameters[i].path, of.points[run.point][i]);
  }
  json.end_object().field("seed", run.seed);
  if (run.answer.failed()) {
    json.key("state_hash").null().field("failure", run.answer.failure).key("outcomes").null();
  } else {
    json.field("state_hash", run.answer.state_hash).key("outcomes").begin_object();
    for (std::size_t i = 0; i < outcome_count; ++i) {
      json.field(market::names_of<outcome>[i], run.answer.outcomes.value[i]);
    }
    json.end_object();
  }
  json.end_object();
}

void write_effect(json_writer& json, const sweep& of, const effect_line& line) {
  json.begin_object().field("parameter", of.what.parameters[line.parameter].path);
  json.field("from", line.from).field("to", line.to);
  json.key("effect");
  if (line.effect) {
    json.value(line.effect->value).key("ci95");
    if (line.effect->ci95) {
      json.begin_array().value(line.effect->ci95->low).value(line.effect->ci95->high).end_array();
    } else {
      json.null();
    }
    json.field("p", line.effect->p);
  } else {
    json.null().key("ci95").null().key("p").null();
  }
  json.end_object();
}

}  // namespace

std::string sweep_json(const sweep& of) {
  json_writer json;
  json.begin_object().field("souk", of.version).field("experiment", of.what.name);
  json.field("scenario", of.what.base.name).field("policy", of.what.base.policy.name);
  json.key("set").begin_object();
  for (const scenarios::setting& one : of.what.set.all) {
    json.field(one.path, one.value);
  }
  json.end_object().field("design", market::name(of.what.design));
  json.key("parameters").begin_array();
  for (const scenarios::experiment_parameter& one : of.what.parameters) {
    json.value(one.path);
  }
  json.end_array().field("planned", std::uint64_t{of.planned});
  json.field("failed", std::uint64_t{failures(of)}).key("runs").begin_array();
  for (const sweep_run& run : of.runs) {
    write_run(json, of, run);
  }
  json.end_array().key("main_effects").begin_object();
  for (const outcome_spec& spec : outcome_specs()) {
    json.key(market::name(spec.what)).begin_array();
    for (const effect_line& line : effect_lines(of, spec.what)) {
      write_effect(json, of, line);
    }
    json.end_array();
  }
  return json.end_object().end_object().text();
}

std::string sweep_runs_csv(const sweep& of) {
  std::string csv = "point,seed";
  for (const scenarios::experiment_parameter& one : of.what.parameters) {
    csv += "," + csv_text(one.path);
  }
  csv += ",state_hash";
  for (const std::string_view name : market::names_of<outcome>) {
    csv += "," + std::string(name);
  }
  csv += ",failure\n";
  for (const sweep_run& run : of.runs) {
    csv += std::to_string(run.point) + "," + std::to_string(run.seed);
    for (const std::string& value : of.points[run.point]) {
      csv += "," + csv_text(value);
    }
    csv += "," + run.answer.state_hash;
    for (const double value : run.answer.outcomes.value) {
      csv += run.answer.failed() ? "," : "," + shortest(value);
    }
    csv += "," + csv_text(run.answer.failure) + "\n";
  }
  return csv;
}

std::string sweep_effects_csv(const sweep& of) {
  std::string csv = "outcome,unit,parameter,from,to,effect,ci95_low,ci95_high,p\n";
  for (const outcome_spec& spec : outcome_specs()) {
    for (const effect_line& line : effect_lines(of, spec.what)) {
      const bool sure = line.effect && line.effect->ci95;
      csv += std::string(market::name(spec.what)) + "," + csv_text(spec.unit) + ","
             + csv_text(of.what.parameters[line.parameter].path) + "," + csv_text(line.from) + ","
             + csv_text(line.to) + "," + (line.effect ? shortest(line.effect->value) : "") + ","
             + (sure ? shortest(line.effect->ci95->low) + "," + shortest(line.effect->ci95->high)
                     : ",")
             + "," + (sure ? shortest(line.effect->p) : "") + "\n";
    }
  }
  return csv;
}

std::string sweep_curves_csv(const sweep& of) {
  std::string csv = "outcome,unit,parameter,value,runs,mean,ci95_low,ci95_high\n";
  for (const outcome_spec& spec : outcome_specs()) {
    for (std::size_t i = 0; i < of.what.parameters.size(); ++i) {
      for (const curve_point& point : response_curve(of, i, spec.what)) {
        csv += std::string(market::name(spec.what)) + "," + csv_text(spec.unit) + ","
               + csv_text(of.what.parameters[i].path) + "," + csv_text(point.value) + ","
               + std::to_string(point.runs) + "," + shortest(point.mean) + ","
               + (point.ci95 ? shortest(point.ci95->low) + "," + shortest(point.ci95->high) : ",")
               + "\n";
      }
    }
  }
  return csv;
}

}  // namespace souk::reports

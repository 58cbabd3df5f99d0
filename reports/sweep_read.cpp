#include "reports/sweep_schema.hpp"
#include "reports/sweep_store.hpp"
#include "scenarios/values.hpp"

namespace souk::reports {

namespace {

/// The value of an enumeration that a store names.
template <class Enum>
Enum named(const statement& row, int column, const database& from) {
  const auto found = market::from_name<Enum>(row.view(column));
  if (!found) {
    throw database_error(from.file() + ": has '" + row.text(column)
                         + "' in a design, which this souk does not know");
  }
  return *found;
}

std::int64_t read_head(database& from, sweep& into) {
  statement row(from,
      "SELECT design, souk, command, experiment, scenario, policy, kind, replications, "
      "scenario_yaml FROM designs ORDER BY design DESC LIMIT 1");
  if (!row.next()) {
    throw database_error(from.file() + ": has no design yet; souk sweep --resume begins one");
  }
  into.version = row.text(1);
  into.command = row.text(2);
  into.what.name = row.text(3);
  into.what.base.name = row.text(4);
  into.what.base.policy.name = row.text(5);
  into.what.design = named<scenarios::design_kind>(row, 6, from);
  into.what.replications = static_cast<std::int32_t>(row.number(7));
  into.scenario_yaml = row.text(8);
  return row.number(0);
}

void read_parameters(database& from, std::int64_t design, scenarios::experiment& into) {
  statement set(from, "SELECT path, value FROM settings WHERE design = ? ORDER BY rowid");
  set.ask(design);
  while (set.next()) {
    into.set.all.push_back({set.text(0), set.text(1), ""});
  }
  statement row(from,
      "SELECT path, scale, from_value, to_value FROM parameters WHERE design = ? "
      "ORDER BY parameter");
  row.ask(design);
  while (row.next()) {
    scenarios::experiment_parameter& one = into.parameters.emplace_back();
    one.path = row.text(0);
    one.scale = named<scenarios::range_scale>(row, 1, from);
    one.from.text = row.text(2);
    one.to.text = row.text(3);
  }
  statement listed(from,
      "SELECT parameter, value FROM parameter_values WHERE design = ? ORDER BY parameter, place");
  listed.ask(design);
  while (listed.next()) {
    into.parameters.at(static_cast<std::size_t>(listed.number(0)))
        .values.push_back({listed.text(1)});
  }
}

void read_points(database& from, std::int64_t design, sweep& into) {
  statement row(from, "SELECT point, value FROM points WHERE design = ? ORDER BY point, parameter");
  row.ask(design);
  while (row.next()) {
    const auto point = static_cast<std::size_t>(row.number(0));
    into.points.resize(std::max(into.points.size(), point + 1));
    into.points[point].push_back(row.text(1));
  }
}

sweep_answer answer_in(const statement& row, int first) {
  sweep_answer answer;
  answer.failure = row.text(first);
  answer.state_hash = row.text(first + 1);
  for (std::size_t i = 0; i < outcome_count; ++i) {
    answer.outcomes.value[i] = row.real(first + 2 + static_cast<int>(i));
  }
  return answer;
}

void read_runs(database& from, std::int64_t design, sweep& into) {
  statement count(from, "SELECT count(*) FROM design_runs WHERE design = ?");
  count.ask(design);
  count.next();
  into.planned = static_cast<std::size_t>(count.number(0));
  statement row(from, "SELECT design_runs.point, design_runs.seed, failure, state_hash"
                          + outcome_columns("")
                          + " FROM design_runs JOIN runs USING (key) WHERE design = ? "
                            "ORDER BY design_runs.point, run");
  row.ask(design);
  while (row.next()) {
    sweep_run one{static_cast<std::size_t>(row.number(0)), 0, answer_in(row, 2)};
    scenarios::parse(row.view(1), one.seed);
    into.runs.push_back(std::move(one));
  }
}

}  // namespace

sweep read_sweep_store(const std::string& file) {
  database from = database::open(file);
  check_sweep_store(from);
  sweep found;
  const std::int64_t design = read_head(from, found);
  read_parameters(from, design, found.what);
  read_points(from, design, found);
  read_runs(from, design, found);
  return found;
}

}  // namespace souk::reports

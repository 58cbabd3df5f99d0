// A study of newcomers as files: CSV tables and study.json (docs/study.md).
#include "reports/newcomer_study.hpp"
#include "reports/spread.hpp"

#include <algorithm>
#include <cmath>

namespace souk::reports {
namespace {

constexpr std::array<int, 3> milestone_days{28, 90, 365};

std::int64_t whole(std::size_t n) { return static_cast<std::int64_t>(n); }

std::string step_name(first_step step) {
  return std::string(first_step_names[static_cast<std::size_t>(step)]);
}

field or_nothing(std::optional<double> number) { return number ? field(*number) : field(); }

std::optional<estimate> reached(const std::optional<estimate>& survival) {
  return survival
             ? std::optional(estimate{1 - survival->value, 1 - survival->high, 1 - survival->low})
             : std::nullopt;
}

study_table curves_table(const newcomers& of, const newcomer_study& found) {
  study_table table{"curves", {"step", "group", "day", "at_risk"}, {}};
  add_columns(table, "reached");
  add_columns(table, "incidence");
  for (const step_study& step : found.steps) {
    for (std::size_t g = 0; g < of.groups.size(); ++g) {
      const survival_curve& curve = step.curves[g];
      for (int day = 0; day <= curve.last_time(); ++day) {
        std::vector<field> row{
            step_name(step.step), of.groups[g], std::int64_t{day}, whole(curve.at_risk(day))};
        add_fields(row, reached(curve.at(day)));
        add_fields(row, step.incidences[g].at(day));
        table.rows.push_back(std::move(row));
      }
    }
  }
  return table;
}

study_table milestones_table(const newcomers& of, const newcomer_study& found) {
  study_table table{"milestones", {"step", "group", "people", "events"}, {}};
  add_columns(table, "median_days");
  for (const int day : milestone_days) {
    add_columns(table, "reached_" + std::to_string(day) + "d");
    add_columns(table, "incidence_" + std::to_string(day) + "d");
  }
  for (const step_study& step : found.steps) {
    for (std::size_t g = 0; g < of.groups.size(); ++g) {
      const survival_curve& curve = step.curves[g];
      const auto median = curve.median();
      std::vector<field> row{step_name(step.step), of.groups[g], whole(curve.people()),
          whole(curve.events()), or_nothing(median.value), or_nothing(median.low),
          or_nothing(median.high)};
      for (const int day : milestone_days) {
        add_fields(row, reached(curve.at(day)));
        add_fields(row, step.incidences[g].at(day));
      }
      table.rows.push_back(std::move(row));
    }
  }
  return table;
}

study_table tests_table(const newcomer_study& found) {
  study_table table{"tests", {"step", "chi_squared", "degrees", "p"}, {}};
  for (const step_study& step : found.steps) {
    if (step.test.degrees > 0) {
      table.rows.push_back({step_name(step.step), step.test.chi_squared,
          std::int64_t{step.test.degrees}, step.test.p});
    }
  }
  return table;
}

study_table hazards_table(const newcomer_study& found) {
  study_table table{"hazards",
      {"model", "trait", "unit", "rate_ratio", "rate_ratio_low", "rate_ratio_high", "p", "people",
          "events"},
      {}};
  for (const hazard_model& model : found.models) {
    for (const hazard& one : model.hazards) {
      const cox_effect& effect = one.effect;
      table.rows.push_back({model.name, one.name, one.unit, effect.ratio(), effect.low(),
          effect.high(), effect.p(), whole(model.people), whole(model.events)});
    }
  }
  return table;
}

study_table costs_table(const newcomers& of, const newcomer_study& found) {
  study_table table{"costs", {"group", "people", "hired"}, {}};
  for (const char* const name : {"connects_median_of_hired", "dollars_mean_of_hired",
           "connects_per_first_hire", "dollars_per_first_hire"}) {
    add_columns(table, name);
  }
  for (std::size_t g = 0; g < of.groups.size(); ++g) {
    const cost_study& cost = found.costs[g];
    std::vector<field> row{of.groups[g], whole(cost.people), whole(cost.hired)};
    for (const auto& one : {cost.connects, cost.dollars, cost.connects_all, cost.dollars_all}) {
      add_fields(row, one);
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

study_table earnings_table(const newcomers& of, const newcomer_study& found) {
  study_table table{"earnings", {"group", "days", "people"}, {}};
  for (const char* const name :
      {"share_earning", "mean_dollars", "median_dollars_of_earners", "gini", "gini_of_earners"}) {
    add_columns(table, name);
  }
  for (std::size_t g = 0; found.horizon > 0 && g < of.groups.size(); ++g) {
    const earnings_study& one = found.earnings[g];
    std::vector<field> row{of.groups[g], std::int64_t{found.horizon}, whole(one.people)};
    for (const auto& part : {one.earn, one.mean, one.median_earner, one.gini, one.gini_earners}) {
      add_fields(row, part);
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

study_table mobility_table(const newcomers& of, const newcomer_study& found) {
  study_table table{"mobility", {"group", "from", "to", "people"}, {}};
  add_columns(table, "share");
  for (std::size_t g = 0; found.horizon >= least_mobility_days && g < of.groups.size(); ++g) {
    for (std::size_t from = 0; from < earning_tiers.size(); ++from) {
      const auto& row_people = found.mobility[g].people[from];
      std::size_t all = 0;
      for (const std::size_t n : row_people) {
        all += n;
      }
      for (std::size_t to = 0; to < earning_tiers.size(); ++to) {
        std::vector<field> row{of.groups[g], std::string(earning_tiers[from]),
            std::string(earning_tiers[to]), whole(row_people[to])};
        add_fields(row, share_of(row_people[to], all));
        table.rows.push_back(std::move(row));
      }
    }
  }
  return table;
}

study_table people_table(const newcomers& of) {
  study_table table{"newcomers",
      {"run", "group", "person", "category", "level", "followed_days", "days_to_proposal",
          "days_to_interview", "days_to_hire", "days_to_review", "days_to_badge", "days_to_exit",
          "price", "completeness", "saturation", "bid_age_hours", "connects_first_weeks",
          "connects_until_hire", "dollars_until_hire", "earned_quarter1", "earned_quarter2",
          "earned_quarter3", "earned_quarter4"},
      {}};
  for (const newcomer& one : of.people) {
    std::vector<field> row{of.runs[one.run].name, of.groups[one.group], std::int64_t{one.person},
        one.category, one.level, one.followed};
    for (const std::optional<double>& days : one.days_to) {
      row.push_back(or_nothing(days));
    }
    for (const double number : {one.price, one.completeness, one.saturation, one.bid_age_h,
             one.connects_first_weeks, one.connects_until_hire, one.paid_until_hire}) {
      row.emplace_back(number);
    }
    row.insert(row.end(), one.quarters.begin(), one.quarters.end());
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace

std::vector<study_table> tables_of(const newcomers& of, const newcomer_study& found) {
  return {curves_table(of, found), milestones_table(of, found), tests_table(found),
      hazards_table(found), costs_table(of, found), earnings_table(of, found),
      mobility_table(of, found), people_table(of)};
}

std::string study_json(const newcomers& of, const std::vector<study_table>& tables) {
  json_writer json;
  json.begin_object().field("study", "newcomers").field("by", of.by);
  json.field("newcomers", whole(of.people.size())).field("left_out", whole(of.without_value));
  json.key("runs").begin_array();
  for (const studied_run& run : of.runs) {
    json.begin_object().field("name", run.name).field("scenario", run.what.scenario);
    json.field("policy", run.what.policy).field("seed", run.what.seed);
    json.field("state_hash", run.what.state_hash).field("days", run.what.days).end_object();
  }
  json.end_array();
  for (const study_table& table : tables) {
    if (table.name != "curves" && table.name != "newcomers") {
      write_rows(json.key(table.name), table);
    }
  }
  return json.end_object().text();
}

}  // namespace souk::reports

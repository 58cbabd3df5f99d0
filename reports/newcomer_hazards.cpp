// The regressions of a study of newcomers. What is known when a person is approved explains all
// that follows; what shows only in the first 28 days explains what comes after them (a landmark),
// and the speed of a reply what comes after it: nothing explains what came before it was known.
#include "reports/newcomer_study.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

namespace souk::reports {
namespace {

constexpr double landmark = 28.0;
/// More groups than this would be a table of their own: they get rates of their own instead.
constexpr std::size_t most_groups = 12;

struct covariate {
  std::string name, unit;
  std::function<double(const newcomer&)> value;  // not finite: unknown
};

double times(double factor, double of) { return std::log(factor) / std::log(of); }

std::vector<covariate> known_at_approval() {
  return {{"price", "10 % above the usual rate of category and level",
              [](const newcomer& one) { return times(one.price, 1.1); }},
      {"completeness", "10 points more",
          [](const newcomer& one) { return one.completeness / 10.0; }},
      {"saturation", "twice the proposals a post in the category",
          [](const newcomer& one) { return times(one.saturation, 2.0); }}};
}

std::vector<covariate> known_after_first_weeks() {
  std::vector<covariate> all = known_at_approval();
  all.push_back({"bid", "10 % more of what jobs say",
      [](const newcomer& one) { return one.bid_log_price / std::log(1.1); }});
  all.push_back({"response", "twice as long from post to proposal",
      [](const newcomer& one) { return times(std::max(one.bid_age_h, 0.25), 2.0); }});
  all.push_back({"Connects", "10 more spent in the first 28 days",
      [](const newcomer& one) { return one.connects_first_weeks / 10.0; }});
  return all;
}

std::vector<covariate> known_after_reply() {
  std::vector<covariate> all = known_at_approval();
  all.push_back({"reply", "twice as long from interview to reply",
      [](const newcomer& one) { return times(std::max(one.first_reply_days, 1.0 / 96.0), 2.0); }});
  return all;
}

/// Each group against the first.
void add_groups(std::vector<covariate>& to, const newcomers& of) {
  for (std::size_t g = 1; g < of.groups.size() && of.groups.size() <= most_groups; ++g) {
    to.push_back({of.groups[g], "against " + of.groups[0],
        [g](const newcomer& one) { return one.group == g ? 1.0 : 0.0; }});
  }
}

/// A model under way: who is in it, and when.
struct plan {
  std::string name;
  first_step step = first_step::hire;
  std::vector<covariate> covariates;
  std::function<spell(const newcomer&)> when;  // an empty spell: not in it
};

spell from_day(const newcomer& one, first_step step, double day) {
  const wait all = wait_for(one, step);
  return {day, std::max(all.time, day), all.end == wait_end::happened, 0};
}

/// Days since the first interview: under observation once it has been replied to.
spell from_reply(const newcomer& one) {
  const auto& interview = one.days_to[static_cast<std::size_t>(first_step::interview)];
  if (!interview || !std::isfinite(one.first_reply_days)) {
    return {};
  }
  const wait all = wait_for(one, first_step::hire);
  return {
      one.first_reply_days, std::max(all.time - *interview, 0.0), all.end == wait_end::happened, 0};
}

/// Spells of those of whom all is known, and their covariates, row by row.
struct observed {
  std::vector<spell> spells;
  std::vector<double> rows;
};

observed observe_people(const newcomers& of, const plan& how) {
  observed all;
  for (const newcomer& one : of.people) {
    spell when = how.when(one);
    when.stratum = static_cast<std::uint32_t>(of.groups.size() > most_groups ? one.group
                                              : of.pooled                    ? one.run
                                                                             : 0);
    std::vector<double> row;
    for (const covariate& trait : how.covariates) {
      row.push_back(trait.value(one));
    }
    const bool known =
        std::all_of(row.begin(), row.end(), [](double x) { return std::isfinite(x); });
    if (when.to > when.from && known) {
      all.spells.push_back(when);
      all.rows.insert(all.rows.end(), row.begin(), row.end());
    }
  }
  return all;
}

/// Whether a trait tells anybody apart.
bool varies(const observed& data, std::size_t column, std::size_t columns) {
  for (std::size_t i = column; i < data.rows.size(); i += columns) {
    if (std::abs(data.rows[i] - data.rows[column]) > 1e-9) {
      return true;
    }
  }
  return false;
}

hazard_model fitted(const newcomers& of, plan how) {
  observed data = observe_people(of, how);
  const std::size_t before = how.covariates.size();
  std::vector<covariate> kept;
  for (std::size_t j = 0; j < before; ++j) {
    if (varies(data, j, before)) {
      kept.push_back(how.covariates[j]);
    }
  }
  how.covariates = std::move(kept);
  data = observe_people(of, how);
  hazard_model model{how.name, how.step, {}, data.spells.size(), 0};
  model.events = static_cast<std::size_t>(std::count_if(
      data.spells.begin(), data.spells.end(), [](const spell& one) { return one.happened; }));
  const auto fit = cox(data.spells, data.rows, how.covariates.size());
  for (std::size_t j = 0; fit && j < how.covariates.size(); ++j) {
    model.hazards.push_back({how.covariates[j].name, how.covariates[j].unit, fit->effects[j]});
  }
  return model;
}

}  // namespace

std::vector<hazard_model> hazard_models(const newcomers& of) {
  const auto from = [](first_step step, double day) {
    return [step, day](const newcomer& one) { return from_day(one, step, day); };
  };
  std::vector<plan> plans{{"first hire, from the approval", first_step::hire, known_at_approval(),
                              from(first_step::hire, 0.0)},
      {"first hire, from day 28", first_step::hire, known_after_first_weeks(),
          from(first_step::hire, landmark)},
      {"first hire, from the first reply", first_step::hire, known_after_reply(), from_reply},
      {"first interview, from the approval", first_step::interview, known_at_approval(),
          from(first_step::interview, 0.0)},
      {"exit, from day 28", first_step::exit, known_after_first_weeks(),
          from(first_step::exit, landmark)}};
  std::vector<hazard_model> models;
  for (plan& one : plans) {
    add_groups(one.covariates, of);
    models.push_back(fitted(of, std::move(one)));
  }
  return models;
}

}  // namespace souk::reports

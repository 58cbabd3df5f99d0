#include "reports/newcomer_groups.hpp"

#include "reports/text.hpp"
#include "scenarios/mistakes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <set>

namespace souk::reports {
namespace {

/// A number with no more values than this is told apart by value.
constexpr std::size_t most_values = 6;

struct reckoned {
  std::string_view name;
  attribute_kind kind;
};
constexpr std::array<reckoned, 5> reckoned_attributes{{{"run", attribute_kind::run},
    {"cohort", attribute_kind::cohort}, {"month", attribute_kind::month},
    {"price", attribute_kind::price}, {"saturation", attribute_kind::saturation}}};

bool is_attribute(const people_column& one) {
  return one.name != "person" && one.name != "side" && one.name != "jobs_posted"
         && one.name != "spent_cents" && !one.name.ends_with("_at_s");
}

/// What is settled when a person is approved, or before.
bool is_known_early(const std::string& column) {
  static const std::set<std::string> early{"category", "country", "level", "treatment"};
  return early.contains(column) || column.ends_with("_at_approval")
         || column.ends_with("_at_approval_cents");
}

[[noreturn]] void refuse(const std::string& name, const std::vector<people_column>& columns) {
  std::vector<std::string_view> known;
  for (const reckoned& one : reckoned_attributes) {
    known.push_back(one.name);
  }
  for (const people_column& one : columns) {
    if (is_attribute(one)) {
      known.push_back(one.name);
    }
  }
  throw study_error("--by " + scenarios::in_quotes(name) + " is no attribute of newcomers; "
                    + scenarios::suggestion_of_name(name, known));
}

double number_of(const std::string& text) { return std::strtod(text.c_str(), nullptr); }

std::string quarter_text(market::second at) {
  const market::civil_date date = market::to_date(at);
  return fmt::format("{} Q{}", date.year, (date.month - 1) / 3 + 1);
}

std::string number_text(double number) {
  return std::abs(number) >= 100.0 ? fmt::format("{:.0f}", number) : fmt::format("{:.3g}", number);
}

/// A person's label, and where it stands among the others.
struct placed {
  double order = 0.0;
  std::string label;
  auto operator<=>(const placed&) const = default;
};

/// Numbers by their quartiles, each labelled with its least and greatest.
std::vector<std::optional<placed>> cut(const std::vector<double>& numbers) {
  std::vector<double> sorted;
  for (const double one : numbers) {
    if (std::isfinite(one)) {
      sorted.push_back(one);
    }
  }
  std::sort(sorted.begin(), sorted.end());
  const bool few = std::set<double>(sorted.begin(), sorted.end()).size() <= most_values;
  const auto quarter = [&](double number) {
    double n = 0;
    for (const std::size_t i : {1, 2, 3}) {
      n += number > sorted[sorted.size() * i / 4] ? 1.0 : 0.0;
    }
    return n;
  };
  std::map<double, std::pair<double, double>> ranges;
  for (const double one : sorted) {
    const auto [at, is_new] = ranges.try_emplace(few ? one : quarter(one), one, one);
    at->second.second = one;
  }
  std::vector<std::optional<placed>> all;
  for (const double one : numbers) {
    if (!std::isfinite(one)) {
      all.emplace_back();
      continue;
    }
    const double key = few ? one : quarter(one);
    const auto [low, high] = ranges.at(key);
    all.push_back(placed{
        key, low == high ? number_text(low) : number_text(low) + " to " + number_text(high)});
  }
  return all;
}

std::vector<double> numbers_of(
    const newcomers& all, attribute_kind kind, const std::vector<attribute_value>& values) {
  std::vector<double> numbers;
  for (std::size_t i = 0; i < all.people.size(); ++i) {
    const newcomer& one = all.people[i];
    numbers.push_back(kind == attribute_kind::price        ? one.price
                      : kind == attribute_kind::saturation ? one.saturation
                      : values[i]                          ? number_of(*values[i])
                                                           : std::nan(""));
  }
  return numbers;
}

std::optional<placed> word_of(
    const newcomer& one, attribute_kind kind, const attribute_value& value) {
  switch (kind) {
    case attribute_kind::cohort:
      return placed{0.0, quarter_text(one.approved_at)};
    case attribute_kind::month:
      return placed{0.0, market::date_text(one.approved_at).substr(0, 7)};
    case attribute_kind::run:
      return placed{};
    default:
      break;
  }
  // Levels in their own order, all else by name.
  constexpr std::array<std::string_view, 3> levels{"entry", "intermediate", "expert"};
  const auto level = value ? std::find(levels.begin(), levels.end(), *value) : levels.end();
  return value ? std::optional(placed{static_cast<double>(level - levels.begin()), *value})
               : std::nullopt;
}

std::vector<std::optional<placed>> places_of(
    const newcomers& all, const attribute& by, const std::vector<attribute_value>& values) {
  if (by.kind == attribute_kind::number || by.kind == attribute_kind::price
      || by.kind == attribute_kind::saturation) {
    return cut(numbers_of(all, by.kind, values));
  }
  std::vector<std::optional<placed>> places;
  for (std::size_t i = 0; i < all.people.size(); ++i) {
    places.push_back(word_of(all.people[i], by.kind, values[i]));
  }
  return places;
}

}  // namespace

std::vector<people_column> columns_of_people(database& store) {
  std::vector<people_column> all;
  statement row(store, "SELECT name, type FROM pragma_table_info('people')");
  while (row.next()) {
    all.push_back({row.text(0), row.text(1)});
  }
  return all;
}

attribute find_attribute(const std::vector<studied_run>& runs, const std::string& name) {
  for (const reckoned& one : reckoned_attributes) {
    if (one.name == name) {
      return {one.kind, "NULL", false};
    }
  }
  attribute found;
  for (const studied_run& run : runs) {
    database store = database::open(run.what.file);
    const std::vector<people_column> columns = columns_of_people(store);
    const auto column = std::find_if(columns.begin(), columns.end(),
        [&](const people_column& one) { return is_attribute(one) && one.name == name; });
    if (column == columns.end()) {
      refuse(name, columns);
    }
    const bool is_text = column->type == "TEXT" || name == "category";
    found = {is_text ? attribute_kind::text : attribute_kind::number,
        name == "category" ? "c.name" : "p." + name, !is_known_early(name)};
  }
  return found;
}

void put_in_groups(
    newcomers& all, const attribute& by, const std::vector<attribute_value>& values) {
  const std::vector<std::optional<placed>> places = places_of(all, by, values);
  const auto run_of = [&](std::size_t i) { return all.pooled ? 0 : all.people[i].run; };
  std::set<std::pair<std::size_t, placed>> found;
  for (std::size_t i = 0; i < all.people.size(); ++i) {
    if (places[i]) {
      found.insert({run_of(i), *places[i]});
    }
  }
  const std::vector<std::pair<std::size_t, placed>> order(found.begin(), found.end());
  for (const auto& [run, place] : order) {
    const std::string& name = all.runs[run].name;
    const bool apart = all.runs.size() > 1 && !all.pooled;
    all.groups.push_back(by.kind != attribute_kind::run ? (apart ? name + ": " : "") + place.label
                         : all.pooled                   ? "all"
                                                        : name);
  }
  std::vector<newcomer> kept;
  for (std::size_t i = 0; i < all.people.size(); ++i) {
    if (places[i]) {
      const auto at =
          std::lower_bound(order.begin(), order.end(), std::pair{run_of(i), *places[i]});
      all.people[i].group = static_cast<std::size_t>(at - order.begin());
      kept.push_back(std::move(all.people[i]));
    }
  }
  all.without_value = all.people.size() - kept.size();
  all.people = std::move(kept);
  if (all.people.empty()) {
    throw study_error(
        "--by " + all.by + ": it is not known of any newcomer of " + all.runs.front().what.file);
  }
}

}  // namespace souk::reports

#include "reports/comparison_store.hpp"
#include "reports/database.hpp"
#include "scenarios/values.hpp"

#include <map>

namespace souk::reports {

namespace {

using market::from_name;

[[noreturn]] void refuse(database& from, const std::string& why) {
  throw database_error(from.file() + ": " + why);
}

void check_version(database& from) {
  statement version(from, "PRAGMA user_version");
  if (!version.next() || version.number(0) != comparison_store_version) {
    refuse(from, "is no store of a comparison of this version of souk; compare again");
  }
}

void read_head(database& from, comparison& into) {
  statement row(from,
      "SELECT souk, command, scenario, scenario_yaml, burn_in_days, days, from_start, "
      "precision_share, followed_person, naive_unit, naive_share FROM comparison");
  if (!row.next()) {
    refuse(from, "holds no comparison");
  }
  into.version = row.text(0);
  into.command = row.text(1);
  into.scenario = row.text(2);
  into.scenario_yaml = row.text(3);
  into.burn_in_days = static_cast<std::int32_t>(row.number(4));
  into.days = static_cast<std::int32_t>(row.number(5));
  into.from_start = row.number(6) != 0;
  into.precision = row.real(7);
  if (!row.is_null(8)) {
    into.person = static_cast<std::uint32_t>(row.number(8));
  }
  if (!row.is_null(9)) {
    into.naive = naive_test{row.text(9), row.real(10)};
  }
}

void read_what(database& from, comparison& into) {
  statement change(from, "SELECT path, value FROM overrides ORDER BY rowid");
  while (change.next()) {
    into.overrides.emplace_back(change.text(0), change.text(1));
  }
  statement guard(from, "SELECT guard FROM guards ORDER BY rowid");
  while (guard.next()) {
    into.guards.push_back(guard.text(0));
  }
  statement parted(
      from, "SELECT policy, at, under_first, under_policy FROM partings ORDER BY rowid");
  while (parted.next()) {
    into.partings.push_back(
        {parted.text(0), parted.is_null(1) ? std::nullopt : std::optional(parted.text(1)),
            parted.text(2), parted.text(3)});
  }
}

void read_policies(database& from, comparison& into) {
  statement row(from, "SELECT name, choice, policy_yaml FROM policies ORDER BY policy");
  while (row.next()) {
    into.policies.push_back({row.text(0), row.text(1), {}, row.text(2)});
  }
  statement change(from,
      "SELECT policy, path, first_value, value, unit, rule FROM policy_differences ORDER BY rowid");
  while (change.next()) {
    into.policies.at(static_cast<std::size_t>(change.number(0)))
        .changes.push_back(
            {change.text(1), change.text(2), change.text(3), change.text(4), change.text(5)});
  }
  statement group(from, "SELECT dimension, name FROM person_groups ORDER BY person_group");
  while (group.next()) {
    const auto by = from_name<dimension>(group.view(0));
    if (!by) {
      refuse(from, "tells people apart by '" + group.text(0) + "', which this souk does not know");
    }
    into.groups.push_back({*by, group.text(1)});
  }
}

/// Finds the world that a row of another table belongs to.
class world_finder {
 public:
  explicit world_finder(comparison& of) : of_(of) {}

  replication& run(const std::string& seed) {
    const auto [known, is_new] = place_.try_emplace(seed, of_.runs.size());
    if (is_new) {
      replication& made = of_.runs.emplace_back();
      scenarios::parse(seed, made.seed);
      made.worlds.resize(of_.policies.size());
      made.naive.resize(of_.naive ? of_.policies.size() - 1 : 0);
    }
    return of_.runs[known->second];
  }
  world_outcome& world(const statement& row) {
    return run(row.text(0)).worlds.at(static_cast<std::size_t>(row.number(1)));
  }

 private:
  comparison& of_;
  std::map<std::string, std::size_t> place_;
};

void read_worlds(database& from, world_finder& worlds) {
  std::string columns;
  for (const outcome_spec& one : outcome_specs()) {
    columns += ", " + column_of(one.what);
  }
  statement row(from, "SELECT seed, policy, state_hash, gained_cents, lost_cents" + columns
                          + " FROM worlds ORDER BY rowid");
  while (row.next()) {
    world_outcome& world = worlds.world(row);
    world.state_hash = row.text(2);
    world.people.gained_cents = row.number(3);
    world.people.lost_cents = row.number(4);
    for (std::size_t i = 0; i < outcome_count; ++i) {
      world.values.value[i] = row.real(5 + static_cast<int>(i));
    }
  }
}

void read_people(database& from, world_finder& worlds, std::size_t groups) {
  statement row(from,
      "SELECT seed, policy, person_group, people, income_cents, followed_28d, hired_28d, better, "
      "worse FROM world_groups ORDER BY rowid");
  while (row.next()) {
    world_people& people = worlds.world(row).people;
    people.groups.resize(groups);
    (row.is_null(2) ? people.everybody
                    : people.groups.at(static_cast<std::size_t>(row.number(2)))) = {
        row.number(3), row.number(4), row.number(5), row.number(6), row.number(7), row.number(8)};
  }
  statement move(from, "SELECT seed, policy, bin, people FROM world_moves");
  while (move.next()) {
    worlds.world(move).people.moves.at(static_cast<std::size_t>(move.number(2))) = move.number(3);
  }
}

void read_tests(database& from, world_finder& worlds) {
  statement row(from, "SELECT seed, policy, outcome, difference, standard_error FROM live_tests");
  while (row.next()) {
    const auto what = from_name<outcome>(row.view(2));
    if (!what) {
      refuse(from, "has an outcome '" + row.text(2) + "', which this souk does not know");
    }
    naive_estimate& test =
        worlds.run(row.text(0)).naive.at(static_cast<std::size_t>(row.number(1)) - 1);
    test.difference[static_cast<std::size_t>(*what)] = row.real(3);
    test.error[static_cast<std::size_t>(*what)] = row.real(4);
  }
}

}  // namespace

comparison read_comparison_store(const std::string& file) {
  database from = database::open(file);
  check_version(from);
  comparison found;
  read_head(from, found);
  read_what(from, found);
  read_policies(from, found);
  world_finder worlds(found);
  read_worlds(from, worlds);
  read_people(from, worlds, found.groups.size());
  read_tests(from, worlds);
  return found;
}

}  // namespace souk::reports

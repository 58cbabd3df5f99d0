#include "reports/stored_run.hpp"

#include <algorithm>
#include <charconv>
#include <filesystem>

namespace souk::reports {

std::string store_file(const std::string& run) {
  namespace fs = std::filesystem;
  const fs::path store = fs::is_directory(run) ? fs::path(run) / "run.sqlite" : fs::path(run);
  if (!fs::is_regular_file(store)) {
    throw database_error(store.string()
                         + ": there is no such run; name a folder that souk run has written, or "
                           "its run.sqlite");
  }
  return store.string();
}

namespace {

std::uint64_t seed_of(const std::string& text) {
  std::uint64_t seed = 0;
  std::from_chars(text.data(), text.data() + text.size(), seed);
  return seed;
}

}  // namespace

stored_run read_stored_run(const std::string& run) {
  stored_run found;
  found.file = store_file(run);
  database store = database::open(found.file);
  statement row(store,
      "SELECT scenario, policy, status, seed, burn_in_days, days, complete_days,"
      " ifnull(state_hash, ''), scenario_yaml FROM run");
  if (!row.next()) {
    throw database_error(found.file + ": holds no run");
  }
  found.scenario = row.text(0);
  found.policy = row.text(1);
  found.status = row.text(2);
  found.seed = seed_of(row.text(3));
  found.burn_in_days = static_cast<std::int32_t>(row.number(4));
  const auto reached = static_cast<std::int32_t>(row.number(6)) - found.burn_in_days;
  found.days = std::min(static_cast<std::int32_t>(row.number(5)), std::max(reached, 0));
  found.state_hash = row.text(7);
  found.scenario_yaml = row.text(8);
  return found;
}

std::optional<std::uint32_t> find_newcomer(
    const stored_run& run, bool hired, std::int32_t proposals) {
  database store = database::open(run.file);
  statement row(store,
      "SELECT min(person) FROM people, run WHERE side = 'freelancer' AND proposals >= ?"
      " AND approved_at_s >= start_s + 86400 * burn_in_days"
      " AND (first_hire_at_s IS NOT NULL) = ?");
  row.ask(proposals, hired ? 1 : 0);
  return row.next() && !row.is_null(0) ? std::optional(static_cast<std::uint32_t>(row.number(0)))
                                       : std::nullopt;
}

}  // namespace souk::reports

#include "reports/stored_run.hpp"

#include "reports/run_rows.hpp"

#include <algorithm>
#include <filesystem>
#include <utility>

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

stored_run read_stored_run(const std::string& run) {
  stored_run found;
  found.file = store_file(run);
  database store = database::open(found.file);
  run_row row = read_run_row(store);
  found.scenario = std::move(row.what.scenario);
  found.policy = std::move(row.what.policy);
  found.status = std::move(row.status);
  found.seed = row.what.seed;
  found.burn_in_days = row.what.burn_in_days;
  found.days = std::min(row.what.days, std::max(row.complete_days - found.burn_in_days, 0));
  found.state_hash = std::move(row.state_hash);
  found.scenario_yaml = std::move(row.what.scenario_yaml);
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

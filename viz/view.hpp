// What all panels look at: one run or two futures of it, up to which day, who is picked. Panels
// turn it into numbers (`prepare`) and those into pictures (`draw`). No ImGui.
#pragma once

#include "observe/load_measures.hpp"
#include "observe/snapshot.hpp"
#include "viz/metrics.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace souk::viz {

enum class future : std::uint8_t { a, b, difference };

struct view {
  observe::snapshot_ptr a, b;  // b: the other future, where the run was forked
  future shown = future::a;
  std::optional<std::int64_t> cursor;  // the last day that is shown; none: all there are
  std::optional<std::pair<std::int64_t, std::int64_t>> range;  // days [from, to) picked out
  market::person_id picked = market::nobody;
  std::shared_ptr<const observe::life_story> story;  // of who is picked
  std::shared_ptr<const observe::load_test> load;    // null: no load test is shown
  std::string command;                               // reproduces what is shown, to be copied
  std::uint64_t stamp = 1;                           // another one whenever anything above is

  bool forked() const { return b != nullptr; }
  bool differs() const { return forked() && shown == future::difference; }
};

/// The future that is shown; of a difference, B.
const observe::snapshot& front(const view& seen);
/// The one beside it; null where there is none.
const observe::snapshot* beside(const view& seen);

/// The days of a run that are shown.
observe::history days_of(const observe::snapshot& run, const view& seen);
/// How many days are shown; of a difference, those that both have.
std::size_t day_count(const view& seen);
/// The days that are looked at closely: those picked out, or the last `window`; [from, to).
std::pair<std::size_t, std::size_t> close_days(const view& seen, std::size_t window);

/// A metric of the future shown, day by day; of a difference, B less A.
std::vector<double> values_of(const metric& which, const view& seen, std::size_t window);
/// Of the future beside, for comparison; empty where there is none, or a difference is shown.
std::vector<double> values_beside(const metric& which, const view& seen, std::size_t window);
double total_of(const metric& which, const view& seen, std::size_t end, std::size_t window);

/// The first second of a day.
market::second second_of_day(const view& seen, std::int64_t day);

/// "A", "B" or "B - A"; empty while there is one future.
std::string_view name_of(const view& seen);

}  // namespace souk::viz

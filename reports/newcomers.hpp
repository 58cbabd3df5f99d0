// The newcomers of kept runs - the freelancers who were approved after the burn-in - read for a
// study, with the group that each is counted in.
#pragma once

#include "market/calendar.hpp"
#include "reports/stored_run.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace souk::reports {

/// A study cannot be made of what was named: what is wrong; what would be right.
class study_error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// What a newcomer waits for.
enum class first_step : std::uint8_t { proposal, interview, hire, review, badge, exit };
inline constexpr std::size_t first_steps_kinds = 6;
inline constexpr std::array<std::string_view, first_steps_kinds> first_step_names{
    "first proposal", "first interview", "first hire", "first review", "first badge", "exit"};

/// Days count from the approval; money is in dollars; not finite: unknown.
struct newcomer {
  std::size_t run = 0;    // in newcomers::runs
  std::size_t group = 0;  // in newcomers::groups
  std::uint32_t person = 0;
  market::second approved_at = 0;
  double followed = 0.0;  // to the end of the run
  std::array<std::optional<double>, first_steps_kinds> days_to;
  std::string category, level;
  double rate = 0.0;          // asked when approved, an hour
  double price = 0.0;         // that rate to the usual one: of the same category and level
  double completeness = 0.0;  // when approved
  double saturation = 0.0;    // proposals a post in the category, in the 28 days before
  double bid_age_h = 0.0;     // of the jobs proposed for in the first 28 days, mean
  double bid_log_price = 0.0;
  double connects_first_weeks = 0.0, connects_until_hire = 0.0, paid_until_hire = 0.0;
  double first_reply_days = 0.0;
  std::array<double, 4> quarters{};  // earned
};

struct studied_run {
  stored_run what;
  std::string name;  // of its folder, told apart
};

struct newcomers {
  std::string version, command;  // of souk, and that makes the same study
  std::vector<studied_run> runs;
  std::string by;                   // the attribute
  bool pooled = false;              // runs are replications of one market: no groups of their own
  std::vector<std::string> groups;  // in order; at least one
  std::vector<newcomer> people;
  std::size_t without_value = 0;  // left out: the attribute is not known of them
  /// The attribute is known only after the approval: its groups look into the future.
  bool looks_ahead = false;
};

/// Reads the runs, by one attribute: "run", "category", "cohort", "month", "price", "saturation" or
/// a column of `people`. Numbers are cut at their quartiles. Several runs are groups of their own,
/// unless they are pooled. Throws study_error, and database_error where a run is none.
newcomers read_newcomers(
    const std::vector<std::string>& runs, const std::string& by, bool pooled = false);

/// The last quarter of the first year that is known of everybody counted: 365, 273, 182 or 91 days,
/// the longest for which a fifth of the people (and at least 10) were followed; 0 where there is
/// none.
int earnings_horizon(const newcomers& of);

}  // namespace souk::reports

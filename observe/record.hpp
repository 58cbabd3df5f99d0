// What a run hands to whoever keeps or shows it: plain values, made between epochs. Reading them
// never changes the run.
#pragma once

#include "market/events.hpp"
#include "market/ledger.hpp"
#include "market/values.hpp"
#include "observe/counts.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace souk::observe {

/// Connects of the whole market since second 0; granted + bought + returned = spent + expired +
/// held.
struct connects_totals {
  std::int64_t granted = 0, bought = 0, spent = 0, returned = 0, expired = 0, held = 0;

  connects_totals& operator+=(const connects_totals& more) {
    granted += more.granted;
    bought += more.bought;
    spent += more.spent;
    returned += more.returned;
    expired += more.expired;
    held += more.held;
    return *this;
  }
  bool operator==(const connects_totals&) const = default;
};

/// One simulated day.
struct day_record {
  std::int32_t day = 0;                       // since second 0, burn-in included
  observe::counts counts;                     // of the day alone
  market::ledger_totals ledger;               // at its end
  connects_totals connects;                   // at its end
  std::int64_t freelancers = 0, clients = 0;  // registered so far
  std::int64_t open_jobs = 0, live_proposals = 0, active_contracts = 0, vetting_queue = 0;
  market::fingerprint fingerprint;  // over the event log so far
};

/// A category on one simulated day.
struct category_day {
  std::int32_t day = 0;
  std::uint16_t category = 0;  // index into run_description::categories
  std::int64_t jobs_posted = 0, proposals = 0, hires = 0, approved = 0, oversupplied = 0,
               gross_cents = 0;
};

/// A person at the end of a run.
struct person_row {
  market::person_id person = market::nobody;
  market::side side = market::side::freelancer;
  std::uint16_t category = 0;
  std::int64_t registered_at = -1, approved_at = -1, first_proposal_at = -1, first_hire_at = -1,
               left_at = -1;
  std::int64_t rate_cents = 0, earned_cents = 0, spent_cents = 0, available_cents = 0,
               withdrawn_cents = 0;
  std::int32_t proposals = 0, interviews = 0, hires = 0, reviews = 0, connects = 0, jobs_posted = 0;
  std::int32_t rating_sum = 0;
  // a client's charges net of refunds: in the 52 weeks before the window, and in its first 52
  std::array<std::int64_t, 2> year_cents{};
  std::int16_t score = -1;
  market::badge badge = market::badge::none;
  std::uint8_t completeness = 0;
  // of a freelancer who registered
  std::uint16_t country = 0;  // index into run_description::countries
  market::level level = market::level::intermediate;
  bool closed = false;  // the account
  // of a freelancer who was approved; see newcomer_book.hpp
  std::uint8_t completeness_at_approval = 0;
  std::int64_t first_interview_at = -1, first_review_at = -1, first_badge_at = -1;
  std::int64_t rate_at_approval_cents = 0;
  std::int32_t connects_spent = 0, connects_until_hire = 0, connects_first_weeks = 0;
  std::int32_t connects_paid_cents = 0, connects_paid_until_hire_cents = 0;
  std::int32_t bids_first_weeks = 0;
  std::int64_t bid_age_s = -1;                               // mean; -1: no bid
  std::optional<double> bid_log_price;                       // mean of log(bid / what the job says)
  std::int64_t first_reply_s = -1, mean_reply_s = -1;        // -1: none
  std::optional<std::array<std::int32_t, 4>> quarter_cents;  // earned, by parts of the first year
};

/// What an intervention of the scenario was to a person.
struct treatment_row {
  market::person_id person = market::nobody;
  std::uint16_t intervention = 0;  // index into run_description::interventions
  bool treated = false;            // false: eligible and not drawn, the control group
  std::int64_t at = 0;             // when it was decided, and began

  auto operator<=>(const treatment_row&) const = default;
};

struct job_row {
  market::job_id job;
  std::uint16_t category = 0;
  market::job_type type = market::job_type::fixed;
  bool is_public = true;
  std::int64_t posted_at = 0, ended_at = -1;  // -1: still open at the end
  market::job_status status = market::job_status::open;
  std::int64_t value_cents = 0, price_cents = 0;
  std::int32_t proposals = 0, invitations = 0, interviews = 0;
};

struct contract_row {
  market::contract_id contract;
  bool hourly = false;
  std::int64_t started_at = 0, ended_at = -1;
  market::contract_status status = market::contract_status::active;
  std::int64_t rate_cents = 0, billed_cents = 0, fees_cents = 0;  // net of refunds
  std::int64_t minutes_billed = 0;
  std::int32_t stars_by_client = 0, stars_by_freelancer = 0;
};

/// Two who go on without the platform, with what it would still have charged the client.
struct departure_row {
  std::int64_t at = 0;
  market::contract_id contract;
  std::int64_t value_cents = 0;
};

/// What was run.
struct run_description {
  std::string version, scenario, policy;
  std::map<std::string, std::string> overrides;  // path -> value as given
  std::uint64_t seed = 0;
  std::int64_t start = 0;  // second 0 of the simulation
  std::int32_t days = 0, burn_in_days = 0;
  std::vector<std::string> categories;
  std::vector<std::string> countries;
  std::string policy_yaml;  // the whole policy that was used
  std::string scenario_yaml;
  std::vector<std::string> interventions;  // names
  std::string command = {};                // that makes the same result; empty where nobody says
};

/// A moment of facts.md section 4.
struct moment {
  std::string id;  // "M1"
  std::optional<double> value;
  std::vector<std::pair<std::string, double>> parts;
  std::string target;
  std::optional<bool> ok;

  bool operator==(const moment&) const = default;
};

/// How the run went on this machine; not a part of the result.
struct run_cost {
  int threads = 0, cohort_size = 0;
  double wall_s = 0, proposals_per_s = 0;
  std::int64_t peak_rss_bytes = 0;
  // of the engine: how its work was spread over actors
  std::int64_t epochs = 0, barriers = 0, shards_woken = 0, batches = 0;
  double stages_s = 0;  // from the first to the last answer of a stage, over all stages
  double busy_s = 0;    // shards at work, over all threads
};

struct newcomers {
  std::int64_t approved = 0;
  double hired_28d = 0, hired_90d = 0;
  std::optional<double> median_days_to_first_hire;
};

/// The whole result, as summary.json shows it.
struct run_result {
  run_description what;
  std::int32_t window_from_day = 0, window_to_day = 0;
  std::string state_hash;
  observe::counts counts;   // of the window
  std::int64_t events = 0;  // of the window
  std::int64_t freelancers = 0, clients = 0, milestones_released = 0;
  std::int64_t moved_cents = 0;  // of the window: what pairs that left would have been charged
  market::ledger_totals ledger;  // since second 0
  connects_totals connects;      // since second 0
  observe::newcomers newcomers;
  std::vector<moment> moments;
  run_cost cost;
};

}  // namespace souk::observe

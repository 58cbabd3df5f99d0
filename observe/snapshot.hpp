// What a viewer sees of a run at one moment, between two epochs: immutable values, made by whoever
// runs or reads it and shared with the viewer (mailbox.hpp). Making one never changes the run.
#pragma once

#include "market/account_book.hpp"
#include "market/policy.hpp"
#include "observe/history.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace souk::observe {

enum class run_phase : std::uint8_t { starting, running, paused, finished, failed };

/// A freelancer with an account, small enough for a million of them. Times are seconds since 1970,
/// 0 for never.
struct person_point {
  std::uint32_t person = 0;
  std::uint32_t approved_at = 0, first_hire_at = 0, left_at = 0;
  float rate = 0.0F;    // dollars an hour
  float earned = 0.0F;  // dollars, gross of fees, net of refunds
  float rating = 0.0F;  // mean stars, 0 where there are none
  std::uint16_t reviews = 0;
  std::uint16_t proposals = 0, hires = 0;
  std::uint8_t category = 0;
  std::uint8_t score = market::no_score;
  std::uint8_t completeness = 0;
  market::badge badge = market::badge::none;
  bool approved = false;  // the main profile is, and the account is open
};

/// All freelancers who ever registered, by number.
struct people_view {
  market::second at = 0;
  bool at_end = false;  // of a finished run: whatever day is looked at, they are as at its end
  std::vector<person_point> freelancers;
};

using contract_rows = std::vector<contract_row>;

/// Contracts in blocks, of which the older ones are shared between snapshots.
struct contracts_view {
  market::second at = 0;
  std::vector<std::shared_ptr<const contract_rows>> blocks;
  std::int64_t dropped = 0;  // the oldest that ended, no longer kept

  std::size_t size() const {
    std::size_t all = 0;
    for (const auto& block : blocks) {
      all += block->size();
    }
    return all;
  }
};

/// The last events and movements of money, in the order of time; none before `from` is left out
/// after it.
struct tail_view {
  market::second from = 0;
  std::vector<market::event> events;
  std::vector<market::ledger_entry> entries;
  bool whole = false;  // of a finished run: all that its store has, up to a bound
};

/// Everything of one person that can be observed.
struct person_view {
  market::person_id person = market::nobody;
  person_row row;
  market::profile_status profile = market::profile_status::draft;
  market::reason why = market::reason::none;  // of a rejected profile
  std::string level;                          // empty: none given
  std::int32_t portfolio = 0, employments = 0, education = 0, certifications = 0;
  std::int64_t pending_cents = 0;
  std::int32_t active_contracts = 0;
};

/// Since the last whole day, and as things stand.
struct vitals {
  observe::counts today;
  market::ledger_totals ledger;
  connects_totals connects;
  std::int64_t freelancers = 0, clients = 0;  // registered so far
  std::int64_t open_jobs = 0, live_proposals = 0, active_contracts = 0, vetting_queue = 0;
};

/// How the work goes.
struct engine_view {
  double epochs_per_s = 0.0;  // of the last second or so
  int threads = 0;
  std::int32_t cohorts = 0, cohort_size = 0, desks = 0;
  std::int64_t barriers = 0, shards_woken = 0, batches = 0;  // since second 0
  double busy_s = 0.0, stages_s = 0.0;
  std::int64_t rss_bytes = 0;  // at its highest
};

/// A policy from a second on.
struct policy_since {
  market::second from = 0;
  market::policy terms;
};

struct snapshot {
  std::int64_t number = 0;  // of the snapshots of this run
  std::shared_ptr<const run_description> what;
  run_phase phase = run_phase::starting;
  std::string message;  // why it failed, or what is being waited for
  bool replay = false;  // a finished run that was read

  std::int64_t epoch = 0, epochs = 0;  // done; in all
  market::second now = 0;              // the second that the next epoch begins with
  std::int64_t epoch_s = 0;            // an epoch's length
  double hours_per_s = 0.0;            // wanted speed; 0: unlimited

  history days;
  vitals current;
  engine_view engine;
  std::shared_ptr<const std::vector<policy_since>> policies;  // in the order of time;
                                                              // the first holds from second 0

  // Costlier parts, which may be some moments older.
  std::shared_ptr<const tail_view> tail;
  std::shared_ptr<const people_view> people;
  std::shared_ptr<const contracts_view> contracts;
  std::shared_ptr<const person_view> picked;

  std::int32_t burn_in_days() const { return what == nullptr ? 0 : what->burn_in_days; }
  /// The day that is under way, from 0.
  std::int64_t day() const { return what == nullptr ? 0 : (now - what->start) / market::day; }
};

/// The terms that hold at `run.now`; null before the market is set up.
inline const market::policy* terms_in_force(const snapshot& run) {
  const market::policy* terms = nullptr;
  if (run.policies != nullptr) {
    for (const policy_since& one : *run.policies) {
      terms = terms == nullptr || one.from <= run.now ? &one.terms : terms;
    }
  }
  return terms;
}

using snapshot_ptr = std::shared_ptr<const snapshot>;

/// One person's life, told (souk why): lines in the order of time.
struct life_line {
  market::second at = 0;
  std::string text;
  bool thought = false;  // what was thought, not what happened
};
struct life_story {
  market::person_id person = market::nobody;
  market::second until = 0;
  double progress = 1.0;  // below 1 while it is being gathered
  std::string portrait;
  std::vector<life_line> lines;
  std::string trouble;  // why it cannot be told
};

}  // namespace souk::observe

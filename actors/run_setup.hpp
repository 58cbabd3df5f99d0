// Everything that a run is a function of: the people, the policies, the clock; and how its work is
// divided, of which it is not.
#pragma once

#include "actors/epoch.hpp"
#include "actors/floor_plan.hpp"
#include "market/desks.hpp"
#include "market/policy_book.hpp"
#include "people/intervention.hpp"
#include "people/notes.hpp"
#include "people/setup.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace souk::actors {

/// An intervention, and what it makes of the policy that a person would live under; empty: nothing.
struct treatment_plan {
  people::intervention rule;
  std::function<market::policy(const market::policy&)> terms;
};

/// Another policy for everybody from a second on.
struct policy_turn {
  second from = 0;
  market::policy terms;
};

/// A live test on jobs: those posted from `from` on of which `drawn` says so, and all that comes of
/// them, are under what `terms` makes of their people's policy.
struct job_test {
  second from = 0;
  std::function<bool(market::job_id)> drawn;
  std::function<market::policy(const market::policy&)> terms;
};

/// What to run. The first group makes the result; the second only divides the work.
struct run_options {
  people::people_parameters people;
  market::policy policy;
  std::vector<policy_turn> policy_turns;  // in the order of time, after `start`
  std::vector<treatment_plan> interventions;
  std::optional<actors::job_test> job_test;
  std::uint64_t seed = 1;
  second start = 0;  // second 0 of the simulation, the burn-in's beginning
  market::duration epoch{market::hour};
  std::int32_t burn_in_days = 0;
  std::int32_t days = 0;  // after the burn-in

  int threads = 0;                  // 0: one a core
  std::uint32_t cohort_size = 0;    // 0: default_cohort_size
  std::uint32_t exchanges = 0;      // 0: one a category
  std::uint32_t billing_desks = 0;  // 0: default_billing_desks
  bool record_events = false;
  bool record_entries = false;  // the ledger's alone; with events they come anyway
  /// Whose thoughts are written down, day by day; nobody's if empty.
  market::person_id followed = market::nobody;
  std::function<void(std::span<const people::note>)> tell_notes;
};

inline constexpr std::uint32_t default_billing_desks = 4;
std::uint32_t default_cohort_size(std::uint32_t freelancers);

struct run_setup {
  people::people_setup people;
  market::policy_book policies;
  epoch_clock clock;
  std::int32_t burn_in_days = 0;
  std::int32_t days = 0;  // after the burn-in
  floor_plan plan;
  std::vector<market::symbol> categories;  // the word of each
  std::vector<people::intervention> interventions;
  std::vector<treatment_plan> plans;  // the same, with what each makes of a policy
  std::optional<actors::job_test> job_test;
  /// Of each intervention: the bit that it sets in the number of its people's group in `policies`;
  /// 0 where it leaves the policy alone.
  std::vector<market::policy_index> policy_bits;
  std::vector<market::person_id> employers;  // of each intervention, who hires; nobody if nobody
  bool record_events = false;
  bool record_entries = false;
  market::person_id followed = market::nobody;

  std::int64_t epochs() const { return (burn_in_days + days) * clock.epochs_per_day(); }
  /// The first second after the burn-in.
  second window_begin() const { return clock.begin + burn_in_days * market::day; }
  std::uint64_t order_key() const;

  /// Everybody lives under `terms` from a second on; only while nothing moves.
  void change_policy(second from, const market::policy& terms);

  /// Index into `categories`.
  std::uint16_t category_index(market::symbol word) const;
  std::uint32_t category_of_job(market::job_id job) const;
  std::uint32_t category_of_freelancer(market::person_id person) const;

  /// How long the work of a review takes (R7): log-normal, drawn for this submission.
  market::duration review_work(const market::submission& one) const;
};

/// The parameters must have passed the scenario's checks.
run_setup set_up_run(const run_options& options);

}  // namespace souk::actors

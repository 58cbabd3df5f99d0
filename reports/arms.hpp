// What a live A/B test would have seen: one world in which a share of the units (freelancers,
// clients or jobs) lives under another policy, and the difference that an analyst would reckon
// between the two arms, scaled to the whole market, with the standard error that he would quote. He
// takes units to be independent, which in a market they are not.
#pragma once

#include "observe/observer.hpp"
#include "reports/comparison.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <unordered_map>
#include <utility>
#include <vector>

namespace souk::reports {

enum class test_unit : std::uint8_t { freelancers, clients, jobs };

}  // namespace souk::reports

template <>
inline constexpr std::array<std::string_view, 3> souk::market::names_of<souk::reports::test_unit>{
    "freelancers", "clients", "jobs"};

namespace souk::reports {

/// Of one unit, in the window.
struct unit_sums {
  bool there = false;  // registered, or posted in the window
  bool treated = false;
  double revenue = 0, gross = 0, net = 0;  // dollars
  double posts = 0, filled = 0, proposals = 0, connects = 0;
  // What pairs that left would have been charged, and that with `gross`: the analyst is told.
  double moved = 0, whole = 0;
  // Newcomers: himself; where clients or jobs are the units, followed are freelancers (in no arm),
  // and hired counts, by client or job, those whose first hire was his or its.
  double followed_28d = 0, hired_28d = 0, followed_90d = 0, hired_90d = 0;
};

/// What a freelancer earned with one client, or by one job, in the window, dollars net.
struct tie_sum {
  std::size_t unit = 0, freelancer = 0;
  double net = 0;
};

/// The difference between the arms for each outcome that has a meaning for such units. `ties` are
/// needed where those are clients or jobs.
naive_estimate estimate(
    test_unit of, const std::vector<unit_sums>& units, const std::vector<tie_sum>& ties = {});

/// Gathers what each unit does; the run must record its events.
class arm_watch : public observe::run_observer {
 public:
  /// Whether a person, or where jobs are the units a job of that client, is under the other policy.
  using draw = std::function<bool(market::person_id, market::job_id)>;

  /// `people`: freelancers and clients.
  arm_watch(test_unit of, std::size_t people, market::second window_begin,
      market::second window_end, draw is_treated);

  void on_events(std::span<const market::event> events) override;
  void on_entries(std::span<const market::ledger_entry> entries) override;
  void on_departures(std::span<const observe::departure_row> departures) override;
  void on_end(std::span<const observe::person_row> people, std::span<const observe::job_row> jobs,
      std::span<const observe::contract_row> contracts) override;

  naive_estimate result() const;

 private:
  static constexpr std::size_t none = SIZE_MAX;

  struct newcomer {
    market::person_id person = market::nobody;
    market::second approved_at = 0, first_hire_at = 0;
  };

  /// Its place in `units_`, or none.
  std::size_t unit_of(market::person_id freelancer, market::job_id job) const;
  unit_sums* sums_of(market::person_id freelancer, market::job_id job);
  void post(market::job_id job);
  void settle(const observe::person_row& row);
  void follow(const newcomer& one, std::vector<unit_sums>& units) const;

  test_unit of_;
  std::size_t people_;
  market::second window_begin_, window_end_;
  draw is_treated_;
  // By person; of jobs, in the order of posting, after one in no arm for whoever has no job.
  std::vector<unit_sums> units_;
  std::unordered_map<std::uint64_t, std::size_t> jobs_;         // units of jobs, by number
  std::map<market::job_id, market::person_id> accepted_;        // who accepted its last offer
  std::map<std::pair<std::size_t, std::size_t>, double> ties_;  // net, by unit and freelancer
  // At the end contracts come after the people who have them.
  std::vector<newcomer> newcomers_;
  std::map<market::person_id, std::pair<std::int64_t, market::job_id>> first_;  // hire, and when
};

}  // namespace souk::reports

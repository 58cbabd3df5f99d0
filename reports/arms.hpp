// What a live A/B test would have seen: one world in which a share of the units (freelancers
// or clients) lives under another policy, and the difference that an analyst would reckon
// between the two arms, scaled to the whole market, with the standard error that he would quote. He
// takes units to be independent, which in a market they are not.
#pragma once

#include "observe/observer.hpp"
#include "reports/comparison.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <utility>
#include <vector>

namespace souk::reports {

enum class test_unit : std::uint8_t { freelancers, clients };

}  // namespace souk::reports

template <>
inline constexpr std::array<std::string_view, 2> souk::market::names_of<souk::reports::test_unit>{
    "freelancers", "clients"};

namespace souk::reports {

/// Of one unit, in the window.
struct unit_sums {
  bool there = false;  // registered
  bool treated = false;
  double revenue = 0, gross = 0, net = 0;  // dollars
  double posts = 0, filled = 0, proposals = 0, connects = 0;
  // Newcomers: himself; where clients are the units, followed are freelancers (in no arm), and
  // hired counts, by client, those whose first hire was his.
  double followed_28d = 0, hired_28d = 0, followed_90d = 0, hired_90d = 0;
};

/// What a freelancer earned with one client in the window, dollars net.
struct tie_sum {
  std::size_t client = 0, freelancer = 0;
  double net = 0;
};

/// The difference between the arms for each outcome that has a meaning for such units. `ties` are
/// needed where those are clients.
naive_estimate estimate(
    test_unit of, const std::vector<unit_sums>& units, const std::vector<tie_sum>& ties = {});

/// Gathers what each unit does; the run must record its events.
class arm_watch : public observe::run_observer {
 public:
  using draw = std::function<bool(market::person_id)>;

  /// `people`: freelancers and clients; `is_treated` tells who lives under the other policy.
  arm_watch(test_unit of, std::size_t people, market::second window_begin,
      market::second window_end, draw is_treated);

  void on_events(std::span<const market::event> events) override;
  void on_entries(std::span<const market::ledger_entry> entries) override;
  void on_end(std::span<const observe::person_row> people, std::span<const observe::job_row> jobs,
      std::span<const observe::contract_row> contracts) override;

  naive_estimate result() const;

 private:
  unit_sums* unit_of(market::person_id freelancer, market::job_id job);
  void follow(const observe::person_row& row, market::person_id first_client);

  test_unit of_;
  market::second window_begin_, window_end_;
  draw is_treated_;
  std::vector<unit_sums> units_;                                // by person
  std::map<market::job_id, market::person_id> accepted_;        // who accepted its last offer
  std::map<std::pair<std::size_t, std::size_t>, double> ties_;  // net, by client and freelancer
};

}  // namespace souk::reports

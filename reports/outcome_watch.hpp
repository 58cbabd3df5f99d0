// Reckons the outcomes of a run while it goes, without a store: what each person earned comes from
// the ledger's entries (the run must record them), the rest from sums. Memory by person, not by
// event.
#pragma once

#include "observe/observer.hpp"
#include "reports/outcomes.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace souk::reports {

/// What a window meant to one freelancer.
struct freelancer_fate {
  std::int64_t income_cents =
      0;  // take-home: net earnings, less Connects bought and withdrawals' fees
  std::int64_t net_cents = 0;            // earned, net of fees and refunds
  std::int64_t gross_cents = 0;          // the same before fees
  std::int64_t earned_before_cents = 0;  // gross, before the window
  std::int64_t registered_at = -1, approved_at = -1, first_hire_at = -1;
  std::uint16_t category = 0;
};

/// What an entry of the ledger brings to whom, in cents; refunds are negative.
struct entry_meaning {
  std::int64_t revenue = 0;  // of the platform
  std::int64_t net = 0;      // to the freelancer, net of his fee
  std::int64_t gross = 0;    // the same before the fee
  std::int64_t income = 0;   // his take-home
};
entry_meaning meaning_of(const market::ledger_entry& entry);

class outcome_watch : public observe::run_observer {
 public:
  /// `window_begin`: the first second after the burn-in of so many days.
  outcome_watch(std::uint32_t freelancers, std::int32_t burn_in_days, market::second window_begin)
      : burn_in_days_(burn_in_days), window_begin_(window_begin), freelancers_(freelancers) {}

  /// Knows what another was told, who watched the same run until now.
  void learn(const outcome_watch& past) {
    before_ = past.before_;
    freelancers_ = past.freelancers_;
  }

  void on_entries(std::span<const market::ledger_entry> entries) override;
  void on_day(
      const observe::day_record& day, std::span<const observe::category_day> categories) override;
  void on_end(std::span<const observe::person_row> people, std::span<const observe::job_row> jobs,
      std::span<const observe::contract_row> contracts) override;

  outcome_values outcomes(const observe::run_result& result) const;
  /// By number, which is that of the person. Complete once the run is over.
  const std::vector<freelancer_fate>& freelancers() const { return freelancers_; }

 private:
  std::int32_t burn_in_days_;
  market::second window_begin_;
  window_start before_;
  std::vector<freelancer_fate> freelancers_;
};

}  // namespace souk::reports

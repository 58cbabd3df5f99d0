// Billing: where the money stands (escrow, pending, available), what was paid out, what the
// platform keeps of it, and which fee tiers the contracts have reached.
#pragma once

#include "viz/panel.hpp"
#include "viz/view.hpp"

#include <string>
#include <vector>

namespace souk::viz {

struct balance_line {
  std::string label, doc;
  double now = 0.0;  // dollars
  std::vector<double> course;
};

struct fee_tier {
  std::string label;  // "up to $500: 20 %"
  std::int64_t pairs = 0;
  double billed = 0.0;  // dollars within the tier
  double share = 0.0;   // of everything billed
};

struct billing_model {
  std::vector<balance_line> balances;  // escrow, pending, available
  double withdrawn = 0.0;              // since second 0, dollars
  std::vector<balance_line> takings;   // a day, by kind; `now` is the sum of 28 days
  std::vector<fee_tier> tiers;         // of the policy in force; empty where fees go by category
  std::string basis;
};

billing_model prepare_billing(const view& seen);

/// How the billings of each pair of client and freelancer spread over a schedule's tiers.
std::vector<fee_tier> spread_over_tiers(
    const market::fee_schedule& schedule, const observe::contracts_view& contracts);

std::unique_ptr<panel> make_billing_panel();

}  // namespace souk::viz

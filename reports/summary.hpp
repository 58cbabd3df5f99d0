// summary.json of a run, to the letter of contract.md, and the identities that always hold in it.
#pragma once

#include "observe/record.hpp"

#include <string>
#include <vector>

namespace souk::reports {

/// The `money` of summary.json, since second 0. All but `subsidies` are what the platform's people
/// paid, hold or got; client_paid and freelancer_net are net of refunds.
struct money_figures {
  market::money client_paid, subsidies, freelancer_net, freelancer_fees, client_fees,
      connects_sales, connects_from_balance, withdrawal_fees, escrow, pending, available, withdrawn,
      platform_revenue;
};

money_figures figures_of(const market::ledger_totals& ledger);

/// The text of summary.json.
std::string summary_json(const observe::run_result& result);

/// One line for each identity of contract.md that does not hold; empty when all do. A run with any
/// is wrong (exit status 3).
std::vector<std::string> check_identities(const observe::run_result& result);
std::vector<std::string> check_identities(
    const money_figures& money, const observe::connects_totals& connects);

}  // namespace souk::reports

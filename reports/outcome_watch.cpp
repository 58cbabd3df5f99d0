#include "reports/outcome_watch.hpp"

namespace souk::reports {

namespace {

using market::ledger_account;

class account_set {
 public:
  constexpr account_set(std::initializer_list<ledger_account> accounts) {
    for (const ledger_account one : accounts) {
      bits_ |= 1U << static_cast<unsigned>(one);
    }
  }
  constexpr bool has(ledger_account one) const {
    return (bits_ >> static_cast<unsigned>(one) & 1U) != 0;
  }
  /// What an entry brings into the set.
  constexpr std::int64_t gain(const market::ledger_entry& entry) const {
    return (has(entry.to) ? entry.amount.cents : 0) - (has(entry.from) ? entry.amount.cents : 0);
  }

 private:
  unsigned bits_ = 0;
};

// summary.json's freelancer_net; and what is left of it when Connects are paid, from card or
// balance, and withdrawals.
constexpr account_set net_accounts{ledger_account::pending, ledger_account::available,
    ledger_account::transit, ledger_account::withdrawn, ledger_account::connects_sales_balance,
    ledger_account::withdrawal_fees};
constexpr account_set income_accounts{ledger_account::pending, ledger_account::available,
    ledger_account::transit, ledger_account::withdrawn, ledger_account::freelancer_cards};
constexpr account_set fee_account{ledger_account::freelancer_fees};
constexpr account_set revenue_accounts{ledger_account::freelancer_fees, ledger_account::client_fees,
    ledger_account::connects_sales_card, ledger_account::connects_sales_balance,
    ledger_account::withdrawal_fees, ledger_account::subsidies};

}  // namespace

entry_meaning meaning_of(const market::ledger_entry& entry) {
  const std::int64_t net = net_accounts.gain(entry);
  return {revenue_accounts.gain(entry), net, net + fee_account.gain(entry),
      income_accounts.gain(entry)};
}

void outcome_watch::on_entries(std::span<const market::ledger_entry> entries) {
  for (const market::ledger_entry& entry : entries) {
    const std::size_t person = market::index(entry.freelancer);
    if (entry.at < window_begin_ || person >= freelancers_.size()) {
      continue;
    }
    freelancer_fate& fate = freelancers_[person];
    const entry_meaning cents = meaning_of(entry);
    fate.net_cents += cents.net;
    fate.gross_cents += cents.gross;
    fate.income_cents += cents.income;
  }
}

void outcome_watch::on_day(const observe::day_record& day, std::span<const observe::category_day>) {
  if (day.day + 1 == burn_in_days_) {
    before_ = {day.ledger, day.connects};
  }
}

void outcome_watch::on_end(std::span<const observe::person_row> people,
    std::span<const observe::job_row>, std::span<const observe::contract_row>) {
  for (const observe::person_row& row : people) {
    const std::size_t person = market::index(row.person);
    if (row.side != market::side::freelancer || person >= freelancers_.size()) {
      continue;
    }
    freelancer_fate& fate = freelancers_[person];
    fate.earned_before_cents = row.earned_cents - fate.gross_cents;
    fate.registered_at = row.registered_at;
    fate.approved_at = row.approved_at;
    fate.first_hire_at = row.first_hire_at;
    fate.category = row.category;
  }
}

outcome_values outcome_watch::outcomes(const observe::run_result& result) const {
  std::vector<std::int64_t> earned;
  earned.reserve(freelancers_.size());
  for (const freelancer_fate& fate : freelancers_) {
    earned.push_back(fate.net_cents);
  }
  return outcomes_of(result, before_, std::move(earned));
}

}  // namespace souk::reports

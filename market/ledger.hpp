// The double-entry ledger. Every movement of money takes from one account and gives to another, so
// the sum over all accounts is zero whatever happens; the audit checks that the parts agree with
// these totals.
//
// Each desk and account book keeps the ledger of its own movements; the totals of a market are the
// sums of theirs. What one of them gives to another passes through `transit`, empty after every
// epoch.
#pragma once

#include "market/calendar.hpp"
#include "market/events.hpp"
#include "market/ids.hpp"
#include "market/last_ring.hpp"
#include "market/money.hpp"

#include <array>
#include <cstdint>
#include <utility>
#include <vector>

namespace souk::market {

enum class ledger_account : std::uint8_t {
  client_cards,      // outside: negative by what clients have paid, net of refunds
  freelancer_cards,  // outside: negative by what freelancers paid for Connects by card
  subsidies,         // negative by what the platform has put in
  escrow,            // funded milestones
  pending,           // billed net, in its security period
  available,         // can be withdrawn
  transit,           // between a billing desk and an account, within an epoch
  withdrawn,         // outside: paid out
  freelancer_fees,
  client_fees,  // all that clients pay on top (X1)
  connects_sales_card,
  connects_sales_balance,
  withdrawal_fees,
};
template <>
inline constexpr std::array<std::string_view, 13> names_of<ledger_account>{"client_cards",
    "freelancer_cards", "subsidies", "escrow", "pending", "available", "transit", "withdrawn",
    "freelancer_fees", "client_fees", "connects_sales_card", "connects_sales_balance",
    "withdrawal_fees"};
inline constexpr std::size_t ledger_accounts = names_of<ledger_account>.size();
static_assert(static_cast<std::size_t>(ledger_account::withdrawal_fees) + 1 == ledger_accounts);

/// One movement: `amount` (never negative) goes from one account to another.
struct ledger_entry {
  second at = 0;
  job_id job = no_job;  // of the contract, where there is one
  money amount;
  person_id freelancer = nobody;  // of the contract, or whose account it is
  ledger_account from = ledger_account::client_cards;
  ledger_account to = ledger_account::escrow;
  event_type cause = event_type::registered;
};

/// Balances by account. Their sum is zero.
struct ledger_totals {
  std::array<money, ledger_accounts> balance{};

  money& operator[](ledger_account account) { return balance[static_cast<std::size_t>(account)]; }
  money operator[](ledger_account account) const {
    return balance[static_cast<std::size_t>(account)];
  }

  ledger_totals& operator+=(const ledger_totals& other) {
    for (std::size_t i = 0; i < ledger_accounts; ++i) {
      balance[i] += other.balance[i];
    }
    return *this;
  }
  money sum() const {
    money all;
    for (money one : balance) {
      all += one;
    }
    return all;
  }
  bool operator==(const ledger_totals&) const = default;
};

class ledger {
 public:
  /// Moves `entry.amount`; an amount of zero leaves no entry.
  void post(const ledger_entry& entry) {
    if (entry.amount.cents == 0) {
      return;
    }
    totals_[entry.from] -= entry.amount;
    totals_[entry.to] += entry.amount;
    if (keep_entries_) {
      entries_.push_back(entry);
    }
    last_.add(entry);
  }

  const ledger_totals& totals() const { return totals_; }

  /// From now on entries are kept until they are taken (for `--events`, `--explain` and audits).
  void keep_entries() { keep_entries_ = true; }
  std::vector<ledger_entry> take_entries() { return std::exchange(entries_, {}); }

  /// Whether entries are kept, and which can be looked at, is the body's choice, not the market's
  /// state.
  template <class Archive, class Self>
  static void archive_fields(Archive& archive, Self& self) {
    auto& [totals, entries, last, keep_entries] = self;
    archive(totals, entries);
  }

  /// From now on the last `count` entries (a power of two) can be looked at.
  void keep_last(std::size_t count) { last_.keep(count); }
  const last_ring<ledger_entry>& last() const { return last_; }

 private:
  ledger_totals totals_;
  std::vector<ledger_entry> entries_;
  last_ring<ledger_entry> last_;
  bool keep_entries_ = false;
};

}  // namespace souk::market

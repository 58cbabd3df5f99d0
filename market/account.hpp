// Joining and leaving (R1, R2, X12), and the first group of checks of every command: whose account
// it is and what it may do at all.
#pragma once

#include "market/calendar.hpp"
#include "market/decision.hpp"
#include "market/policy_book.hpp"
#include "market/vocabulary.hpp"

#include <cstdint>
#include <type_traits>

namespace souk::market {

enum class account_status : std::uint8_t { none, unverified, open, closed };

/// No moment: of what has not happened.
inline constexpr std::uint32_t never = 0;

/// What every person has, registered or not; a client has nothing more.
struct account {
  std::uint32_t registered_at = never;
  std::uint32_t freelancer = 0;  // a freelancer's record in the book that owns the account
  std::uint16_t active_contracts = 0;
  account_status status = account_status::none;
  market::side side = market::side::freelancer;
  policy_index policy = 0;
  bool billing_method = false;  // a client's (X12)
};
static_assert(sizeof(account) == 16);

/// What the rest of the market knows of who registers or leaves.
struct account_facts {
  bool email_taken = false;
  bool username_taken = false;
  bool active_contract = false;  // or one that has been offered a refund which is not settled
  money escrow_or_pending;       // of either party, in any contract
};

/// `not_registered`, `email_unverified` or `wrong_side`, in that order. Who has left is not
/// registered.
reason check_account(const account& who, giver by);

/// `wrong_state` if there is or was an account already; then R1 in the order of rules.md.
decision<> decide(const register_account& asked, const account& who, const policy& terms,
    const account_facts& facts);
void apply(const register_account& asked, account& who, second now);

/// Answers how many Connects are granted with it (R16).
decision<std::int32_t> decide(const verify_email& asked, const account& who, const policy& terms);
void apply(const verify_email& asked, account& who);

/// X12. `available` is the freelancer's own balance.
decision<> decide(
    const close_account& asked, const account& who, money available, const account_facts& facts);
void apply(const close_account& asked, account& who);

decision<> decide(const add_billing_method& asked, const account& who);
void apply(const add_billing_method& asked, account& who);

/// The job that a command is about, or none.
template <class Command>
job_id job_of(const Command& asked) {
  if constexpr (requires { asked.job; }) {
    return asked.job;
  } else if constexpr (requires { asked.contract; }) {
    return asked.contract.job;
  } else if constexpr (requires { asked.milestone; }) {
    return asked.milestone.contract.job;
  } else {
    return no_job;
  }
}

/// A command that an account decides wholly; all others it admits and another owner decides.
template <class Command>
concept account_command =
    std::is_same_v<Command, register_account> || std::is_same_v<Command, verify_email>
    || std::is_same_v<Command, close_account> || std::is_same_v<Command, submit_profile>
    || std::is_same_v<Command, update_profile> || std::is_same_v<Command, take_readiness_test>
    || std::is_same_v<Command, set_tax_status> || std::is_same_v<Command, add_payment_method>
    || std::is_same_v<Command, set_payout_schedule> || std::is_same_v<Command, buy_connects>
    || std::is_same_v<Command, withdraw> || std::is_same_v<Command, add_billing_method>
    || std::is_same_v<Command, set_availability>;

}  // namespace souk::market

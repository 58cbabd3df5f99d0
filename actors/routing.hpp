// Where each command of the vocabulary goes. A command that is added to the vocabulary does not
// compile until it has a way.
#pragma once

#include "market/account.hpp"
#include "market/vocabulary.hpp"

#include <concepts>

namespace souk::actors {

template <class Command, class... Commands>
concept one_of = (std::same_as<Command, Commands> || ...);

/// Decided by an exchange.
template <class Command>
concept trade_command = one_of<Command, market::search_jobs, market::save_search, market::propose,
    market::withdraw_proposal, market::reply, market::decline_invitation, market::accept_offer,
    market::decline_offer, market::post_job, market::close_job, market::invite, market::interview,
    market::decline_proposal, market::offer>;

/// Decided by a billing desk.
template <class Command>
concept bill_command = one_of<Command, market::log_time, market::submit_milestone,
    market::answer_refund, market::refund, market::fund_milestone, market::add_milestone,
    market::request_changes, market::approve_milestone, market::dispute_hours, market::bonus,
    market::end_contract, market::review>;

template <class Command>
concept routed =
    (market::account_command<Command> + trade_command<Command> + bill_command<Command>) == 1;

template <class... Commands>
constexpr bool all_routed(std::type_identity<std::variant<Commands...>>) {
  return (routed<Commands> && ...);
}
static_assert(all_routed(std::type_identity<market::command>{}));

}  // namespace souk::actors

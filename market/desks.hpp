// How the four owners of a market's records work together. A command is given to the giver's
// account (account_book), which checks its own group of rules, holds what must be held, and passes
// it on with what it vouches for; the exchange, the vetting desk or the billing desk then decide
// the rest. What they answer goes into an outbox: events, which accounts and people notice, and
// hand-overs between owners.
//
//   account_book --vouched command--> exchange --started contract--> billing_desk
//        ^  |--submission--> vetting_desk                                  |
//        '------------- events, Connects, money (outbox) -----------------'
//
// No owner waits for another, and each record is written by its owner alone.
#pragma once

#include "market/events.hpp"
#include "market/order.hpp"
#include "market/policy_book.hpp"
#include "market/vocabulary.hpp"

#include <array>
#include <cstdint>
#include <vector>

namespace souk::market {

/// Connects of one lot: how many, and when the lot expires. Kept small: every person holds some.
struct connects_lot {
  std::uint32_t expires = 0;  // a second; until 2106
  std::int32_t count = 0;

  constexpr bool operator==(const connects_lot&) const = default;
};

/// Connects that a proposal holds, by lot, soonest to expire first. Almost always from one or two
/// lots; of a hold that needs more than `most_lots`, the rest is kept under the last one's expiry.
struct held_connects {
  static constexpr std::size_t most_lots = 8;
  std::array<connects_lot, most_lots> lots{};
  std::uint8_t size = 0;

  constexpr std::int32_t count() const {
    std::int32_t all = 0;
    for (std::size_t i = 0; i < size; ++i) {
      all += lots[i].count;
    }
    return all;
  }
};

/// What an account says for its owner when it passes a command on. Groups that the account cannot
/// judge first (money comes last in the order of checks) travel as facts.
struct vouched {
  stamp given;
  second visible_at = 0;  // when others can see what comes of it: `at`, or the end of the epoch
  policy_index policy = 0;
  bool billing_method = false;   // X12: the client has one
  bool enough_connects = true;   // of a proposal: the cost and boost are held
  bool verified_client = false;  // same as billing_method; shown with a job
  bool offered_only = false;     // the contract named is known, but no more than an offer
  money held;                    // of a refund: taken out of available until it is settled
  held_connects connects;        // of a proposal
};

/// A contract that begins: an accepted offer, handed from the exchange to the client's billing
/// desk.
struct started_contract {
  contract_id id;
  second at = 0;
  policy_index policy = 0;
  symbol category = no_symbol;
  std::optional<money> rate;          // hourly: an hour
  std::int32_t weekly_limit = 0;      // hourly: whole hours
  std::uint8_t subsidy_percent = 0;   // of each charge, paid back to the client by the platform ...
  std::uint16_t subsidy_dollars = 0;  // ... up to so much
  std::vector<milestone_terms> milestones;
};

/// Connects that go back to the lots that they came from (X3), or a hold that is dropped.
struct returned_connects {
  second at = 0;
  person_id to = nobody;
  job_id job = no_job;
  held_connects connects;
  bool refused = false;  // the proposal was refused: the hold is dropped without a trace
};

/// Money from a billing desk to an account's available balance, through `transit`.
struct arriving_funds {
  second at = 0;
  person_id to = nobody;
  contract_id contract;
  money amount;
  bool hold_released = false;  // what a refund did not need of its hold: no event
};

/// Work that was charged (or, negative, refunded): what it adds to the records of both parties.
struct billed_work {
  second at = 0;
  contract_id contract;
  money earned;  // gross, by the freelancer (R24, R36)
  money spent;   // charged to the client, without client fees
};

/// An outcome for the success score (X7) and a rating for the face: a review that is published
/// (X6), or a dispute that was lost (then stars is 0 and nothing is shown).
struct outcome {
  second at = 0;
  contract_id contract;
  bool of_freelancer = true;        // whom it is about: the freelancer, or the client
  std::int32_t stars = 0;           // 1 to 5; 0: a lost dispute
  std::int32_t private_score = -1;  // 0 to 10; -1: none given
};

/// A profile that waits for its answer (R7), from an account to the vetting desk.
struct submission {
  second at = 0;
  person_id person = nobody;
  std::int32_t profile = 0;  // 0 main, 1.. specialised
  symbol category = no_symbol;
  symbol skill = no_symbol;  // the main one
  policy_index policy = 0;
  bool complete = false;  // R9
  duration work;          // of the review; drawn by the body, which alone has randomness
};

/// An approved profile that takes up another main skill, or leaves with its account (R8).
struct supply_change {
  second at = 0;
  person_id person = nobody;
  symbol from = no_symbol;  // no_symbol: none
  symbol to = no_symbol;    // no_symbol: none
  bool left = false;        // the account is closed: reviews of it that still wait are dropped
};

/// What owners answer with.
struct outbox {
  std::vector<event> events;  // what happened: logged, and delivered to `person` and `other`
  std::vector<event>
      notices;  // only told to `person`, not logged: a job that a proposal was lodged on is gone
  std::vector<returned_connects> connects;
  std::vector<started_contract> contracts;
  std::vector<arriving_funds> funds;
  std::vector<billed_work> billed;
  std::vector<outcome> outcomes;
  std::vector<submission> submissions;
  std::vector<supply_change> supply;
  /// The verdict alone is wanted: owners write nothing, and what they put here means nothing.
  bool judging = false;

  void clear() {
    events.clear();
    notices.clear();
    connects.clear();
    contracts.clear();
    funds.clear();
    billed.clear();
    outcomes.clear();
    submissions.clear();
    supply.clear();
  }
};

/// The event of a rejected command.
template <class Command>
event rejection(const stamp& given, reason why, job_id job = no_job) {
  event e;
  e.at = given.at;
  e.person = given.by;
  e.job = job;
  e.type = event_type::rejected;
  e.why = why;
  e.detail = static_cast<std::uint16_t>(command{std::in_place_type<Command>}.index());
  return e;
}

}  // namespace souk::market

// What an exchange shows: its open jobs to freelancers, the proposals of a job to its client.
// Boards are written while the exchange works and read, by anybody, only between its epochs.
#pragma once

#include "market/calendar.hpp"
#include "market/ids.hpp"
#include "market/money.hpp"
#include "market/values.hpp"

#include <cstdint>

namespace souk::market {

/// An open job in the feed of its category.
struct job_card {
  job_id job;
  second visible_at = 0;  // from then on it is in the feed
  money value;            // V of R14: budget, or middle rate x middle hours x weeks
  money price;            // budget of a fixed job, middle of the rate range of an hourly one
  symbol category = no_symbol;
  symbol skill = no_symbol;       // the main one
  symbol language = no_symbol;    // asked for, or none
  std::uint16_t proposals = 0;    // live ones
  std::uint16_t weeks = 0;        // hourly: expected length
  std::uint16_t rate_floor = 0;   // hourly: least bid, cents an hour; 0: any
  std::uint8_t weekly_hours = 0;  // hourly: middle of the range
  std::uint8_t cost = 0;  // Connects (R14) under the policy that the reader lives under is the
                          // rule's; this is the poster's
  std::uint8_t questions = 0;
  job_type type = job_type::fixed;
  market::level level = level::intermediate;
  bool open = true;
  bool is_public = true;
  bool attention_word = false;  // a letter must begin with it
  bool client_verified = false;
  bool full = false;   // takes proposals from the invited alone
  bool apart = false;  // under terms of its own (policy_book.hpp)
};

/// A proposal as its client sees it, in the order of R21.
struct proposal_card {
  person_id freelancer = nobody;
  second at = 0;          // of the proposal
  second visible_at = 0;  // when the client can see it
  money bid;
  std::int32_t boost = 0;
  proposal_status status = proposal_status::submitted;
  bool attention_failed = false;
  bool replied = false;  // in the interview
  bool invited = false;
};

}  // namespace souk::market

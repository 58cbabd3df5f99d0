// What only people know of what they do, told to whoever measures a run (the moments of facts.md
// section 4). Telling changes nothing and draws nothing: minds never read this again.
#pragma once

#include "market/calendar.hpp"
#include "market/ids.hpp"
#include "market/values.hpp"

#include <cstdint>
#include <vector>

namespace souk::people {

using market::second;

/// A proposal, at the moment at which it is decided.
struct bid_made {
  market::job_id job;
  market::person_id by = market::nobody;
  second age = 0;          // of the job in the feed
  float log_price = 0.0F;  // log(bid / what the job says), both an hour or both for the whole
  market::job_type type = market::job_type::fixed;
  bool repeat_client = false;  // who has hired before
};

/// One of the proposals that a client finds at the first look at a job.
struct rival_seen {
  float log_bid = 0.0F;
  float reputation = 0.0F;  // stars, taken towards the mean of all where there are few reviews
};

/// An hourly offer to one of those who proposed, in dollars an hour.
struct deal_seen {
  double net = 0.0;          // what the freelancer gets of it, fees taken off
  double reservation = 0.0;  // the least that he would work for
  double most = 0.0;         // at this the client would rather hire nobody
};

struct opinion_given {
  std::int32_t stars = 0;
  std::int32_t private_score = -1;
};

/// The answer to an interview, when it is known how long it will take.
struct reply_planned {
  market::person_id by = market::nobody;
  second after = 0;  // the interview's opening
};

struct observations {
  std::vector<bid_made> bids;
  std::vector<rival_seen> rivals;        // all of one job, or none
  std::vector<second> interviewed_ages;  // of the job in the feed, when the proposal came
  std::vector<deal_seen> deals;
  std::vector<opinion_given> opinions;
  std::vector<reply_planned> replies;
  second searching = 0;  // seconds of looking for work and writing proposals
  second paid = 0;       // seconds of work that was charged

  bool empty() const {
    return bids.empty() && rivals.empty() && interviewed_ages.empty() && deals.empty()
           && opinions.empty() && replies.empty() && searching == 0 && paid == 0;
  }
  void clear() {
    bids.clear();
    rivals.clear();
    interviewed_ages.clear();
    deals.clear();
    opinions.clear();
    replies.clear();
    searching = 0;
    paid = 0;
  }
};

}  // namespace souk::people

// What passes between the shards of a market within an epoch, a whole batch at a time. A sender
// owns its batches and lends them until its next epoch; nobody copies them and empty ones are not
// sent.
#pragma once

#include "market/desks.hpp"

#include <cstdint>
#include <vector>

namespace souk::actors {

/// A command on its way from its giver's account to the desk that decides it.
template <class Command>
struct passed {
  market::vouched by;
  Command what;
};

/// An event and the person of the cohort who is told.
struct delivery {
  market::person_id to = market::nobody;
  market::event what;
};

/// From a cohort to a desk, or from an exchange to a billing desk.
struct command_batch {
  std::vector<passed<market::propose>> proposals;  // most of all commands: kept apart and small
  std::vector<passed<market::command>> others;
  std::vector<market::started_contract> contracts;
  std::vector<market::submission> submissions;
  std::vector<market::supply_change> supply;
  std::vector<delivery> calls;  // to people of other cohorts, whom only the mail of a desk reaches

  void clear() {
    proposals.clear();
    others.clear();
    contracts.clear();
    submissions.clear();
    supply.clear();
    calls.clear();
  }
};

/// From a desk to a cohort.
struct mail {
  std::vector<delivery> events;
  std::vector<market::returned_connects> connects;
  std::vector<market::arriving_funds> funds;
  std::vector<market::billed_work> billed;
  std::vector<market::outcome> outcomes;

  void clear() {
    events.clear();
    connects.clear();
    funds.clear();
    billed.clear();
    outcomes.clear();
  }
};

/// Batches by destination, and which of them hold something.
template <class Batch>
class outgoing {
 public:
  explicit outgoing(std::size_t destinations = 0)
      : batches_(destinations), used_(destinations, 0) {}

  Batch& to(std::uint32_t destination) {
    if (used_[destination] == 0) {
      used_[destination] = 1;
      destinations_.push_back(destination);
    }
    return batches_[destination];
  }
  const Batch& operator[](std::uint32_t destination) const { return batches_[destination]; }
  const std::vector<std::uint32_t>& destinations() const { return destinations_; }

  void clear() {
    for (std::uint32_t destination : destinations_) {
      batches_[destination].clear();
      used_[destination] = 0;
    }
    destinations_.clear();
  }

 private:
  std::vector<Batch> batches_;
  std::vector<std::uint8_t> used_;
  std::vector<std::uint32_t> destinations_;
};

}  // namespace souk::actors

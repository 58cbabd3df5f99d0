// What a rule answers: an outcome for `apply` to write, or a named rejection (rules.md, "Reading
// the rules"). A rule that rejects has written nothing.
#pragma once

#include "market/reasons.hpp"

#include <utility>

namespace souk::market {

/// The outcome of a command that changes something by its acceptance alone.
struct accepted {};

template <class Outcome = accepted>
class decision {
 public:
  constexpr decision(reason why) : why_(why) {}
  constexpr decision(Outcome outcome) : why_(reason::none), outcome_(std::move(outcome)) {}

  constexpr explicit operator bool() const { return why_ == reason::none; }
  constexpr reason why() const { return why_; }
  constexpr const Outcome& operator*() const { return outcome_; }
  constexpr const Outcome* operator->() const { return &outcome_; }

 private:
  reason why_;
  Outcome outcome_{};
};

}  // namespace souk::market

// Everything that the platform answers or does of itself: one name a kind (contract.md, "The
// vocabulary") and one plain row for all, small enough to be logged, hashed and delivered by the
// million.
#pragma once

#include "market/calendar.hpp"
#include "market/hash.hpp"
#include "market/ids.hpp"
#include "market/money.hpp"
#include "market/reasons.hpp"

#include <cstdint>

namespace souk::market {

enum class event_type : std::uint8_t {
  // a command that was accepted, in the order of the vocabulary's list
  registered,
  email_verified,
  account_closed,
  profile_submitted,
  profile_updated,
  readiness_test_taken,
  tax_status_set,
  payment_method_added,
  payout_schedule_set,
  connects_bought,
  jobs_searched,
  search_saved,
  proposed,
  proposal_withdrawn,
  replied,
  invitation_declined,
  offer_accepted,
  offer_declined,
  time_logged,
  milestone_submitted,
  refund_answered,
  refunded,
  withdrawn,
  billing_method_added,
  job_posted,
  job_closed,
  invited,
  interview_opened,
  proposal_declined,
  offered,
  milestone_funded,
  milestone_added,
  changes_requested,
  milestone_approved,
  hours_disputed,
  bonus_paid,
  contract_ended,
  reviewed,
  // the platform's own
  rejected,
  profile_approved,
  profile_rejected,
  connects_granted,
  connects_returned,
  connects_expired,
  job_expired,
  job_filled,
  job_notified,
  offer_expired,
  milestone_released,
  invoice_issued,
  invoice_charged,
  funds_available,
  payout_made,
  badge_awarded,
  badge_lost,
  score_updated,
  reviews_published,
  refund_settled,
  // added later: at the end, so that the numbers kept in stores go on meaning the same
  availability_set,
  availability_renewed,
  availability_ended,
};

template <>
inline constexpr std::array<std::string_view, 61> names_of<event_type>{"registered",
    "email_verified", "account_closed", "profile_submitted", "profile_updated",
    "readiness_test_taken", "tax_status_set", "payment_method_added", "payout_schedule_set",
    "connects_bought", "jobs_searched", "search_saved", "proposed", "proposal_withdrawn", "replied",
    "invitation_declined", "offer_accepted", "offer_declined", "time_logged", "milestone_submitted",
    "refund_answered", "refunded", "withdrawn", "billing_method_added", "job_posted", "job_closed",
    "invited", "interview_opened", "proposal_declined", "offered", "milestone_funded",
    "milestone_added", "changes_requested", "milestone_approved", "hours_disputed", "bonus_paid",
    "contract_ended", "reviewed", "rejected", "profile_approved", "profile_rejected",
    "connects_granted", "connects_returned", "connects_expired", "job_expired", "job_filled",
    "job_notified", "offer_expired", "milestone_released", "invoice_issued", "invoice_charged",
    "funds_available", "payout_made", "badge_awarded", "badge_lost", "score_updated",
    "reviews_published", "refund_settled", "availability_set", "availability_renewed",
    "availability_ended"};
static_assert(
    static_cast<std::size_t>(event_type::availability_ended) + 1 == names_of<event_type>.size());

/// One thing that happened. `person` did it, or it was done to; `other` is the other party of a job
/// or contract, or nobody. Fields that a type does not use keep their defaults.
struct event {
  second at = 0;
  job_id job = no_job;
  money amount;  // gross dollars of a charge, a bid, a budget, a payout
  person_id person = nobody;
  person_id other = nobody;
  std::int32_t n = 0;  // Connects, minutes, the number of a milestone, stars, a score, a badge
  event_type type = event_type::registered;
  reason why = reason::none;  // of rejected and profile_rejected
  std::uint16_t detail = 0;   // of rejected: the index of the command in the list

  constexpr bool operator==(const event&) const = default;
};
static_assert(sizeof(event) == 40);

constexpr std::uint64_t hash(const event& e) {
  return mix(static_cast<std::uint64_t>(e.at), number(e.job),
      static_cast<std::uint64_t>(e.amount.cents),
      (std::uint64_t{index(e.person)} << 32) | index(e.other),
      (std::uint64_t{static_cast<std::uint32_t>(e.n)} << 32)
          | (std::uint64_t{static_cast<std::uint8_t>(e.type)} << 24)
          | (std::uint64_t{static_cast<std::uint8_t>(e.why)} << 16) | e.detail);
}

}  // namespace souk::market

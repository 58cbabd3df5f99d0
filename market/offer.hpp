// Offers until they are accepted: R25, R28, R29, X12.
#pragma once

#include "market/job.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace souk::market {

struct offer_record {
  person_id freelancer = nobody;
  short_second at = 0;
  short_second expires_at = 0;
  std::int32_t weekly_limit = 0;                      // hourly: whole hours
  contract_status status = contract_status::offered;  // active once accepted
  std::optional<money> rate;                          // hourly: an hour
  std::vector<milestone_terms> milestones;

  /// Sum of the milestones, or the rate.
  money amount() const;
  /// The latest delivery date; none on hourly contracts.
  std::optional<second> due() const;
};

/// `before`: the offer of the same job to the same freelancer that is there; null where there is
/// none. After it was declined or has expired another may be made, in its place. `bad_field`:
/// neither or both of milestones and rate with weekly limit. `amount_not_positive`: any of their
/// figures.
decision<> decide(const offer& asked, const vouched& given, const named_freelancer& whom,
    const job_record* job, const offer_record* before);
void apply(const offer& asked, const vouched& given, const policy& rules, offer_record& made);

/// Null where there is none.
struct offer_view {
  const job_record* job = nullptr;
  const offer_record* made = nullptr;
};
decision<> decide(const accept_offer& asked, const vouched& given, const offer_view& view);
/// The job's and the proposal's part are `end_job` and `hire`.
started_contract apply(
    const accept_offer& asked, const vouched& given, const job_record& job, offer_record& made);

decision<> decide(const decline_offer& asked, const vouched& given, const offer_view& view);
void apply(const decline_offer& asked, offer_record& made);

}  // namespace souk::market

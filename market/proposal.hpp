// Proposals and interviews: R13 - R15, R18, R21, X3, X8.
#pragma once

#include "market/job.hpp"

#include <array>
#include <cstdint>

namespace souk::market {

/// A proposal as it is stored, by the million: of the Connects that it holds, up to two lots.
struct proposal_record {
  static constexpr std::uint32_t none = 0xffff'ffff;

  money bid;
  std::array<connects_lot, 2> lots{};
  std::uint32_t more_lots = none;  // where lots are kept that are more than two; then all are there
  person_id freelancer = nobody;
  short_second at = 0;
  short_second visible_at = 0;
  short_second interview_at = 0;  // when the freelancer can see that an interview is open; 0: none
  std::uint32_t took = 0;         // R21: seconds to propose, or to reply
  std::int32_t boost = 0;
  proposal_status status = proposal_status::submitted;
  bool attention_failed = false;
  bool replied = false;
  bool invited = false;  // when it was made
};
static_assert(sizeof(proposal_record) == 56);

/// Neither withdrawn nor declined, and not yet hired.
constexpr bool is_live(proposal_status status) {
  return status == proposal_status::submitted || status == proposal_status::interviewing;
}
/// What clients see of a job's proposals.
constexpr bool is_listed(proposal_status status) {
  return is_live(status) || status == proposal_status::hired;
}

/// What a new proposal stands before; null where there is none.
struct propose_view {
  const job_record* job = nullptr;
  const invitation_record* invitation = nullptr;
  const proposal_record* before = nullptr;  // of the same freelancer, whatever became of it
  std::int32_t cost = 0;                    // `proposal_cost`
};
struct lodging {
  std::int32_t spent = 0;  // cost and boost; what is held beyond it goes back
  bool attention_failed = false;
};
decision<lodging> decide(const propose& asked, const vouched& given, const propose_view& view);
/// Lots are the body's to store.
void apply(const propose& asked, const lodging& outcome, const vouched& given, bool invited,
    job_record& job, proposal_record& proposal);

/// What a command about a proposal touches; null where there is none.
struct proposal_view {
  const job_record* job = nullptr;
  const proposal_record* proposal = nullptr;
};
decision<> decide(const withdraw_proposal& asked, const vouched& given, const proposal_view& view);
void apply(const withdraw_proposal& asked, job_record& job, proposal_record& proposal);

decision<> decide(const decline_proposal& asked, const vouched& given, const proposal_view& view);
void apply(const decline_proposal& asked, job_record& job, proposal_record& proposal);

decision<> decide(const interview& asked, const vouched& given, const proposal_view& view);
void apply(
    const interview& asked, const vouched& given, job_record& job, proposal_record& proposal);

struct answered_interview {
  bool grant_due = false;  // R18: the client had not invited
};
decision<answered_interview> decide(
    const reply& asked, const vouched& given, const proposal_view& view);
void apply(const reply& asked, const vouched& given, proposal_record& proposal);

/// The proposal led to a contract.
void hire(job_record& job, proposal_record& proposal);

/// Cuts what is held down to `due`, the soonest to expire first, and answers with the rest.
held_connects split_off_excess(held_connects& held, std::int32_t due);

}  // namespace souk::market

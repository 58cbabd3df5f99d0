// Jobs and invitations: R11, R14, R15, R29, X3. A rule is a pair: `decide` reads and answers with
// an outcome or a named rejection, `apply` alone writes. Records are plain, so that a row of a
// database can be one.
#pragma once

#include "market/decision.hpp"
#include "market/desks.hpp"
#include "market/policy.hpp"
#include "market/vocabulary.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace souk::market {

/// Seconds since 1970 where memory counts; until 2106.
using short_second = std::uint32_t;
constexpr short_second shorten(second at) { return static_cast<short_second>(at); }

struct invitation_record {
  person_id freelancer = nobody;
  short_second at = 0;
  bool declined = false;
  bool answered = false;  // by a proposal
};

/// What each new proposal reads and writes stands first, together.
struct job_record {
  static constexpr std::uint16_t no_cap = 0xffff;

  job_id id;
  std::int32_t lodged = 0;  // proposals ever made
  std::int32_t live = 0;    // neither withdrawn nor declined nor hired
  std::int32_t questions = 0;
  std::int32_t cost = 0;                 // Connects under the poster's policy
  std::uint16_t proposals_max = no_cap;  // from people who were not invited
  std::uint16_t rate_floor = 0;          // least bid on an hourly job, cents an hour
  short_second posted_at = 0;
  short_second visible_at = 0;
  policy_index policy = 0;  // the poster's, and that of jobs set apart
  job_type type = job_type::fixed;
  job_status status = job_status::open;
  bool is_public = true;
  std::int32_t invitations = 0;  // ever sent
  std::string attention_word;

  money value;                  // V of R14
  money price;                  // budget of a fixed job, middle of the rate range of an hourly one
  std::int32_t hired = 0;       // proposals hired
  std::int32_t interviews = 0;  // ever opened
  short_second expires_at = 0;
  short_second over_at = 0;  // filled, closed or expired; 0 while open
  symbol category = no_symbol;
  symbol skill = no_symbol;  // the main one
  symbol language = no_symbol;
  std::uint16_t weeks = 0;
  std::uint8_t weekly_hours = 0;  // middle of the range
  bool verified_client = false;
  std::optional<market::level> level;
  std::vector<symbol> other_skills;

  /// Takes no more proposals from people who were not invited.
  bool is_full() const { return lodged >= proposals_max && proposals_max != no_cap; }
};

/// What a job is worth: V of R14, rounded down to the cent, and the price shown.
struct job_worth {
  money value;
  money price;
};

/// What posting fixes (R14).
struct job_terms {
  job_worth worth;
  std::int32_t cost = 0;
  second expires_at = 0;
  std::uint16_t proposals_max = job_record::no_cap;
  std::uint16_t rate_floor = 0;
};

/// Connects for a proposal on a job of this value.
std::int32_t cost_of_value(const cost_schedule& schedule, money value);

/// V and price of a job whose fields are all there; values beyond 64 bits are cut off there.
job_worth worth_of(const post_job& asked);

/// What is said of the freelancer whom an invitation or an offer names.
struct named_freelancer {
  bool exists = false;
  bool approved = false;
};

/// `bad_field`: no category, skill or title, no budget (fixed) or range or weeks (hourly), low over
/// high, fewer than 0 questions. `amount_not_positive`: budget, rates, hours, weeks.
decision<job_terms> decide(const post_job& asked, const vouched& given, const policy& rules);
void apply(const post_job& asked, const job_terms& terms, const vouched& given, job_id id,
    job_record& job);

/// `job` is null where there is none, here and below.
decision<> decide(const close_job& asked, const vouched& given, const job_record* job);

/// The job is over: `how` is filled, closed or expired.
void end_job(job_status how, second at, job_record& job);

/// `before`: an earlier invitation of the same freelancer, whatever became of it.
decision<> decide(const invite& asked, const vouched& given, const named_freelancer& whom,
    const job_record* job, const invitation_record* before);
void apply(
    const invite& asked, const vouched& given, job_record& job, invitation_record& invitation);

decision<> decide(const decline_invitation& asked, const vouched& given, const job_record* job,
    const invitation_record* invitation);
void apply(const decline_invitation& asked, invitation_record& invitation);

/// Connects that a proposal costs a person who lives under `rules` (R14; R15 where the client
/// invited). `rules` is the version in force when the job was posted.
std::int32_t proposal_cost(const job_record& job, bool invited, const policy& rules);

}  // namespace souk::market

#include "market/job.hpp"

#include <algorithm>
#include <limits>

namespace souk::market {
namespace {

std::int64_t cut_off(wide amount) {
  constexpr wide most = std::numeric_limits<std::int64_t>::max();
  return static_cast<std::int64_t>(std::min(amount, most));
}

bool is_complete(const post_job& asked) {
  return asked.type == job_type::fixed ? asked.budget.has_value()
                                       : asked.rate_range && asked.hours_range && asked.weeks;
}

bool is_well_formed(const post_job& asked) {
  const auto skills = asked.skills;
  if (asked.category == no_symbol || skills.empty() || asked.title.empty()
      || std::ranges::count(skills, no_symbol) > 0 || asked.questions < 0 || !is_complete(asked)) {
    return false;
  }
  if (asked.type == job_type::fixed) {
    return *asked.budget <= most_named;
  }
  return asked.rate_range->low <= asked.rate_range->high && asked.rate_range->high <= most_named
         && asked.hours_range->low <= asked.hours_range->high
         && asked.hours_range->high <= most_weekly_hours;
}

bool is_positive(const post_job& asked) {
  if (asked.type == job_type::fixed) {
    return *asked.budget > money{};
  }
  return asked.rate_range->low > money{} && asked.hours_range->low > 0 && *asked.weeks > 0;
}

template <class Small>
Small clamp_to(std::int64_t value) {
  return static_cast<Small>(std::clamp<std::int64_t>(value, 0, std::numeric_limits<Small>::max()));
}

}  // namespace

std::int32_t cost_of_value(const cost_schedule& schedule, money value) {
  for (const auto& step : schedule) {
    if (!step.up_to || value <= *step.up_to) {
      return step.value;
    }
  }
  return schedule.empty() ? 0 : schedule.back().value;
}

job_worth worth_of(const post_job& asked) {
  if (asked.type == job_type::fixed) {
    return {*asked.budget, *asked.budget};
  }
  const wide rates = wide{asked.rate_range->low.cents} + asked.rate_range->high.cents;
  const wide hours = wide{asked.hours_range->low} + asked.hours_range->high;
  // Both middles are halves of whole numbers, so one division rounds V down to the cent. Factors
  // are cut off first: 2^65 x 2^33 x 2^31 would not fit.
  constexpr wide most = wide{1} << 62;
  const wide a_week = std::min(rates, most) * hours;
  const wide value = a_week > (most << 30) ? most * 2 : a_week * *asked.weeks / 4;
  return {{cut_off(value)}, {cut_off(rates / 2)}};
}

decision<job_terms> decide(const post_job& asked, const vouched& given, const policy& rules) {
  if (!is_well_formed(asked)) {
    return reason::bad_field;
  }
  if (!is_positive(asked)) {
    return reason::amount_not_positive;
  }
  const job_worth worth = worth_of(asked);
  const bool hourly = asked.type == job_type::hourly;
  return job_terms{.worth = worth,
      .cost = cost_of_value(rules.connects.cost, worth.value),
      .expires_at = given.visible_at + rules.jobs.expiry,
      .proposals_max =
          clamp_to<std::uint16_t>(rules.jobs.proposals_max.value_or(job_record::no_cap)),
      .rate_floor = clamp_to<std::uint16_t>(
          hourly ? rules.jobs.rate_floor.value_or(money{}).cents : std::int64_t{0})};
}

void apply(const post_job& asked, const job_terms& terms, const vouched& given, job_id id,
    job_record& job) {
  job = job_record{};
  job.id = id;
  job.value = terms.worth.value;
  job.price = terms.worth.price;
  job.questions = asked.questions;
  job.cost = terms.cost;
  job.proposals_max = terms.proposals_max;
  job.rate_floor = terms.rate_floor;
  job.posted_at = shorten(given.given.at);
  job.visible_at = shorten(given.visible_at);
  job.expires_at = shorten(terms.expires_at);
  job.category = asked.category;
  job.skill = asked.skills.front();
  job.other_skills.assign(asked.skills.begin() + 1, asked.skills.end());
  job.language = asked.language.value_or(no_symbol);
  if (asked.type == job_type::hourly) {
    job.weeks = clamp_to<std::uint16_t>(*asked.weeks);
    const std::int64_t hours = std::int64_t{asked.hours_range->low} + asked.hours_range->high;
    job.weekly_hours = clamp_to<std::uint8_t>(hours / 2);
  }
  job.policy = given.policy;
  job.type = asked.type;
  job.is_public = asked.is_public;
  job.verified_client = given.verified_client;
  job.level = asked.level;
  job.attention_word = asked.attention_word;
}

decision<> decide(const close_job&, const vouched& given, const job_record* job) {
  if (job == nullptr) {
    return reason::unknown_id;
  }
  if (job->id.client != given.given.by) {
    return reason::not_yours;
  }
  if (job->status != job_status::open) {
    return reason::job_not_open;
  }
  return accepted{};
}

void end_job(job_status how, second at, job_record& job) {
  job.status = how;
  job.over_at = shorten(at);
}

decision<> decide(const invite&, const vouched& given, const named_freelancer& whom,
    const job_record* job, const invitation_record* before) {
  if (whom.exists && !whom.approved) {
    return reason::profile_not_approved;
  }
  if (!whom.exists || job == nullptr) {
    return reason::unknown_id;
  }
  if (job->id.client != given.given.by) {
    return reason::not_yours;
  }
  if (before != nullptr) {
    return reason::wrong_state;
  }
  if (job->status != job_status::open) {
    return reason::job_not_open;
  }
  return accepted{};
}

void apply(
    const invite& asked, const vouched& given, job_record& job, invitation_record& invitation) {
  ++job.invitations;
  invitation = {asked.freelancer, shorten(given.given.at)};
}

decision<> decide(const decline_invitation&, const vouched&, const job_record* job,
    const invitation_record* invitation) {
  if (job == nullptr) {
    return reason::unknown_id;
  }
  if (invitation == nullptr) {
    return reason::not_invited;
  }
  if (invitation->declined || invitation->answered) {
    return reason::wrong_state;
  }
  return accepted{};
}

void apply(const decline_invitation&, invitation_record& invitation) { invitation.declined = true; }

std::int32_t proposal_cost(const job_record& job, bool invited, const policy& rules) {
  return invited ? rules.connects.cost_invited : cost_of_value(rules.connects.cost, job.value);
}

}  // namespace souk::market

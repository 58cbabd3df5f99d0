// What interventions do to the people of a cohort.
#include "actors/cohort.hpp"

namespace souk::actors {
namespace {

bool is_there(const people::freelancer_memory& mind) {
  return mind.stage != people::freelancer_stage::left && !mind.closed;
}
bool is_there(const people::client_memory&) { return true; }

market::policy_index without(market::policy_index mask, market::policy_index bit) {
  return static_cast<market::policy_index>(mask & ~bit);
}

}  // namespace

template <class Side>
void cohort<Side>::treat(second until) {
  treatment one;
  while (treatments_.next(until, one)) {
    const auto& mind = minds_.memory(one.person);
    if (one.over) {
      end_treatment(one);
    } else if (is_there(mind) && treatments_.begins(one, book_.look(one.person), mind.hires)) {
      begin_treatment(one);
    }
  }
}

template <class Side>
void cohort<Side>::begin_treatment(const treatment& one) {
  const people::intervention_what& what = setup_.interventions[one.intervention].what;
  const market::policy_index bit = setup_.policy_bits[one.intervention];
  const market::policy_index mask = book_.policy_of(one.person);
  book_.live_under(one.person, static_cast<market::policy_index>(mask | bit));
  if constexpr (std::same_as<Side, freelancer_side>) {
    book_.give_connects(one.person, what.connects, one.at, out_);
    for (std::int32_t n = 0; n < what.review.count; ++n) {
      book_.endorse(one.person, what.review.stars, what.review.private_score, one.at, out_);
    }
    if (what.badge != market::badge::none) {
      book_.lend_badge(one.person, what.badge, one.at, out_);
    }
    if (what.ahead) {
      book_.put_ahead(one.person, true);
    }
    if (what.first_job.share > 0.0) {
      book_.promise_subsidy(one.person,
          static_cast<std::uint8_t>(what.first_job.share * 100.0 + 0.5),
          static_cast<std::uint16_t>(what.first_job.up_to.cents / 100));
    }
    if (what.hire.hours > 0) {
      calls_.push_back(one);
    }
    publish(one.person);
  }
}

template <class Side>
void cohort<Side>::end_treatment(const treatment& one) {
  const people::intervention_what& what = setup_.interventions[one.intervention].what;
  book_.live_under(
      one.person, without(book_.policy_of(one.person), setup_.policy_bits[one.intervention]));
  if constexpr (std::same_as<Side, freelancer_side>) {
    if (what.badge != market::badge::none) {
      book_.take_badge_back(one.person);
    }
    if (what.ahead) {
      book_.put_ahead(one.person, false);
    }
    if (what.first_job.share > 0.0) {
      book_.promise_subsidy(one.person, 0, 0);
    }
    publish(one.person);
  }
}

/// The employer is told of each person to hire, by way of the vetting desk, as of a profile that
/// was approved.
template <class Side>
void cohort<Side>::call_employers(const epoch& now) {
  for (const treatment& one : calls_) {
    const market::person_id employer = setup_.employers[one.intervention];
    market::event call;
    call.at = now.from;
    call.person = one.person;
    call.other = employer;
    call.job = {employer, index(one.person)};
    call.type = market::event_type::profile_approved;
    commands_.to(setup_.plan.vetting_desk()).calls.push_back({employer, call});
  }
  calls_.clear();
}

template void cohort<freelancer_side>::treat(second);
template void cohort<client_side>::treat(second);
template void cohort<freelancer_side>::begin_treatment(const treatment&);
template void cohort<client_side>::begin_treatment(const treatment&);
template void cohort<freelancer_side>::end_treatment(const treatment&);
template void cohort<client_side>::end_treatment(const treatment&);
template void cohort<freelancer_side>::call_employers(const epoch&);
template void cohort<client_side>::call_employers(const epoch&);

}  // namespace souk::actors

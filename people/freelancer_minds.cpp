#include "people/freelancer_minds.hpp"

#include "people/distributions.hpp"
#include "people/freelancer_turn.hpp"
#include "people/traits.hpp"

#include <algorithm>

namespace souk::people {

namespace {

/// Others judge by other things from now on: what was learnt before counts for less.
void standing_changed(freelancer_memory& me) {
  me.bids /= 3;
  me.won /= 3;
}

template <class Command>
constexpr std::size_t number_of = market::command{std::in_place_type<Command>}.index();

void rejected(freelancer_turn& turn, const market::event& happened) {
  if (happened.detail == number_of<market::accept_offer>) {
    offer_gone(turn, happened.job);
  } else if (happened.detail == number_of<market::propose>) {
    proposal_refused(turn.me);
  } else if (happened.detail == number_of<market::take_readiness_test>) {
    turn.me.test_due = false;
  }
}

/// What the person itself did, or what its account tells.
void notice_own(freelancer_turn& turn, const market::event& happened) {
  using enum market::event_type;
  switch (happened.type) {
    case readiness_test_taken:
      return test_taken(turn, happened);
    case market::event_type::profile_approved:
      return people::profile_approved(turn, happened);
    case market::event_type::profile_rejected:
      return people::profile_rejected(turn, happened);
    case market::event_type::rejected:
      return people::rejected(turn, happened);
    case market::event_type::offer_accepted:
      return people::offer_accepted(turn, happened);
    case offer_declined:
      return offer_gone(turn, happened.job);
    case milestone_released:
      return earned(turn, happened);
    case badge_awarded:
      return standing_changed(turn.me);
    case reviews_published:
      if (turn.sight.self->reviews == 1) {
        standing_changed(turn.me);
      }
      return;
    case funds_available:
      if (turn.me.manual_payout) {
        turn.wake_after(freelancer_wake::withdraw, market::day);
      }
      return;
    default:
      return;
  }
}

/// What a client did, or what the platform did to a contract of both.
void notice_other(freelancer_turn& turn, const market::event& happened) {
  using enum market::event_type;
  switch (happened.type) {
    case market::event_type::interview_opened:
      return people::interview_opened(turn, happened);
    case market::event_type::invited:
      return people::invited(turn, happened);
    case market::event_type::offered:
      return people::offered(turn, happened);
    case offer_expired:
      return offer_gone(turn, happened.job);
    case market::event_type::milestone_funded:
      return people::milestone_funded(turn, happened);
    case market::event_type::changes_requested:
      return people::changes_requested(turn, happened);
    case invoice_charged:
    case bonus_paid:
      return earned(turn, happened);
    default:
      return;
  }
}

}  // namespace

second drawn_delay(market::duration median, double sigma, const random_words& words, int i) {
  const double seconds = lognormal(words, i, static_cast<double>(median.seconds), sigma);
  return static_cast<second>(std::min(seconds, 400.0 * market::day));
}

// -- the pool of dealings ------------------------------------------------------------------------

dealing& dealings_pool::add(std::uint32_t& head, market::job_id job) {
  if (free_ == none) {
    slots_.emplace_back();
    free_ = static_cast<std::uint32_t>(slots_.size());
  }
  const std::uint32_t place = free_;
  dealing& one = slots_[place - 1];
  free_ = one.next;
  one = dealing{};
  one.job = job;
  one.next = head;
  head = place;
  return one;
}

void dealings_pool::remove(std::uint32_t& head, market::job_id job) {
  for (std::uint32_t* at = &head; *at != none; at = &slots_[*at - 1].next) {
    const std::uint32_t place = *at;
    if (slots_[place - 1].job == job) {
      *at = slots_[place - 1].next;
      slots_[place - 1] = dealing{};
      slots_[place - 1].next = free_;
      free_ = place;
      return;
    }
  }
}

// -- minds ---------------------------------------------------------------------------------------

freelancer_minds::freelancer_minds(
    market::person_id first, std::uint32_t count, const people_setup& setup)
    : setup_(&setup), first_(first), minds_(count) {
  const double steep = setup.parameters.freelancers.search.crowding;
  for (std::size_t n = 0; n < beliefs_.crowding.size(); ++n) {
    beliefs_.crowding[n] = exact_exp(-steep * exact_log1p(static_cast<double>(n) / 5.0));
  }
}

freelancer_turn freelancer_minds::turn_of(
    market::person_id person, const freelancer_sight& sight, second now, intentions& out) {
  return {*setup_, beliefs_, person, minds_[market::index(person) - market::index(first_)],
      dealings_, sight, now, out};
}

void freelancer_minds::begin(intentions& out) {
  for (std::uint32_t i = 0; i < count(); ++i) {
    const market::person_id person{market::index(first_) + i};
    const freelancer_traits traits = traits_of(*setup_, person);
    minds_[i].category = static_cast<std::uint8_t>(traits.category);
    if (traits.enters < setup_->time.end) {
      out.wakes.push_back({static_cast<std::uint32_t>(traits.enters), person, market::no_job,
          market::nobody, 0, static_cast<std::uint8_t>(freelancer_wake::enter)});
    }
  }
}

void freelancer_minds::wake(
    const people::wake& due, const freelancer_sight& sight, intentions& out) {
  freelancer_turn turn = turn_of(due.person, sight, std::max<second>(due.at, sight.now), out);
  switch (static_cast<freelancer_wake>(due.kind)) {
    case freelancer_wake::enter:
      return enter(turn);
    case freelancer_wake::submit_profile:
      return submit_profile(turn);
    case freelancer_wake::retry_test:
      return take_test(turn);
    case freelancer_wake::search:
      return search(turn);
    case freelancer_wake::reply:
      return reply(turn, due.job);
    case freelancer_wake::invitation:
      return answer_invitation(turn, due.job);
    case freelancer_wake::answer_offer:
      return answer_offer(turn, due.job);
    case freelancer_wake::deliver:
      return deliver(turn, due.job, due.n);
    case freelancer_wake::log_hours:
      return log_hours(turn, due.job);
    case freelancer_wake::look_after:
      return look_after(turn, due.job);
    case freelancer_wake::answer_refund:
      return answer_refund(turn, due.job);
    case freelancer_wake::refund:
      return refund(turn, due.job, due.n);
    case freelancer_wake::review:
      return review(turn, due.job);
    case freelancer_wake::set_up_payout:
      return set_up_payout(turn);
    case freelancer_wake::withdraw:
      return withdraw(turn);
    case freelancer_wake::come_back:
      return come_back(turn);
    case freelancer_wake::close:
      return close(turn);
  }
}

void freelancer_minds::notice(const market::event& happened, market::person_id me,
    const freelancer_sight& sight, intentions& out) {
  freelancer_turn turn = turn_of(me, sight, sight.now, out);
  switch (happened.type) {
    case market::event_type::contract_ended:
      return contract_ended(turn, happened);
    case market::event_type::job_closed:
    case market::event_type::job_expired:
      return offer_gone(turn, happened.job);
    default:
      break;
  }
  if (happened.person == me) {
    notice_own(turn, happened);
  } else {
    notice_other(turn, happened);
  }
}

market::fingerprint freelancer_minds::state_hash() const {
  market::fingerprint sum;
  for (std::uint32_t i = 0; i < count(); ++i) {
    const freelancer_memory& m = minds_[i];
    std::uint64_t own = market::mix(market::index(first_) + i, static_cast<std::uint64_t>(m.stage),
        m.proposals, m.bids, m.won, m.tried, m.hires, m.interviews, m.bought, m.earned,
        m.booked_hours, m.polish, m.submissions, m.main_skill, m.seen_until, m.judged_week,
        m.first_proposal_at, m.first_hire_at, m.last_hire_at, m.left_at, m.approved_at);
    // A sum, for the order of a list is how things came.
    for (std::uint32_t at = m.dealings; at != dealings_pool::none; at = dealings_.at(at).next) {
      const dealing& one = dealings_.at(at);
      own += market::mix(market::number(one.job), static_cast<std::uint64_t>(one.amount.cents),
          one.touched, one.weekly_hours,
          (one.active ? 1U : 0U) | (one.hourly ? 2U : 0U) | (one.funded ? 4U : 0U)
              | (one.paid ? 8U : 0U));
    }
    sum.add(own);
  }
  return sum;
}

std::size_t freelancer_minds::bytes() const {
  return minds_.capacity() * sizeof(freelancer_memory) + dealings_.bytes();
}

}  // namespace souk::people

#include "observe/newcomer_book.hpp"

#include <algorithm>
#include <limits>

namespace souk::observe {
namespace {

template <class Counter>
void add(Counter& to, std::int64_t more) {
  to = static_cast<Counter>(std::clamp<std::int64_t>(std::int64_t{to} + more,
      std::numeric_limits<Counter>::min(), std::numeric_limits<Counter>::max()));
}

void come_first(std::uint32_t& first, market::second at) {
  if (first == 0) {
    first = static_cast<std::uint32_t>(at);
  }
}

bool in_first_weeks(const first_steps& steps, market::second at) {
  return at < steps.approved_at + first_weeks_days * market::day;
}

void buy(first_steps& steps, market::money price) {
  add(steps.paid_cents, price.cents);
  if (!steps.hired) {
    add(steps.paid_cents_until_hire, price.cents);
  }
}

std::int64_t known(std::uint32_t at) { return at == 0 ? -1 : std::int64_t{at}; }

template <class Sum>
double mean(Sum sum, std::uint16_t of) {
  return static_cast<double>(sum) / of;
}

}  // namespace

std::uint32_t newcomer_book::place_of(std::uint32_t person) const {
  return person - first_ < places_.size() ? places_[person - first_] : 0;
}

first_steps* newcomer_book::find(std::uint32_t person) {
  const std::uint32_t place = place_of(person);
  return place == 0 ? nullptr : &steps_[place - 1];
}

const first_steps* newcomer_book::of(std::uint32_t person) const {
  const std::uint32_t place = place_of(person);
  return place == 0 ? nullptr : &steps_[place - 1];
}

void newcomer_book::notice(
    std::uint32_t person, const market::event& what, const market::freelancer_face& face) {
  using enum market::event_type;
  if (what.type == profile_approved && what.n == 0 && places_[person - first_] == 0) {
    first_steps begun;
    begun.approved_at = static_cast<std::uint32_t>(what.at);
    begun.completeness = face.completeness;
    add(begun.rate_cents, face.rate.cents);
    steps_.push_back(begun);
    places_[person - first_] = static_cast<std::uint32_t>(steps_.size());
    return;
  }
  first_steps* const steps = find(person);
  if (steps == nullptr) {
    return;
  }
  switch (what.type) {
    case interview_opened:
      return come_first(steps->interview_at, what.at);
    case offer_accepted:
      steps->hired = true;
      return;
    case reviews_published:
      if (what.n > 0 && what.job != market::no_job) {  // a client's stars, of a contract
        come_first(steps->review_at, what.at);
      }
      return;
    case badge_awarded:
      return come_first(steps->badge_at, what.at);
    case connects_bought:
      return buy(*steps, what.amount);
    case availability_set:
    case availability_renewed:
      return spend(person, what.at, what.n);
    default:
      return;
  }
}

void newcomer_book::propose(
    std::uint32_t person, market::second at, market::second age, double log_price) {
  first_steps* const steps = find(person);
  if (steps != nullptr && in_first_weeks(*steps, at)) {
    add(steps->bids, 1);
    add(steps->bid_age_s, age);
    add(steps->bid_log_price, static_cast<std::int64_t>(log_price * 1e4));
  }
}

void newcomer_book::reply(std::uint32_t person, market::second after) {
  if (first_steps* const steps = find(person)) {
    if (steps->replies == 0) {
      add(steps->first_reply_s, after);
    }
    add(steps->replies, 1);
    add(steps->reply_s, after);
  }
}

void newcomer_book::spend(std::uint32_t person, market::second at, std::int32_t connects) {
  first_steps* const steps = find(person);
  if (steps == nullptr) {
    return;
  }
  add(steps->connects, connects);
  if (!steps->hired) {
    add(steps->connects_until_hire, connects);
  }
  if (in_first_weeks(*steps, at)) {
    add(steps->connects_first_weeks, connects);
  }
}

void newcomer_book::earn(std::uint32_t person, market::second at, market::money amount) {
  first_steps* const steps = find(person);
  const market::second since = steps == nullptr ? -1 : at - steps->approved_at;
  if (since >= 0 && since < first_year_days * market::day) {
    const auto part = std::min<market::second>(since / (quarter_days * market::day), 3);
    add(steps->quarter_cents[static_cast<std::size_t>(part)], amount.cents);
  }
}

void newcomer_book::describe(person_row& row) const {
  const first_steps* const steps = of(index(row.person));
  if (steps == nullptr) {
    return;
  }
  row.first_interview_at = known(steps->interview_at);
  row.first_review_at = known(steps->review_at);
  row.first_badge_at = known(steps->badge_at);
  row.rate_at_approval_cents = steps->rate_cents;
  row.completeness_at_approval = steps->completeness;
  row.connects_spent = steps->connects;
  row.connects_until_hire = steps->connects_until_hire;
  row.connects_first_weeks = steps->connects_first_weeks;
  row.connects_paid_cents = steps->paid_cents;
  row.connects_paid_until_hire_cents = steps->paid_cents_until_hire;
  row.bids_first_weeks = steps->bids;
  if (steps->bids > 0) {
    row.bid_age_s = static_cast<std::int64_t>(mean(steps->bid_age_s, steps->bids));
    row.bid_log_price = mean(steps->bid_log_price, steps->bids) * 1e-4;
  }
  if (steps->replies > 0) {
    row.first_reply_s = steps->first_reply_s;
    row.mean_reply_s = static_cast<std::int64_t>(mean(steps->reply_s, steps->replies));
  }
  row.quarter_cents = steps->quarter_cents;
}

}  // namespace souk::observe

// What the platform's clock does to accounts. Work is done only for those to whom something can
// happen: lots have timers, schedules and badges have lists.
#include "market/account_book.hpp"

#include <algorithm>
#include <functional>

namespace souk::market {

void account_book::advance(second to, outbox& out) {
  for (second at = next_second(); at <= to; at = next_second()) {
    run_second(at, out);
  }
  clock_ = std::max(clock_, to);
}

second account_book::next_second() const {
  const second lots = timers_.empty() ? std::numeric_limits<second>::max() : timers_.front().at;
  const second shown = shown_.empty() ? std::numeric_limits<second>::max() : shown_.front().until;
  return std::min({lots, shown, next_.month, next_.weekly, next_.monthly, next_.quarterly,
      next_.score, next_.badges});
}

void account_book::run_second(second at, outbox& out) {
  expire_lots(at, out);
  if (next_.month == at) {
    begin_month(at, out);
    next_.month = next_month(at);
  }
  renew_availability(at, out);
  const auto pay = [&](payout_schedule schedule, second& next) {
    if (next == at) {
      run_schedule(schedule, at, out);
      next = next_payout(schedule, at);
    }
  };
  pay(payout_schedule::weekly, next_.weekly);
  pay(payout_schedule::monthly, next_.monthly);
  pay(payout_schedule::quarterly, next_.quarterly);
  if (next_.score == at) {
    recompute_scores(at, out);
    next_.score = next_score(at);
  }
  if (next_.badges == at) {
    award_badges(at, out);
    next_.badges = at + day;
  }
}

void account_book::expire_lots(second at, outbox& out) {
  while (!timers_.empty() && timers_.front().at <= at) {
    const timer due = timers_.front();
    std::ranges::pop_heap(timers_, std::greater{});
    timers_.pop_back();
    const account& who = accounts_[due.person];
    if (record_of(who).due == due.at) {
      expire_lots_of(who, at, out);
      record_of(who).due = never;
      watch(who);
    }
  }
}

void account_book::expire_lots_of(const account& who, second at, outbox& out) {
  lot_list& list = record_of(who).connects;
  while (!list.is_empty() && list.first_expiry() <= at) {
    const second over = list.first_expiry();
    const std::int32_t count = lots_.expire(list, over);
    sums_.held -= count;
    expire(who, count, over, out);
  }
}

void account_book::begin_month(second at, outbox& out) {
  for (account& who : accounts_) {
    if (who.status != account_status::open || who.side != side::freelancer) {
      continue;
    }
    const connects_policy& terms = terms_of(who, at).connects;
    const std::int32_t over = over_rollover(record_of(who).connects.count, terms);
    take(who, over);
    expire(who, over, at, out);
    grant(who, terms.monthly, at, out);
  }
}

bool account_book::shows_availability(person_id person) const {
  return std::ranges::find(shown_, person, &shown_availability::person) != shown_.end();
}

void account_book::show_availability(person_id person, second until) {
  const shown_availability one{until, person};
  shown_.insert(std::ranges::upper_bound(shown_, one), one);
}

void account_book::hide_availability(person_id person) {
  std::erase_if(shown_, [&](const shown_availability& one) { return one.person == person; });
}

void account_book::renew_availability(second at, outbox& out) {
  while (!shown_.empty() && shown_.front().until <= at) {
    const person_id person = shown_.front().person;
    shown_.erase(shown_.begin());
    const account& who = *find(person);
    const availability_policy& terms = terms_of(who, at).availability;
    if (!goes_on(record_of(who).connects.count, terms)) {
      tell(who, at, event_type::availability_ended, 0, out);
      continue;
    }
    take(who, *terms.price_per_week);
    sums_.spent += *terms.price_per_week;
    show_availability(person, at + badge_week);
    tell(who, at, event_type::availability_renewed, *terms.price_per_week, out);
  }
}

void account_book::run_schedule(payout_schedule schedule, second at, outbox& out) {
  std::vector<std::uint32_t>& listed = scheduled_[static_cast<std::size_t>(schedule)];
  std::ranges::sort(listed);
  listed.erase(std::unique(listed.begin(), listed.end()), listed.end());
  std::erase_if(listed, [&](std::uint32_t who) {
    return accounts_[who].status != account_status::open
           || record_of(accounts_[who]).payouts.schedule != schedule;
  });
  for (std::uint32_t number : listed) {
    const account& who = accounts_[number];
    const career* life = known_career(who);
    if (life == nullptr) {
      continue;
    }
    const payout part =
        scheduled_payout(record_of(who).payouts, life->available, terms_of(who, at).payouts, at);
    if (part.net.cents > 0) {
      pay_out(who, part, at, event_type::payout_made, out);
    }
  }
}

void account_book::sort_veterans() {
  const auto middle = veterans_.begin() + static_cast<std::ptrdiff_t>(sorted_veterans_);
  std::sort(middle, veterans_.end());
  std::inplace_merge(veterans_.begin(), middle, veterans_.end());
  sorted_veterans_ = veterans_.size();
}

void account_book::recompute_scores(second at, outbox& out) {
  sort_veterans();
  for (std::uint32_t number : veterans_) {
    const account& who = accounts_[number];
    const career& life = *known_career(who);
    if (who.status != account_status::open || life.outcomes.empty()) {
      continue;
    }
    const std::uint8_t score = success_score(life.outcomes, at).value_or(no_score);
    freelancer_face& face = face_of(who);
    if (score == face.score) {
      continue;
    }
    face.score = score;
    tell(who, at, event_type::score_updated, score == no_score ? -1 : score, out);
  }
}

void account_book::award_badges(second at, outbox& out) {
  sort_veterans();
  for (std::uint32_t number : veterans_) {
    const account& who = accounts_[number];
    if (who.status != account_status::open) {
      continue;
    }
    freelancer_face& face = face_of(who);
    const career& life = *known_career(who);
    const auto first = life.first_contract_at == never
                           ? std::nullopt
                           : std::optional<second>{life.first_contract_at};
    const badge_facts facts{face, life.earnings, who.registered_at, first, life.bad_outcomes > 0};
    const badge before = face.badge;
    face.badge = std::max(
        deserved_badge(facts, terms_of(who, at).badges, at), lent_badge(person_at(number)));
    if (face.badge < before) {
      tell(who, at, event_type::badge_lost, static_cast<std::int32_t>(before), out);
    }
    if (face.badge != before && face.badge != badge::none) {
      tell(who, at, event_type::badge_awarded, static_cast<std::int32_t>(face.badge), out);
    }
  }
}

}  // namespace souk::market

// Dealing with clients until there is a contract: interviews, invitations, offers.
#include "people/distributions.hpp"
#include "people/freelancer_turn.hpp"
#include "people/needs.hpp"
#include "people/traits.hpp"

#include <algorithm>

namespace souk::people {

namespace {

/// How long this person lets somebody wait for an answer; waking time.
second answer_delay(
    const freelancer_turn& turn, market::duration median, const random_words& words, int i) {
  const double slow = traits_of(turn.setup, turn.id).slowness;
  const auto delay =
      static_cast<double>(drawn_delay(median, turn.knobs().dealing.reply_sigma, words, i));
  return static_cast<second>(std::min(delay * slow, 60.0 * market::day));
}

/// Remembers a client, and answers whether it was remembered.
bool known_client(freelancer_memory& me, market::person_id client) {
  const auto mark = static_cast<std::uint16_t>(market::mix(market::index(client)) | 1U);
  if (std::ranges::find(me.clients, mark) != me.clients.end()) {
    return true;
  }
  me.clients = {mark, me.clients[0]};
  return false;
}

/// Hours a week that a contract takes.
std::int32_t hours_taken(const freelancer_turn& turn, const dealing& one) {
  if (one.hourly) {
    return need_of(turn.setup, one.job.client, one.job.need).hours;
  }
  return turn.knobs().dealing.fixed_hours;
}

}  // namespace

void interview_opened(freelancer_turn& turn, const market::event& happened) {
  turn.me.interviews = static_cast<std::uint16_t>(std::min(turn.me.interviews + 1, 65'535));
  const random_words words = turn.drawn(choice_reply, market::number(happened.job));
  if (turn.me.closed || words.chance(turn.knobs().dealing.never_replies, 0)) {
    return;
  }
  const second answers =
      turn.hours().after(turn.now, answer_delay(turn, turn.knobs().dealing.reply_delay, words, 1));
  turn.wake_at(freelancer_wake::reply, answers, happened.job);
  turn.out.seen.replies.push_back({turn.id, answers - turn.now});
}

void reply(freelancer_turn& turn, market::job_id job) {
  if (!turn.me.closed) {
    turn.give(market::reply{job});
  }
}

void invited(freelancer_turn& turn, const market::event& happened) {
  if (turn.me.stage != freelancer_stage::working) {
    return;
  }
  const random_words words = turn.drawn(choice_invitation, market::number(happened.job));
  turn.wake_after(freelancer_wake::invitation,
      answer_delay(turn, turn.knobs().dealing.reply_delay, words, 1), happened.job);
}

void offered(freelancer_turn& turn, const market::event& happened) {
  if (turn.me.closed) {
    return;
  }
  dealing* one = turn.dealings.find(turn.me.dealings, happened.job);
  if (one == nullptr) {
    one = &turn.dealings.add(turn.me.dealings, happened.job);
  }
  one->amount = happened.amount;
  one->hourly = happened.n == 0;
  one->touched = static_cast<std::uint32_t>(turn.now);
  const random_words words = turn.drawn(choice_offer, market::number(happened.job));
  turn.wake_after(freelancer_wake::answer_offer,
      answer_delay(turn, turn.knobs().dealing.offer_delay, words, 1), happened.job);
}

void answer_offer(freelancer_turn& turn, market::job_id job) {
  const dealing* const one = turn.dealings.find(turn.me.dealings, job);
  if (one == nullptr || one->active || turn.me.closed) {
    return;
  }
  const dealing_parameters& knobs = turn.knobs().dealing;
  const random_words words = turn.drawn(choice_offer, market::number(job));
  const bool booked = turn.me.booked_hours + hours_taken(turn, *one) > turn.me.weekly_hours + 20;
  const double declines = booked ? knobs.declines_booked : knobs.declines_offer;
  const double hourly = static_cast<double>(one->amount.cents) * 0.01;
  const bool too_little = one->hourly && hourly < 0.7 * double{turn.me.reservation_wage};
  const bool accepts = !too_little && !words.chance(declines, 0);
  turn.note({.job = job,
      .what = thought::weighed_offer,
      .yes = accepts,
      .chance = too_little ? 1.0 : declines});
  if (!accepts) {
    turn.give(market::decline_offer{turn.contract(job)});
  } else {
    turn.give(market::accept_offer{turn.contract(job)});
  }
}

void offer_accepted(freelancer_turn& turn, const market::event& happened) {
  dealing* const one = turn.dealings.find(turn.me.dealings, happened.job);
  if (one == nullptr) {
    return;
  }
  freelancer_memory& me = turn.me;
  one->active = true;
  one->touched = static_cast<std::uint32_t>(turn.now);
  one->weekly_hours = static_cast<std::uint16_t>(hours_taken(turn, *one));
  me.booked_hours = static_cast<std::uint8_t>(std::min(me.booked_hours + one->weekly_hours, 255));
  me.hires = static_cast<std::uint16_t>(std::min(me.hires + 1, 65'535));
  me.tried = 0;
  me.last_hire_at = static_cast<std::uint32_t>(happened.at);
  if (me.first_hire_at == 0) {
    me.first_hire_at = me.last_hire_at;
  }
  if (!known_client(me, happened.job.client) && me.won < me.bids) {
    ++me.won;
  }
  if (me.stage == freelancer_stage::left) {
    come_back(turn);
  }
  if (one->hourly) {
    begin_hours(turn, happened.job);
  }
}

void offer_gone(freelancer_turn& turn, market::job_id job) {
  const dealing* const one = turn.dealings.find(turn.me.dealings, job);
  if (one != nullptr && !one->active) {
    turn.dealings.remove(turn.me.dealings, job);
  }
}

}  // namespace souk::people

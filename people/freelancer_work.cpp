// Work under a contract: milestones are delivered, hours are logged, and contracts that bring
// nothing more are ended. How long work takes and how many hours a week has is the luck of the
// contract (work.hpp).
#include "people/distributions.hpp"
#include "people/freelancer_turn.hpp"
#include "people/needs.hpp"
#include "people/work.hpp"

#include <algorithm>

namespace souk::people {

namespace {

market::milestone_id milestone_of(
    const freelancer_turn& turn, market::job_id job, std::uint32_t n) {
  return {turn.contract(job), n};
}

/// Sets the wake at which the week's hours are logged: on its last day, when one is up, or at its
/// end.
void schedule_log(freelancer_turn& turn, market::job_id job, second week_start) {
  const auto week = static_cast<std::uint16_t>(week_start / market::week);
  const random_words words = turn.drawn(choice_work, market::number(job), week);
  const auto early = static_cast<second>(words.uniform(0) * 20.0 * market::hour);
  const second at = week_start + market::week - market::hour - early;
  turn.wake_at(freelancer_wake::log_hours, std::max(at, turn.now), job);
}

/// A command, or several over the hours before the wake's end, with these minutes in all.
void log_minutes(freelancer_turn& turn, market::job_id job, std::int32_t minutes) {
  const std::int32_t parts = std::max(1, turn.knobs().dealing.logs_a_week);
  std::int32_t left = minutes / 10;  // segments of 10 minutes
  for (std::int32_t part = 0; part < parts && left > 0; ++part) {
    const std::int32_t segments = (left + parts - part - 1) / (parts - part);
    left -= segments;
    market::log_time command;
    command.contract = turn.contract(job);
    command.minutes = segments * 10;
    turn.give(command, part * market::minute);
  }
}

/// Minutes for the week: the work's, within the limit but for some, and only since the contract
/// began.
std::int32_t minutes_of_week(const freelancer_turn& turn, const dealing& one, second week_start) {
  const need wanted = need_of(turn.setup, one.job.client, one.job.need);
  const std::int32_t worked = minutes_worked(turn.setup.parameters.work, turn.setup.luck,
      turn.contract(one.job), week_start, wanted.hours);
  const auto week = static_cast<std::uint16_t>(week_start / market::week);
  const random_words words = turn.drawn(choice_work, market::number(one.job), week);
  const std::int32_t limit = wanted.hours_high * 60;
  const bool over = words.chance(turn.knobs().dealing.over_limit, 1);
  std::int32_t minutes = over ? worked + 60 : std::min(worked, limit);
  const second since = std::max<second>(week_start, one.touched);
  const second part = week_start + market::week - since;
  minutes = static_cast<std::int32_t>(std::int64_t{minutes} * part / market::week);
  return minutes / 10 * 10;
}

}  // namespace

// -- fixed price ---------------------------------------------------------------------------------

void milestone_funded(freelancer_turn& turn, const market::event& happened) {
  dealing* const one = turn.dealings.find(turn.me.dealings, happened.job);
  if (one == nullptr) {
    return;
  }
  one->funded = true;
  one->amount = happened.amount;
  one->touched = static_cast<std::uint32_t>(turn.now);
  const people_parameters& all = turn.setup.parameters;
  const auto n = static_cast<std::uint16_t>(happened.n);
  const second needed = time_to_deliver(all.work, turn.setup.luck,
      milestone_of(turn, happened.job, n), planned_time(all.clients.conduct, happened.amount));
  turn.wake_at(freelancer_wake::deliver, turn.hours().after(turn.now + needed, 0), happened.job, n);
}

void changes_requested(freelancer_turn& turn, const market::event& happened) {
  dealing* const one = turn.dealings.find(turn.me.dealings, happened.job);
  if (one == nullptr) {
    return;
  }
  one->funded = true;
  const people_parameters& all = turn.setup.parameters;
  const auto n = static_cast<std::uint16_t>(happened.n);
  const second whole = time_to_deliver(all.work, turn.setup.luck,
      milestone_of(turn, happened.job, n), planned_time(all.clients.conduct, one->amount));
  const second again = std::max(market::hour, whole / 4);
  turn.wake_at(freelancer_wake::deliver, turn.hours().after(turn.now + again, 0), happened.job, n);
}

void deliver(freelancer_turn& turn, market::job_id job, std::uint16_t milestone) {
  dealing* const one = turn.dealings.find(turn.me.dealings, job);
  if (one == nullptr || !one->funded) {
    return;
  }
  one->funded = false;
  one->touched = static_cast<std::uint32_t>(turn.now);
  turn.give(market::submit_milestone{milestone_of(turn, job, milestone)});
}

void look_after(freelancer_turn& turn, market::job_id job) {
  const dealing* const one = turn.dealings.find(turn.me.dealings, job);
  const second idle = turn.knobs().dealing.idle.seconds;
  if (one == nullptr || !one->active || one->funded || turn.now < one->touched + idle) {
    return;
  }
  if (turn.drawn(choice_work, market::number(job), one->touched & 0xffff)
          .chance(turn.knobs().dealing.ends_idle, 2)) {
    turn.give(market::end_contract{turn.contract(job), "completed"});
  }
}

// -- by the hour ---------------------------------------------------------------------------------

void begin_hours(freelancer_turn& turn, market::job_id job) {
  schedule_log(turn, job, market::start_of_week(turn.now));
}

void log_hours(freelancer_turn& turn, market::job_id job) {
  const dealing* const one = turn.dealings.find(turn.me.dealings, job);
  if (one == nullptr || !one->active) {
    return;
  }
  const second week_start = market::start_of_week(turn.now);
  const auto week = static_cast<std::uint16_t>(week_start / market::week);
  const std::int32_t minutes = minutes_of_week(turn, *one, week_start);
  log_minutes(turn, job, minutes);
  if (turn.drawn(choice_work, market::number(job), week).chance(turn.knobs().dealing.quits, 3)) {
    turn.give(market::end_contract{turn.contract(job), "no time"}, 10 * market::minute);
  }
  schedule_log(turn, job, week_start + market::week);
}

// -- the end -------------------------------------------------------------------------------------

void contract_ended(freelancer_turn& turn, const market::event& happened) {
  const dealing* const found = turn.dealings.find(turn.me.dealings, happened.job);
  if (found == nullptr) {
    return;
  }
  const dealing one = *found;
  turn.dealings.remove(turn.me.dealings, happened.job);
  if (one.active) {
    turn.me.booked_hours =
        static_cast<std::uint8_t>(std::max(turn.me.booked_hours - one.weekly_hours, 0));
  }
  const dealing_parameters& knobs = turn.knobs().dealing;
  const random_words words = turn.drawn(choice_review, market::number(happened.job));
  if (one.funded && happened.person != turn.id) {  // the client asks the escrow back (X4)
    turn.wake_after(freelancer_wake::answer_refund,
        drawn_delay(knobs.offer_delay, knobs.reply_sigma, words, 0), happened.job);
  }
  if (one.paid && words.chance(knobs.reviews, 1)) {
    constexpr second most = 7 * market::day;  // awake: ten days, and the window has 14 (X6)
    const second delay = drawn_delay(market::hours(20), knobs.reply_sigma, words, 2);
    turn.wake_after(freelancer_wake::review, std::min(delay, most), happened.job);
  }
  schedule_search(turn);
}

}  // namespace souk::people

// Losing heart, leaving and coming back; and, once a week, whether the profile should be better.
#include "people/distributions.hpp"
#include "people/freelancer_turn.hpp"
#include "people/traits.hpp"

#include <algorithm>

namespace souk::people {

namespace {

/// The chance to leave in one week (facts.md section 5, "Dropout").
double weekly_hazard(const freelancer_turn& turn) {
  const exit_parameters& knobs = turn.knobs().exit;
  const freelancer_memory& me = turn.me;
  const bool lately = me.last_hire_at != 0 && turn.now < second{me.last_hire_at} + 30 * market::day;
  const double patience = traits_of(turn.setup, turn.id).patience;
  const double score =
      knobs.base + knobs.per_failure * std::min<double>(me.tried, knobs.most_failures)
      + (lately ? knobs.hired_lately : 0.0) + (turn.sight.connects == 0 ? knobs.no_connects : 0.0)
      + knobs.experience * exact_log1p(me.hires) / ln_2 - knobs.patience_sigma * patience;
  return logistic(score);
}

/// Dollars that a better profile is believed to bring, in half a year of proposals like those
/// before.
double worth_of_uplift(const freelancer_turn& turn, double uplift) {
  const freelancer_memory& me = turn.me;
  const search_parameters& knobs = turn.knobs().search;
  const double belief =
      (knobs.prior * knobs.prior_weight + me.won) / (knobs.prior_weight + me.bids);
  const double proposals = 26.0 * std::min(double{me.searches} * 0.5, 10.0);
  const double a_job = me.hires > 0 ? std::max(30.0, double(me.earned) / me.hires) : 60.0;
  return uplift * belief * proposals * 0.4 * a_job;
}

/// Works on the profile if that is believed to pay: ten points, or the badge that needs all hundred
/// (R24).
void consider_profile(freelancer_turn& turn, const random_words& words) {
  const joining_parameters& knobs = turn.knobs().joining;
  if (turn.me.polish >= most_polish || !words.chance(knobs.improves, 1)) {
    return;
  }
  const market::freelancer_face& face = *turn.sight.self;
  const market::badges_policy& badges = turn.sight.rules->badges;
  const bool in_reach = face.badge == market::badge::none && face.reviews > 0
                        && face.rating() >= badges.rising_talent.rating - 0.3;
  const double wage = double{turn.me.reservation_wage};
  const int steps = static_cast<int>(most_polish) - turn.me.polish;
  const double badge_gain = in_reach ? worth_of_uplift(turn, knobs.badge_uplift) : 0.0;
  if (badge_gain > steps * knobs.polish_hours * wage) {
    turn.me.polish = static_cast<std::uint8_t>(most_polish - 1);
    improve_profile(turn);
  } else if (worth_of_uplift(turn, knobs.polish_uplift) > knobs.polish_hours * wage) {
    improve_profile(turn);
  }
}

/// Adds one profile for another skill (R5).
void consider_speciality(freelancer_turn& turn, const random_words& words) {
  if (turn.me.specialised || turn.me.hires < 3 || turn.sight.rules->profiles.specialised_max == 0
      || !words.chance(turn.knobs().joining.specialises, 2)) {
    return;
  }
  turn.me.specialised = true;
  auto form = profile_of<market::submit_profile>(turn);
  form.skills = turn.category().window(turn.me.main_skill + 1U, turn.me.skills);
  form.profile = "second";
  turn.give(form, 20 * market::minute);
}

}  // namespace

bool judge_week(freelancer_turn& turn) {
  freelancer_memory& me = turn.me;
  const auto week = static_cast<std::uint16_t>(turn.now / market::week);
  if (week == me.judged_week) {
    return true;
  }
  const int weeks = std::min(week - me.judged_week, 8);
  me.judged_week = week;
  const random_words words = turn.drawn(choice_leave, week);
  const bool at_work = me.dealings != dealings_pool::none;
  const double hazard = at_work ? 0.0 : std::min(0.9, weekly_hazard(turn) * weeks);
  const bool leaves = words.chance(hazard, 0);
  turn.note({.what = thought::judged_week, .yes = leaves, .chance = hazard});
  if (leaves) {
    leave(turn);
    return false;
  }
  consider_profile(turn, words);
  consider_speciality(turn, words);
  return true;
}

void leave(freelancer_turn& turn) {
  freelancer_memory& me = turn.me;
  const exit_parameters& knobs = turn.knobs().exit;
  const auto day = static_cast<std::uint64_t>(turn.now / market::day);
  const random_words words = turn.drawn(choice_return, day);
  me.stage = freelancer_stage::left;
  me.left_at = static_cast<std::uint32_t>(turn.now);
  me.leavings = static_cast<std::uint8_t>(std::min(me.leavings + 1, 255));
  if (words.chance(knobs.returns, 0)) {
    const double away = exponential(words, 1, static_cast<double>(knobs.away.seconds));
    turn.wake_after(freelancer_wake::come_back, market::day + static_cast<second>(away));
  } else if (words.chance(knobs.closes_account, 2)) {
    // Whoever worked waits until no money is on its way and no refund can come (X12).
    turn.wake_after(freelancer_wake::close, me.hires == 0 ? market::hour : 45 * market::day);
  }
}

void close(freelancer_turn& turn) {
  if (turn.me.stage != freelancer_stage::left || turn.me.dealings != dealings_pool::none) {
    return;
  }
  if (turn.sight.available > market::money{}) {
    withdraw(turn);
    turn.wake_after(freelancer_wake::close, market::day);
    return;
  }
  turn.me.closed = true;
  turn.give(market::close_account{});
}

void come_back(freelancer_turn& turn) {
  freelancer_memory& me = turn.me;
  if (me.stage != freelancer_stage::left || me.closed) {
    return;
  }
  me.tried = 0;
  me.left_at = 0;
  me.judged_week = static_cast<std::uint16_t>(turn.now / market::week);
  if (turn.sight.profile == market::profile_status::approved) {
    me.stage = freelancer_stage::working;
    me.seen_until = static_cast<std::uint32_t>(turn.now - market::day);
    schedule_search(turn);
  } else {
    me.stage = freelancer_stage::joining;
    turn.wake_after(freelancer_wake::submit_profile, market::hour);
  }
}

}  // namespace souk::people

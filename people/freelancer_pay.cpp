// Money that comes in, reviews, refunds.
#include "people/distributions.hpp"
#include "people/freelancer_turn.hpp"
#include "people/traits.hpp"
#include "people/work.hpp"

#include <algorithm>

namespace souk::people {

namespace {

/// Refunds are rare, more after poor work: at a performance of 0 the knob's share, three times it
/// two standard deviations below.
double refund_chance(const freelancer_turn& turn, market::job_id job) {
  const double performed = performance(turn.setup.parameters.work, turn.setup.luck,
      turn.contract(job), quality_of(turn.setup, turn.id));
  const double poor = std::clamp(1.0 - performed, 0.0, 4.0);
  return turn.knobs().dealing.refunds * poor;
}

/// The work that a charge stands for: a fixed price for the hours that it is at the rate asked.
second seconds_of(const freelancer_turn& turn, const market::event& charge) {
  if (charge.type == market::event_type::invoice_charged) {
    return charge.n * market::minute;
  }
  if (charge.type != market::event_type::milestone_released) {
    return 0;
  }
  const double hours = static_cast<double>(charge.amount.cents) * 0.01
                       / std::max(0.01, static_cast<double>(turn.me.asked_rate));
  return static_cast<second>(hours * static_cast<double>(market::hour));
}

}  // namespace

void earned(freelancer_turn& turn, const market::event& happened) {
  freelancer_memory& me = turn.me;
  const std::int64_t dollars = happened.amount.cents / 100;
  me.earned =
      static_cast<std::uint32_t>(std::min<std::int64_t>(me.earned + dollars, 4'000'000'000));
  turn.out.seen.paid += seconds_of(turn, happened);
  const dealing_parameters& knobs = turn.knobs().dealing;
  if (!me.cashing) {
    me.cashing = true;
    turn.wake_after(freelancer_wake::set_up_payout,
        drawn_delay(knobs.payout_delay, 1.0, turn.drawn(choice_payout), 0));
  }
  if (dealing* const one = turn.dealings.find(me.dealings, happened.job)) {
    one->paid = true;
    if (!one->hourly) {
      one->touched = static_cast<std::uint32_t>(turn.now);
      turn.wake_at(freelancer_wake::look_after, turn.now + knobs.idle.seconds, happened.job);
    }
  }
  const bool fixed = happened.type == market::event_type::milestone_released;
  const auto n = static_cast<std::uint16_t>(happened.n);
  const random_words words = turn.drawn(choice_refund, market::number(happened.job), n);
  if (fixed && dollars > 0 && words.chance(refund_chance(turn, happened.job), 0)) {
    const double part = words.chance(0.5, 1) ? 1.0 : words.uniform(2);
    const double back = std::clamp(part * static_cast<double>(dollars), 1.0, 65'000.0);
    turn.wake_after(freelancer_wake::refund, drawn_delay(market::days(2), 0.8, words, 3),
        happened.job, static_cast<std::uint16_t>(back));
  }
}

void refund(freelancer_turn& turn, market::job_id job, std::uint16_t dollars) {
  turn.give(market::refund{turn.contract(job), market::dollars(dollars)});
}

void answer_refund(freelancer_turn& turn, market::job_id job) {
  const random_words words = turn.drawn(choice_refund, market::number(job), 0xffff);
  turn.give(market::answer_refund{
      turn.contract(job), words.chance(turn.knobs().dealing.accepts_refund, 0)});
}

void review(freelancer_turn& turn, market::job_id job) {
  const random_words words = turn.drawn(choice_review, market::number(job), 1);
  market::review command;
  command.contract = turn.contract(job);
  command.stars = words.chance(turn.knobs().dealing.harsh, 0)
                      ? 1 + static_cast<std::int32_t>(words.below(3, 1))
                  : words.chance(0.85, 2) ? 5
                                          : 4;
  turn.give(command);
}

void set_up_payout(freelancer_turn& turn) {
  const random_words words = turn.drawn(choice_payout, 0, 1);
  turn.give(market::set_tax_status{
      words.chance(0.9, 0) ? market::tax_status::individual : market::tax_status::company});
  turn.give(market::add_payment_method{words.chance(0.6, 1) ? market::payment_kind::bank_transfer
                                                            : market::payment_kind::paypal},
      market::minute);
  turn.me.manual_payout = words.chance(turn.knobs().dealing.manual_payout, 2);
  const double schedule = words.uniform(3);
  turn.give(market::set_payout_schedule{turn.me.manual_payout ? market::payout_schedule::manual
                                        : schedule < 0.45     ? market::payout_schedule::weekly
                                        : schedule < 0.90     ? market::payout_schedule::monthly
                                                              : market::payout_schedule::quarterly},
      2 * market::minute);
  if (turn.me.manual_payout) {
    turn.wake_after(freelancer_wake::withdraw, market::week);
  }
}

void withdraw(freelancer_turn& turn) {
  const market::payouts_policy& rules = turn.sight.rules->payouts;
  const market::money available = turn.sight.available;
  if (available > market::money{} && available >= rules.minimum && available > rules.fee) {
    turn.give(market::withdraw{available, std::nullopt});
  }
}

}  // namespace souk::people

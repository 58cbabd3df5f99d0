// Buying Connects (R20): only for a job that is worth it, within what one can afford; the free ones
// of the readiness test come first (R17).
#include "people/freelancer_turn.hpp"

#include <algorithm>

namespace souk::people {

namespace {

/// Whether the person lets itself spend on `count` more Connects: the serious start with some, and
/// who earns puts a share of it back.
bool affords(const freelancer_turn& turn, std::int32_t count) {
  const search_parameters& knobs = turn.knobs().search;
  const double price = static_cast<double>(turn.sight.rules->connects.price.cents) * 0.01;
  const double spent = (turn.me.bought + count) * price;
  const double starter = turn.me.serious ? knobs.starter * price : 0.0;
  return spent <= starter + knobs.income_share * turn.me.earned;
}

/// The smallest pack with what is needed and what one uses in some weeks; else the largest that has
/// what is needed; 0 if there is none.
std::int32_t fitting_pack(const freelancer_turn& turn, std::int32_t needed) {
  const search_parameters& knobs = turn.knobs().search;
  const double use = turn.me.searches * knobs.proposals * 4.0 * knobs.pack_weeks;
  const auto wanted = std::max(needed, static_cast<std::int32_t>(std::min(use, 1e6)));
  std::int32_t best = 0;
  for (const std::int32_t pack : turn.sight.rules->connects.packs) {
    const bool enough = pack >= needed;
    if (enough && affords(turn, pack)
        && (best < wanted ? pack > best : pack < best && pack >= wanted)) {
      best = pack;
    }
  }
  return best;
}

}  // namespace

std::int32_t provide_connects(
    freelancer_turn& turn, std::int32_t held, std::int32_t needed, double worth) {
  const market::connects_policy& rules = turn.sight.rules->connects;
  if (!turn.me.tested && !turn.me.test_due && rules.readiness > 0) {
    const random_words words =
        turn.drawn(choice_test, static_cast<std::uint64_t>(turn.now / market::week), 2);
    if (words.chance(turn.knobs().joining.test_when_short, 0)) {
      turn.me.test_due = true;
      turn.wake_after(freelancer_wake::retry_test, market::hour);
      return held;
    }
  }
  const double price = static_cast<double>(rules.price.cents) * 0.01;
  if (worth < turn.knobs().search.buys_when_worth * price * needed) {
    return held;
  }
  const std::int32_t pack = fitting_pack(turn, needed - held);
  if (pack == 0) {
    return held;
  }
  const bool from_balance = turn.sight.available >= rules.price * pack;
  turn.give(market::buy_connects{
      pack, from_balance ? market::connects_source::balance : market::connects_source::card});
  turn.me.bought = static_cast<std::uint16_t>(std::min(turn.me.bought + pack, 65'535));
  return held + pack;
}

}  // namespace souk::people

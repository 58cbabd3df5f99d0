#include "market/score.hpp"

#include "market/money.hpp"

#include <algorithm>
#include <array>

namespace souk::market {
namespace {

constexpr std::array<second, 3> windows{182 * day, 365 * day, score_memory};

std::optional<std::uint8_t> score_of_window(
    std::span<const scored_outcome> outcomes, second from, second now) {
  std::int64_t all = 0;
  std::int64_t good = 0;
  person_id previous_client = nobody;
  bool several_clients = false;
  for (const scored_outcome& one : outcomes) {
    if (second{one.at} <= from || second{one.at} > now) {
      continue;
    }
    ++all;
    good += one.quality == outcome_quality::good ? 1 : 0;
    several_clients = several_clients || (all > 1 && one.client != previous_client);
    previous_client = one.client;
  }
  if (!several_clients) {
    return std::nullopt;
  }
  return static_cast<std::uint8_t>(round_half_up(100 * good, all));
}

}  // namespace

outcome_quality quality_of(std::int32_t stars, std::int32_t private_score) {
  const bool scored = private_score >= 0;
  if (stars < 3 || (scored && private_score < 5)) {
    return outcome_quality::bad;
  }
  return stars >= 4 && (!scored || private_score >= 7) ? outcome_quality::good
                                                       : outcome_quality::neutral;
}

std::optional<std::uint8_t> success_score(std::span<const scored_outcome> outcomes, second now) {
  std::optional<std::uint8_t> best;
  for (second length : windows) {
    best = std::max(best, score_of_window(outcomes, now - length, now));
  }
  return best;
}

second next_score(second at) {
  constexpr second sunday = 6 * day;
  const second this_week = start_of_week(at) + sunday;
  return this_week > at ? this_week : this_week + week;
}

}  // namespace souk::market

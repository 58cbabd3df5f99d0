#include "market/connects.hpp"

#include <algorithm>
#include <limits>

namespace souk::market {

connects_sums& connects_sums::operator+=(const connects_sums& more) {
  granted += more.granted;
  bought += more.bought;
  spent += more.spent;
  returned += more.returned;
  expired += more.expired;
  held += more.held;
  return *this;
}

std::uint32_t expiry_of(second now, const connects_policy& terms) {
  constexpr second last = std::numeric_limits<std::uint32_t>::max();
  return static_cast<std::uint32_t>(std::min(now + terms.expiry, last));
}

std::size_t expired_lots(std::span<const connects_lot> lots, second now) {
  const auto live =
      std::ranges::find_if(lots, [now](connects_lot lot) { return lot.expires > now; });
  return static_cast<std::size_t>(live - lots.begin());
}

std::int32_t count_of(std::span<const connects_lot> lots) {
  std::int32_t all = 0;
  for (connects_lot lot : lots) {
    all += lot.count;
  }
  return all;
}

held_connects take_oldest(std::span<connects_lot> lots, std::int32_t count) {
  held_connects taken;
  for (connects_lot& lot : lots) {
    if (count == 0) {
      break;
    }
    const std::int32_t part = std::min(lot.count, count);
    if (taken.size < held_connects::most_lots) {
      taken.lots[taken.size++] = {lot.expires, part};
    } else {
      taken.lots.back().expires = lot.expires;
      taken.lots.back().count += part;
    }
    lot.count -= part;
    count -= part;
  }
  return taken;
}

std::int32_t interview_grant(
    std::span<const connects_lot> granted, const connects_policy& terms, second now) {
  std::int32_t in_window = 0;
  for (connects_lot one : granted) {
    if (second{one.expires} + terms.interview_cap.window > now) {
      in_window += one.count;
    }
  }
  return std::clamp(terms.interview_cap.count - in_window, 0, terms.interview);
}

std::int32_t over_rollover(std::int32_t held, const connects_policy& terms) {
  return terms.rollover_max ? std::max(held - *terms.rollover_max, 0) : 0;
}

decision<money> decide(const buy_connects& asked, money available, const connects_policy& terms) {
  if (std::ranges::find(terms.packs, asked.count) == terms.packs.end()) {
    return reason::unknown_pack;
  }
  const money price = terms.price * asked.count;
  if (asked.source == connects_source::balance && available < price) {
    return reason::insufficient_balance;
  }
  return price;
}

decision<readiness_result> decide(
    const take_readiness_test& asked, const readiness& record, const policy& terms, second now) {
  if (record.last_attempt != 0 && now < second{record.last_attempt} + terms.readiness.retry_after) {
    return reason::too_soon;
  }
  if (asked.score < share{0} || asked.score > percent(100)) {
    return reason::bad_field;
  }
  readiness_result result;
  result.percent = static_cast<std::int32_t>(asked.score.ppm / percent(1).ppm);
  result.passed = asked.score >= terms.readiness.pass;
  result.granted = result.passed && !record.passed ? terms.connects.readiness : 0;
  return result;
}

void apply(readiness& record, const readiness_result& outcome, second now) {
  record.last_attempt = static_cast<std::uint32_t>(now);
  record.passed = record.passed || outcome.passed;
}

}  // namespace souk::market

#include "market/payouts.hpp"

#include <algorithm>
#include <limits>

namespace souk::market {
namespace {

constexpr second noon = 12 * hour;

payout split(money amount, const payouts_policy& rules) { return {amount - rules.fee, rules.fee}; }

bool is_too_little(money amount, const payouts_policy& rules) {
  return amount < rules.minimum || amount <= rules.fee;
}

second next_wednesday(second at) {
  constexpr second wednesday = 2 * day;
  const second this_week = start_of_week(at) + wednesday;
  return this_week > at ? this_week : this_week + week;
}

}  // namespace

bool payout_terms::has_method(std::optional<payment_kind> kind, second now) const {
  const auto active = [&](std::uint32_t from) { return from != not_added && second{from} <= now; };
  return kind ? active(active_from[static_cast<std::size_t>(*kind)])
              : std::ranges::any_of(active_from, active);
}

decision<payout> decide(const withdraw& asked, const payout_terms& terms, money available,
    const payouts_policy& rules, second now) {
  if (asked.amount.cents > 0 && is_too_little(asked.amount, rules)) {
    return reason::bad_field;
  }
  if (asked.amount.cents <= 0) {
    return reason::amount_not_positive;
  }
  if (terms.tax_status == payout_terms::no_status) {
    return reason::no_tax_status;
  }
  if (!terms.has_method(asked.method, now)) {
    return reason::no_payment_method;
  }
  if (available < asked.amount) {
    return reason::insufficient_balance;
  }
  return split(asked.amount, rules);
}

payout scheduled_payout(
    const payout_terms& terms, money available, const payouts_policy& rules, second now) {
  const bool ready =
      terms.tax_status != payout_terms::no_status && terms.has_method(std::nullopt, now);
  if (!ready || available.cents <= 0 || is_too_little(available, rules)) {
    return {};
  }
  return split(available, rules);
}

void apply(const set_tax_status& asked, payout_terms& terms) {
  terms.tax_status = static_cast<std::uint8_t>(asked.status);
}

void apply(const set_payout_schedule& asked, payout_terms& terms) {
  terms.schedule = asked.schedule;
}

void apply(
    const add_payment_method& asked, payout_terms& terms, const payouts_policy& rules, second now) {
  constexpr second last = payout_terms::not_added - 1;
  const auto from = static_cast<std::uint32_t>(std::min(now + rules.method_delay, last));
  std::uint32_t& known = terms.active_from[static_cast<std::size_t>(asked.kind)];
  known = std::min(known, from);
}

second next_payout(payout_schedule schedule, second at) {
  const second midnight = at - noon;
  switch (schedule) {
    case payout_schedule::weekly:
      return next_wednesday(midnight) + noon;
    case payout_schedule::monthly:
      return next_month(midnight) + noon;
    case payout_schedule::quarterly:
      return next_quarter(midnight) + noon;
    case payout_schedule::manual:
      break;
  }
  return std::numeric_limits<second>::max();
}

}  // namespace souk::market

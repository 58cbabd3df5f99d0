#include "market/hourly.hpp"

#include <optional>

namespace souk::market {
namespace {

std::int64_t segment_minutes(const policy& terms) { return terms.hourly.segment.seconds / minute; }

/// Goes over to the week of now; what was logged in the week before waits for its invoice.
void turn_week(contract_record& contract, second now) {
  const second monday = start_of_week(now);
  if (contract.week == monday) {
    return;
  }
  contract.past_minutes = contract.week + week == monday ? contract.week_minutes : 0;
  contract.week_minutes = 0;
  contract.week = kept_second(monday);
}

/// The newest invoice, if it is open to dispute: until the end of the day named by the policy, of
/// the week in which it was charged.
std::optional<std::size_t> disputable(const contract_view& of, second now) {
  for (std::size_t n = of.charges.size(); n-- > 0;) {
    const charge_record& charge = of.charges[n];
    if (charge.kind == charge_kind::invoice) {
      const second until = start_of_week(charge.at) + days(of.terms.hourly.dispute_days);
      return now < until ? std::optional{n} : std::nullopt;
    }
  }
  return std::nullopt;
}

}  // namespace

money invoice_amount(money rate, std::int64_t minutes) {
  return {round_half_up(wide{rate.cents} * minutes, 60)};
}

std::int64_t billable(const contract_view& of, std::int64_t logged) {
  const std::int64_t segment = segment_minutes(of.terms);
  const std::int64_t limit = std::int64_t{of.contract.weekly_limit} * 60 / segment * segment;
  return std::min({logged, limit, std::int64_t{std::numeric_limits<std::int32_t>::max()}});
}

second invoiced_at(second monday) { return monday + week + 12 * hour; }

decision<> decide(const log_time& request, const contract_view& of, const vouched&) {
  if (of.contract.ended() || !of.contract.hourly) {
    return reason::wrong_state;
  }
  if (request.minutes <= 0 || request.minutes % segment_minutes(of.terms) != 0) {
    return reason::bad_field;
  }
  return accepted{};
}

void apply(const log_time& request, const contract_edit& of, billing_effects& effects) {
  turn_week(of.contract, effects.at);
  if (of.contract.week_minutes == 0) {
    effects.alarms.push_back({invoiced_at(start_of_week(effects.at)), alarm_kind::invoice});
  }
  of.contract.week_minutes += request.minutes;
  of.contract.minutes_logged += request.minutes;
  effects.out.events.push_back(contract_event(of.contract, effects.at, event_type::time_logged,
      of.contract.id.freelancer, money{}, request.minutes));
}

void invoice_week(const contract_edit& of, billing_effects& effects) {
  turn_week(of.contract, effects.at);
  const std::int64_t minutes = billable(of, of.contract.past_minutes);
  of.contract.past_minutes = 0;
  if (minutes == 0) {
    return;
  }
  const auto cause = event_type::invoice_charged;
  const money gross = invoice_amount(of.contract.rate, minutes);
  for (const event_type type : {event_type::invoice_issued, cause}) {
    effects.out.events.push_back(contract_event(of.contract, effects.at, type,
        of.contract.id.job.client, gross, static_cast<std::int32_t>(minutes)));
  }
  of.contract.minutes_billed += minutes;
  effects.counts.minutes_billed += minutes;
  charge_client_fee(of, gross, cause, effects);
  const second sunday = start_of_week(effects.at) - day;
  bill(of,
      {.gross = gross,
          .kind = charge_kind::invoice,
          .minutes = static_cast<std::uint32_t>(minutes),
          .available_at = sunday + of.terms.hourly.available_after,
          .cause = cause},
      effects);
}

decision<disputed_minutes> decide(
    const dispute_hours& request, const contract_view& of, const vouched& by) {
  if (!of.contract.hourly) {
    return reason::wrong_state;
  }
  const std::optional<std::size_t> invoice = disputable(of, by.given.at);
  if (!invoice) {
    return reason::window_closed;
  }
  const charge_record& charge = of.charges[*invoice];
  if (request.minutes <= 0 || request.minutes > std::int64_t{charge.minutes}) {
    return reason::bad_field;
  }
  const money for_all = invoice_amount(of.contract.rate, charge.minutes);
  const money for_rest =
      invoice_amount(of.contract.rate, std::int64_t{charge.minutes} - request.minutes);
  // A part of the invoice may have been refunded before.
  const money gross = std::min(charge.left, for_all - for_rest);
  return disputed_minutes{*invoice, reverse(of, *invoice, gross)};
}

void apply(const dispute_hours& request, const disputed_minutes& disputed, const contract_edit& of,
    billing_effects& effects) {
  const auto cause = event_type::hours_disputed;
  of.charges[disputed.invoice].minutes -= static_cast<std::uint32_t>(request.minutes);
  of.contract.minutes_billed -= request.minutes;
  effects.counts.minutes_billed -= request.minutes;
  ++effects.counts.disputes;
  effects.out.events.push_back(contract_event(of.contract, effects.at, cause,
      of.contract.id.job.client, disputed.back.gross, request.minutes));
  // Nothing of the freelancer's available balance is held for a client's command: where the pending
  // money does not do, the platform lends the rest and takes it from the next money of this pair.
  of.pair.owed += std::max(disputed.back.rest, money{});
  apply(disputed.back, of, ledger_account::subsidies, cause, effects);
}

}  // namespace souk::market

// Hourly work (R29, R30, R34): time is logged in segments, invoiced and charged on the Monday after
// its week, and open to dispute until that Friday.
#pragma once

#include "market/contract.hpp"
#include "market/refunds.hpp"

namespace souk::market {

/// Rate x minutes / 60, half up to the cent.
money invoice_amount(money rate, std::int64_t minutes);

/// Of the minutes logged in a week, those that are billed: whole segments within the weekly limit.
std::int64_t billable(const contract_view& of, std::int64_t logged);

/// When the hours of the week that begins at `monday` are invoiced: the next Monday, 12:00.
second invoiced_at(second monday);

/// `wrong_state` unless it is an active hourly contract; `bad_field` unless whole segments.
decision<> decide(const log_time& request, const contract_view& of, const vouched& by);
void apply(const log_time& request, const contract_edit& of, billing_effects& effects);

/// Invoices and charges the week that ended before now; nothing where no minute is billed.
void invoice_week(const contract_edit& of, billing_effects& effects);

struct disputed_minutes {
  std::size_t invoice = 0;  // the charge
  reversal back;
};

/// R34: `wrong_state` on a fixed-price contract; `window_closed` where no invoice is open to
/// dispute; `bad_field` unless there are so many minutes on it.
decision<disputed_minutes> decide(
    const dispute_hours& request, const contract_view& of, const vouched& by);
void apply(const dispute_hours& request, const disputed_minutes& disputed, const contract_edit& of,
    billing_effects& effects);

}  // namespace souk::market

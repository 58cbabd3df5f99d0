// The luck of a piece of work: what befalls a contract, whoever asks and whenever. Pure functions
// keyed by the contract (its freelancer and its job), so that both sides meet the same luck under
// every policy.
#pragma once

#include "market/calendar.hpp"
#include "market/ids.hpp"
#include "market/money.hpp"
#include "people/draws.hpp"
#include "people/parameters_clients.hpp"

#include <cstdint>

namespace souk::people {

/// Draws about a freelancer and a job, from either side.
enum pair_draw : decision_code {
  draw_performance = 0x0300,
  draw_delivery,
  draw_week,
  draw_length,
  draw_view,       // a client looks at a proposal
  draw_interview,  // what an interview tells
  draw_invite,
  draw_answer,  // to a submitted milestone
  draw_ending,
  draw_review,
  draw_leave,
  draw_invoice,
};

/// How good a contract's work is, in sd of quality: the freelancer's quality and luck.
double performance(
    const work_parameters& knobs, const draws& luck, market::contract_id contract, double quality);

/// From the funding of the milestone to its submission, if it was planned to take `planned`
/// seconds. About a quarter take longer than planned.
market::second time_to_deliver(const work_parameters& knobs, const draws& luck,
    const market::milestone_id& milestone, market::second planned);

/// Minutes worked in the week that begins at `week_start` (a Monday), of `hours_wanted`: a multiple
/// of 10, at least 10. May exceed the weekly limit, which is not billed (R30).
std::int32_t minutes_worked(const work_parameters& knobs, const draws& luck,
    market::contract_id contract, market::second week_start, double hours_wanted);

/// How many weeks of invoices an hourly contract brings before the client has what was wanted; at
/// least 1. Bad work is cut short, good work goes on for longer than planned.
std::int32_t weeks_wanted(const work_parameters& knobs, const draws& luck,
    market::contract_id contract, std::int32_t weeks_planned, double performed);

/// What a client plans for a milestone of this amount, in seconds; whole days.
market::second planned_time(const conduct_parameters& knobs, market::money amount);

}  // namespace souk::people

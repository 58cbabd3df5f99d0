#include "viz/metrics.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace souk::viz {
namespace {

using market::event_type;
using market::ledger_account;
using observe::counted;
using entry = observe::day_entry;
using kind = metric::kind;

double usd(market::money amount) { return static_cast<double>(amount.cents) / 100.0; }

template <event_type Type>
double events(const entry& day, const entry*) {
  return static_cast<double>(day.record.counts[Type]);
}
template <counted What>
double counted_of(const entry& day, const entry*) {
  return static_cast<double>(day.record.counts[What]);
}
template <auto Member>
double level(const entry& day, const entry*) {
  return static_cast<double>(day.record.*Member);
}
template <auto Member>
double connects_flow(const entry& day, const entry* before) {
  const auto now = day.record.connects.*Member;
  return static_cast<double>(before == nullptr ? now : now - before->record.connects.*Member);
}
template <ledger_account Account>
double balance(const entry& day, const entry*) {
  return usd(day.record.ledger[Account]);
}
template <ledger_account Account>
double paid_in(const entry& day, const entry* before) {
  return usd(day.record.ledger[Account])
         - (before == nullptr ? 0.0 : usd(before->record.ledger[Account]));
}

double gross(const entry& day, const entry*) {
  return static_cast<double>(day.record.counts[counted::gross_cents]) / 100.0;
}
double revenue(const entry& day, const entry* before) {
  return revenue_so_far(day.record.ledger)
         - (before == nullptr ? 0.0 : revenue_so_far(before->record.ledger));
}
double connects_sold(const entry& day, const entry* before) {
  return paid_in<ledger_account::connects_sales_card>(day, before)
         + paid_in<ledger_account::connects_sales_balance>(day, before);
}
double job_ends(const entry& day, const entry*) {
  const observe::counts& c = day.record.counts;
  return static_cast<double>(
      c[event_type::job_filled] + c[event_type::job_expired] + c[event_type::job_closed]);
}
double answered(const entry& day, const entry*) {
  const observe::counts& c = day.record.counts;
  return static_cast<double>(c[event_type::profile_approved] + c[event_type::profile_rejected]);
}
double hours(const entry& day, const entry*) {
  return static_cast<double>(day.record.counts[counted::hours_billed_minutes]) / 60.0;
}

constexpr std::string_view money = "Money", trade = "Trade", joining = "Joining",
                           connects = "Connects", care = "Care";

constexpr std::array all{
    metric{"gross_volume", "Gross volume", money, unit::usd, kind::flow, gross, nullptr,
        "charged for work, less refunds"},
    metric{"revenue", "Platform revenue", money, unit::usd, kind::flow, revenue, nullptr,
        "fees, Connects and withdrawal fees, less subsidies"},
    metric{"take_rate", "Take rate", money, unit::share, kind::ratio, revenue, gross,
        "platform revenue in gross volume"},
    metric{"freelancer_fees", "Freelancer fees", money, unit::usd, kind::flow,
        paid_in<ledger_account::freelancer_fees>, nullptr, "taken from what freelancers bill"},
    metric{"client_fees", "Client fees", money, unit::usd, kind::flow,
        paid_in<ledger_account::client_fees>, nullptr, "what clients pay on top"},
    metric{"connects_sales", "Connects sales", money, unit::usd, kind::flow, connects_sold, nullptr,
        "Connects bought by card or from the balance"},
    metric{"escrow", "Escrow", money, unit::usd, kind::level, balance<ledger_account::escrow>,
        nullptr, "funded milestones"},
    metric{"pending", "Pending", money, unit::usd, kind::level, balance<ledger_account::pending>,
        nullptr, "billed, in its security period"},
    metric{"available", "Available", money, unit::usd, kind::level,
        balance<ledger_account::available>, nullptr, "can be withdrawn"},
    metric{"withdrawn", "Withdrawn", money, unit::usd, kind::flow,
        paid_in<ledger_account::withdrawn>, nullptr, "paid out to freelancers"},
    metric{"jobs_posted", "Jobs posted", trade, unit::count, kind::flow,
        events<event_type::job_posted>, nullptr, ""},
    metric{"proposals", "Proposals", trade, unit::count, kind::flow, events<event_type::proposed>,
        nullptr, ""},
    metric{"interviews", "Interviews", trade, unit::count, kind::flow,
        events<event_type::interview_opened>, nullptr, ""},
    metric{"hires", "Hires", trade, unit::count, kind::flow, events<event_type::offer_accepted>,
        nullptr, "offers accepted"},
    metric{"fill_rate", "Fill rate", trade, unit::share, kind::ratio,
        events<event_type::job_filled>, job_ends, "jobs filled among those that ended"},
    metric{"proposals_per_post", "Proposals per post", trade, unit::ratio, kind::ratio,
        events<event_type::proposed>, events<event_type::job_posted>, ""},
    metric{"open_jobs", "Open jobs", trade, unit::count, kind::level,
        level<&observe::day_record::open_jobs>, nullptr, "at the end of the day"},
    metric{"live_proposals", "Live proposals", trade, unit::count, kind::level,
        level<&observe::day_record::live_proposals>, nullptr, "on open jobs"},
    metric{"active_contracts", "Active contracts", trade, unit::count, kind::level,
        level<&observe::day_record::active_contracts>, nullptr, "at the end of the day"},
    metric{"hours_billed", "Hours billed", trade, unit::count, kind::flow, hours, nullptr,
        "invoiced, less disputes"},
    metric{"active_freelancers", "Active freelancers", trade, unit::count, kind::flow,
        counted_of<counted::freelancers_active>, nullptr, "gave a command on the day"},
    metric{"active_clients", "Active clients", trade, unit::count, kind::flow,
        counted_of<counted::clients_active>, nullptr, "were charged on the day"},
    metric{"freelancers", "Freelancers registered", joining, unit::count, kind::level,
        level<&observe::day_record::freelancers>, nullptr, "so far"},
    metric{"clients", "Clients registered", joining, unit::count, kind::level,
        level<&observe::day_record::clients>, nullptr, "so far"},
    metric{"submitted", "Profiles submitted", joining, unit::count, kind::flow,
        events<event_type::profile_submitted>, nullptr, ""},
    metric{"approved", "Profiles approved", joining, unit::count, kind::flow,
        events<event_type::profile_approved>, nullptr, ""},
    metric{"rejected", "Profiles rejected", joining, unit::count, kind::flow,
        events<event_type::profile_rejected>, nullptr, "incomplete or oversupplied"},
    metric{"approval_rate", "Approval rate", joining, unit::share, kind::ratio,
        events<event_type::profile_approved>, answered, "of profiles answered"},
    metric{"vetting_queue", "Vetting queue", joining, unit::count, kind::level,
        level<&observe::day_record::vetting_queue>, nullptr, "submitted and not answered"},
    metric{"vetting_overdue", "Answered overdue", joining, unit::count, kind::flow,
        counted_of<counted::vetting_overdue>, nullptr, "only because 24 hours were over"},
    metric{"connects_granted", "Connects granted", connects, unit::connects, kind::flow,
        connects_flow<&observe::connects_totals::granted>, nullptr, ""},
    metric{"connects_bought", "Connects bought", connects, unit::connects, kind::flow,
        connects_flow<&observe::connects_totals::bought>, nullptr, ""},
    metric{"connects_spent", "Connects spent", connects, unit::connects, kind::flow,
        connects_flow<&observe::connects_totals::spent>, nullptr, "on proposals and badges"},
    metric{"connects_returned", "Connects returned", connects, unit::connects, kind::flow,
        connects_flow<&observe::connects_totals::returned>, nullptr, "of jobs closed unfilled"},
    metric{"connects_expired", "Connects expired", connects, unit::connects, kind::flow,
        connects_flow<&observe::connects_totals::expired>, nullptr, ""},
    metric{"connects_per_hire", "Connects per hire", connects, unit::ratio, kind::ratio,
        connects_flow<&observe::connects_totals::spent>, events<event_type::offer_accepted>,
        "spent by all for each hire"},
    metric{"reviews", "Reviews", care, unit::count, kind::flow, events<event_type::reviewed>,
        nullptr, ""},
    metric{"refunds", "Refunds", care, unit::count, kind::flow, counted_of<counted::refunds>,
        nullptr, "given or settled"},
    metric{"disputes", "Disputes", care, unit::count, kind::flow, counted_of<counted::disputes>,
        nullptr, "refused refunds, disputed hours"},
    metric{"off_platform", "Left together", care, unit::count, kind::flow,
        counted_of<counted::off_platform>, nullptr,
        "pairs of client and freelancer that left the platform"},
    metric{"rejections", "Commands rejected", care, unit::count, kind::flow,
        events<event_type::rejected>, nullptr, ""},
};

constexpr double none = std::numeric_limits<double>::quiet_NaN();

const entry* before(const observe::history& days, std::size_t day) {
  return day == 0 ? nullptr : &days[day - 1];
}

}  // namespace

double revenue_so_far(const market::ledger_totals& ledger) {
  market::money earned;
  for (const ledger_account account : {ledger_account::freelancer_fees, ledger_account::client_fees,
           ledger_account::connects_sales_card, ledger_account::connects_sales_balance,
           ledger_account::withdrawal_fees, ledger_account::subsidies}) {
    earned += ledger[account];
  }
  return usd(earned);
}

std::span<const metric> metrics() { return all; }

const metric* find_metric(std::string_view id) {
  const auto found = std::ranges::find(all, id, &metric::id);
  return found == all.end() ? nullptr : &*found;
}

std::vector<double> values_of(
    const metric& which, const observe::history& days, std::size_t window) {
  std::vector<double> values(days.size());
  std::vector<double> bases(which.what == kind::ratio ? days.size() : 0);
  double sum = 0.0;
  double base = 0.0;
  for (std::size_t i = 0; i < days.size(); ++i) {
    values[i] = which.value(days[i], before(days, i));
    if (!bases.empty()) {
      bases[i] = which.base(days[i], before(days, i));
    }
  }
  std::vector<double> shown(days.size());
  for (std::size_t i = 0; i < days.size(); ++i) {
    const bool full = i >= window;
    sum += values[i] - (full ? values[i - window] : 0.0);
    if (bases.empty()) {
      shown[i] = sum / static_cast<double>(std::min(i + 1, window));
    } else {
      base += bases[i] - (full ? bases[i - window] : 0.0);
      shown[i] = base > 0.0 ? sum / base : none;
    }
  }
  return shown;
}

double total_of(
    const metric& which, const observe::history& days, std::size_t end, std::size_t window) {
  end = std::min(end, days.size());
  if (end == 0) {
    return none;
  }
  if (which.what == kind::level) {
    return which.value(days[end - 1], nullptr);
  }
  double sum = 0.0;
  double base = 0.0;
  for (std::size_t i = end > window ? end - window : 0; i < end; ++i) {
    sum += which.value(days[i], before(days, i));
    base += which.what == kind::ratio ? which.base(days[i], before(days, i)) : 0.0;
  }
  return which.what != kind::ratio ? sum : base > 0.0 ? sum / base : none;
}

}  // namespace souk::viz

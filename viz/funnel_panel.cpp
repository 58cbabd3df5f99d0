#include "viz/funnel_panel.hpp"

#include <fmt/format.h>

namespace souk::viz {
namespace {

using market::event_type;
using market::ledger_account;

/// What happened in the days looked at.
struct sums {
  observe::counts counts;
  double fees = 0.0, withdrawn = 0.0, withdrawal_fees = 0.0;

  double of(event_type type) const { return static_cast<double>(counts[type]); }
  double gross() const {
    return static_cast<double>(counts[observe::counted::gross_cents]) / 100.0;
  }
};

double usd_between(
    const observe::history& days, std::size_t from, std::size_t to, ledger_account account) {
  const auto at = [&](std::size_t end) {
    return end == 0 ? std::int64_t{0} : days[end - 1].record.ledger[account].cents;
  };
  return static_cast<double>(at(to) - at(from)) / 100.0;
}

sums sums_of(const observe::history& days, std::size_t from, std::size_t to) {
  sums all;
  to = std::min(to, days.size());
  for (std::size_t day = from; day < to; ++day) {
    all.counts += days[day].record.counts;
  }
  if (from < to) {
    all.fees = usd_between(days, from, to, ledger_account::freelancer_fees);
    all.withdrawn = usd_between(days, from, to, ledger_account::withdrawn);
    all.withdrawal_fees = usd_between(days, from, to, ledger_account::withdrawal_fees);
  }
  return all;
}

std::string count_of(double value, std::string_view what) {
  return fmt::format("{} {}", brief(value, unit::count), what);
}

ladder jobs(const sums& s) {
  const double posted = s.of(event_type::job_posted);
  const double filled = s.of(event_type::job_filled);
  return {"Jobs", unit::count,
      {{"Posted", posted, 1.0, ""},
          {"Filled", filled, 0.0,
              count_of(s.of(event_type::job_closed), "closed, ")
                  + count_of(s.of(event_type::job_expired), "expired")},
          {"Contracts ended", s.of(event_type::contract_ended), 0.0, "the others go on"},
          {"Reviews", s.of(event_type::reviewed) / 2.0, 0.0, "pairs of two"}}};
}

ladder proposals(const sums& s) {
  return {"Proposals", unit::count,
      {{"Sent", s.of(event_type::proposed), 1.0, ""},
          {"Interviews", s.of(event_type::interview_opened), 0.0,
              count_of(s.of(event_type::proposal_withdrawn), "withdrawn, ")
                  + count_of(s.of(event_type::proposal_declined), "declined, others unread")},
          {"Offers", s.of(event_type::offered), 0.0,
              count_of(s.of(event_type::replied), "replied")},
          {"Hires", s.of(event_type::offer_accepted), 0.0,
              count_of(s.of(event_type::offer_declined), "declined, ")
                  + count_of(s.of(event_type::offer_expired), "expired")}}};
}

ladder money(const sums& s) {
  return {"Money", unit::usd,
      {{"Charged for work", s.gross(), 1.0, ""},
          {"Freelancers' net", s.gross() - s.fees, 0.0,
              brief(s.fees, unit::usd) + " freelancer fees"},
          {"Paid out", s.withdrawn, 0.0,
              s.withdrawal_fees > 0.0 ? brief(s.withdrawal_fees, unit::usd) + " withdrawal fees"
                                      : "the rest is pending or available"}}};
}

ladder joining(const sums& s) {
  return {"Joining", unit::count,
      {{"Registered", s.of(event_type::registered), 1.0, ""},
          {"E-mail verified", s.of(event_type::email_verified), 0.0, "clients among them"},
          {"Profiles submitted", s.of(event_type::profile_submitted), 0.0,
              "again after a rejection, too"},
          {"Profiles approved", s.of(event_type::profile_approved), 0.0,
              count_of(s.of(event_type::profile_rejected), "rejected")}}};
}

void set_shares(ladder& one) {
  for (std::size_t i = 1; i < one.steps.size(); ++i) {
    const double before = one.steps[i - 1].value;
    one.steps[i].share = before > 0.0 ? one.steps[i].value / before : 0.0;
  }
}

std::vector<ladder> ladders_of(const sums& s) {
  std::vector<ladder> all{jobs(s), proposals(s), money(s), joining(s)};
  for (ladder& one : all) {
    set_shares(one);
  }
  return all;
}

void subtract(std::vector<ladder>& from, const std::vector<ladder>& less) {
  for (std::size_t i = 0; i < from.size(); ++i) {
    for (std::size_t k = 0; k < from[i].steps.size(); ++k) {
      from[i].steps[k].value -= less[i].steps[k].value;
    }
  }
}

}  // namespace

funnel prepare_funnel(const view& seen) {
  funnel all;
  std::tie(all.from, all.to) = close_days(seen, 28);
  all.differs = seen.differs();
  if (all.from == all.to) {
    return all;
  }
  all.ladders = ladders_of(sums_of(front(seen).days, all.from, all.to));
  if (all.differs) {
    subtract(all.ladders, ladders_of(sums_of(seen.a->days, all.from, all.to)));
  }
  return all;
}

}  // namespace souk::viz

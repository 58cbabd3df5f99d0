// The daily series of a run's report.
#include "reports/report_parts.hpp"
#include "reports/summary.hpp"

namespace souk::reports {

namespace {

using market::event_type;
using observe::counted;
using observe::day_record;

template <class Measure>
series daily(std::string name, std::span<const day_record> days, curve shown, Measure measure) {
  series line{std::move(name), {}, {}, {}, shown};
  line.values.reserve(days.size());
  for (const day_record& day : days) {
    line.values.push_back(static_cast<double>(measure(day)));
  }
  return line;
}

series events_of(std::string name, std::span<const day_record> days, event_type type, curve shown) {
  return daily(
      std::move(name), days, shown, [type](const day_record& d) { return d.counts[type]; });
}

/// By how much a total grew each day, in `per` parts of what it counts.
template <class Measure>
series growth(std::string name, std::span<const day_record> days, Measure measure, double per = 1) {
  series line = daily(std::move(name), days, curve::mean, measure);
  double before = 0;
  for (double& value : line.values) {
    const double total = value;
    value = (total - before) / per;
    before = total;
  }
  return line;
}

constexpr double cents = 100;

series money_growth(
    std::string name, std::span<const day_record> days, market::money money_figures::* figure) {
  return growth(
      std::move(name), days,
      [figure](const day_record& d) { return (figures_of(d.ledger).*figure).cents; }, cents);
}

chart over_days(const kept_run& run, std::string id, std::string title, std::string note, unit of,
    std::vector<series> lines) {
  chart one{std::move(id), std::move(title), std::move(note)};
  one.x = {"date", unit::date};
  one.y.of = of;
  one.at = dates(run.result.what.start, 0, run.days.size());
  one.lines = std::move(lines);
  if (const auto burn_in = run.result.what.burn_in_days; burn_in > 0) {
    one.shade = stretch{one.at.front(), one.at.front() + burn_in, "burn-in"};
  }
  return one;
}

constexpr const char* per_day = "a day, and the mean of 7 days";
constexpr const char* per_day_mean = "a day, mean of 7 days";
constexpr const char* at_end = "at the end of the day";

/// What is measured at the end of each day.
chart level(
    const kept_run& run, std::string id, std::string title, std::int64_t day_record::* measured) {
  series line =
      daily(title, run.days, curve::plain, [measured](const day_record& d) { return d.*measured; });
  return over_days(run, std::move(id), std::move(title), at_end, unit::count, {std::move(line)});
}

}  // namespace

section demand_section(const kept_run& run) {
  const std::span<const day_record> days = run.days;
  if (days.empty()) {
    return {};
  }
  const curve both = curve::daily_and_mean;
  return {"Day by day", "",
      {over_days(run, "jobs", "Jobs", per_day, unit::count,
           {events_of("posted", days, event_type::job_posted, both),
               events_of("filled", days, event_type::job_filled, both)}),
          over_days(run, "proposals", "Proposals", per_day, unit::count,
              {events_of("proposals", days, event_type::proposed, both)}),
          over_days(run, "work-billed", "Work billed", "a day, mean of 7 days, net of refunds",
              unit::dollars,
              {daily("work billed", days, curve::mean,
                  [](const day_record& d) {
                    return static_cast<double>(d.counts[counted::gross_cents]) / cents;
                  })}),
          over_days(run, "revenue", "Platform revenue", per_day_mean, unit::dollars,
              {money_growth("freelancers' fees", days, &money_figures::freelancer_fees),
                  money_growth("clients' fees", days, &money_figures::client_fees),
                  money_growth("Connects", days, &money_figures::connects_sales)}),
          level(run, "open-jobs", "Open jobs", &day_record::open_jobs),
          level(run, "active-contracts", "Active contracts", &day_record::active_contracts)}};
}

section vetting_section(const kept_run& run) {
  const std::span<const day_record> days = run.days;
  if (days.empty()) {
    return {};
  }
  const curve mean = curve::mean;
  return {"Vetting", "",
      {over_days(run, "vetting", "Profiles", "a day, mean of 7 days", unit::count,
           {events_of("submitted", days, event_type::profile_submitted, mean),
               events_of("approved", days, event_type::profile_approved, mean),
               events_of("turned down", days, event_type::profile_rejected, mean)}),
          level(run, "vetting-queue", "Waiting for the vetting desk", &day_record::vetting_queue),
          over_days(run, "overdue", "Answered late",
              "a day, mean of 7 days: because 24 hours were over", unit::count,
              {daily("overdue", days, mean,
                  [](const day_record& d) { return d.counts[counted::vetting_overdue]; })})}};
}

section connects_section(const kept_run& run) {
  const std::span<const day_record> days = run.days;
  if (days.empty()) {
    return {};
  }
  using connects = observe::connects_totals;
  const auto flow = [&](const char* name, std::int64_t connects::* total) {
    return growth(name, days, [total](const day_record& d) { return d.connects.*total; });
  };
  return {"Connects", "",
      {over_days(run, "connects-in", "Connects that come", per_day_mean, unit::count,
           {flow("granted", &connects::granted), flow("bought", &connects::bought),
               flow("returned", &connects::returned)}),
          over_days(run, "connects-out", "Connects that go", per_day_mean, unit::count,
              {flow("spent", &connects::spent), flow("expired", &connects::expired)}),
          over_days(run, "connects-held", "Connects held", at_end, unit::count,
              {daily("held by freelancers", days, curve::plain,
                  [](const day_record& d) { return d.connects.held; })})}};
}

section presence_section(const kept_run& run) {
  const std::span<const day_record> days = run.days;
  if (days.empty()) {
    return {};
  }
  return {"People", "",
      {over_days(run, "active", "Active people", "gave a command, or were charged, that day",
           unit::count,
           {daily("freelancers", days, curve::daily_and_mean,
                [](const day_record& d) { return d.counts[counted::freelancers_active]; }),
               daily("clients", days, curve::daily_and_mean,
                   [](const day_record& d) { return d.counts[counted::clients_active]; })}),
          over_days(run, "registered", "Registered so far", at_end, unit::count,
              {daily("freelancers", days, curve::plain,
                   [](const day_record& d) { return d.freelancers; }),
                  daily("clients", days, curve::plain,
                      [](const day_record& d) { return d.clients; })}),
          level(run, "live-proposals", "Live proposals", &day_record::live_proposals)}};
}

}  // namespace souk::reports

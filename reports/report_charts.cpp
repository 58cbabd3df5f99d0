// The daily series of report.html.
#include "reports/chart.hpp"
#include "reports/report_parts.hpp"
#include "reports/summary.hpp"

namespace souk::reports {

namespace {

using market::event_type;
using observe::counted;
using observe::day_record;

template <class Measure>
series daily(std::string name, std::span<const day_record> days, Measure measure) {
  series line{std::move(name), {}};
  line.values.reserve(days.size());
  for (const day_record& day : days) {
    line.values.push_back(static_cast<double>(measure(day)));
  }
  return line;
}

series events_of(std::string name, std::span<const day_record> days, event_type type) {
  return daily(std::move(name), days, [type](const day_record& d) { return d.counts[type]; });
}

/// By how much a total grew each day.
template <class Measure>
series growth(std::string name, std::span<const day_record> days, Measure measure) {
  series line = daily(std::move(name), days, measure);
  double before = 0;
  for (double& value : line.values) {
    const double total = value;
    value = total - before;
    before = total;
  }
  return line;
}

series money_growth(
    std::string name, std::span<const day_record> days, market::money money_figures::* figure) {
  return growth(std::move(name), days,
      [figure](const day_record& d) { return (figures_of(d.ledger).*figure).cents; });
}

/// What is measured at the end of each day.
chart level(
    std::string title, std::span<const day_record> days, std::int64_t day_record::* measured) {
  chart one{title, "at the end of the day", chart_unit::count, {}, chart_curve::daily};
  one.lines.push_back(
      daily(std::move(title), days, [measured](const day_record& d) { return d.*measured; }));
  return one;
}

std::vector<chart> demand_charts(std::span<const day_record> days) {
  return {{"Jobs", "a day, and the mean of 7 days", chart_unit::count,
              {events_of("posted", days, event_type::job_posted),
                  events_of("filled", days, event_type::job_filled)}},
      {"Proposals", "a day, and the mean of 7 days", chart_unit::count,
          {events_of("proposals", days, event_type::proposed)}},
      {"Work billed", "a day, mean of 7 days, net of refunds", chart_unit::cents,
          {daily("work billed", days,
              [](const day_record& d) { return d.counts[counted::gross_cents]; })},
          chart_curve::mean},
      {"Platform revenue", "a day, mean of 7 days", chart_unit::cents,
          {money_growth("freelancers' fees", days, &money_figures::freelancer_fees),
              money_growth("clients' fees", days, &money_figures::client_fees),
              money_growth("Connects", days, &money_figures::connects_sales)},
          chart_curve::mean},
      level("Open jobs", days, &day_record::open_jobs),
      level("Active contracts", days, &day_record::active_contracts)};
}

std::vector<chart> supply_charts(std::span<const day_record> days) {
  return {{"Connects", "a day, mean of 7 days", chart_unit::count,
              {growth("granted", days, [](const day_record& d) { return d.connects.granted; }),
                  growth("bought", days, [](const day_record& d) { return d.connects.bought; }),
                  growth("spent", days, [](const day_record& d) { return d.connects.spent; })},
              chart_curve::mean},
      {"Vetting", "profiles a day, mean of 7 days", chart_unit::count,
          {events_of("submitted", days, event_type::profile_submitted),
              events_of("approved", days, event_type::profile_approved),
              events_of("turned down", days, event_type::profile_rejected)},
          chart_curve::mean},
      level("Waiting for the vetting desk", days, &day_record::vetting_queue),
      {"Active people", "gave a command, or were charged, that day", chart_unit::count,
          {daily("freelancers", days,
               [](const day_record& d) { return d.counts[counted::freelancers_active]; }),
              daily("clients", days,
                  [](const day_record& d) { return d.counts[counted::clients_active]; })}},
      {"Registered so far", "at the end of the day", chart_unit::count,
          {daily("freelancers", days, [](const day_record& d) { return d.freelancers; }),
              daily("clients", days, [](const day_record& d) { return d.clients; })},
          chart_curve::daily},
      level("Live proposals", days, &day_record::live_proposals)};
}

}  // namespace

std::string charts_html(const report_input& run) {
  if (run.days.empty()) {
    return "";
  }
  const time_axis axis{run.result.what.start, run.days.size(), run.result.what.burn_in_days};
  std::string html = "<h2>Day by day</h2>\n<div class=\"charts\">\n";
  for (const std::vector<chart>& group : {demand_charts(run.days), supply_charts(run.days)}) {
    for (const chart& one : group) {
      html += chart_html(one, axis);
    }
  }
  return html + "</div>\n";
}

}  // namespace souk::reports

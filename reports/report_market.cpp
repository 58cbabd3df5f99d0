// From post to payout, who gets the work, categories and fees: what a run's tables of people, jobs
// and contracts show.
#include "reports/headline.hpp"
#include "reports/report_parts.hpp"
#include "reports/text.hpp"

#include <algorithm>
#include <numeric>

namespace souk::reports {

namespace {

using market::event_type;

double real(std::int64_t number) { return static_cast<double>(number); }

using step = std::pair<const char*, double>;

chart across(
    std::string id, std::string title, std::string note, unit of, const std::vector<step>& steps) {
  chart one{std::move(id), std::move(title), std::move(note), chart_kind::across};
  one.y.of = of;
  one.lines = {{one.title, {}}};
  for (const auto& [name, value] : steps) {
    one.labels.emplace_back(name);
    one.lines[0].values.push_back(value);
  }
  return one;
}

chart job_funnel(const kept_run& run) {
  const post_funnel& f = run.funnel;
  return across("post-to-pay", "From post to pay", "jobs posted in the window, as far as they came",
      unit::count,
      {{"posted", real(f.posted)}, {"with a proposal", real(f.proposed)},
          {"with a contract", real(f.hired)}, {"with work billed", real(f.billed)},
          {"reviewed by the client", real(f.reviewed)}});
}

chart proposal_funnel(const kept_run& run) {
  const observe::counts& c = run.result.counts;
  return across("proposal-to-contract", "From proposal to contract",
      "what happened in the window, without regard to when it began", unit::count,
      {{"proposals", real(c[event_type::proposed])},
          {"interviews", real(c[event_type::interview_opened])},
          {"replies", real(c[event_type::replied])}, {"offers", real(c[event_type::offered])},
          {"contracts", real(c[event_type::offer_accepted])}});
}

chart money_funnel(const kept_run& run) {
  const money_figures m = figures_of_window(run.result, run.days);
  const auto dollars = [](market::money amount) { return real(amount.cents) / 100; };
  return across("payment-to-payout", "From payment to payout",
      "money moved in the window, net of refunds", unit::dollars,
      {{"clients paid", dollars(m.client_paid)},
          {"freelancers got, net of fees", dollars(m.freelancer_net)},
          {"of it, withdrawn", dollars(m.withdrawn)},
          {"platform's revenue", dollars(m.platform_revenue)}});
}

chart proposals_of_weeks(const kept_run& run) {
  chart one{"proposals-a-job", "Proposals a job",
      "median of the public jobs posted in a week; band: 10 % to 90 % of them"};
  one.x = {"week of", unit::date};
  one.y.of = unit::count;
  series line{"median", {}};
  for (const posting_week& week : run.weeks) {
    one.at.push_back(week.first_day);
    line.values.push_back(week.median);
    line.low.push_back(week.low);
    line.high.push_back(week.high);
  }
  one.lines = {std::move(line)};
  return one;
}

chart waiting_chart(const kept_run& run) {
  const first_hire_curve& curve = run.first_hires;
  chart one{"first-hire", "Waiting for a first hire",
      "share of the newly approved who still wait (Kaplan-Meier), with its 95 % interval",
      chart_kind::steps};
  one.x = {"days since approval", unit::number};
  one.y = {"still waiting", unit::share, false};
  for (std::size_t day = 0; day < curve.still.size(); ++day) {
    one.at.push_back(static_cast<double>(day));
  }
  one.lines = {{"still waiting", curve.still, curve.low, curve.high}};
  return one;
}

/// What the poorest so many hundredths earned of the whole; `sorted`, the least first.
std::vector<double> lorenz(std::span<const std::int64_t> sorted) {
  std::vector<double> shares{0};
  const double whole = real(std::accumulate(sorted.begin(), sorted.end(), std::int64_t{0}));
  double sum = 0;
  std::size_t at = 0;
  for (std::size_t hundredth = 1; hundredth <= 100; ++hundredth) {
    for (const std::size_t end = sorted.size() * hundredth / 100; at < end; ++at) {
      sum += real(sorted[at]);
    }
    shares.push_back(sum / whole);
  }
  return shares;
}

chart lorenz_chart(const kept_run& run) {
  const std::span<const std::int64_t> all = run.earned_cents;
  const auto first = std::upper_bound(all.begin(), all.end(), 0);
  const std::span<const std::int64_t> earners(first, all.end());
  chart one{"lorenz", "Who earns how much",
      "Lorenz curve: what the poorest so many earned of all, since the start"};
  one.x = {"share of freelancers", unit::share};
  one.y = {"share of earnings", unit::share};
  for (int i = 0; i <= 100; ++i) {
    one.at.push_back(i / 100.0);
  }
  const std::vector<double> of_earners = lorenz(earners);
  one.lines = {{"who earned anything", of_earners}, {"all approved", lorenz(all)},
      {"if all earned the same", one.at, {}, {}, curve::plain, true}};
  one.words = grouped(static_cast<std::int64_t>(earners.size())) + " of "
              + grouped(static_cast<std::int64_t>(all.size()))
              + " approved freelancers earned anything. Of those who did, the poorer half has "
              + percent_text(of_earners[50], 1) + " of all earnings, the richest tenth "
              + percent_text(1 - of_earners[90], 1) + ".";
  return one;
}

std::vector<observe::category_day> sums_of_categories(const kept_run& run) {
  std::vector<observe::category_day> sums(run.result.what.categories.size());
  for (const observe::category_day& day : run.category_days) {
    if (day.day < run.result.window_from_day || day.category >= sums.size()) {
      continue;
    }
    observe::category_day& sum = sums[day.category];
    sum.jobs_posted += day.jobs_posted;
    sum.proposals += day.proposals;
    sum.hires += day.hires;
    sum.approved += day.approved;
    sum.oversupplied += day.oversupplied;
    sum.gross_cents += day.gross_cents;
  }
  return sums;
}

chart supply_chart(const kept_run& run, std::span<const observe::category_day> sums) {
  chart one{"supply-and-demand", "Supply against demand",
      "by category: freelancers who are approved at the end, those of them who ever proposed, and "
      "jobs posted and filled in "
      "the window",
      chart_kind::bars};
  one.x.name = "category";
  one.y.of = unit::count;
  one.labels = run.result.what.categories;
  one.wide = true;
  one.lines = {
      {"freelancers approved", {}}, {"who proposed", {}}, {"jobs posted", {}}, {"hires", {}}};
  for (std::size_t i = 0; i < sums.size(); ++i) {
    one.lines[0].values.push_back(real(run.supply[i].approved));
    one.lines[1].values.push_back(real(run.supply[i].bidding));
    one.lines[2].values.push_back(real(sums[i].jobs_posted));
    one.lines[3].values.push_back(real(sums[i].hires));
  }
  return one;
}

table categories_table(const kept_run& run, std::span<const observe::category_day> sums) {
  table rows{{"", "jobs posted", "proposals", "proposals a post", "hires", "hires a post",
                 "profiles approved", "turned down: oversupplied", "work billed"},
      {}};
  for (std::size_t i = 0; i < sums.size(); ++i) {
    const observe::category_day& sum = sums[i];
    rows.rows.push_back({run.result.what.categories[i], grouped(sum.jobs_posted),
        grouped(sum.proposals), fixed(headline::ratio(sum.proposals, sum.jobs_posted), 1),
        grouped(sum.hires), percent_text(real(sum.hires), real(sum.jobs_posted)),
        grouped(sum.approved), grouped(sum.oversupplied), dollars_short({sum.gross_cents})});
  }
  return rows;
}

chart tier_chart(const kept_run& run) {
  chart one{"fee-tiers", "Fee tiers",
      "share of the work billed since the start that fell in each tier of its pair's lifetime "
      "billings",
      chart_kind::stacked};
  one.x.name = "category";
  one.y.of = unit::share;
  one.wide = true;
  for (const std::string& tier : run.fee_tiers) {
    one.lines.push_back({tier, {}});
  }
  for (std::size_t category = 0; category < run.billed_in_tiers.size(); ++category) {
    const std::vector<std::int64_t>& billed = run.billed_in_tiers[category];
    const double all = real(std::accumulate(billed.begin(), billed.end(), std::int64_t{0}));
    if (all == 0) {
      continue;
    }
    one.labels.push_back(run.result.what.categories[category]);
    for (std::size_t i = 0; i < billed.size(); ++i) {
      one.lines[i].values.push_back(real(billed[i]) / all);
    }
  }
  return one;
}

chart rate_chart(const kept_run& run) {
  chart one{"fee-rates", "What contracts pay",
      "work billed by contracts begun in the window, by their fee as a share of it",
      chart_kind::bars};
  one.x.name = "fee";
  one.y.of = unit::dollars;
  one.lines = {{"work billed", {}}};
  for (const fee_rate& rate : run.fee_rates) {
    one.labels.push_back(short_number(100 * rate.rate) + " %");
    one.lines[0].values.push_back(real(rate.billed_cents) / 100);
  }
  return one;
}

}  // namespace

section funnel_section(const kept_run& run) {
  section all{"From post to payout", "", {}};
  if (run.funnel.posted > 0) {
    all.parts.emplace_back(job_funnel(run));
  }
  all.parts.emplace_back(proposal_funnel(run));
  all.parts.emplace_back(money_funnel(run));
  return all;
}

section chances_section(const kept_run& run) {
  section all{"Who gets the work", "", {}};
  if (run.first_hires.still.size() > 1) {
    all.parts.emplace_back(waiting_chart(run));
  }
  if (!run.weeks.empty()) {
    all.parts.emplace_back(proposals_of_weeks(run));
  }
  if (!run.earned_cents.empty() && run.earned_cents.back() > 0) {
    all.parts.emplace_back(lorenz_chart(run));
  }
  return all.parts.empty() ? section{} : all;
}

section categories_section(const kept_run& run) {
  const std::vector<observe::category_day> sums = sums_of_categories(run);
  return {"Categories", "", {supply_chart(run, sums), categories_table(run, sums)}};
}

section fees_section(const kept_run& run) {
  if (!run.billed_in_tiers.empty()) {
    const chart tiers = tier_chart(run);
    return tiers.labels.empty() ? section{} : section{"", "", {tiers}};
  }
  return run.fee_rates.empty() ? section{} : section{"", "", {rate_chart(run)}};
}

}  // namespace souk::reports

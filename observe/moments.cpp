#include "observe/moments.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

namespace souk::observe {
namespace {

using market::event_type;
using market::ledger_account;

constexpr double infinity = std::numeric_limits<double>::infinity();

constexpr moment_spec spec(std::string_view id, std::string_view what, std::string_view target,
    bool tuning, std::initializer_list<moment_range> ranges) {
  moment_spec all{id, what, target, tuning, {}, 0};
  for (const moment_range& one : ranges) {
    all.ranges[all.range_count++] = one;
  }
  return all;
}

constexpr std::array specs{
    spec("M1", "proposals a post", "20 (11-30); p90/p50 >= 2.5", true,
        {{"", 11, 30}, {"p90_p50", 2.5, infinity}}),
    spec("M2", "posts that are filled", ".38 (.30-.50); 2-7 days", true,
        {{"", .30, .50}, {"median_days", 2, 7}}),
    spec("M3", "hires a proposal, of those who work", ".07 (.05-.10)", false, {{"", .05, .10}}),
    spec("M4", "interviews a proposal", ".10 (.05-.15)", false, {{"", .05, .15}}),
    spec("M5", "ever hired, of those approved", ".15 (.08-.26)", true, {{"", .08, .26}}),
    spec("M6", "serious, of those ever hired", ".24 (.18-.32)", false, {{"", .18, .32}}),
    spec("M7", "newcomers hired in 28 days", ".03 (.015-.06)", false, {{"", .015, .06}}),
    spec("M8", "inequality of earnings (Gini)", ".865 (.80-.90); top 10 % .80 (.70-.88)", true,
        {{"", .80, .90}, {"top10", .70, .88}}),
    spec("M9", "jobs a worker", "4.9 (3-7); median 2 (1-4)", false, {{"", 3, 7}, {"median", 1, 4}}),
    spec("M10", "fixed budgets, median $", "100-250", false, {{"", 100, 250}}),
    spec("M11", "hourly rates posted, $", "18/25/38/55, each +-20 %", true,
        {{"", 20, 30}, {"q1", 14.4, 21.6}, {"q3", 30.4, 45.6}, {"p90", 44, 66}}),
    spec("M12", "hourly, of posts", ".61 (.55-.80)", false, {{"", .55, .80}}),
    spec("M13", "rating", "4.75 (4.6-4.85); five stars >= .70", false,
        {{"", 4.6, 4.85}, {"five", .70, 1}}),
    spec("M14", "4 or 5 stars when dissatisfied", ".24 (.15-.35)", false, {{"", .15, .35}}),
    spec("M15", "freelancers' fee, of work billed", ".095 (.085-.11)", true, {{"", .085, .11}}),
    spec("M16", "platform's take, of work billed", ".15 (.135-.165)", false, {{"", .135, .165}}),
    spec("M17", "spend an active client, $", "5,000 (4,500-5,300)", true, {{"", 4500, 5300}}),
    spec("M18", "spend retention", "1.0 (.90-1.10)", false, {{"", .90, 1.10}}),
    spec("M19", "log bid premium of a first post", ".10 (.05-.15)", false, {{"", .05, .15}}),
    spec("M20", "sd of bid a sd of reputation", ".15 (.10-.25)", false, {{"", .10, .25}}),
    spec("M21", "replies at 5 minutes to 30-45", "1.7-2.2", false, {{"", 1.7, 2.2}}),
    spec("M22", "workers' share of the surplus", ".40-.46; 4.2 (3-6) $/h", false,
        {{"", .40, .46}, {"dollars_per_hour", 3, 6}}),
    spec("M23", "value moved off the platform", ".08 (.04-.15)", false, {{"", .04, .15}}),
    spec("M24", "unpaid minutes a paid hour", "23 (15-35)", false, {{"", 15, 35}}),
    spec("M25", "posts without an invitation", ".60 (.55-.70)", false, {{"", .55, .70}}),
};

double ratio(std::int64_t part, std::int64_t whole) {
  return static_cast<double>(part) / static_cast<double>(whole);
}

/// The smallest value that at least the share `q` does not exceed.
template <class Number>
double quantile(const std::vector<Number>& sorted, double q) {
  const auto n = static_cast<double>(sorted.size());
  const auto rank = static_cast<std::size_t>(std::max(1.0, std::ceil(q * n - 1e-9)));
  return static_cast<double>(sorted[std::min(rank, sorted.size()) - 1]);
}

template <class Number>
std::vector<Number> in_order(std::vector<Number> values) {
  std::sort(values.begin(), values.end());
  return values;
}

template <class Number>
double mean(const std::vector<Number>& values) {
  double sum = 0.0;
  for (const Number value : values) {
    sum += static_cast<double>(value);
  }
  return sum / static_cast<double>(values.size());
}

/// Of values in order, none negative: 0 when all are equal, towards 1 when one has everything.
double gini(const std::vector<std::int64_t>& sorted) {
  double weighted = 0.0;
  double sum = 0.0;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    weighted += static_cast<double>(i + 1) * static_cast<double>(sorted[i]);
    sum += static_cast<double>(sorted[i]);
  }
  const auto n = static_cast<double>(sorted.size());
  return sum > 0.0 ? 2.0 * weighted / (n * sum) - (n + 1.0) / n : 0.0;
}

/// What the best-paid tenth has of the whole.
double top_tenth(const std::vector<std::int64_t>& sorted) {
  const std::size_t from = sorted.size() - (sorted.size() + 9) / 10;
  const std::int64_t whole = std::accumulate(sorted.begin(), sorted.end(), std::int64_t{0});
  const std::int64_t top = std::accumulate(
      sorted.begin() + static_cast<std::ptrdiff_t>(from), sorted.end(), std::int64_t{0});
  return whole > 0 ? ratio(top, whole) : 0.0;
}

/// Upper bounds of the published buckets of fixed budgets in dollars, and their shares (facts 3.3).
struct budget_bucket {
  const char* name;
  double below;
  double share;
};
constexpr std::array budget_buckets{budget_bucket{"below_100", 100, .380},
    budget_bucket{"100_500", 500, .294}, budget_bucket{"500_1k", 1'000, .104},
    budget_bucket{"1k_5k", 5'000, .169}, budget_bucket{"5k_10k", 10'000, .031},
    budget_bucket{"10k_50k", 50'000, .020}, budget_bucket{"above_50k", infinity, .004}};

}  // namespace

std::span<const moment_spec> moment_specs() { return specs; }

std::optional<bool> within(const moment_spec& spec, const moment& measured) {
  if (!measured.value) {
    return std::nullopt;
  }
  for (const moment_range& range : spec.wanted()) {
    double value = *measured.value;
    if (!range.part.empty()) {
      const auto part = std::find_if(measured.parts.begin(), measured.parts.end(),
          [&](const auto& one) { return one.first == range.part; });
      if (part == measured.parts.end()) {
        return std::nullopt;
      }
      value = part->second;
    }
    if (!(value >= range.low && value <= range.high)) {
      return false;
    }
  }
  return true;
}

// -- rows ----------------------------------------------------------------------------------------

void moment_book::add(const person_row& row) {
  if (row.side == market::side::freelancer) {
    if (row.approved_at >= 0) {
      workers_.push_back(
          {market::index(row.person), row.proposals, row.approved_at, row.earned_cents});
    }
    return;
  }
  const auto [before, now] = row.year_cents;
  spending_.active += now > 0 ? 1 : 0;
  spending_.now += now > 0 ? now : 0;
  if (before > 0) {
    ++spending_.active_before;
    spending_.before += before;
    spending_.stayed += now;
  }
}

void moment_book::add(const job_row& row) {
  if (!row.is_public) {
    private_jobs_.push_back(row.job);
    return;
  }
  posts_.push_back({row.posted_at, row.ended_at, row.price_cents, row.proposals, row.invitations,
      row.type, row.status == market::job_status::filled});
}

void moment_book::add(const contract_row& row) {
  engagements_.push_back({market::index(row.contract.freelancer), row.contract.job, row.ended_at,
      row.billed_cents, row.stars_by_client});
}

// -- the reckoning -------------------------------------------------------------------------------

class moment_book::reckoning {
 public:
  reckoning(const moment_book& book, const window& of) : book_(book), of_(of) {
    private_jobs_ = in_order(book.private_jobs_);
    count_careers();
  }

  std::vector<moment> all() {
    competition();
    success();
    careers();
    posts();
    ratings();
    money();
    bids();
    rest();
    return std::move(moments_);
  }

 private:
  /// What a freelancer did, of all that is recorded.
  struct career {
    std::int32_t from_proposals = 0;  // contracts
    std::int32_t paid = 0;            // contracts with a charge
    std::int32_t completed = 0;       // ... that have ended
    std::int64_t earned_cents = 0;
  };

  std::int64_t at(std::int32_t day) const { return of_.begin + day * market::day; }
  bool in_window(std::int64_t second) const {
    return second >= at(of_.from_day) && second < at(of_.to_day);
  }

  void count_careers() {
    std::uint32_t most = 0;
    for (const worker& one : book_.workers_) {
      most = std::max(most, one.person + 1);
    }
    for (const engagement& one : book_.engagements_) {
      most = std::max(most, one.freelancer + 1);
    }
    careers_.resize(most);
    for (const engagement& one : book_.engagements_) {
      career& of = careers_[one.freelancer];
      const bool direct = std::binary_search(private_jobs_.begin(), private_jobs_.end(), one.job);
      of.from_proposals += direct ? 0 : 1;
      of.paid += one.billed_cents > 0 ? 1 : 0;
      of.completed += one.billed_cents > 0 && one.ended_at >= 0 ? 1 : 0;
    }
    for (const worker& one : book_.workers_) {
      careers_[one.person].earned_cents = one.earned_cents;
    }
  }

  using parts = std::vector<std::pair<std::string, double>>;
  /// `known`: how much the value rests on.
  void add(std::int64_t known, double value, parts with = {}) {
    const moment_spec& like = specs[moments_.size()];
    moment one;
    one.id = like.id;
    one.target = like.target;
    if (known >= enough) {
      one.value = value;
      one.parts = std::move(with);
    }
    one.ok = within(like, one);
    moments_.push_back(std::move(one));
  }
  void add_nothing() { add(0, 0.0); }
  void add_share(std::int64_t part, std::int64_t whole, parts with = {}) {
    whole >= enough ? add(whole, ratio(part, whole), std::move(with)) : add_nothing();
  }

  void competition() {  // M1, M2
    std::vector<std::int32_t> proposals;
    std::vector<std::int64_t> waits;
    for (const post& one : book_.posts_) {
      if (one.ended_at >= 0 && in_window(one.ended_at)) {
        proposals.push_back(one.proposals);
        if (one.filled) {
          waits.push_back(one.ended_at - one.posted_at);
        }
      }
    }
    const auto known = static_cast<std::int64_t>(proposals.size());
    if (known < enough) {
      add_nothing();
      add_nothing();
      return;
    }
    proposals = in_order(std::move(proposals));
    const double middle = quantile(proposals, .5);
    const double many = quantile(proposals, .9);
    add(known, mean(proposals),
        {{"p10", quantile(proposals, .1)}, {"p50", middle}, {"p90", many},
            {"p90_p50", many / std::max(middle, 1.0)}});
    const auto filled = static_cast<std::int64_t>(waits.size());
    parts days;
    if (filled > 0) {
      days.emplace_back(
          "median_days", quantile(in_order(std::move(waits)), .5) / double{market::day});
    }
    add_share(filled, known, std::move(days));
  }

  void success() {  // M3 to M5
    constexpr std::int32_t tried = 10;
    std::vector<double> rates;
    std::int64_t old = 0;
    std::int64_t old_hired = 0;
    for (const worker& one : book_.workers_) {
      const career& of = careers_[one.person];
      if (of.from_proposals > 0 && one.proposals >= tried) {
        rates.push_back(ratio(of.from_proposals, one.proposals));
      }
      if (one.approved_at + moment_year_days * market::day <= at(of_.to_day)) {
        ++old;
        old_hired += of.paid > 0 ? 1 : 0;
      }
    }
    const auto known = static_cast<std::int64_t>(rates.size());
    if (known < enough) {
      add_nothing();
    } else {
      rates = in_order(std::move(rates));
      add(known, mean(rates), {{"median", quantile(rates, .5)}});
    }
    add_share(of_.counts[event_type::interview_opened], of_.counts[event_type::proposed]);
    add_share(old_hired, old);
  }

  void careers() {  // M6 to M9
    constexpr std::int32_t many_jobs = 10;
    constexpr std::int64_t much = 100'000;  // $1,000
    std::vector<std::int64_t> earned;
    std::vector<std::int32_t> jobs;
    std::int64_t serious = 0;
    for (const career& one : careers_) {
      if (one.paid > 0) {
        serious += one.paid >= many_jobs || one.earned_cents >= much ? 1 : 0;
        earned.push_back(std::max<std::int64_t>(one.earned_cents, 0));
        jobs.push_back(one.completed);
      }
    }
    const auto hired = static_cast<std::int64_t>(earned.size());
    add_share(serious, hired);
    add(of_.newcomers_followed_28d, of_.newcomers.hired_28d);
    if (hired < enough) {
      add_nothing();
      add_nothing();
      return;
    }
    earned = in_order(std::move(earned));
    jobs = in_order(std::move(jobs));
    add(hired, gini(earned),
        {{"top10", top_tenth(earned)}, {"mean", mean(earned) * .01},
            {"median", quantile(earned, .5) * .01}});
    add(hired, mean(jobs), {{"median", quantile(jobs, .5)}});
  }

  void posts() {  // M10 to M12
    std::vector<std::int64_t> budgets;
    std::vector<std::int64_t> rates;
    for (const post& one : book_.posts_) {
      if (in_window(one.posted_at)) {
        (one.type == market::job_type::fixed ? budgets : rates).push_back(one.price_cents);
      }
    }
    budgets = in_order(std::move(budgets));
    rates = in_order(std::move(rates));
    const auto fixed = static_cast<std::int64_t>(budgets.size());
    const auto hourly = static_cast<std::int64_t>(rates.size());
    fixed < enough ? add_nothing() : add(fixed, quantile(budgets, .5) * .01, shares_of(budgets));
    if (hourly < enough) {
      add_nothing();
    } else {
      add(hourly, quantile(rates, .5) * .01,
          {{"q1", quantile(rates, .25) * .01}, {"q3", quantile(rates, .75) * .01},
              {"p90", quantile(rates, .9) * .01}});
    }
    add_share(hourly, hourly + fixed);
  }

  /// Of each published bucket, and the chi-square distance from what is published.
  static parts shares_of(const std::vector<std::int64_t>& budgets) {
    parts all;
    double distance = 0.0;
    auto from = budgets.begin();
    for (const budget_bucket& bucket : budget_buckets) {
      const auto to = std::find_if(from, budgets.end(),
          [&](std::int64_t cents) { return static_cast<double>(cents) >= bucket.below * 100.0; });
      const double share = ratio(to - from, static_cast<std::int64_t>(budgets.size()));
      all.emplace_back(bucket.name, share);
      distance += (share - bucket.share) * (share - bucket.share) / bucket.share;
      from = to;
    }
    all.emplace_back("chi2", distance);
    return all;
  }

  void ratings() {  // M13, M14
    std::int64_t reviews = 0;
    std::int64_t stars = 0;
    std::int64_t five = 0;
    for (const engagement& one : book_.engagements_) {
      if (one.stars > 0 && one.ended_at >= 0 && in_window(one.ended_at)) {
        ++reviews;
        stars += one.stars;
        five += one.stars == 5 ? 1 : 0;
      }
    }
    reviews < enough ? add_nothing()
                     : add(reviews, ratio(stars, reviews), {{"five", ratio(five, reviews)}});
    add_share(of_.sums.dissatisfied_high, of_.sums.dissatisfied);
  }

  std::int64_t gain(ledger_account account) const {
    return (of_.after[account] - of_.before[account]).cents;
  }

  void money() {  // M15 to M18
    const std::int64_t gross = of_.counts[counted::gross_cents];
    const std::int64_t fees = gain(ledger_account::freelancer_fees);
    const std::int64_t connects =
        gain(ledger_account::connects_sales_balance) + gain(ledger_account::connects_sales_card);
    const std::int64_t clients = gain(ledger_account::client_fees);
    const std::int64_t other =
        gain(ledger_account::withdrawal_fees) + gain(ledger_account::subsidies);
    const std::int64_t known =
        of_.counts[event_type::invoice_charged] + of_.counts[event_type::milestone_released];
    const bool charged = known >= enough && gross > 0;
    charged ? add(known, ratio(fees, gross)) : add_nothing();
    charged ? add(known, ratio(fees + clients + connects + other, gross),
                  {{"client_fees", ratio(clients, gross)}, {"connects", ratio(connects, gross)}})
            : add_nothing();
    const client_years& years = book_.spending_;
    const bool whole_year = of_.to_day - of_.from_day >= moment_year_days;
    const bool year_before = whole_year && of_.from_day >= moment_year_days;
    whole_year&& years.active >= enough ? add(years.active, ratio(years.now, years.active) * .01)
                                        : add_nothing();
    year_before&& years.active_before >= enough
        ? add(years.active_before, ratio(years.stayed, years.before))
        : add_nothing();
  }

  void bids() {  // M19 to M22
    const moment_sums& s = of_.sums;
    s.premium_weights >= enough * 1'000'000
        ? add(enough, ratio(s.premium_products, s.premium_weights))
        : add_nothing();
    const double spread = std::sqrt(static_cast<double>(s.rival_bids))
                          * std::sqrt(static_cast<double>(s.rival_reputations));
    spread > 0.0 ? add(s.rival_jobs, static_cast<double>(s.rival_products) / spread)
                 : add_nothing();
    const auto [early, late] = s.proposals_by_age;
    if (early >= enough && late >= enough && s.interviews_by_age[1] > 0) {
      const double soon = ratio(s.interviews_by_age[0], early);
      const double later = ratio(s.interviews_by_age[1], late);
      add(s.interviews_by_age[0] + s.interviews_by_age[1], soon / later,
          {{"within_5_min", soon}, {"30_to_45_min", later}});
    } else {
      add_nothing();
    }
    s.deals >= enough&& s.whole_surplus > 0
        ? add(s.deals, ratio(s.worker_surplus, s.whole_surplus),
              {{"dollars_per_hour", ratio(s.worker_surplus, s.deals) * .01}})
        : add_nothing();
  }

  void rest() {  // M23 to M25
    const moment_sums& s = of_.sums;
    const std::int64_t gross = of_.counts[counted::gross_cents];
    const std::int64_t contracts = of_.counts[event_type::offer_accepted];
    contracts >= enough&& gross > 0 ? add(contracts, ratio(s.moved_cents, s.moved_cents + gross))
                                    : add_nothing();
    s.paid_s >= enough* market::hour ? add(enough, ratio(s.searching_s, s.paid_s) * 60.0)
                                     : add_nothing();
    std::int64_t uninvited = 0;
    std::int64_t ended = 0;
    for (const post& one : book_.posts_) {
      if (one.ended_at >= 0 && in_window(one.ended_at)) {
        ++ended;
        uninvited += one.invitations == 0 ? 1 : 0;
      }
    }
    add_share(uninvited, ended);
  }

  const moment_book& book_;
  const window& of_;
  std::vector<market::job_id> private_jobs_;
  std::vector<career> careers_;
  std::vector<moment> moments_;
};

std::vector<moment> moment_book::moments(const window& of) const {
  return reckoning(*this, of).all();
}

}  // namespace souk::observe

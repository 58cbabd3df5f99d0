#include "tests/support/sample_run.hpp"

namespace souk::tests {

namespace {

using market::event_type;
using market::ledger_account;
using market::money;
using observe::counted;

// Monday.
constexpr market::second start = 1'704'067'200;
constexpr std::int64_t categories = 3;

/// From 0 to n - 1, the same for the same day and subject.
std::int64_t drawn(std::int64_t day, std::uint64_t subject, std::int64_t n) {
  return static_cast<std::int64_t>(
      market::mix(static_cast<std::uint64_t>(day), subject) % static_cast<std::uint64_t>(n));
}

void count_day(observe::counts& c, std::int64_t day) {
  const std::int64_t weekend = market::weekday(start + day * market::day) >= 5 ? 2 : 1;
  const std::int64_t posts = (300 + drawn(day, 1, 80) + day / 2) / weekend;
  c[event_type::job_posted] = posts;
  c[event_type::job_filled] = posts * 38 / 100;
  c[event_type::job_expired] = posts * 49 / 100;
  c[event_type::job_closed] = posts * 12 / 100;
  c[event_type::invited] = posts * 6 / 10;
  c[event_type::proposed] = posts * (18 + drawn(day, 2, 5));
  c[event_type::interview_opened] = posts * 2;
  c[event_type::offered] = posts * 42 / 100;
  c[event_type::offer_accepted] = posts * 39 / 100;
  c[event_type::contract_ended] = posts * 36 / 100;
  c[event_type::milestone_released] = posts * 30 / 100;
  c[event_type::reviewed] = posts * 50 / 100;
  c[event_type::profile_submitted] = 90 + drawn(day, 3, 20);
  c[event_type::profile_approved] = 55 + drawn(day, 4, 15);
  c[event_type::profile_rejected] = 30 + drawn(day, 5, 10);
  c[counted::hours_billed_minutes] = day % 7 == 0 ? 60 * 9'000 : 0;
  c[counted::off_platform] = drawn(day, 6, 3);
  c[counted::refunds] = drawn(day, 7, 4);
  c[counted::disputes] = drawn(day, 8, 2);
  c[counted::freelancers_active] = 900 + drawn(day, 9, 200);
  c[counted::clients_active] = 300 + drawn(day, 10, 90);
  c[counted::gross_cents] = posts * 21'037 + (day % 7 == 0 ? 9'000 * 2'500 : 0);
}

void move_money(market::ledger& book, std::int64_t day, const observe::counts& c,
    std::vector<market::ledger_entry>& entries) {
  const auto post = [&](ledger_account from, ledger_account to, std::int64_t cents) {
    const market::ledger_entry entry{start + day * market::day, {market::person_id{20}, 1}, {cents},
        market::person_id{2}, from, to, event_type::milestone_released};
    book.post(entry);
    if (entries.size() < 1'000) {
      entries.push_back(entry);
    }
  };
  const std::int64_t gross = c[counted::gross_cents];
  post(ledger_account::client_cards, ledger_account::escrow, gross + 1'201);
  post(ledger_account::client_cards, ledger_account::client_fees, gross / 20);
  post(ledger_account::escrow, ledger_account::freelancer_fees, gross / 10);
  post(ledger_account::escrow, ledger_account::pending, gross - gross / 10);
  post(ledger_account::pending, ledger_account::available, gross * 8 / 10);
  post(ledger_account::available, ledger_account::withdrawn, gross * 6 / 10);
  post(ledger_account::available, ledger_account::withdrawal_fees, 99);
  post(ledger_account::available, ledger_account::connects_sales_balance, 300);
  post(ledger_account::freelancer_cards, ledger_account::connects_sales_card,
      1'500 * (40 + drawn(day, 11, 20)));
  post(ledger_account::subsidies, ledger_account::pending, 10);
}

observe::connects_totals connects_of(std::int64_t days) {
  observe::connects_totals c;
  c.granted = 2'400 * days;
  c.bought = 5'000 * days;
  c.returned = 100 * days;
  c.expired = 20 * days;
  c.spent = 7'000 * days;
  c.held = c.granted + c.bought + c.returned - c.expired - c.spent;
  return c;
}

void add_rows(sample_run& run) {
  for (std::uint32_t i = 0; i < 30; ++i) {
    observe::person_row p;
    p.person = market::person_id{i};
    p.side = i < 20 ? market::side::freelancer : market::side::client;
    p.category = static_cast<std::uint16_t>(i % categories);
    p.registered_at = start + i;
    if (i % 4 == 0) {
      p.approved_at = start + market::day;
      p.reviews = 2;
      p.rating_sum = 9;
      p.country = 1;
      p.level = market::level::expert;
      p.first_interview_at = p.approved_at + 60;
      p.completeness_at_approval = 60;
      p.connects_until_hire = 12;
      p.bid_log_price = -0.25;
      p.quarter_cents = {100, 0, -50, 7};
    }
    run.people.push_back(p);
  }
  for (std::uint32_t i = 20; i < 30; ++i) {
    const market::job_id job{market::person_id{i}, 1};
    run.jobs.push_back({.job = job,
        .category = static_cast<std::uint16_t>(i % categories),
        .posted_at = start + i,
        .ended_at = i % 2 == 0 ? start + market::day : -1,
        .value_cents = 10'000});
    run.contracts.push_back({.contract = {job, market::person_id{i - 20}},
        .hourly = i % 2 == 0,
        .started_at = start + market::day,
        .billed_cents = 9'000,
        .stars_by_client = 5});
  }
}

void add_moments(std::vector<observe::moment>& moments) {
  moments.push_back({"M1", 19.4, {{"p10", 4}, {"p50", 14}, {"p90", 41}}, "20 (11-30)", true});
  moments.push_back({"M2", 0.52, {{"median_days", 3.1}}, "0.38 (0.30-0.50)", false});
  moments.push_back({"M5", std::nullopt, {}, "0.15 (0.08-0.26)", std::nullopt});
}

void add_events(sample_run& run, std::int32_t day) {
  const market::second at = start + day * market::day;
  run.events.push_back({.at = at,
      .job = {market::person_id{20}, 1},
      .amount = {10'000},
      .person = market::person_id{20},
      .n = 3,
      .type = event_type::job_posted});
  run.events.push_back({.at = at + 60,
      .amount = {},
      .person = market::person_id{3},
      .type = event_type::rejected,
      .why = market::reason::insufficient_connects,
      .detail = 12});
}

}  // namespace

void sample_run::tell(observe::run_observer& observer, std::int32_t to_day) const {
  for (const observe::day_record& day : days) {
    if (day.day >= to_day) {
      break;
    }
    const auto at = static_cast<std::size_t>(day.day);
    observer.on_events(std::span(events).subspan(2 * at, 2));
    if (day.day == 0) {
      observer.on_entries(entries);
    }
    observer.on_epoch(day.day, day.fingerprint);
    observer.on_day(day, std::span(category_days).subspan(at * categories, categories));
  }
  observer.on_end(people, jobs, contracts);
}

sample_run make_sample_run(std::int32_t burn_in_days, std::int32_t days) {
  sample_run run;
  observe::run_result& r = run.result;
  r.what = {"0.1.0", "sample", "upwork-2022", {{"policy.fees.client", "3%"}}, 7, start, days,
      burn_in_days, {"design", "web-dev", "writing"}, {"Manila", "Lagos"},
      "kind: policy\nname: upwork-2022\n", "kind: scenario\nname: sample\n", {}};
  market::ledger book;
  market::fingerprint print;
  for (std::int32_t day = 0; day < burn_in_days + days; ++day) {
    observe::day_record d;
    d.day = day;
    count_day(d.counts, day);
    move_money(book, day, d.counts, run.entries);
    d.ledger = book.totals();
    d.connects = connects_of(day + 1);
    d.freelancers = 10'000 + 90 * day;
    d.clients = 2'000 + 15 * day;
    d.open_jobs = 6'000 + drawn(day, 12, 300);
    d.live_proposals = 20 * d.open_jobs;
    d.active_contracts = 4'000 + 3 * day;
    d.vetting_queue = 30 + drawn(day, 13, 25);
    print.add(static_cast<std::uint64_t>(day));
    d.fingerprint = print;
    if (day >= burn_in_days) {
      r.counts += d.counts;
    }
    for (std::uint16_t c = 0; c < categories; ++c) {
      run.category_days.push_back({day, c, 100 + c, 2'000, 38, 18, 5, 2'103'700});
    }
    add_events(run, day);
    run.days.push_back(d);
  }
  for (const std::int64_t n : r.counts.events) {
    r.events += n;
  }
  r.window_from_day = burn_in_days;
  r.window_to_day = burn_in_days + days;
  r.state_hash = "00112233445566778899aabbccddeeff";
  r.ledger = book.totals();
  r.connects = connects_of(burn_in_days + days);
  r.freelancers = run.days.empty() ? 0 : run.days.back().freelancers;
  r.clients = run.days.empty() ? 0 : run.days.back().clients;
  r.newcomers = {5'120, 0.0312, 0.0787, 17.5};
  r.cost = {2, 512, 1.25, 1.6e6, 1 << 20};
  add_rows(run);
  add_moments(r.moments);
  return run;
}

}  // namespace souk::tests

#include "actors/record_keeper.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace souk::actors {
namespace {

auto order_of(const market::event& e) {
  return std::tuple{e.at, e.type, e.person, e.other, e.job, e.n, e.amount, e.why, e.detail};
}

auto order_of(const market::ledger_entry& e) {
  return std::tuple{e.at, e.job, e.freelancer, e.from, e.to, e.amount, e.cause};
}

template <class Row>
std::vector<Row> merged(std::vector<day_part>& parts, std::vector<Row> day_part::* rows) {
  std::vector<Row> all;
  for (day_part& part : parts) {
    all.insert(all.end(), (part.*rows).begin(), (part.*rows).end());
    std::vector<Row>{}.swap(part.*rows);
  }
  std::sort(
      all.begin(), all.end(), [](const Row& a, const Row& b) { return order_of(a) < order_of(b); });
  return all;
}

template <class Row, class Key>
std::vector<Row> merged(
    std::vector<final_part>& parts, std::vector<Row> final_part::* rows, Key key) {
  std::vector<Row> all;
  for (final_part& part : parts) {
    all.insert(all.end(), (part.*rows).begin(), (part.*rows).end());
    std::vector<Row>{}.swap(part.*rows);
  }
  std::sort(all.begin(), all.end(), [&](const Row& a, const Row& b) { return key(a) < key(b); });
  return all;
}

std::vector<observe::category_day> merged_categories(
    const std::vector<day_part>& parts, std::int32_t day) {
  std::vector<observe::category_day> all;
  for (const day_part& part : parts) {
    all.resize(std::max(all.size(), part.categories.size()));
    for (std::size_t c = 0; c < part.categories.size(); ++c) {
      const observe::category_day& from = part.categories[c];
      observe::category_day& to = all[c];
      to.day = day;
      to.category = static_cast<std::uint16_t>(c);
      to.jobs_posted += from.jobs_posted;
      to.proposals += from.proposals;
      to.hires += from.hires;
      to.approved += from.approved;
      to.oversupplied += from.oversupplied;
      to.gross_cents += from.gross_cents;
    }
  }
  return all;
}

observe::day_record record_of(const day_bundle& day) {
  observe::day_record record;
  record.day = day.day;
  record.ledger = day.sums.ledger;
  record.connects = day.sums.connects;
  record.fingerprint = day.sums.events;
  for (const day_part& part : day.parts) {
    record.counts += part.counts;
    record.freelancers += part.freelancers;
    record.clients += part.clients;
    record.open_jobs += part.open_jobs;
    record.live_proposals += part.live_proposals;
    record.active_contracts += part.active_contracts;
    record.vetting_queue += part.vetting_queue;
  }
  return record;
}

double share(std::int64_t part, std::int64_t whole) {
  return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

void record_keeper::keep(day_bundle day) {
  tell_rows(day);
  const observe::day_record record = record_of(day);
  if (record.day >= result_.window_from_day) {
    result_.counts += record.counts;
    result_.window_to_day = record.day + 1;
  }
  result_.ledger = record.ledger;
  result_.connects = record.connects;
  result_.freelancers = record.freelancers;
  result_.clients = record.clients;
  events_ = record.fingerprint;
  proposals_ += record.counts[market::event_type::proposed];
  observer_.on_day(record, merged_categories(day.parts, day.day));
}

void record_keeper::tell_rows(day_bundle& day) {
  const auto events = merged(day.parts, &day_part::events);
  if (!events.empty()) {
    observer_.on_events(events);
  }
  const auto entries = merged(day.parts, &day_part::entries);
  if (!entries.empty()) {
    observer_.on_entries(entries);
  }
  for (const auto& [number, rolling] : day.epochs) {
    observer_.on_epoch(number, rolling);
  }
}

observe::run_result record_keeper::finish(std::vector<final_part> parts) {
  market::fingerprint all = events_;
  for (const final_part& part : parts) {
    all.add(part.state);
  }
  result_.state_hash = fmt::format("{:016x}{:016x}", all.high, all.low);
  for (std::int64_t n : result_.counts.events) {
    result_.events += n;
  }
  result_.milestones_released = result_.counts[market::event_type::milestone_released];
  const auto people =
      merged(parts, &final_part::people, [](const auto& row) { return row.person; });
  const auto jobs = merged(parts, &final_part::jobs, [](const auto& row) { return row.job; });
  const auto contracts =
      merged(parts, &final_part::contracts, [](const auto& row) { return row.contract; });
  add_newcomers(people);
  observer_.on_end(people, jobs, contracts);
  return std::move(result_);
}

void record_keeper::add_newcomers(const std::vector<observe::person_row>& people) {
  const std::int64_t begin = result_.what.start;
  const std::int64_t from = begin + result_.window_from_day * market::day;
  const std::int64_t to = begin + result_.window_to_day * market::day;
  std::int64_t followed_28 = 0, hired_28 = 0, followed_90 = 0, hired_90 = 0;
  std::vector<double> days_to_hire;
  for (const observe::person_row& row : people) {
    if (row.side != market::side::freelancer || row.approved_at < from || row.approved_at >= to) {
      continue;
    }
    ++result_.newcomers.approved;
    const std::int64_t waited = row.first_hire_at < 0 ? -1 : row.first_hire_at - row.approved_at;
    if (waited >= 0) {
      days_to_hire.push_back(static_cast<double>(waited) / market::day);
    }
    // Only who could be watched for the whole time counts.
    if (row.approved_at + 28 * market::day <= to) {
      ++followed_28;
      hired_28 += waited >= 0 && waited <= 28 * market::day ? 1 : 0;
    }
    if (row.approved_at + 90 * market::day <= to) {
      ++followed_90;
      hired_90 += waited >= 0 && waited <= 90 * market::day ? 1 : 0;
    }
  }
  result_.newcomers.hired_28d = share(hired_28, followed_28);
  result_.newcomers.hired_90d = share(hired_90, followed_90);
  if (!days_to_hire.empty()) {
    std::sort(days_to_hire.begin(), days_to_hire.end());
    result_.newcomers.median_days_to_first_hire = days_to_hire[days_to_hire.size() / 2];
  }
}

}  // namespace souk::actors

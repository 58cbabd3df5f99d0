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
  tell_notes(day);
  const observe::day_record record = record_of(day);
  if (record.day >= result_.window_from_day) {
    result_.counts += record.counts;
    result_.window_to_day = record.day + 1;
    for (const day_part& part : day.parts) {
      window_sums_ += part.moments;
    }
  } else {
    before_window_ = record.ledger;
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
  for (const day_part& part : day.parts) {
    if (!part.departures.empty()) {
      observer_.on_departures(part.departures);
    }
  }
  for (const auto& [number, rolling] : day.epochs) {
    observer_.on_epoch(number, rolling);
  }
}

void record_keeper::tell_notes(const day_bundle& day) const {
  std::vector<people::note> all;
  for (const day_part& part : day.parts) {
    all.insert(all.end(), part.notes.begin(), part.notes.end());
  }
  // One person's notes all come from one cohort, in the order in which they were written.
  std::stable_sort(all.begin(), all.end(), [](const people::note& a, const people::note& b) {
    return std::tuple{a.at, a.by} < std::tuple{b.at, b.by};
  });
  if (take_notes_ && !all.empty()) {
    take_notes_(all);
  }
}

void record_keeper::keep(final_part part) {
  final_.add(part.state);
  const auto by_id = [](auto& rows, auto id) {
    std::sort(
        rows.begin(), rows.end(), [id](const auto& a, const auto& b) { return a.*id < b.*id; });
  };
  by_id(part.jobs, &observe::job_row::job);
  by_id(part.contracts, &observe::contract_row::contract);
  for (const observe::person_row& row : part.people) {
    follow(row);
    moments_.add(row);
  }
  for (const observe::job_row& row : part.jobs) {
    moments_.add(row);
  }
  for (const observe::contract_row& row : part.contracts) {
    moments_.add(row);
  }
  window_sums_ += part.moments;
  observer_.on_end(part.people, part.jobs, part.contracts);
  if (!part.treatments.empty()) {
    std::ranges::sort(part.treatments);
    observer_.on_treatments(part.treatments);
  }
}

observe::run_result record_keeper::finish() {
  final_.add(events_);
  result_.state_hash = fmt::format("{:016x}{:016x}", final_.high, final_.low);
  for (std::int64_t n : result_.counts.events) {
    result_.events += n;
  }
  result_.milestones_released = result_.counts[market::event_type::milestone_released];
  result_.moved_cents = window_sums_.moved_cents;
  result_.newcomers.approved = newcomers_.approved;
  result_.newcomers.hired_28d = share(newcomers_.hired_28d, newcomers_.followed_28d);
  result_.newcomers.hired_90d = share(newcomers_.hired_90d, newcomers_.followed_90d);
  std::vector<double>& waits = newcomers_.days_to_first_hire;
  if (!waits.empty()) {
    std::sort(waits.begin(), waits.end());
    result_.newcomers.median_days_to_first_hire = waits[waits.size() / 2];
  }
  result_.moments = moments_.moments({.begin = result_.what.start,
      .from_day = result_.window_from_day,
      .to_day = result_.window_to_day,
      .counts = result_.counts,
      .newcomers = result_.newcomers,
      .newcomers_followed_28d = newcomers_.followed_28d,
      .before = before_window_,
      .after = result_.ledger,
      .sums = window_sums_});
  return std::move(result_);
}

void record_keeper::follow(const observe::person_row& row) {
  const std::int64_t begin = result_.what.start;
  const std::int64_t from = begin + result_.window_from_day * market::day;
  const std::int64_t to = begin + result_.window_to_day * market::day;
  if (row.side != market::side::freelancer || row.approved_at < from || row.approved_at >= to) {
    return;
  }
  ++newcomers_.approved;
  const std::int64_t waited = row.first_hire_at < 0 ? -1 : row.first_hire_at - row.approved_at;
  if (waited >= 0) {
    newcomers_.days_to_first_hire.push_back(static_cast<double>(waited) / market::day);
  }
  // Only who could be watched for the whole time counts.
  const auto within = [&](std::int64_t days, std::int64_t& followed, std::int64_t& hired) {
    if (row.approved_at + days * market::day <= to) {
      ++followed;
      hired += waited >= 0 && waited <= days * market::day ? 1 : 0;
    }
  };
  within(28, newcomers_.followed_28d, newcomers_.hired_28d);
  within(90, newcomers_.followed_90d, newcomers_.hired_90d);
}

}  // namespace souk::actors

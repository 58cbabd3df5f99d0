// What the parts of the exchange's implementation share. Not for others.
#pragma once

#include "market/exchange.hpp"

#include <algorithm>
#include <type_traits>

namespace souk::market {

/// The event of a command that was accepted.
inline event done(event_type type, const vouched& given, job_id job, person_id other) {
  event e;
  e.at = given.given.at;
  e.job = job;
  e.person = given.given.by;
  e.other = other;
  e.type = type;
  return e;
}

template <class Command>
reason refuse(const vouched& given, reason why, job_id job, outbox& out) {
  out.events.push_back(rejection<Command>(given.given, why, job));
  return why;
}

template <class Job>
auto* record_of(Job* job) {
  return job == nullptr ? nullptr : &job->record;
}

/// The invitation to or the offer for a freelancer; null where there is none, or no job.
template <class Job, class List>
auto* find_by_freelancer(Job* job, List list, person_id freelancer) {
  using record = std::remove_reference_t<decltype((job->*list).front())>;
  if (job == nullptr) {
    return static_cast<record*>(nullptr);
  }
  auto& all = job->*list;
  const auto at = std::ranges::find(all, freelancer, &record::freelancer);
  return at == all.end() ? nullptr : &*at;
}

template <class Visit>
void exchange::for_each_proposal(const stored_job& job, Visit&& visit) const {
  const auto lodged = static_cast<std::uint32_t>(job.record.lodged);
  std::uint32_t block = job.first_block;
  for (std::uint32_t arrival = 0; arrival < lodged; ++arrival) {
    visit(block * block_size + arrival % block_size, arrival);
    if (arrival % block_size == block_size - 1) {
      block = blocks_[block].next;
    }
  }
}

}  // namespace souk::market

#include "cli/lease_book.hpp"

#include <algorithm>
#include <limits>

namespace souk::cli {

std::optional<std::size_t> lease_book::take(holder_id who, double now) {
  std::optional<std::size_t> found = unheld();
  if (!found) {
    found = overdue(who, now);
  }
  if (found) {
    open_[*found].leases.push_back({who, now});
  }
  return found;
}

std::optional<std::size_t> lease_book::unheld() {
  if (!returned_.empty()) {
    return returned_.extract(returned_.begin()).value();
  }
  return next_ < jobs_ ? std::optional(next_++) : std::nullopt;
}

std::optional<std::size_t> lease_book::overdue(holder_id who, double now) const {
  std::optional<std::size_t> found;
  double oldest = now;
  for (const auto& [number, job] : open_) {
    const lease& last = job.leases.back();
    const bool late = silent_.contains(last.who) || now - last.since > patience * usual_time();
    if (!job.digest && late && last.since <= oldest && !has(number, who)) {
      found = number;
      oldest = last.since;
    }
  }
  return found;
}

lease_book::verdict lease_book::keep(
    std::size_t number, holder_id who, std::uint64_t digest, double now) {
  const auto found = open_.find(number);
  open_job& job = found->second;
  verdict said = verdict::first;
  if (job.digest) {
    said = *job.digest == digest ? verdict::repeated : verdict::contradicted;
  } else {
    const auto mine = std::ranges::find(job.leases, who, &lease::who);
    took(now - mine->since);
    job.digest = digest;
    job.answered_by = who;
    ++answered_;
  }
  drop_lease(found, who);
  return said;
}

bool lease_book::has(std::size_t job, holder_id who) const {
  const std::vector<holder_id> all = holders(job);
  return std::ranges::find(all, who) != all.end();
}

std::vector<holder_id> lease_book::holders(std::size_t job) const {
  std::vector<holder_id> all;
  if (const auto found = open_.find(job); found != open_.end()) {
    for (const lease& one : found->second.leases) {
      all.push_back(one.who);
    }
  }
  return all;
}

std::optional<holder_id> lease_book::answered_by(std::size_t job) const {
  const auto found = open_.find(job);
  return found == open_.end() ? std::nullopt : found->second.answered_by;
}

void lease_book::give_back(std::size_t job, holder_id who) {
  if (const auto found = open_.find(job); found != open_.end()) {
    drop_lease(found, who);
  }
}

void lease_book::leave(holder_id who) {
  for (auto job = open_.begin(); job != open_.end();) {
    drop_lease(job++, who);
  }
  silent_.erase(who);
}

void lease_book::hush(holder_id who, bool silent) {
  silent ? static_cast<void>(silent_.insert(who)) : static_cast<void>(silent_.erase(who));
}

void lease_book::drop_lease(std::map<std::size_t, open_job>::iterator job, holder_id who) {
  std::erase_if(job->second.leases, [who](const lease& one) { return one.who == who; });
  if (job->second.leases.empty()) {
    if (!job->second.digest) {
      returned_.insert(job->first);
    }
    open_.erase(job);
  }
}

void lease_book::took(double seconds) { times_[timed_++ % times_.size()] = seconds; }

/// The median of late; endless while nothing is known.
double lease_book::usual_time() const {
  const std::size_t known = std::min(timed_, times_.size());
  if (known == 0) {
    return std::numeric_limits<double>::infinity();
  }
  std::vector<double> times(times_.begin(), times_.begin() + static_cast<std::ptrdiff_t>(known));
  std::ranges::nth_element(times, times.begin() + static_cast<std::ptrdiff_t>(known / 2));
  return times[known / 2];
}

}  // namespace souk::cli

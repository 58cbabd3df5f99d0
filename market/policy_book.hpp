// The policies of one market: one for each group of people (two halves may live under two
// policies), each in the versions that took effect over time. What exists when a policy changes
// keeps the version of its own beginning (rules.md, "Reading the rules").
#pragma once

#include "market/ids.hpp"
#include "market/policy.hpp"

#include <cstdint>
#include <functional>
#include <limits>
#include <utility>
#include <vector>

namespace souk::market {

/// Which of the book's policies a person or contract lives under.
using policy_index = std::uint8_t;

/// Jobs that live under terms of their own, whoever posts or takes them: of those posted from a
/// second on, the drawn ones. What is about such a job - its post, proposals and offers, and the
/// contracts that come of it - is under the policy of whoever gives the command with `bit` added to
/// the group; what has no job stays under the person's.
struct jobs_apart {
  policy_index bit = 0;  // 0: there are no such jobs
  second from = 0;
  std::function<bool(job_id)> drawn;
};

class policy_book {
 public:
  explicit policy_book(policy first) : groups_{{version{first_second, std::move(first)}}} {}

  /// Adds a group with a policy of its own.
  policy_index add(policy other) {
    groups_.push_back({version{first_second, std::move(other)}});
    return static_cast<policy_index>(groups_.size() - 1);
  }

  /// From `from` on (later than any change before), the group lives under `next`.
  void change(policy_index group, second from, policy next) {
    groups_[group].push_back(version{from, std::move(next)});
  }

  std::size_t groups() const { return groups_.size(); }

  /// The groups with the bit are there, or will be added.
  void set_apart(jobs_apart which) { apart_ = std::move(which); }
  const jobs_apart& apart() const { return apart_; }

  /// The group of a job that somebody of `poster` posts.
  policy_index of_post(policy_index poster, job_id job, second at) const {
    const bool is_apart = apart_.bit != 0 && at >= apart_.from && apart_.drawn(job);
    return is_apart ? static_cast<policy_index>(poster | apart_.bit) : poster;
  }
  /// The group under which somebody of `group` deals with a job of the group `of_job`.
  policy_index about_job(policy_index group, policy_index of_job) const {
    return static_cast<policy_index>(group | (of_job & apart_.bit));
  }

  /// The policy of a group at a second.
  const policy& at(policy_index group, second when) const {
    const auto& versions = groups_[group];
    std::size_t i = versions.size() - 1;
    while (i > 0 && versions[i].from > when) {
      --i;
    }
    return versions[i].terms;
  }

 private:
  struct version {
    second from;
    policy terms;
  };
  static constexpr second first_second = std::numeric_limits<second>::min();

  std::vector<std::vector<version>> groups_;
  jobs_apart apart_;
};

}  // namespace souk::market

// The policies of one market: one for each group of people (two halves may live under two
// policies), each in the versions that took effect over time. What exists when a policy changes
// keeps the version of its own beginning (rules.md, "Reading the rules").
#pragma once

#include "market/policy.hpp"

#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

namespace souk::market {

/// Which of the book's policies a person or contract lives under.
using policy_index = std::uint8_t;

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
};

}  // namespace souk::market

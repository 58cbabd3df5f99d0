// What a run counts: the `counts` of summary.json, by day and by category, as plain sums that
// shards add up on their own.
#pragma once

#include "market/events.hpp"

#include <array>
#include <cstdint>

namespace souk::observe {

/// Counted things that are not simply events of one type.
enum class counted : std::uint8_t {
  vetting_overdue,  // R7: answered only because 24 h were over
  jobs_public,      // of jobs_posted, those in the feed
  hours_billed_minutes,
  off_platform,        // pairs that left the platform
  refunds,             // X4 and X5, settled or given
  disputes,            // X4 refused, R34
  wakes,               // people woken
  clients_active,      // with a charge on that day
  freelancers_active,  // with a command on that day
  gross_cents,         // charged for work: invoices, releases, bonuses, less refunds
};
inline constexpr std::size_t counted_kinds = 10;
}  // namespace souk::observe

template <>
inline constexpr std::array<std::string_view, 10> souk::market::names_of<souk::observe::counted>{
    "vetting_overdue", "jobs_public", "hours_billed_minutes", "off_platform", "refunds", "disputes",
    "wakes", "clients_active", "freelancers_active", "gross_cents"};

namespace souk::observe {
static_assert(market::names_of<counted>.size() == counted_kinds);

inline constexpr std::size_t event_kinds = market::names_of<market::event_type>.size();

struct counts {
  std::array<std::int64_t, event_kinds> events{};
  std::array<std::int64_t, counted_kinds> others{};

  std::int64_t& operator[](market::event_type type) {
    return events[static_cast<std::size_t>(type)];
  }
  std::int64_t operator[](market::event_type type) const {
    return events[static_cast<std::size_t>(type)];
  }
  std::int64_t& operator[](counted what) { return others[static_cast<std::size_t>(what)]; }
  std::int64_t operator[](counted what) const { return others[static_cast<std::size_t>(what)]; }

  counts& operator+=(const counts& more) {
    for (std::size_t i = 0; i < event_kinds; ++i) {
      events[i] += more.events[i];
    }
    for (std::size_t i = 0; i < counted_kinds; ++i) {
      others[i] += more.others[i];
    }
    return *this;
  }
  counts& operator-=(const counts& less) {
    for (std::size_t i = 0; i < event_kinds; ++i) {
      events[i] -= less.events[i];
    }
    for (std::size_t i = 0; i < counted_kinds; ++i) {
      others[i] -= less.others[i];
    }
    return *this;
  }
  std::int64_t total_events() const {
    std::int64_t all = 0;
    for (const std::int64_t n : events) {
      all += n;
    }
    return all;
  }
  bool operator==(const counts&) const = default;
};

}  // namespace souk::observe

// Who wins and who loses: each freelancer's take-home in the window under one policy less that
// under another, the same person with the same luck. Kept as sums and a histogram, by group.
#pragma once

#include "reports/person_groups.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace souk::reports {

/// Bounds of the histogram's bins in dollars: a difference of d falls into the bin of the highest
/// bound not above |d|; those below the first bound (and above 0) into the first bin.
inline constexpr std::array<std::int64_t, 9> move_bounds{0, 3, 10, 30, 100, 300, 1000, 3000, 10000};
inline constexpr std::size_t move_bins = 2 * move_bounds.size() + 1;

/// The bin of a difference: 0 is the greatest loss, the middle one no difference at all.
std::size_t move_bin(std::int64_t cents);
/// "lost $30 to $100", "no difference".
std::string move_bin_text(std::size_t bin);

/// A group of people in one world.
struct group_figures {
  std::int64_t people = 0;        // registered in either world
  std::int64_t income_cents = 0;  // take-home
  std::int64_t followed_28d = 0, hired_28d = 0;
  std::int64_t better = 0, worse = 0;  // than in the first world

  group_figures& operator+=(const group_figures& more);
  bool operator==(const group_figures&) const = default;
};

struct world_people {
  std::vector<group_figures> groups;  // in the order of person_groups::all
  group_figures everybody;
  std::int64_t gained_cents = 0, lost_cents = 0;  // by the better and the worse; both at least 0
  std::array<std::int64_t, move_bins> moves{};    // people by the difference of their take-home

  bool operator==(const world_people&) const = default;
};

/// One world beside the first (which may be the same). `country_of` answers a person's country.
/// `window_end`: the second after the window.
world_people compare_people(std::span<const freelancer_fate> first,
    std::span<const freelancer_fate> other, const person_groups& groups,
    std::span<const std::uint16_t> country_of, market::second window_begin,
    market::second window_end);

}  // namespace souk::reports

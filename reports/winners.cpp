#include "reports/winners.hpp"

#include "reports/text.hpp"

#include <algorithm>

namespace souk::reports {

namespace {

constexpr std::size_t middle = move_bounds.size();
constexpr market::second four_weeks = 28 * market::day;

/// Adds one person, as he fares in a world, to a group.
void add(group_figures& to, const freelancer_fate& fate, std::int64_t difference,
    market::second window_begin, market::second window_end) {
  ++to.people;
  to.income_cents += fate.income_cents;
  to.better += difference > 0 ? 1 : 0;
  to.worse += difference < 0 ? 1 : 0;
  if (fate.approved_at >= window_begin && fate.approved_at + four_weeks <= window_end) {
    const std::int64_t waited = fate.first_hire_at - fate.approved_at;
    ++to.followed_28d;
    to.hired_28d += fate.first_hire_at >= 0 && waited >= 0 && waited <= four_weeks ? 1 : 0;
  }
}

}  // namespace

std::size_t move_bin(std::int64_t cents) {
  if (cents == 0) {
    return middle;
  }
  const std::int64_t dollars = (cents < 0 ? -cents : cents) / 100;
  const auto above = std::upper_bound(move_bounds.begin(), move_bounds.end(), dollars);
  const auto steps = static_cast<std::size_t>(above - move_bounds.begin());
  return cents < 0 ? middle - steps : middle + steps;
}

std::string move_bin_text(std::size_t bin) {
  if (bin == middle) {
    return "no difference";
  }
  const std::size_t steps = bin < middle ? middle - bin : bin - middle;
  const std::string verb = bin < middle ? "lost " : "gained ";
  if (steps == move_bounds.size()) {
    return verb + "$" + grouped(move_bounds.back()) + " or more";
  }
  return steps == 1
             ? verb + "under $" + grouped(move_bounds[1])
             : verb + "$" + grouped(move_bounds[steps - 1]) + " to $" + grouped(move_bounds[steps]);
}

group_figures& group_figures::operator+=(const group_figures& more) {
  people += more.people;
  income_cents += more.income_cents;
  followed_28d += more.followed_28d;
  hired_28d += more.hired_28d;
  better += more.better;
  worse += more.worse;
  return *this;
}

world_people compare_people(std::span<const freelancer_fate> first,
    std::span<const freelancer_fate> other, const person_groups& groups,
    std::span<const std::uint16_t> country_of, market::second window_begin,
    market::second window_end) {
  world_people result;
  result.groups.resize(groups.all().size());
  for (std::size_t person = 0; person < first.size(); ++person) {
    const bool in_first = first[person].registered_at >= 0;
    if (!in_first && other[person].registered_at < 0) {
      continue;
    }
    const freelancer_fate& fate = other[person];
    const std::int64_t difference = fate.income_cents - first[person].income_cents;
    (difference > 0 ? result.gained_cents : result.lost_cents) +=
        difference > 0 ? difference : -difference;
    ++result.moves[move_bin(difference)];
    add(result.everybody, fate, difference, window_begin, window_end);
    // Told apart by the first world, or by the other where only that has the person.
    for (const std::size_t group : groups.of(in_first ? first[person] : fate, country_of[person])) {
      add(result.groups[group], fate, difference, window_begin, window_end);
    }
  }
  return result;
}

}  // namespace souk::reports

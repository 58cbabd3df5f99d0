#include "market/badges.hpp"

#include <algorithm>

namespace souk::market {
namespace {

constexpr std::int64_t year_days = 365;

/// The day whose time, from after its midnight to the next one included, `at` is in.
std::int64_t day_of(second at) { return floor_div(at - 1, day); }

bool is_top_rated(
    const badge_facts& facts, const top_rated_policy& terms, money earned, second midnight) {
  return facts.face.score != no_score && facts.face.score >= terms.score && earned >= terms.earned
         && facts.first_contract_at && midnight > *facts.first_contract_at + terms.since_first;
}

bool is_rising(
    const badge_facts& facts, const rising_talent_policy& terms, money earned, second midnight) {
  return facts.face.reviews > 0 && facts.face.rating() >= terms.rating && earned >= terms.earned
         && !facts.bad_outcome && midnight < facts.joined_at + terms.joined_within;
}

}  // namespace

void earnings_line::add(second at, money amount) {
  const std::int64_t of_day = day_of(at);
  const auto newest = entries_.empty() ? of_day : day_part(entries_.back());
  std::erase_if(entries_, [&](std::int64_t entry) {
    return day_part(entry) < std::max(newest, of_day) - year_days - 1;
  });
  auto place =
      std::ranges::find_if(entries_, [&](std::int64_t entry) { return day_part(entry) >= of_day; });
  if (place == entries_.end() || day_part(*place) != of_day) {
    place = entries_.insert(place, pack(of_day, 0));
  }
  *place = pack(of_day, cents_part(*place) + amount.cents);
}

money earnings_line::of_year(second midnight) const {
  const std::int64_t end = floor_div(midnight, day);
  money all;
  for (std::int64_t entry : entries_) {
    if (day_part(entry) < end && day_part(entry) >= end - year_days) {
      all.cents += cents_part(entry);
    }
  }
  return all;
}

badge deserved_badge(const badge_facts& facts, const badges_policy& terms, second midnight) {
  // Every badge asks for a whole profile: most people are done here.
  if (facts.face.completeness < 100) {
    return badge::none;
  }
  const money earned = facts.earnings.of_year(midnight);
  if (is_top_rated(facts, terms.top_rated, earned, midnight)) {
    return earned >= terms.top_rated_plus.earned ? badge::top_rated_plus : badge::top_rated;
  }
  return is_rising(facts, terms.rising_talent, earned, midnight) ? badge::rising_talent
                                                                 : badge::none;
}

}  // namespace souk::market

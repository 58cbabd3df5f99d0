#include "reports/person_groups.hpp"

#include "market/calendar.hpp"

namespace souk::reports {

namespace {

constexpr std::int64_t first_tier_cents = 500'00;  // R36
constexpr std::int64_t second_tier_cents = 10'000'00;

std::size_t tier_of(const freelancer_fate& fate) {
  const std::int64_t earned = fate.earned_before_cents;
  return earned <= 0 ? 0U : earned <= first_tier_cents ? 1U : earned <= second_tier_cents ? 2U : 3U;
}

std::size_t tenure_of(const freelancer_fate& fate, market::second window_begin) {
  const std::int64_t days = (window_begin - fate.registered_at) / market::day;
  return fate.registered_at >= window_begin ? 0U : days < 91 ? 1U : days < 364 ? 2U : 3U;
}

}  // namespace

person_groups::person_groups(const std::vector<std::string>& categories,
    const std::vector<std::string>& countries, market::second window_begin)
    : window_begin_(window_begin) {
  const auto add = [this](dimension by, const std::vector<std::string>& names) {
    first_[static_cast<std::size_t>(by)] = all_.size();
    for (const std::string& name : names) {
      all_.push_back({by, name});
    }
  };
  add(dimension::tier, {"nothing earned yet", "up to $500", "$500 to $10,000", "over $10,000"});
  add(dimension::category, categories);
  add(dimension::tenure,
      {"joined in the window", "under 3 months", "3 to 12 months", "over a year"});
  add(dimension::country, countries);
}

std::array<std::size_t, dimension_count> person_groups::of(
    const freelancer_fate& fate, std::size_t country) const {
  return {first_[0] + tier_of(fate), first_[1] + fate.category,
      first_[2] + tenure_of(fate, window_begin_), first_[3] + country};
}

}  // namespace souk::reports

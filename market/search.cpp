#include "market/search.hpp"

#include <algorithm>
#include <span>

namespace souk::market {
namespace {

bool has_skill(const job_record& job, symbol skill) {
  return job.skill == skill || std::ranges::find(job.other_skills, skill) != job.other_skills.end();
}

bool any_skill(const job_record& job, std::span<const symbol> skills) {
  return skills.empty()
         || std::ranges::any_of(skills, [&](symbol skill) { return has_skill(job, skill); });
}

/// `wanted` is left out, or equal.
template <class Value, class Found>
bool agrees(const std::optional<Value>& wanted, const Found& found) {
  return !wanted || *wanted == found;
}

bool matches_but_skills(const job_filter& filter, const job_record& job, second now) {
  return agrees(filter.category, job.category) && agrees(filter.type, job.type)
         && agrees(filter.language, job.language)
         && agrees(filter.verified_client, job.verified_client)
         && (!filter.level || job.level == filter.level)
         && (!filter.budget_min || job.value >= *filter.budget_min)
         && (!filter.budget_max || job.value <= *filter.budget_max)
         && (!filter.max_age || job.visible_at > now - *filter.max_age);
}

template <class Value, class Number>
std::uint64_t hash_of(const std::optional<Value>& value, Number&& number_of) {
  return value ? mix(1, static_cast<std::uint64_t>(number_of(*value))) : 0;
}

}  // namespace

bool matches(const job_filter& filter, const job_record& job, second now) {
  return job.is_public && job.status == job_status::open && job.visible_at <= now
         && matches_but_skills(filter, job, now)
         && (!filter.skills || any_skill(job, *filter.skills));
}

saved_search::saved_search(person_id owner, std::uint32_t number, const job_filter& filter)
    : filter_{filter}, owner_{owner}, number_{number} {
  if (filter.skills) {
    skills_.assign(filter.skills->begin(), filter.skills->end());
    filter_.skills.reset();
  }
}

bool saved_search::matches(const job_record& job) const {
  return job.is_public && matches_but_skills(filter_, job, job.visible_at)
         && any_skill(job, skills_);
}

std::uint64_t saved_search::hash() const {
  const auto plain = [](auto value) { return value; };
  const auto word = [](symbol value) { return index(value); };
  const auto cents = [](money value) { return value.cents; };
  std::uint64_t all =
      mix(index(owner_), number_, hash_of(filter_.category, word), hash_of(filter_.type, plain),
          hash_of(filter_.budget_min, cents), hash_of(filter_.budget_max, cents),
          hash_of(filter_.level, plain), hash_of(filter_.language, word),
          hash_of(filter_.max_age, [](duration value) { return value.seconds; }),
          hash_of(filter_.verified_client, plain));
  for (symbol skill : skills_) {
    all = mix(all, index(skill));
  }
  return all;
}

}  // namespace souk::market

// Searches and saved searches: R12.
#pragma once

#include "market/job.hpp"

#include <cstdint>
#include <vector>

namespace souk::market {

/// Whether an open public job is what a filter asks for. Budgets are those of V (R14), both ends
/// included; a job that names no level or language is not found by one; `max_age` finds what was
/// posted in (now - max_age, now].
bool matches(const job_filter& filter, const job_record& job, second now);

/// A filter that outlives its command.
class saved_search {
 public:
  saved_search(person_id owner, std::uint32_t number, const job_filter& filter);

  person_id owner() const { return owner_; }
  /// The owner's n-th, from 0.
  std::uint32_t number() const { return number_; }
  symbol category() const { return filter_.category.value_or(no_symbol); }
  /// Of a job at the moment when it shows.
  bool matches(const job_record& job) const;
  std::uint64_t hash() const;

  saved_search() = default;  // finds everything, for nobody
  template <class Archive, class Self>
  static void archive_fields(Archive& archive, Self& self) {
    auto& [filter, wanted, owner, number] = self;
    auto& [category, skills, type, budget_min, budget_max, level, language, max_age, verified] =
        filter;
    archive(category, type, budget_min, budget_max, level, language, max_age, verified, wanted,
        owner, number);
  }

 private:
  job_filter filter_;  // without its skills: they are below
  std::vector<symbol> skills_;
  person_id owner_ = nobody;
  std::uint32_t number_ = 0;
};

}  // namespace souk::market

// What the backend calls people and things, and what they are in the rules' own market. What can be
// made from a person's number is not kept.
#pragma once

#include "load/bound_request.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace souk::load {

class crowd_names final : public known_names {
 public:
  /// Freelancers are numbered from 0, clients after them. `words`: the n-th is symbol n + 1.
  crowd_names(std::uint32_t freelancers, std::uint32_t people, std::vector<std::string> words);

  std::string username(market::person_id of) const;
  /// Nobody where it is no name of these people's.
  market::person_id person_of(std::string_view username) const override;
  std::optional<market::job_id> job_of(std::string_view theirs) const override;

  /// False where it has a name already, and another, or the name is another's.
  bool add(const market::job_id& id, std::string_view theirs);
  void add(const market::contract_id& id, std::string_view theirs);
  void add(const market::milestone_id& id, std::string_view theirs);

  /// `person` lives until so many later calls.
  static constexpr std::size_t kept_people = 16;
  std::string_view person(market::person_id of) const override;
  std::string_view job(const market::job_id& of) const override;
  std::string_view contract(const market::contract_id& of) const override;
  std::string_view milestone(const market::milestone_id& of) const override;
  std::string_view word(market::symbol of) const override;

 private:
  std::uint32_t freelancers_;
  std::uint32_t people_;
  std::vector<std::string> words_;
  std::unordered_map<market::job_id, std::string, thing_hash> jobs_;
  std::unordered_map<std::string_view, market::job_id> by_job_;  // views into jobs_
  std::unordered_map<market::contract_id, std::string, thing_hash> contracts_;
  std::unordered_map<market::milestone_id, std::string, thing_hash> milestones_;
  mutable std::array<std::string, kept_people> scratch_;
  mutable std::size_t next_ = 0;
};

}  // namespace souk::load

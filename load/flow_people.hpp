// Who does the bound steps of a plan's flows: the accounts of its cast at the backend, and what the
// backend calls people and what they make.
#pragma once

#include "load/bound_request.hpp"
#include "scenarios/flow_story.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace souk::load {

class flow_people final : public known_names {
 public:
  /// `nothing`: an id that nothing has there.
  flow_people(const scenarios::flow_story& of, std::string nothing);

  std::uint32_t size() const { return static_cast<std::uint32_t>(all_.size()); }
  bound_session& session(market::person_id of) { return all_[index(of)].session; }
  const std::string& username(market::person_id of) const {
    return all_[index(of)].session.username;
  }

  /// Somebody who has an account, and is free for that role of the cast.
  void add(std::size_t role, bound_session session);
  /// Whoever is free the longest; of a role that is `new`, somebody without an account.
  std::optional<market::person_id> take(std::size_t role);
  void give_back(market::person_id one);
  /// From now on the backend's name for somebody is theirs.
  void enter(market::person_id one);
  std::uint32_t next_need(market::person_id client) { return all_[index(client)].posted++; }

  /// False where the job has a name already, or the name is another's.
  bool add(const market::job_id& id, std::string_view theirs);
  void add(const market::contract_id& id, std::string_view theirs);
  void add(const market::milestone_id& id, std::string_view theirs);
  /// How many milestones of it have a name.
  std::uint32_t milestones_of(const market::contract_id& contract) const;

  market::person_id person_of(std::string_view theirs) const override;
  std::optional<market::job_id> job_of(std::string_view theirs) const override;
  std::string_view person(market::person_id of) const override;
  std::string_view job(const market::job_id& of) const override;
  std::string_view contract(const market::contract_id& of) const override;
  std::string_view milestone(const market::milestone_id& of) const override;
  std::string_view word(market::symbol of) const override;

 private:
  struct account {
    bound_session session;
    std::size_t role = 0;
    std::uint32_t posted = 0;  // jobs
  };
  struct text_hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>{}(text);
    }
  };
  template <class Value>
  using by_text = std::unordered_map<std::string, Value, text_hash, std::equal_to<>>;

  const scenarios::flow_story& story_;
  std::string nothing_;
  std::deque<account> all_;                          // by person
  std::vector<std::deque<market::person_id>> free_;  // by role
  by_text<market::person_id> by_name_;
  by_text<market::job_id> by_job_;
  std::unordered_map<market::job_id, std::string, thing_hash> jobs_;
  std::unordered_map<market::contract_id, std::string, thing_hash> contracts_;
  std::unordered_map<market::milestone_id, std::string, thing_hash> milestones_;
};

}  // namespace souk::load

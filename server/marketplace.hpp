// The market that the server keeps: the rules' own world (market/world.hpp) with the people, words
// and titles that belong to it. It lives in memory; what makes it durable is storage.hpp.
//
// One thread changes it at a time, while nobody reads; many may read together.
#pragma once

#include "market/world.hpp"
#include "server/command_json.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace souk::server {

/// What became of a command.
struct verdict {
  market::reason why = market::reason::none;
  std::vector<std::string> mistakes;  // of a malformed one
  market::person_id by = market::nobody;
  // what an accepted one made or found
  market::job_id job = market::no_job;
  market::contract_id contract;
  std::vector<market::milestone_id> milestones;
  std::vector<market::job_id> found;
};

class marketplace {
 public:
  /// `words` are those known so far, in the order of their symbols.
  marketplace(
      market::policy terms, market::second start, const std::vector<std::string>& words = {});

  /// Gives the n-th command of the list at world().now(). `nobody` registers, as the next person;
  /// `password_hash` is then kept.
  verdict give(market::person_id by, std::size_t command, const boost::json::object& fields);
  /// Gives again what was accepted before. Throws std::runtime_error where the rules refuse it now.
  void replay(market::person_id by, std::size_t command, const boost::json::object& fields);

  /// People who are there without any command; for stories. The profile is that of
  /// `submit_profile`; a client needs none.
  market::person_id seed(listed_person person, const boost::json::object& profile);
  void replay_seed(market::person_id id, const boost::json::object& profile);

  market::world& world() { return world_; }
  const market::world& world() const { return world_; }
  directory& people() { return people_; }
  const directory& people() const { return people_; }
  word_list& words() { return words_; }
  const word_list& words() const { return words_; }

  /// In the order of posting.
  const std::vector<market::job_id>& jobs() const { return jobs_; }
  std::string_view title_of(market::job_id job) const;
  bool has_invited(market::job_id job, market::person_id freelancer) const;
  /// All offers and contracts, in the order of the offers.
  const std::vector<market::contract_id>& contracts() const { return all_contracts_; }
  /// Of either side, in the order of their offers.
  const std::vector<market::contract_id>& contracts_of(market::person_id person) const;
  /// Billed and in its security period.
  market::money pending_of(market::person_id freelancer) const;

  /// The policy that everybody lives under.
  const market::policy& terms() const { return terms_; }

 private:
  void make_room_for(market::person_id person);
  verdict carry_out(market::person_id by, const given_command& given);
  void note(verdict& into, const market::command& what, market::job_id posted);
  void seed_in_world(market::person_id id, const boost::json::object& profile);

  word_list words_;
  market::policy terms_;
  market::world world_;
  directory people_;
  std::vector<market::job_id> jobs_;
  std::vector<std::string> titles_;                          // by the same place
  std::unordered_map<std::uint64_t, std::uint32_t> places_;  // of a job's number
  std::unordered_set<std::uint64_t> invited_;                // by key_of(contract_id)
  std::unordered_set<std::uint64_t> offered_;                // the same, of contracts_
  std::vector<market::contract_id> all_contracts_;
  std::vector<std::vector<market::contract_id>> contracts_;  // by person
};

}  // namespace souk::server

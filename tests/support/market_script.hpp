// What people did on a small market, step by step, so that it can be done again, made shorter and
// told as a story; and that market, watched: whatever must always hold is looked at after every
// step.
#pragma once

#include "market/world.hpp"
#include "scenarios/paths.hpp"
#include "tests/support/naive_auditor.hpp"

#include <array>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace souk::testing {

/// Somebody of the cast; the n-th is person n.
struct script_person {
  std::string_view name;
  market::side side = market::side::freelancer;
  bool is_new = false;  // has no account at the start
};
inline constexpr std::array script_cast{script_person{"ana"}, script_person{"bob"},
    script_person{"cyd"}, script_person{"dan", market::side::freelancer, true},
    script_person{"eve", market::side::freelancer, true},
    script_person{"acme", market::side::client}, script_person{"bolt", market::side::client},
    script_person{"core", market::side::client}, script_person{"dyne", market::side::client, true}};
inline constexpr std::uint32_t script_freelancers = 5;
inline constexpr std::uint32_t script_people = script_cast.size();

/// The words that steps use; word n is symbol n + 1.
inline constexpr std::array<std::string_view, 4> script_words{"design", "logo", "print", "french"};

/// A Monday, and the first of a year.
inline constexpr market::second script_start = 1'704'067'200;

/// A command, given once the clock stands at `at`. Its texts and words outlive the program.
struct script_step {
  market::second at = 0;
  market::person_id by = market::nobody;
  market::command what;
  std::shared_ptr<const std::vector<market::milestone_terms>> terms;  // of an offer
  market::job_id makes = market::no_job;                              // of a job that was posted
  market::reason answer = market::reason::none;
};

struct market_script {
  std::vector<scenarios::setting> settings;  // of the policy, from `seed`
  std::vector<script_step> steps;
};

/// The preset `seed` with settings; every answer of the vetting desk takes an exact time.
market::policy policy_of(std::span<const scenarios::setting> settings);

/// Those of the cast who are there at the start.
void seed_cast(market::world& world);

/// Calls `visit(id)` for the job that a command is about, if it is about one.
void for_job_of(market::command& what, const std::function<void(market::job_id&)>& visit);

class watched_market {
 public:
  /// The auditor reads the journal under `believed`.
  watched_market(const market::policy& terms, const market::policy& believed);
  explicit watched_market(const market::policy& terms) : watched_market(terms, terms) {}

  void advance(market::second to);
  market::reason give(market::person_id by, const market::command& asked);
  /// Does a step of a script and answers what was done. Jobs have the ids that they got here; a
  /// step about one that was never posted here is left out.
  std::optional<script_step> play(const script_step& step);

  market::world& world() { return world_; }
  const market::world& world() const { return world_; }
  const naive_auditor& auditor() const { return auditor_; }
  /// The first thing that did not hold.
  const std::optional<std::string>& wrong() const { return wrong_; }

 private:
  void look();
  std::optional<std::string> differing_person() const;
  std::optional<std::string> differing_contract() const;
  std::optional<std::string> differing_total() const;

  market::world world_;
  naive_auditor auditor_;
  std::size_t read_ = 0;
  std::map<market::job_id, market::job_id> posted_;
  std::optional<std::string> wrong_;
};

/// Plays a script as far as everything holds; answers the steps that were done, with their ids and
/// answers here.
std::vector<script_step> play(const market_script& told, watched_market& stage);

/// The shortest script found, in a limited number of attempts, of which something does not hold.
market_script shortened(market_script told, const market::policy& believed);

}  // namespace souk::testing

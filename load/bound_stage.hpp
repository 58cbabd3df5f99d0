// A story's stage on a backend that a binding describes: each command is a request of the person
// who gives it, each expectation a look at a resource, with the eyes of whom it is about.
//
// Where the binding has a `reset`, it empties the market before each story. Without one the story
// plays in a market that goes on: people and words get a suffix of its own, dates are shifted by
// whole weeks, and what the platform earned is counted from the story's start (contract.md,
// "Stories").
#pragma once

#include "load/accounts.hpp"
#include "load/bound_caller.hpp"
#include "scenarios/stage.hpp"

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace souk::load {

struct stage_options {
  std::string suffix;                // of names, without a reset; of this story alone
  market::second now = 0;            // of a backend whose clock cannot be read
  account_pool* accounts = nullptr;  // of a backend where nobody can sign up
  // Where the cast is many accounts of each of some roles, who have to log in: NAME1, NAME2, ...
  std::span<const scenarios::cast_member> roles = {};
  std::uint32_t accounts_each = 0;
};

class bound_stage : public scenarios::story_stage, private backend_names {
 public:
  /// Begins the story's market. Throws backend_error, here and below, where the backend does not
  /// answer as its binding says.
  bound_stage(bound_caller& backend, const scenarios::story& told, stage_options options);

  market::reason give(const scenarios::command_step& step) override;
  void advance(market::second to) override;
  std::string observe(const scenarios::expectation& one) override;
  void begin_events() override;
  std::vector<std::string> recent_of(const scenarios::expectation& one) override;
  std::vector<std::string> recent_of(const scenarios::command_step& step) override;
  void explain(scenarios::step_account& into) override;
  std::optional<std::string> audit() override;

  /// The cast at the backend, beside story::cast.
  const std::vector<bound_session>& people() const { return people_; }

 private:
  /// What the story made, as the backend calls it and what it belongs to.
  struct thing {
    std::string id, job, contract;
    market::person_id by = market::nobody;
  };

  /// What values of a request are views of.
  struct shelf {
    std::deque<std::string> texts;
    std::vector<market::milestone_terms> terms;
  };

  // backend_names: while a step is given, things are those that it is about.
  std::string_view person(market::person_id of) const override;
  std::string_view job(const market::job_id& of) const override;
  std::string_view contract(const market::contract_id& of) const override;
  std::string_view milestone(const market::milestone_id& of) const override;
  std::string_view word(market::symbol of) const override;

  // bound_stage_begin.cpp
  std::string cast_of_reset() const;
  void begin_anew();
  void begin_beside();
  void note_beginning();
  void join_cast();
  void command(market::person_id who, const market::command& what);
  void sign_up(market::person_id who);
  void take_account(market::person_id who);
  bool needs_review() const;

  void want(const bound_answer& answer, const std::string& what) const;
  void set_clock(market::second to);
  const std::string& name_of(market::person_id who) const;
  bound_session& session(market::person_id who);
  std::string told_person(std::string_view id) const;
  std::string told_job(std::string_view id) const;
  void spoil(const scenarios::command_step& step, operation_id operation,
      std::vector<given_value>& values) const;
  void disguise(operation_id operation, std::vector<given_value>& values, shelf& kept) const;
  void remember(const scenarios::command_step& step, const std::vector<given_value>& values,
      const bound_answer& answer);
  void enter(bound_session& who, const std::vector<given_value>& form);

  std::string of_person(const scenarios::expectation& one);
  std::string of_platform(const scenarios::expectation& one);
  std::string of_thing(const scenarios::expectation& one);
  std::string written(const scenarios::expectation& one, const bound_answer& answer,
      scenarios::observable what) const;
  std::string events_of(market::person_id who);
  std::vector<std::string> recent(const std::vector<std::string>& names);
  std::vector<std::string> lines_from(page_cursor& from, const std::vector<std::string>& names);

  bound_caller& backend_;
  const scenarios::story& told_;
  stage_options options_;
  market::second shift_ = 0;                           // backend's time less the story's
  bool beside_ = false;                                // no reset
  std::vector<bound_session> people_;                  // by person; no token: no account
  std::vector<std::vector<std::string>> found_;        // by person: ids of the last search
  std::vector<std::vector<std::string>> posted_;       // by person: ids of their jobs
  std::vector<std::vector<std::string>> told_nobody_;  // by person: events without an account
  std::vector<page_cursor> heard_;                     // by person: events of earlier steps
  std::vector<std::string> words_;                     // by symbol, as the backend is told them
  std::map<std::string, thing, std::less<>> things_;
  thing about_;                                              // of the step that is given
  std::map<std::string, std::int64_t, std::less<>> before_;  // the platform's sums at the start
  bool asks_events_ = false;                                 // the story does
  page_cursor begun_, explained_;                            // of everybody's events
};

/// Why a story cannot be played there, "" where it can: what the backend or its binding lacks.
std::string why_not_played(bound_caller& backend, const scenarios::story& told, bool has_accounts);

}  // namespace souk::load

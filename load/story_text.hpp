// Commands and expectations as lines of a story (contract.md, "Stories").
#pragma once

#include "load/shadow_values.hpp"
#include "market/vocabulary.hpp"

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace souk::load {

/// What people and words are called.
struct story_names {
  std::function<std::string(market::person_id)> person;
  std::function<std::string_view(market::symbol)> word;
};

class story_text {
 public:
  explicit story_text(const story_names& names) : names_(names) {}

  /// `why`: the rules' answer. A refused command about a thing that the story does not know is no
  /// step of it.
  void step(second at, market::person_id by, const market::command& what, market::reason why);
  void clock(second to);
  /// `from`: the world to which the steps before have led.
  void expect(const market::world& from, const std::vector<market::person_id>& people);
  /// Types of events that a person was told since the last expectation.
  void expect_events(market::person_id person, const std::vector<std::string>& types);

  const std::string& steps() const { return steps_; }
  second now() const { return now_; }
  void begin(second start) { now_ = start; }

 private:
  std::string name(const market::job_id& id) const;
  std::string name(const market::contract_id& id) const;
  std::string name(const market::milestone_id& id) const;

  template <class Value>
  std::string text(const Value& value);
  std::string text(market::text value) { return quoted(value); }
  std::string text(market::symbol value) { return quoted(names_.word(value)); }
  std::string text(market::second value) { return market::date_text(value); }
  std::string text(bool value) { return value ? "true" : "false"; }
  std::string text(market::person_id value) { return names_.person(value); }
  std::string text(const market::job_id& id) { return known(jobs_.contains(id), name(id)); }
  std::string text(const market::contract_id& id) {
    return known(contracts_.contains(id), name(id));
  }
  std::string text(const market::milestone_id& id) {
    return known(milestones_.contains(id), name(id));
  }
  std::string text(std::span<const market::symbol> value);
  static std::string quoted(std::string_view value);
  std::string known(bool is, std::string name);

  template <class Value>
  void add(std::string_view key, const Value& value);
  template <class Value>
  void add(std::string_view key, const std::optional<Value>& value);
  void add(std::string_view, std::span<const market::milestone_terms>) {}  // add_milestones
  void add_milestones(const market::offer& asked, bool accepted);
  void name_made(market::person_id by, const market::command& what);

  void expect(const std::string& path, std::string_view value);
  void expect_of(const market::world& from, const std::string& path, const subject& about,
      std::initializer_list<scenarios::observable> all);
  void expect_ranking(const market::world& from, const market::job_id& job);
  void expect_person(const market::world& from, market::person_id person);

  const story_names& names_;
  std::string steps_;
  std::string line_;
  bool all_known_ = true;
  second now_ = 0;
  std::set<market::job_id> jobs_;
  std::set<market::contract_id> contracts_;
  std::set<market::milestone_id> milestones_;
  std::map<market::contract_id, std::uint32_t> offered_;  // milestones that a contract has
};

}  // namespace souk::load

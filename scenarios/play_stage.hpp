// A story's market with the names that the story gives to things. Only for play*.cpp.
#pragma once

#include "market/world.hpp"
#include "scenarios/stage.hpp"
#include "scenarios/story.hpp"

#include <functional>
#include <initializer_list>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace souk::scenarios {

class play_stage : public story_stage {
 public:
  explicit play_stage(const story& told);

  market::reason give(const command_step& step) override;
  void advance(market::second to) override { world_.advance(to); }
  std::string observe(const expectation& one) override;
  void begin_events() override { told_from_ = world_.log().size(); }
  std::vector<std::string> recent_of(const expectation& one) override {
    return recent(concerned(one));
  }
  std::vector<std::string> recent_of(const command_step& step) override {
    return recent(concerned(step));
  }
  void explain(step_account& into) override;
  std::optional<std::string> audit() override { return world_.audit(); }

  market::world& world() { return world_; }

 private:
  /// Whom an expectation or a command is about, to tell their last events.
  std::vector<market::person_id> concerned(const expectation& one) const;
  std::vector<market::person_id> concerned(const command_step& step) const;

  std::string name_of(market::person_id person) const;
  std::string name_of(market::job_id job) const;
  std::string describe(const market::event& what) const;
  std::string describe(const market::ledger_entry& entry) const;
  /// The last events that any of the people was told, each with its time.
  std::vector<std::string> recent(std::span<const market::person_id> people) const;
  void seed();
  market::command filled_in(const command_step& step) const;
  void remember(const command_step& step, const market::command& given, market::job_id job);
  market::milestone_id find(const std::string& name) const;

  std::string of_person(const expectation& one) const;
  std::string of_freelancer(const expectation& one, const market::account_glance& seen) const;
  std::string of_job(const expectation& one) const;
  std::string of_proposal(const expectation& one) const;
  std::string of_contract(const expectation& one) const;
  std::string of_platform(const expectation& one) const;
  std::string events_of(market::person_id person) const;
  std::vector<market::person_id> among_the_cast(
      std::initializer_list<market::person_id> people) const;

  const story& told_;
  market::world world_;
  std::map<std::string, market::milestone_id, std::less<>> things_;
  std::vector<std::vector<market::job_id>> found_;  // by person, of the last search
  std::size_t told_from_ = 0;
  std::size_t explained_ = 0;
};

}  // namespace souk::scenarios

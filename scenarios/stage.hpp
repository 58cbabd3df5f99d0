// What a story is played on: the rules in this process, or a backend that is to keep them.
#pragma once

#include "scenarios/story.hpp"

#include <optional>
#include <string>
#include <vector>

namespace souk::scenarios {

/// What a step caused, in words.
struct step_account {
  position at;
  std::string title;  // "ana propose", "2024-01-02T00:00:00Z"
  std::vector<std::string> events;
  std::vector<std::string> entries;  // movements of money
};

class story_stage {
 public:
  story_stage() = default;
  story_stage(const story_stage&) = delete;
  story_stage& operator=(const story_stage&) = delete;
  virtual ~story_stage() = default;

  /// Gives a step's command; `none` where it is accepted.
  virtual market::reason give(const command_step& step) = 0;
  /// Runs the platform's clock up to and including `to`.
  virtual void advance(market::second to) = 0;
  /// What is found, written as expectations are (`to_text`; `null` where there is nothing).
  virtual std::string observe(const expectation& one) = 0;
  /// An expect step is over: `.events` begin again.
  virtual void begin_events() = 0;

  /// The last events of those whom an expectation or a command is about, each with its time.
  virtual std::vector<std::string> recent_of(const expectation& one) = 0;
  virtual std::vector<std::string> recent_of(const command_step& step) = 0;
  /// What happened since this was last asked.
  virtual void explain(step_account& into) = 0;
  /// What the market's own audit finds wrong, where there is one.
  virtual std::optional<std::string> audit() = 0;
};

}  // namespace souk::scenarios

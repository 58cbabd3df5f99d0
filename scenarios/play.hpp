// Playing a story: the market's own code, the platform's own clock, and what is observed after each
// step against what the story expects.
#pragma once

#include "scenarios/stage.hpp"
#include "scenarios/story.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace souk::scenarios {

/// One thing that was not as the story says.
struct story_failure {
  position at;
  std::string what;  // the step, or the path
  std::string expected;
  std::string found;
  std::vector<std::string> recent;  // the last events of the people concerned
};

struct play_options {
  bool explain = false;  // keeps an account of every step
};

struct story_result {
  std::vector<story_failure> failures;  // all of the step at which the story ended; none: it holds
  std::vector<step_account> steps;      // explained
  std::size_t steps_played = 0;
  std::optional<std::string> audit;  // what the market's own audit found: an internal error

  bool holds() const { return failures.empty() && !audit; }
};

story_result play(const story& told, const play_options& options = {});

/// The same on another stage.
story_result play(const story& told, story_stage& stage, const play_options& options = {});

}  // namespace souk::scenarios

// Playing a story: the market's own code, the platform's own clock, and what is observed after each
// step against what the story expects.
#pragma once

#include "scenarios/story.hpp"

#include <cstddef>
#include <cstdint>
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

}  // namespace souk::scenarios

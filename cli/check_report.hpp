// How the results of stories are told: on standard output, and to continuous integration.
#pragma once

#include "scenarios/play.hpp"

#include <string>
#include <vector>

namespace souk::cli {

struct checked_story {
  std::string file;
  std::string title;     // empty where the file could not be read
  std::string mistakes;  // of the file
  std::string skipped;   // why it could not be played; "" where it was
  scenarios::story_result result;
  double seconds = 0;

  bool holds() const { return mistakes.empty() && skipped.empty() && result.holds(); }
};

/// One line, and for a failure where it is, what was expected and what was found.
void print_story(const checked_story& one, bool explain);
void print_sum(const std::vector<checked_story>& all);

/// As JUnit XML. Throws bad_input where the file cannot be written.
void write_junit(const std::string& path, const std::vector<checked_story>& all);

}  // namespace souk::cli

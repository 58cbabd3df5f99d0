// A violation as a story of contract.md that plays it alone: the commands of the people and things
// concerned, and what the rules say of them.
#pragma once

#include "load/oracle.hpp"
#include "load/story_text.hpp"

#include <string>

namespace souk::load {

struct story_setting {
  const market::policy& terms;  // that everybody lived under
  second start = 0;             // of the backend's market
  story_names names;
};

/// The story as text, or "" where it cannot be told: who reads what is not theirs gives no command.
/// It holds under the rules; whoever has the violation's fault fails it, unless the fault needs
/// more than the people concerned.
std::string story_of(const oracle& from, const violation& what, const story_setting& setting);

/// Writes the stories of violations as they are found, the first 50, as FOLDER/N-RULE.yaml.
class violation_stories {
 public:
  /// `folder` is made when there is something to put there; "": nothing is written.
  violation_stories(std::string folder, story_setting setting);

  /// Those that were found since the last time; their violations learn the file.
  void write(oracle& from);

 private:
  std::string folder_;
  story_setting setting_;
  std::size_t written_ = 0;
};

}  // namespace souk::load

// Stories: worked examples of the rules (contract.md, "Stories"), read into plain data. Whatever
// can be known to be wrong without playing is a mistake of the file: names that nobody has, fields
// that a command does not take, observables that there are not.
#pragma once

#include "market/policy.hpp"
#include "market/reasons.hpp"
#include "market/vocabulary.hpp"
#include "scenarios/document.hpp"

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace souk::scenarios {

/// What names of a story can stand for.
enum class story_thing : std::uint8_t { person, job, contract, milestone, search, platform };

/// Somebody of the cast; the n-th is person n.
struct cast_member {
  std::string name;
  market::side side = market::side::freelancer;
  bool is_new = false;             // the story registers them
  market::profile_fields profile;  // of a freelancer who is not new
};

/// A command. The job, contract or milestone that it is about stands in `about`; it is filled in
/// when the story is played.
struct command_step {
  market::person_id by = market::nobody;
  market::command what;
  std::string about;
  std::vector<std::string_view> missing;    // fields that are needed and not there: `bad_field`
  std::vector<std::string_view> misshapen;  // no values of their types: `bad_field`
  std::optional<market::reason> fails;
  std::string as;
  std::vector<std::string> milestones;  // names of an offer's, "" where one has none

  bool malformed() const { return !missing.empty() || !misshapen.empty(); }
};

/// What the value of an observable is, and so how it is written.
enum class story_value : std::uint8_t { money, whole, rating, date, word, names };

/// One value to be observed: PATH: VALUE.
struct expectation {
  std::string path;
  position at;
  story_thing of = story_thing::platform;
  std::string name;                           // of the job, contract or milestone
  market::person_id person = market::nobody;  // also of JOB.PERSON
  bool of_proposal = false;                   // JOB.PERSON
  std::string_view what;                      // `connects`, `status`, ...
  story_value type = story_value::word;
  std::string profile;  // of `.profiles.NAME`
  std::string value;    // as play writes what it finds (`to_text`)
};

struct clock_step {
  market::second to = 0;
};
struct expect_step {
  std::vector<expectation> all;
};

struct story_step {
  position at;
  std::variant<command_step, clock_step, expect_step> what;
};

/// What commands of a story have views of.
struct story_shelf {
  std::deque<std::string> texts;
  std::deque<std::vector<market::symbol>> lists;
  std::deque<std::vector<market::milestone_terms>> terms;
  std::vector<std::string> words;  // word n is symbol n + 1
};

struct story {
  std::string file;
  std::string title;
  market::policy policy;
  market::second start = 0;
  std::vector<cast_member> cast;
  std::vector<story_step> steps;
  story_shelf shelf;

  story() = default;
  story(story&&) = default;
  story& operator=(story&&) = default;
};

/// Throws bad_input with every mistake of the story.
story read_story(document doc);
story load_story(const std::string& path);

}  // namespace souk::scenarios

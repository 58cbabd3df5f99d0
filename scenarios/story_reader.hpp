// How a story is read. Only for story*.cpp.
#pragma once

#include "scenarios/reader.hpp"
#include "scenarios/story.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace souk::scenarios {

/// A name that a step gives to what it makes.
struct declared_name {
  std::string name;
  story_thing thing = story_thing::job;
  bool fails = false;  // the step is to be rejected, so that the name stands for nothing
};

class story_reader {
 public:
  story_reader(document& doc, story& into) : doc_(doc), story_(into) {}

  void read_whole();

 private:
  friend class field_reader;
  friend class flow_reader;

  void read_head();
  void read_cast(const node& from);
  void read_member(const node::entry& from);
  void read_profile(const node& from, std::string_view side, cast_member& member);
  void read_steps(const node& from);
  void read_step(const node& from);
  void read_clock(const node::entry& from, story_step& into);

  // story_command.cpp
  void read_command(const node& from, story_step& into);
  template <class Command>
  void read_command_of(const node& from, command_step& into);
  void read_name(const node& from, command_step& into);
  void declare(const node& from, story_thing thing, bool fails);
  void use(const node& from, story_thing thing, bool may_be_nobody, std::string& into);

  // story_expect.cpp
  void read_expect(const node& from, expect_step& into);
  void read_expectation(const node::entry& from, expect_step& into);
  bool read_path(const node& at, expectation& into);
  bool read_subject(const node& at, std::string_view name, expectation& into);
  void read_value(const node& from, expectation& into, const std::vector<std::string_view>& words);

  const declared_name* find_name(std::string_view name) const;
  market::person_id find_person(std::string_view name) const;  // nobody: not in the cast
  std::vector<std::string_view> names_of(story_thing thing) const;
  std::vector<std::string_view> cast_names() const { return names_of(story_thing::person); }
  market::symbol word(const std::string& text);
  bool is_good_name(const node& from, const std::string& name);
  void wrong(const node& from, const std::string& what, std::string right) {
    doc_.add(from.at, what + " is " + described_node(from), std::move(right));
  }

  document& doc_;
  story& story_;
  std::vector<declared_name> declared_;
  market::second now_ = 0;
  std::string_view whole_ = "story";  // what names are of
};

std::string_view called(story_thing thing);

/// Reads the fields of one command.
class field_reader {
 public:
  field_reader(story_reader& reader, bool tolerant, command_step& into)
      : reader_(reader), tolerant_(tolerant), into_(into) {}

  template <class Struct>
  void read_all(const node& from, Struct& fields);

 private:
  /// The step shows what becomes of a name that nobody has.
  bool may_be_nobody() const { return into_.fails == market::reason::unknown_id; }

  template <class Field, class Struct>
  void read_one(const node& from, const Field& one, Struct& fields);

  bool read(const node& from, market::text& value);
  bool read(const node& from, market::symbol& value);
  bool read(const node& from, std::span<const market::symbol>& value);
  bool read(const node& from, market::job_id& value);
  bool read(const node& from, market::contract_id& value);
  bool read(const node& from, market::milestone_id& value);
  bool read(const node& from, market::person_id& value);
  bool read(const node& from, market::second& value);
  bool read(const node& from, std::int32_t& value);
  bool read(const node& from, market::low_high_money& value);
  bool read(const node& from, market::low_high_hours& value);
  bool read(const node& from, std::span<const market::milestone_terms>& value);
  template <class Value>
  bool read(const node& from, std::optional<Value>& value);
  template <class Value>
  bool read(const node& from, Value& value);

  story_reader& reader_;
  bool tolerant_;
  command_step& into_;
  std::string right_;  // what the field that is being read takes
};

}  // namespace souk::scenarios

// Stories: what is expected to be observed.
#include "market/events.hpp"
#include "scenarios/story_reader.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace souk::scenarios {

namespace {

using words = std::vector<std::string_view>;

template <class Enum>
words words_of() {
  return {market::names_of<Enum>.begin(), market::names_of<Enum>.end()};
}

struct observable {
  std::string_view name;
  story_value type = story_value::word;
  words known;  // of a word or of names: all that there are; none: not known here
};

const std::vector<observable>& of_person() {
  using enum story_value;
  static const std::vector<observable> all{{"profile", word, words_of<market::profile_status>()},
      {"profile_reason", word, {"incomplete", "oversupplied"}}, {"completeness", whole, {}},
      {"connects", whole, {}}, {"pending", money, {}}, {"available", money, {}},
      {"withdrawn", money, {}}, {"earned", money, {}}, {"badge", word, words_of<market::badge>()},
      {"availability", word, {"on", "off"}}, {"score", whole, {}}, {"rating", rating, {}},
      {"reviews", whole, {}}, {"spent", money, {}}, {"found", names, {}},
      {"events", names, words_of<market::event_type>()}};
  return all;
}

const std::vector<observable>& of_profile() {
  static const std::vector<observable> all{
      {"profiles", story_value::word, words_of<market::profile_status>()}};
  return all;
}

const std::vector<observable>& of_job() {
  using enum story_value;
  static const std::vector<observable> all{{"status", word, words_of<market::job_status>()},
      {"cost", whole, {}}, {"proposals", whole, {}}, {"ranking", names, {}},
      {"invitations", whole, {}}};
  return all;
}

const std::vector<observable>& of_proposal() {
  using enum story_value;
  static const std::vector<observable> all{
      {"status", word, words_of<market::proposal_status>()}, {"attention", word, {"ok", "failed"}}};
  return all;
}

const std::vector<observable>& of_contract() {
  using enum story_value;
  static const std::vector<observable> all{{"status", word, words_of<market::contract_status>()},
      {"due", date, {}}, {"escrow", money, {}}, {"billed", money, {}}, {"fees", money, {}},
      {"minutes_logged", whole, {}}, {"minutes_billed", whole, {}}};
  return all;
}

const std::vector<observable>& of_milestone() {
  static const std::vector<observable> all{
      {"status", story_value::word, words_of<market::milestone_status>()}};
  return all;
}

const std::vector<observable>& of_platform() {
  using enum story_value;
  static const std::vector<observable> all{{"freelancer_fees", money, {}},
      {"client_fees", money, {}}, {"connects_sales", money, {}}, {"revenue", money, {}}};
  return all;
}

const std::vector<observable>& observables_of(const expectation& one) {
  switch (one.of) {
    case story_thing::person:
      return one.profile.empty() ? of_person() : of_profile();
    case story_thing::job:
      return one.of_proposal ? of_proposal() : of_job();
    case story_thing::contract:
      return of_contract();
    case story_thing::milestone:
      return of_milestone();
    case story_thing::search:
    case story_thing::platform:
      break;
  }
  return of_platform();
}

words names_of_all(const std::vector<observable>& all) {
  words names;
  for (const observable& one : all) {
    names.push_back(one.name);
  }
  return names;
}

/// "ana.connects" in its parts.
words split(std::string_view path) {
  words parts;
  while (path.find('.') != std::string_view::npos) {
    parts.push_back(path.substr(0, path.find('.')));
    path.remove_prefix(path.find('.') + 1);
  }
  parts.push_back(path);
  return parts;
}

template <class Value>
bool rewrite(const node& from, std::string& into) {
  Value value{};
  if (!from.is_scalar() || !parse(from.text, value)) {
    return false;
  }
  into = to_text(value);
  return true;
}

std::string takes_value(story_value type) {
  switch (type) {
    case story_value::money:
      return "dollars, as 12.50";
    case story_value::whole:
      return "a whole number";
    case story_value::rating:
      return "a number of stars with two decimals, as 4.50";
    case story_value::date:
      return "a date, as 2024-01-31";
    case story_value::word:
      return "a word";
    case story_value::names:
      break;
  }
  return "a list of names, as [a, b]";
}

bool write_scalar(const node& from, story_value type, std::string& into) {
  switch (type) {
    case story_value::money:
    case story_value::rating:
      return rewrite<market::money>(from, into);
    case story_value::whole:
      return rewrite<std::int64_t>(from, into);
    case story_value::date: {
      moment at;
      const bool holds = from.is_scalar() && parse(from.text, at);
      into = market::date_text(at.at);
      return holds;
    }
    case story_value::word:
      into = from.text;
      return from.is_scalar();
    case story_value::names:
      break;
  }
  return false;
}

}  // namespace

void story_reader::read_expect(const node& from, expect_step& into) {
  if (!from.is_map() || from.entries.empty()) {
    wrong(from, "expect", "it takes a map, as { ana.connects: 40 }");
    return;
  }
  for (const node::entry& one : from.entries) {
    read_expectation(one, into);
  }
}

void story_reader::read_expectation(const node::entry& from, expect_step& into) {
  expectation one;
  one.path = from.key;
  one.at = from.at;
  node place;
  place.at = from.at;
  if (!read_path(place, one)) {
    return;
  }
  const std::vector<observable>& all = observables_of(one);
  const auto known = std::ranges::find(all, one.what, &observable::name);
  if (known == all.end()) {
    doc_.add(from.at, in_quotes(from.key) + " is nothing that can be observed",
        suggestion(one.what, names_of_all(all)));
    return;
  }
  one.what = known->name;
  one.type = known->type;
  read_value(from.value, one, known->known);
  into.all.push_back(std::move(one));
}

bool story_reader::read_path(const node& at, expectation& into) {
  const words parts = split(into.path);
  if (!read_subject(at, parts.front(), into)) {
    return false;
  }
  into.what = parts.back();
  const bool is_person = into.of == story_thing::person;
  if (parts.size() == 2) {
    return true;
  }
  if (parts.size() == 3 && is_person && parts[1] == "profiles" && !parts[2].empty()) {
    into.what = parts[1];
    into.profile = parts[2];
    return true;
  }
  if (parts.size() == 3 && into.of == story_thing::job) {
    into.of_proposal = true;
    into.person = find_person(parts[1]);
    if (into.person == market::nobody) {
      doc_.add(at.at, in_quotes(parts[1]) + " is nobody of the cast",
          suggestion_of_name(parts[1], cast_names()));
    }
    return into.person != market::nobody;
  }
  doc_.add(at.at, in_quotes(into.path) + " is no path to something that can be observed",
      "as ana.connects, logo.status, logo.ana.status, platform.revenue");
  return false;
}

bool story_reader::read_subject(const node& at, std::string_view name, expectation& into) {
  into.person = find_person(name);
  if (into.person != market::nobody) {
    into.of = story_thing::person;
    return true;
  }
  const declared_name* const known = find_name(name);
  if (name == "platform") {
    into.of = story_thing::platform;
    return true;
  }
  if (known != nullptr && known->thing != story_thing::search) {
    into.of = known->thing;
    into.name = known->name;
    return true;
  }
  words all{"platform"};
  for (const story_thing thing :
      {story_thing::person, story_thing::job, story_thing::contract, story_thing::milestone}) {
    const words some = names_of(thing);
    all.insert(all.end(), some.begin(), some.end());
  }
  doc_.add(at.at, in_quotes(name) + " is no name of this story", suggestion_of_name(name, all));
  return false;
}

void story_reader::read_value(const node& from, expectation& into, const words& known) {
  if (from.is_null()) {
    into.value = "null";
    return;
  }
  const auto check_word = [&](const node& one) {
    if (!known.empty() && std::ranges::find(known, one.text) == known.end()) {
      doc_.add(
          one.at, into.path + " cannot be " + described_node(one), suggestion(one.text, known));
    }
  };
  if (into.type == story_value::names && from.is_sequence()) {
    for (const node& one : from.items) {
      check_word(one);
      into.value += (into.value.empty() ? "" : ", ") + one.text;
    }
    into.value = '[' + into.value + ']';
    return;
  }
  if (!write_scalar(from, into.type, into.value)) {
    wrong(from, into.path, "it is " + takes_value(into.type) + ", or null");
  } else if (into.type == story_value::word) {
    check_word(from);
  }
}

}  // namespace souk::scenarios

// Stories: the file, its cast, and its clock.
#include "scenarios/story.hpp"

#include "scenarios/kinds.hpp"
#include "scenarios/policy_file.hpp"
#include "scenarios/story_fields.hpp"
#include "scenarios/story_reader.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace souk::scenarios {

namespace {

/// Times are kept in 32 bits by some records; the year 2100 is far enough.
constexpr market::second last_second = 4'102'444'800;

const std::vector<std::string_view> head_keys{"story", "policy", "set", "start", "cast", "steps"};

/// What a story says of somebody: the profile that contract.md gives to a cast freelancer.
market::submit_profile usual_profile(
    story_shelf& shelf, market::symbol design, market::symbol logo) {
  market::submit_profile usual;
  usual.category = design;
  usual.skills = shelf.lists.emplace_back(std::vector{logo});
  usual.level = market::level::intermediate;
  usual.rate = market::dollars(25);
  usual.photo = usual.cv = usual.overview = usual.service = true;
  return usual;
}

}  // namespace

std::string_view called(story_thing thing) {
  constexpr std::array<std::string_view, 6> words{
      "a person", "a job", "a contract", "a milestone", "a search", "the platform"};
  return words[static_cast<std::size_t>(thing)];
}

// -- names ----------------------------------------------------------------------------------------

const declared_name* story_reader::find_name(std::string_view name) const {
  const auto at = std::ranges::find(declared_, name, &declared_name::name);
  return at == declared_.end() ? nullptr : &*at;
}

market::person_id story_reader::find_person(std::string_view name) const {
  const auto at = std::ranges::find(story_.cast, name, &cast_member::name);
  return at == story_.cast.end()
             ? market::nobody
             : market::person_id{static_cast<std::uint32_t>(at - story_.cast.begin())};
}

std::vector<std::string_view> story_reader::names_of(story_thing thing) const {
  std::vector<std::string_view> all;
  if (thing == story_thing::person) {
    for (const cast_member& one : story_.cast) {
      all.push_back(one.name);
    }
  }
  for (const declared_name& one : declared_) {
    if (one.thing == thing) {
      all.push_back(one.name);
    }
  }
  return all;
}

market::symbol story_reader::word(const std::string& text) {
  if (text.empty()) {
    return market::no_symbol;
  }
  std::vector<std::string>& words = story_.shelf.words;
  auto at = std::ranges::find(words, text);
  if (at == words.end()) {
    at = words.insert(words.end(), text);
  }
  return market::symbol{static_cast<std::uint16_t>(at - words.begin() + 1)};
}

bool story_reader::is_good_name(const node& from, const std::string& name) {
  if (!is_name(name) || name.find('.') != std::string::npos || name == "platform") {
    doc_.add(from.at, "a name is " + in_quotes(name),
        "letters, digits, - and _, at most 64; not platform");
    return false;
  }
  if (find_person(name) != market::nobody) {
    doc_.add(from.at, in_quotes(name) + " is the name of a person already", "another name");
    return false;
  }
  return true;
}

// -- the head -------------------------------------------------------------------------------------

void story_reader::read_head() {
  const reading where{doc_, ""};
  for (const node::entry& entry : doc_.root.entries) {
    if (std::ranges::find(head_keys, entry.key) == head_keys.end()) {
      doc_.add(entry.at, "unknown key " + in_quotes(entry.key), suggestion(entry.key, head_keys));
    }
  }
  scenarios::read(*doc_.root.find("story"), story_.title, {}, where.at("story"));
  if (const node* const policy = doc_.root.find("policy")) {
    scenarios::read(*policy, story_.policy, {}, where.at("policy"));
  } else {
    story_.policy = load_policy("seed");
  }
  story_.policy.vetting.review_time = {market::hours(24), std::nullopt};
  if (const node* const set = doc_.root.find("set")) {
    read_settings(*set, story_.policy, where.at("set"));
  }
  moment start{market::to_second({2024, 1, 1})};
  if (const node* const given = doc_.root.find("start")) {
    scenarios::read(*given, start, {}, where.at("start"));
  }
  if (start.at >= last_second) {
    wrong(*doc_.root.find("start"), "start", "a time before 2100");
  }
  now_ = story_.start = start.at;
}

void story_reader::read_whole() {
  read_head();
  if (const node* const cast = doc_.root.find("cast")) {
    read_cast(*cast);
  }
  const node* const steps = doc_.root.find("steps");
  if (steps == nullptr) {
    doc_.add(doc_.root.at, "the story has no steps", "a list `steps`");
    return;
  }
  read_steps(*steps);
  market::name_categories(
      story_.policy, [this](const std::string& category) { return word(category); });
}

// -- the cast -------------------------------------------------------------------------------------

void story_reader::read_cast(const node& from) {
  if (!from.is_map()) {
    wrong(from, "cast", "it takes a map, as { ana: freelancer, acme: client }");
    return;
  }
  for (const node::entry& one : from.entries) {
    read_member(one);
  }
}

void story_reader::read_member(const node::entry& from) {
  node key;
  key.at = from.at;
  if (!is_good_name(key, from.key)) {
    return;
  }
  cast_member member;
  member.name = from.key;
  const bool is_map = from.value.is_map() && !from.value.entries.empty();
  const node::entry* const first = is_map ? &from.value.entries.front() : nullptr;
  const std::string side = is_map ? first->key : from.value.text;
  const auto known = market::from_name<market::side>(side);
  if (!known || (!is_map && !from.value.is_scalar())) {
    doc_.add(is_map ? first->at : from.value.at,
        in_quotes(from.key) + " is " + (is_map ? in_quotes(side) : described_node(from.value)),
        "freelancer, client, { freelancer: new }, { client: new }, or { freelancer: approved, "
        "category: dev, ... }");
  } else {
    member.side = *known;
    if (is_map) {
      member.is_new = first->value.text == "new";
      read_profile(from.value, side, member);
    } else if (member.side == market::side::freelancer) {
      member.profile = usual_profile(story_.shelf, word("design"), word("logo"));
    }
  }
  story_.cast.push_back(std::move(member));
}

/// { freelancer: approved, category: dev, ... }, or { SIDE: new }.
void story_reader::read_profile(const node& from, std::string_view side, cast_member& member) {
  const node& state = from.entries.front().value;
  const bool freelancer = member.side == market::side::freelancer;
  if (!member.is_new && !(freelancer && state.text == "approved")) {
    wrong(state, std::string(side), freelancer ? "approved or new" : "new");
    return;
  }
  node fields = from;
  fields.entries.erase(fields.entries.begin());
  if (member.is_new || !freelancer) {
    for (const node::entry& one : fields.entries) {
      doc_.add(one.at, "unknown key " + in_quotes(one.key),
          "nothing more can be said of somebody who does not exist yet");
    }
    return;
  }
  std::erase_if(fields.entries, [&](const node::entry& one) {
    if (one.key == "profile") {
      doc_.add(one.at, "a cast freelancer has a main profile only", "submit_profile in a step");
    }
    return one.key == "profile";
  });
  market::submit_profile profile = usual_profile(story_.shelf, word("design"), word("logo"));
  command_step none;
  field_reader(*this, false, none).read_all(fields, profile);
  member.profile = profile;
}

// -- steps ----------------------------------------------------------------------------------------

void story_reader::read_steps(const node& from) {
  if (!from.is_sequence()) {
    wrong(from, "steps", "it takes a list of steps");
    return;
  }
  for (const node& step : from.items) {
    read_step(step);
  }
}

void story_reader::read_step(const node& from) {
  story_step step;
  step.at = from.at;
  const auto has = [&](const char* key) { return from.find(key) != nullptr; };
  constexpr const char* kinds =
      "a step is one of { by: NAME, do: COMMAND, ... }, { after: DURATION }, { at: TIME } and "
      "{ expect: { PATH: VALUE } }";
  if (!from.is_map() || from.entries.empty()) {
    wrong(from, "a step", kinds);
    return;
  }
  if (has("do") || has("by")) {
    read_command(from, step);
  } else if (from.entries.size() != 1) {
    doc_.add(from.at,
        "a step has the keys " + in_quotes(from.entries[0].key) + " and "
            + in_quotes(from.entries[1].key),
        kinds);
    return;
  } else if (has("after") || has("at")) {
    read_clock(from.entries.front(), step);
  } else if (has("expect")) {
    read_expect(from.entries.front().value, step.what.emplace<expect_step>());
  } else {
    doc_.add(from.entries.front().at, "unknown step " + in_quotes(from.entries.front().key), kinds);
    return;
  }
  story_.steps.push_back(std::move(step));
}

void story_reader::read_clock(const node::entry& from, story_step& into) {
  const reading where{doc_, from.key};
  market::second to = now_;
  if (from.key == "after") {
    market::duration length;
    scenarios::read(from.value, length, {}, where);
    to = now_ + length;
  } else {
    moment at{now_};
    scenarios::read(from.value, at, {}, where);
    to = at.at;
  }
  if (to < now_) {
    wrong(from.value, "at", "a time not earlier than now, " + market::time_text(now_));
    to = now_;
  } else if (to >= last_second) {
    wrong(from.value, from.key, "a time before 2100");
    to = now_;
  }
  now_ = to;
  into.what.emplace<clock_step>().to = to;
}

// -- whole files ----------------------------------------------------------------------------------

story read_story(document doc) {
  expect_kind(doc, "story");
  story into;
  into.file = doc.file;
  story_reader(doc, into).read_whole();
  doc.check();
  return into;
}

story load_story(const std::string& path) { return read_story(load_document(path)); }

}  // namespace souk::scenarios

// Stories: steps that give a command.
#include "scenarios/story_fields.hpp"

#include <algorithm>
#include <utility>

namespace souk::scenarios {

namespace {

/// What `as` names, or nothing for a command that makes nothing.
template <class Command>
constexpr std::optional<story_thing> made_by() {
  if constexpr (std::is_same_v<Command, market::post_job>) {
    return story_thing::job;
  } else if constexpr (std::is_same_v<Command, market::offer>) {
    return story_thing::contract;
  } else if constexpr (std::is_same_v<Command, market::add_milestone>) {
    return story_thing::milestone;
  } else if constexpr (std::is_same_v<Command, market::save_search>) {
    return story_thing::search;
  } else {
    return std::nullopt;
  }
}

std::vector<std::string_view> command_names() {
  std::vector<std::string_view> names;
  market::for_each_command([&]<class Command>() { names.push_back(Command::name); });
  return names;
}

bool is_text(const node& from) { return from.is_scalar() || !from.text.empty(); }

}  // namespace

// -- fields ---------------------------------------------------------------------------------------

bool field_reader::read(const node& from, market::text& value) {
  right_ = "text";
  if (!is_text(from)) {
    return false;
  }
  value = reader_.story_.shelf.texts.emplace_back(from.text);
  return true;
}

bool field_reader::read(const node& from, market::symbol& value) {
  right_ = "a word";
  if (!is_text(from)) {
    return false;
  }
  value = reader_.word(from.text);
  return true;
}

bool field_reader::read(const node& from, std::span<const market::symbol>& value) {
  right_ = "a list of words, as [logo, print]";
  if (!from.is_sequence() || !std::ranges::all_of(from.items, is_text)) {
    return false;
  }
  auto& words = reader_.story_.shelf.lists.emplace_back();
  for (const node& one : from.items) {
    words.push_back(reader_.word(one.text));
  }
  value = words;
  return true;
}

bool field_reader::read(const node& from, market::job_id&) {
  reader_.use(from, story_thing::job, may_be_nobody(), into_.about);
  return true;
}

bool field_reader::read(const node& from, market::contract_id&) {
  reader_.use(from, story_thing::contract, may_be_nobody(), into_.about);
  return true;
}

bool field_reader::read(const node& from, market::milestone_id&) {
  reader_.use(from, story_thing::milestone, may_be_nobody(), into_.about);
  return true;
}

bool field_reader::read(const node& from, market::person_id& value) {
  std::string name;
  reader_.use(from, story_thing::person, may_be_nobody(), name);
  value = reader_.find_person(name);
  return true;
}

bool field_reader::read(const node& from, market::second& value) {
  right_ = "a date, as 2024-01-31";
  moment date;
  if (!take(from, date, limits{}) || date.at != market::start_of_day(date.at)) {
    return false;
  }
  value = date.at;
  return true;
}

/// A whole number; of questions and answers also a list of them.
bool field_reader::read(const node& from, std::int32_t& value) {
  if (from.is_sequence()) {
    right_ = "a whole number, or a list of texts";
    const bool holds = std::ranges::all_of(from.items, is_text);
    value = static_cast<std::int32_t>(from.items.size());
    return holds
           && std::ranges::none_of(from.items, [](const node& one) { return one.text.empty(); });
  }
  right_ = "a whole number";
  return take(from, value, limits{});
}

bool field_reader::read(const node& from, market::low_high_money& value) {
  right_ = "[low, high] in dollars an hour, as [20.00, 35.00]";
  return from.is_sequence() && from.items.size() == 2 && take(from.items[0], value.low, limits{})
         && take(from.items[1], value.high, limits{});
}

bool field_reader::read(const node& from, market::low_high_hours& value) {
  right_ = "[low, high] in whole hours a week, as [10, 20]";
  return from.is_sequence() && from.items.size() == 2 && take(from.items[0], value.low, limits{})
         && take(from.items[1], value.high, limits{});
}

bool field_reader::read(const node& from, std::span<const market::milestone_terms>& value) {
  right_ = "a list, as [ { amount: 90.00, due: 2024-01-20, as: m1 } ]";
  const auto is_map = [](const node& one) { return one.is_map(); };
  if (!from.is_sequence() || !std::ranges::all_of(from.items, is_map)) {
    return false;
  }
  auto& terms = reader_.story_.shelf.terms.emplace_back();
  for (const node& one : from.items) {
    read_all(one, terms.emplace_back());
    const node* const as = one.find("as");
    into_.milestones.push_back(as == nullptr ? "" : as->text);
    if (as != nullptr) {
      reader_.declare(*as, story_thing::milestone, tolerant_);
    }
  }
  value = terms;
  right_.clear();
  return true;
}

// -- names ----------------------------------------------------------------------------------------

void story_reader::declare(const node& from, story_thing thing, bool fails) {
  if (!from.is_scalar()) {
    wrong(from, "as", "a name");
    return;
  }
  const std::string& name = from.text;
  if (!is_good_name(from, name)) {
    return;
  }
  const auto before = std::ranges::find(declared_, name, &declared_name::name);
  if (before == declared_.end()) {
    declared_.push_back({name, thing, fails});
  } else if (before->fails) {
    *before = {name, thing, fails};
  } else {
    doc_.add(from.at,
        in_quotes(name) + " is the name of " + std::string(called(before->thing)) + " already",
        "another name");
  }
}

/// A reference by name. Nobody's name is a mistake, unless the step is there to show just that.
void story_reader::use(const node& from, story_thing thing, bool may_be_nobody, std::string& into) {
  if (!is_text(from)) {
    wrong(from, "a reference", "the name of " + std::string(called(thing)));
    return;
  }
  into = from.text;
  const declared_name* const known = find_name(from.text);
  const bool person = find_person(from.text) != market::nobody;
  if (thing == story_thing::person ? person : known != nullptr && known->thing == thing) {
    return;
  }
  if (may_be_nobody) {
    return;
  }
  std::string what = in_quotes(from.text) + " is no name of this " + std::string(whole_);
  if (known != nullptr || person) {
    what = in_quotes(from.text) + " is "
           + std::string(called(person ? story_thing::person : known->thing)) + ", not "
           + std::string(called(thing));
  }
  const std::vector<std::string_view> names = names_of(thing);
  doc_.add(from.at, std::move(what),
      names.empty() ? "there is none yet: a step names it with `as`"
                    : suggestion_of_name(from.text, names));
}

// -- the step -------------------------------------------------------------------------------------

void story_reader::read_command(const node& from, story_step& into) {
  auto& step = into.what.emplace<command_step>();
  const node* const by = from.find("by");
  const node* const verb = from.find("do");
  if (by == nullptr || verb == nullptr) {
    doc_.add(from.at,
        std::string("the step does not say ") + (by == nullptr ? "who does it" : "what is done"),
        by == nullptr ? "by: NAME" : "do: COMMAND");
    return;
  }
  if (!by->is_scalar() || !verb->is_scalar()) {
    const bool who = !by->is_scalar();
    wrong(who ? *by : *verb, who ? "by" : "do", who ? "the name of a person" : "a command");
    return;
  }
  step.by = find_person(by->text);
  if (step.by == market::nobody) {
    doc_.add(by->at, in_quotes(by->text) + " is nobody of the cast",
        story_.cast.empty() ? "a story has a `cast`" : suggestion_of_name(by->text, cast_names()));
  }
  if (const node* const fails = from.find("fails")) {
    const auto why = market::from_name<market::reason>(fails->text);
    if (!why || *why == market::reason::none) {
      const auto& all = market::names_of<market::reason>;
      doc_.add(fails->at, "unknown reason " + in_quotes(fails->text),
          suggestion(fails->text, {all.begin() + 1, all.end()}));
    }
    step.fails = why.value_or(market::reason::bad_field);
  }
  bool known = false;
  market::for_each_command([&]<class Command>() {
    if (verb->text == Command::name) {
      known = true;
      read_command_of<Command>(from, step);
    }
  });
  if (!known) {
    doc_.add(verb->at, "unknown command " + in_quotes(verb->text),
        suggestion(verb->text, command_names()));
  }
}

template <class Command>
void story_reader::read_command_of(const node& from, command_step& into) {
  Command asked;
  field_reader(*this, into.fails.has_value(), into).read_all(from, asked);
  into.what = asked;
  const node* const as = from.find("as");
  if (as == nullptr) {
    return;
  }
  if (const std::optional<story_thing> made = made_by<Command>()) {
    declare(*as, *made, into.fails.has_value());
    into.as = as->text;
  } else {
    doc_.add(as->at, std::string(Command::name) + " makes nothing that could be named", "no `as`");
  }
}

}  // namespace souk::scenarios

// What is wrong with a binding whose values are each fine on their own.
#include "market/events.hpp"
#include "scenarios/binding.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace souk::scenarios {

namespace {

using names = std::vector<std::string_view>;

template <class Enum>
void add_names(names& into) {
  into.insert(into.end(), market::names_of<Enum>.begin(), market::names_of<Enum>.end());
}

/// The words that a field or observable takes; none where they are free.
names words_of(std::string_view field) {
  names all;
  if (field == "side") {
    add_names<market::side>(all);
  } else if (field == "level") {
    add_names<market::level>(all);
  } else if (field == "captcha") {
    add_names<market::captcha>(all);
  } else if (field == "terms") {
    add_names<market::terms>(all);
  } else if (field == "kind") {
    add_names<market::payment_kind>(all);
    add_names<market::billing_kind>(all);
  } else if (field == "method") {
    add_names<market::payment_kind>(all);
  } else if (field == "schedule") {
    add_names<market::payout_schedule>(all);
  } else if (field == "source") {
    add_names<market::connects_source>(all);
  } else if (field == "type") {
    add_names<market::job_type>(all);
    add_names<market::event_type>(all);
  } else if (field == "job_type") {
    add_names<market::job_type>(all);
  } else if (field == "profile") {
    add_names<market::profile_status>(all);
  } else if (field == "badge") {
    add_names<market::badge>(all);
  } else if (field == "status") {
    add_names<market::tax_status>(all);
    add_names<market::profile_status>(all);
    add_names<market::job_status>(all);
    add_names<market::proposal_status>(all);
    add_names<market::contract_status>(all);
    add_names<market::milestone_status>(all);
  } else if (field == "reason" || field == "profile_reason") {
    add_names<market::reason>(all);
  } else if (field == "attention") {
    all = {"ok", "failed"};
  } else if (field == "availability") {
    all = {"on", "off"};
  }
  return all;
}

names fields_with_words() {
  return {"side", "level", "captcha", "terms", "kind", "method", "schedule", "source", "type",
      "job_type", "profile", "badge", "status", "reason", "profile_reason", "attention",
      "availability", "category", "skills", "language", "languages", "clock"};
}

bool suits(value_form form, slot_kind kind) {
  using enum value_form;
  switch (kind) {
    case slot_kind::money:
      return form == text || form == dollars || form == cents;
    case slot_kind::id:
    case slot_kind::whole:
    case slot_kind::word:
      return form == text || form == number;
    case slot_kind::date:
    case slot_kind::time:
      return form == iso || form == seconds || form == milliseconds;
    case slot_kind::share:
      return form == text || form == fraction || form == percent;
    case slot_kind::duration:
      return form == text || form == seconds;
    case slot_kind::flag:
      return form == number;
    default:
      return false;
  }
}

class checker {
 public:
  checker(const binding& of, const reading& where) : of_(of), where_(where) {}

  void check_all() {
    check_forms();
    check_words(of_.words);
    check_reasons(of_.rejections.reasons, of_.rejections.statuses);
    check_pointer(of_.rejections.code, place("rejections.code"));
    check_pointer(of_.rejections.detail, place("rejections.detail"));
    check_clock();
    check_headers(of_.headers, {});
    check_header(of_.token.header, place("token.header"));
    check_text(of_.token.value, place("token.value"), {});
    check_names();
    for (const bound_operation& one : of_.commands.all) {
      check_command(one);
    }
    for (const bound_operation& one : of_.operations.all) {
      const standard_operation* const standard = find_standard_operation(one.name);
      check_operation(one, "operations." + one.name,
          standard == nullptr ? std::span<const slot>{} : standard->takes);
    }
    for (const bound_operation& one : of_.others.all) {
      check_operation(one, "others." + one.name, everything());
    }
    if (where_.doc.root.find("every_command") != nullptr) {
      check_operation(of_.every_command, "every_command", everything());
    }
  }

 private:
  position place(std::string_view path) const { return node_at(where_.doc.root, path).at; }

  void add(position at, std::string wrong, std::string right) {
    where_.doc.add(at, std::move(wrong), std::move(right));
  }

  void check_form(const char* key, value_form form, slot_kind kind) {
    if (!suits(form, kind)) {
      names fitting;
      for (std::size_t i = 0; i < market::names_of<value_form>.size(); ++i) {
        if (suits(static_cast<value_form>(i), kind)) {
          fitting.push_back(market::names_of<value_form>[i]);
        }
      }
      add(place(std::string("values.") + key),
          std::string("values.") + key + " cannot be " + std::string(market::name(form)),
          "one of: " + listed(fitting));
    }
  }

  void check_forms() {
    check_form("money", of_.values.money, slot_kind::money);
    check_form("ids", of_.values.ids, slot_kind::id);
    check_form("time", of_.values.time, slot_kind::time);
    check_form("date", of_.values.date, slot_kind::date);
    check_form("share", of_.values.share, slot_kind::share);
    check_form("duration", of_.values.duration, slot_kind::duration);
  }

  void check_clock() {
    const clock_rule& clock = of_.clock;
    if (clock.kind == clock_kind::header && clock.header.empty()) {
      add(place("clock"), "clock.header is missing", "header: X-Now");
    } else if (clock.kind == clock_kind::header) {
      check_header(clock.header, place("clock.header"));
    }
    if (clock.kind == clock_kind::endpoint && of_.operations.find("set_clock") == nullptr) {
      add(place("clock"), "there is no operation set_clock",
          "operations: { set_clock: { put: /clock, body: { now: \"{to}\" } } }");
    }
  }

  void check_pointer(const std::string& pointer, position at) {
    if (!pointer.empty() && pointer.front() != '/') {
      add(at, in_quotes(pointer) + " is no path into JSON",
          "a JSON Pointer, as /job/id; * stands for all of a list, as /jobs/*/id");
    }
  }

  void check_reasons(const text_map& reasons, const text_map& statuses) {
    const auto& all = market::names_of<market::reason>;
    for (const text_map* const map : {&reasons, &statuses}) {
      for (const named_text& one : map->all) {
        const auto why = market::from_name<market::reason>(one.value);
        if (!why || *why == market::reason::none) {
          add(one.value_at, "unknown reason " + in_quotes(one.value),
              suggestion(one.value, {all.begin() + 1, all.end()}));
        }
      }
    }
    for (const named_text& one : statuses.all) {
      std::int64_t status = 0;
      if (!parse(one.key, status) || status < 100 || status > 599) {
        add(one.at, in_quotes(one.key) + " is no HTTP status", "a number from 100 to 599");
      }
    }
  }

  void check_words(const word_maps& maps) {
    const names fields = fields_with_words();
    for (const word_map& map : maps.all) {
      if (std::ranges::find(fields, map.field) == fields.end()) {
        add(map.at, "unknown field of words " + in_quotes(map.field),
            suggestion(map.field, fields));
        continue;
      }
      const names words = words_of(map.field);
      for (const named_text& one : map.words.all) {
        if (!words.empty() && std::ranges::find(words, one.key) == words.end()) {
          add(one.at, "unknown word " + in_quotes(one.key) + " of " + map.field,
              suggestion(one.key, words));
        }
      }
    }
  }

  void check_names() {
    names commands;
    for (std::size_t i = 0; i < commands_known; ++i) {
      commands.push_back(command_name(i));
    }
    for (const bound_operation& one : of_.commands.all) {
      check_name(one.name, key_place("commands", one.name), "command", commands);
      if (of_.cannot.find(one.name) != nullptr) {
        add(key_place("commands", one.name),
            in_quotes(one.name) + " stands under cannot and under commands", "one of the two");
      }
    }
    for (const named_text& one : of_.cannot.all) {
      check_name(one.key, one.at, "command", commands);
    }
    names standard;
    for (const standard_operation& one : standard_operations()) {
      standard.push_back(one.name);
    }
    for (const bound_operation& one : of_.operations.all) {
      check_name(one.name, key_place("operations", one.name), "operation", standard);
    }
  }

  void check_name(std::string_view name, position at, const char* what, const names& known) {
    if (std::ranges::find(known, name) == known.end()) {
      add(at, std::string("unknown ") + what + ' ' + in_quotes(name), suggestion(name, known));
    }
  }

  position key_place(std::string_view map, std::string_view key) const {
    const node* const found = where_.doc.root.find(map);
    if (found != nullptr) {
      for (const node::entry& one : found->entries) {
        if (one.key == key) {
          return one.at;
        }
      }
    }
    return where_.doc.root.at;
  }

  /// All names that some command has: of requests that any command may send.
  std::span<const slot> everything() {
    if (every_slot_.empty()) {
      for (std::size_t i = 0; i < commands_known; ++i) {
        const auto slots = slots_of_command(i);
        every_slot_.insert(every_slot_.end(), slots.begin(), slots.end());
      }
      for (const standard_operation& one : standard_operations()) {
        every_slot_.insert(every_slot_.end(), one.takes.begin(), one.takes.end());
      }
    }
    return every_slot_;
  }

  void check_command(const bound_operation& one) {
    const std::size_t number = command_number(one.name);
    if (number < commands_known) {
      check_operation(one, "commands." + one.name, slots_of_command(number));
    }
  }

  void check_operation(
      const bound_operation& one, const std::string& path, std::span<const slot> slots) {
    check_method(one, path);
    check_headers(one.headers, slots);
    if (one.body.given) {
      check_body(one.body.tree, slots);
    }
    check_first(one, path);
    names observables(market::names_of<observable>.begin(), market::names_of<observable>.end());
    for (const named_text& answer : one.answer.all) {
      check_name(answer.key, answer.at, "observable", observables);
      check_pointer(answer.value, answer.value_at);
    }
    for (const named_text& kept : one.keep.all) {
      check_pointer(kept.value, kept.value_at);
    }
    check_reasons(one.reasons, one.statuses);
    check_words(one.words);
    if (one.name == "log_in" && one.answer.find("token") == nullptr && one.keep.all.empty()) {
      add(place(path), path + " gives no token", "answer: { token: /path/to/it }");
    }
  }

  void check_method(const bound_operation& one, const std::string& path) {
    const std::array methods{std::pair{"get", &one.get}, std::pair{"post", &one.post},
        std::pair{"put", &one.put}, std::pair{"patch", &one.patch},
        std::pair{"delete", &one.remove}};
    const auto count = std::ranges::count_if(methods, [](auto& m) { return !m.second->empty(); });
    if (count != 1) {
      add(place(path), path + (count == 0 ? " has no method" : " has several methods"),
          "one of get, post, put, patch and delete, with the path");
    }
    const auto standard = find_standard_operation(one.name);
    const std::size_t number = command_number(one.name);
    const std::span<const slot> slots = standard != nullptr       ? standard->takes
                                        : number < commands_known ? slots_of_command(number)
                                                                  : everything();
    for (const auto& [method, text] : methods) {
      const position at = place(path + '.' + method);
      if (!text->empty() && text->front() != '/') {
        add(at, in_quotes(*text) + " is no path", "a path begins with /");
      }
      check_text(*text, at, slots);
    }
  }

  void check_first(const bound_operation& one, const std::string& path) {
    names known;
    for (const operation_map* const map : {&of_.operations, &of_.others}) {
      for (const bound_operation& other : map->all) {
        known.push_back(other.name);
      }
    }
    for (std::size_t i = 0; i < one.first.size(); ++i) {
      const position at = place(path + ".first[" + std::to_string(i) + "]");
      check_name(one.first[i], at, "operation", known);
      const bound_operation* const before = of_.find(one.first[i]);
      if (before != nullptr && !before->first.empty()) {
        add(at, in_quotes(one.first[i]) + " has a `first` of its own",
            "one list of all that is sent before");
      }
    }
  }

  void check_headers(const text_map& headers, std::span<const slot> slots) {
    for (const named_text& one : headers.all) {
      check_header(one.key, one.at);
      check_text(one.value, one.value_at, slots);
    }
  }

  void check_header(const std::string& name, position at) {
    const auto is_fine = [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'
             || c == '_';
    };
    if (name.empty() || !std::ranges::all_of(name, is_fine)) {
      add(at, in_quotes(name) + " is no name of a header", "letters, digits, - and _");
    }
  }

  void check_body(const node& from, std::span<const slot> slots) {
    if (is_each(from)) {
      check_each(from, slots);
      return;
    }
    if (from.is_scalar() && from.text != "fields") {
      check_text(from.text, from.at, slots);
    }
    for (const node& one : from.items) {
      check_body(one, slots);
    }
    for (const node::entry& one : from.entries) {
      check_body(one.value, slots);
    }
  }

  void check_each(const node& from, std::span<const slot> slots) {
    const node& list = *from.find("each");
    const auto at = std::ranges::find(slots, list.text, &slot::name);
    const bool is_terms = at != slots.end() && at->kind == slot_kind::terms;
    if (!is_terms && (at == slots.end() || at->kind != slot_kind::words)) {
      names lists;
      for (const slot& one : slots) {
        if (one.kind == slot_kind::terms || one.kind == slot_kind::words) {
          lists.push_back(one.name);
        }
      }
      add(list.at, "each: " + described_node(list) + " is no list of this operation",
          suggestion(list.text, lists));
      return;
    }
    check_body(*from.find("as"),
        is_terms ? std::span<const slot>(terms_slots) : std::span<const slot>(words_slots));
  }

  void check_text(const std::string& text, position at, std::span<const slot> slots) {
    std::string wrong;
    const std::vector<template_part> parts = parts_of(text, wrong);
    if (!wrong.empty()) {
      add(at, in_quotes(text) + ": " + wrong, "{name}, or {name:form}; {{ is a brace");
      return;
    }
    for (const template_part& part : parts) {
      if (part.is_name) {
        check_part(part, at, slots);
      }
    }
  }

  void check_part(const template_part& part, position at, std::span<const slot> slots) {
    const auto known = std::ranges::find(slots, part.text, &slot::name);
    if (known != slots.end()) {
      if (part.form && !suits(*part.form, known->kind)) {
        add(at,
            in_quotes(part.text) + " cannot be written as " + std::string(market::name(*part.form)),
            "{" + part.text + "} alone is written as `values` says");
      }
      return;
    }
    names all = of_.kept();
    all.insert(all.end(), context_names.begin(), context_names.end());
    if (std::ranges::find(all, part.text) == all.end()) {
      for (const slot& one : slots) {
        all.push_back(one.name);
      }
      add(at, "unknown name " + in_quotes(part.text), suggestion(part.text, all));
    }
  }

  const binding& of_;
  const reading& where_;
  std::vector<slot> every_slot_;
};

}  // namespace

void check_binding(const binding& of, const reading& where) { checker(of, where).check_all(); }

}  // namespace souk::scenarios

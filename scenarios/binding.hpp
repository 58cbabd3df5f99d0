// A binding: how a backend is spoken to in the words of the vocabulary. Data alone; load/ makes
// requests of it and reads answers by it. docs/binding.md tells it from the user's side.
//
//     kind: binding
//     values: { money: cents, ids: number }
//     token: { header: X-Session, value: "{token}" }
//     rejections: { code: /error/code, reasons: { ALREADY_BID: already_proposed } }
//     commands:
//       propose:
//         post: /gigs/{job}/bids
//         body: { price: "{bid}", text: "{letter}" }
//         answer: { connects: /wallet/connects }
//     operations:
//       log_in: { post: /sessions, body: { login: "{username}", pass: "{password}" },
//                 answer: { token: /session } }
#pragma once

#include "market/reasons.hpp"
#include "scenarios/binding_names.hpp"
#include "scenarios/policy_file.hpp"
#include "scenarios/reader.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace souk::scenarios {

// -- parts ----------------------------------------------------------------------------------------

/// A key with a scalar, and where both stand.
struct named_text {
  std::string key;
  std::string value;
  bool quoted = false;  // the value is text, whatever YAML would make of it
  position at;
  position value_at;
};
struct text_map {
  std::vector<named_text> all;

  const named_text* find(std::string_view key) const;
};
void read(const node& from, text_map& into, const limits&, const reading& where);
std::string schema_of(const text_map*, const limits&);

/// Our words and the backend's for them, by field or observable.
struct word_map {
  std::string field;
  position at;
  text_map words;
};
struct word_maps {
  std::vector<word_map> all;

  const text_map* find(std::string_view field) const;
};
void read(const node& from, word_maps& into, const limits&, const reading& where);
std::string schema_of(const word_maps*, const limits&);

/// JSON with `{names}` in its scalars; `fields`: an object of all fields of the command.
struct body_template {
  node tree;
  bool given = false;

  bool is_fields() const { return given && tree.is_scalar() && tree.text == "fields"; }
};
void read(const node& from, body_template& into, const limits&, const reading& where);
std::string schema_of(const body_template*, const limits&);

/// A piece of a template: text as it is, or `{name}` or `{name:form}`.
struct template_part {
  std::string text;
  bool is_name = false;
  std::optional<value_form> form;
};
/// `{{` and `}}` stand for braces. `wrong` tells what is wrong with the text, "" where nothing.
std::vector<template_part> parts_of(std::string_view text, std::string& wrong);

/// A body's `{ each: LIST, as: TEMPLATE }`.
bool is_each(const node& from);

// -- operations -----------------------------------------------------------------------------------

struct bound_operation {
  std::string name;
  std::string get, post, put, patch, remove;  // the path, under its method
  sender by = sender::person;
  text_map headers;
  body_template body;
  std::vector<std::string> first;  // operations that are sent before
  text_map answer;                 // an observable: a path into the answer's JSON
  text_map keep;                   // a name of later templates: a path
  text_map reasons, statuses;      // before those of the whole binding
  word_maps words;
  std::int32_t page_size = 100;
  bool says_by = false;  // `by` stands in the file

  std::string_view method() const;  // GET, ...; "" where there is none
  const std::string& path() const;

  static constexpr auto knobs() {
    using s = bound_operation;
    using market::knob;
    return std::tuple{knob{"get", &s::get, "", 0, 0, "", "the path, read by GET"},
        knob{"post", &s::post, "", 0, 0, "", "the path, with POST"},
        knob{"put", &s::put, "", 0, 0, "", "the path, with PUT"},
        knob{"patch", &s::patch, "", 0, 0, "", "the path, with PATCH"},
        knob{"delete", &s::remove, "", 0, 0, "", "the path, with DELETE"},
        knob{"by", &s::by, "", 0, 0, "", "whose token the request carries"},
        knob{"headers", &s::headers, "", 0, 0, "", "header: value, with {names}"},
        knob{"body", &s::body, "", 0, 0, "", "JSON with {names}, or fields: all by their names"},
        knob{"first", &s::first, "", 0, 0, "", "operations that are sent before this one"},
        knob{"answer", &s::answer, "", 0, 0, "", "observable: path into the answer, as /job/id"},
        knob{"keep", &s::keep, "", 0, 0, "", "name: path; {name} stands for it in later requests"},
        knob{"reasons", &s::reasons, "", 0, 0, "", "the backend's code: our reason"},
        knob{"statuses", &s::statuses, "", 0, 0, "", "HTTP status: our reason"},
        knob{"words", &s::words, "", 0, 0, "", "field: { our word: the backend's }"},
        knob{"page_size", &s::page_size, "items", 1, 10000, "", "{limit} of a page"}};
  }
};

struct operation_map {
  std::vector<bound_operation> all;

  const bound_operation* find(std::string_view name) const;
};
void read(const node& from, operation_map& into, const limits&, const reading& where);
std::string schema_of(const operation_map*, const limits&);

// -- the whole ------------------------------------------------------------------------------------

struct value_forms {
  value_form money = value_form::text;
  value_form ids = value_form::text;
  value_form time = value_form::iso;
  value_form date = value_form::iso;
  value_form share = value_form::text;
  value_form duration = value_form::text;

  static constexpr auto knobs() {
    using s = value_forms;
    using market::knob;
    return std::tuple{knob{"money", &s::money, "", 0, 0, "", "text \"90.00\", dollars, cents"},
        knob{"ids", &s::ids, "", 0, 0, "", "text or number"},
        knob{"time", &s::time, "", 0, 0, "", "iso, seconds or milliseconds"},
        knob{"date", &s::date, "", 0, 0, "", "iso, seconds or milliseconds"},
        knob{"share", &s::share, "", 0, 0, "", "text \"80%\", fraction or percent"},
        knob{"duration", &s::duration, "", 0, 0, "", "text \"5d\" or seconds"}};
  }
};

struct token_rule {
  std::string header = "Authorization";
  std::string value = "Bearer {token}";
  market::duration lifetime{0};      // 0: as log_in says, or without end
  std::vector<std::string> expired;  // codes or statuses that ask for a new token

  static constexpr auto knobs() {
    using s = token_rule;
    using market::knob;
    return std::tuple{knob{"header", &s::header, "", 0, 0, "", "the header that carries it"},
        knob{"value", &s::value, "", 0, 0, "", "the header's value, with {token}"},
        knob{"lifetime", &s::lifetime, "s", 0, 1e9, "", "0s: as log_in says, or without end"},
        knob{"expired", &s::expired, "", 0, 0, "",
            "codes or statuses that say that a token is over: it is renewed, or the person logs "
            "in again"}};
  }
};

struct rejection_rule {
  std::string code;         // a path in the body, "" where only the status tells
  std::string detail;       // the same, for messages
  bool in_success = false;  // an answer of status 200 may name a code too
  text_map reasons, statuses;

  static constexpr auto knobs() {
    using s = rejection_rule;
    using market::knob;
    return std::tuple{knob{"code", &s::code, "", 0, 0, "", "where the body names the reason"},
        knob{"detail", &s::detail, "", 0, 0, "", "where the body explains it"},
        knob{"in_success", &s::in_success, "", 0, 1, "", "a code refuses whatever the status is"},
        knob{"reasons", &s::reasons, "", 0, 0, "", "the backend's code: our reason"},
        knob{"statuses", &s::statuses, "", 0, 0, "",
            "HTTP status: our reason, where no code is known"}};
  }
};

struct staff_account {
  std::string token;  // or
  std::string username, password;

  static constexpr auto knobs() {
    using s = staff_account;
    using market::knob;
    return std::tuple{knob{"token", &s::token, "", 0, 0, "", "${NAME} of the environment"},
        knob{"username", &s::username, "", 0, 0, "", "of staff_log_in"},
        knob{"password", &s::password, "", 0, 0, "", "${NAME} of the environment"}};
  }
};

struct clock_rule {
  clock_kind kind = clock_kind::none;
  std::string header;
  double speed = 1.0;
  std::string settable;  // the `clock` that read_clock tells where it can be set; "": always

  static constexpr auto knobs() {
    using s = clock_rule;
    using market::knob;
    return std::tuple{knob{"kind", &s::kind, "", 0, 0, "", "how the backend's time is known"},
        knob{"header", &s::header, "", 0, 0, "", "of kind header: what carries the time"},
        knob{"speed", &s::speed, "seconds a second", 1e-3, 1e9, "", "of kind faster"},
        knob{"settable", &s::settable, "", 0, 0, "",
            "the clock that read_clock tells where it can be set"}};
  }
};

/// What stories need where a backend has no `reset`.
struct story_rule {
  bool unique_words = false;
  std::string nothing;  // an id that nothing has

  static constexpr auto knobs() {
    using s = story_rule;
    using market::knob;
    return std::tuple{knob{"unique_words", &s::unique_words, "", 0, 1, "",
                          "categories and skills are free words, and each story has its own"},
        knob{"nothing", &s::nothing, "", 0, 0, "", "an id that nothing has"}};
  }
};

struct binding {
  std::string name;
  std::string target;  // the backend's address where the command line gives none
  value_forms values;
  token_rule token;
  text_map headers;
  rejection_rule rejections;
  word_maps words;
  staff_account staff;
  std::string accounts;  // a CSV file, beside the binding
  clock_rule clock;
  std::optional<market::policy> policy;  // that the backend keeps, where it has no `reset`
  story_rule stories;
  text_map cannot;                // a command: why
  bound_operation every_command;  // of those that `commands` has not
  operation_map commands, operations, others;

  /// How a command is given; nullptr where the backend has none.
  const bound_operation* of_command(std::string_view name) const;
  /// A command's, a standard one or one of the binding's own.
  const bound_operation* find(std::string_view name) const;
  /// All names that `keep` gives.
  std::vector<std::string_view> kept() const;

  static constexpr auto knobs() {
    using s = binding;
    using market::knob;
    return std::tuple{knob{"name", &s::name, "", 0, 0, "", "name of the binding"},
        knob{"target", &s::target, "", 0, 0, "", "address, where the command line gives none"},
        knob{"values", &s::values, "", 0, 0, "", "how values are written"},
        knob{"token", &s::token, "", 0, 0, "", "how a request says who sends it"},
        knob{"headers", &s::headers, "", 0, 0, "", "of every request"},
        knob{"rejections", &s::rejections, "", 0, 0, "", "how a refusal names its reason"},
        knob{"words", &s::words, "", 0, 0, "", "field: { our word: the backend's }"},
        knob{"staff", &s::staff, "", 0, 0, "", "who approves, and sets the clock"},
        knob{"accounts", &s::accounts, "", 0, 0, "", "a CSV file of accounts that are there"},
        knob{"clock", &s::clock, "", 0, 0, "", "the backend's time"},
        knob{"stories", &s::stories, "", 0, 0, "", "how stories are kept apart without reset"},
        knob{"cannot", &s::cannot, "", 0, 0, "", "command: why the backend has none"},
        knob{"every_command", &s::every_command, "", 0, 0, "",
            "how commands are given that `commands` has not; {command} is its name"},
        knob{"commands", &s::commands, "", 0, 0, "", "how each command is given"},
        knob{"operations", &s::operations, "", 0, 0, "", "log_in, me, events, ..."},
        knob{"others", &s::others, "", 0, 0, "", "requests of your own, for `first` and plans"}};
  }
};

/// The value of an environment variable, or nothing.
using secrets = std::function<std::optional<std::string>(const std::string&)>;
std::optional<std::string> environment(const std::string& name);

/// Reads a whole document of kind binding; `${NAME}` in its scalars is what `of` gives (nullptr:
/// stays as it stands, to check a file where its secrets are not). Throws bad_input with every
/// mistake of it.
binding read_binding(document doc, const secrets& of);

/// A shipped binding by its name, or a file by its path. Throws bad_input.
binding load_binding(std::string_view name_or_file, const secrets& of = environment);

// -- for binding*.cpp
// ------------------------------------------------------------------------------

/// Notes what is wrong with a binding as a whole.
void check_binding(const binding& of, const reading& where);

}  // namespace souk::scenarios

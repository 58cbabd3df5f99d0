#include "scenarios/binding.hpp"

#include "scenarios/kinds.hpp"
#include "scenarios/shipped.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

namespace souk::scenarios {

namespace {

constexpr std::array<std::string_view, 2> other_keys{"kind", "policy"};

// -- secrets --------------------------------------------------------------------------------------

/// `${NAME}` in a text, by what `of` gives; what it has not is a mistake.
void fill_text(
    std::string& text, position at, bool is_template, const secrets& of, const reading& where) {
  std::size_t from = 0;
  while ((from = text.find("${", from)) != std::string::npos) {
    const std::size_t end = text.find('}', from);
    if (end == std::string::npos) {
      where.doc.add(at, in_quotes(text) + " has no closing brace", "${NAME}");
      return;
    }
    const std::string name = text.substr(from + 2, end - from - 2);
    std::optional<std::string> value = of(name);
    if (!value) {
      where.doc.add(at, "the environment has no " + in_quotes(name), "export " + name + "=...");
      return;
    }
    for (std::size_t i = 0; is_template && i < value->size(); ++i) {
      if ((*value)[i] == '{' || (*value)[i] == '}') {
        value->insert(i, 1, (*value)[i]);  // a brace of the secret is no name of a template
        ++i;
      }
    }
    text.replace(from, end + 1 - from, *value);
    from += value->size();
  }
}

void fill(node& from, bool is_template, const secrets& of, const reading& where) {
  if (from.is_scalar()) {
    fill_text(from.text, from.at, is_template, of, where);
  }
  for (node& one : from.items) {
    fill(one, is_template, of, where);
  }
  for (node::entry& one : from.entries) {
    fill(one.value, is_template && one.key != "staff", of, where);
  }
}

void check_secrets(const node& root, const reading& where) {
  for (const std::string_view path : {"staff.token", "staff.password"}) {
    const node* const staff = root.find("staff");
    const node* const given = staff == nullptr ? nullptr : staff->find(path.substr(6));
    if (given != nullptr && given->text.find("${") == std::string::npos) {
      where.doc.add(given->at, std::string(path) + " stands in the file",
          "a secret is named, as ${STAFF_PASSWORD}");
    }
  }
}

}  // namespace

std::optional<std::string> environment(const std::string& name) {
  const char* const value = std::getenv(name.c_str());
  return value == nullptr ? std::nullopt : std::optional<std::string>(value);
}

// -- parts ----------------------------------------------------------------------------------------

const named_text* text_map::find(std::string_view key) const {
  const auto at = std::ranges::find(all, key, &named_text::key);
  return at == all.end() ? nullptr : &*at;
}

void read(const node& from, text_map& into, const limits&, const reading& where) {
  if (!from.is_map()) {
    where.wrong(from, "it takes a map of name: text");
    return;
  }
  for (const node::entry& one : from.entries) {
    if (!one.value.is_scalar()) {
      where.at(one.key).wrong(one.value, "it takes a text");
      continue;
    }
    into.all.push_back({one.key, one.value.text, one.value.quoted, one.at, one.value.at});
  }
}

const text_map* word_maps::find(std::string_view field) const {
  const auto at = std::ranges::find(all, field, &word_map::field);
  return at == all.end() ? nullptr : &at->words;
}

void read(const node& from, word_maps& into, const limits& range, const reading& where) {
  if (!from.is_map()) {
    where.wrong(from, "it takes a map, as { level: { entry: JUNIOR } }");
    return;
  }
  for (const node::entry& one : from.entries) {
    word_map& words = into.all.emplace_back();
    words.field = one.key;
    words.at = one.at;
    read(one.value, words.words, range, where.at(one.key));
  }
}

void read(const node& from, body_template& into, const limits&, const reading&) {
  into.tree = from;
  into.given = true;
}

bool is_each(const node& from) {
  return from.is_map() && from.find("each") != nullptr && from.find("as") != nullptr;
}

std::vector<template_part> parts_of(std::string_view text, std::string& wrong) {
  std::vector<template_part> parts;
  std::string plain;
  const auto flush = [&] {
    if (!plain.empty()) {
      parts.push_back({std::exchange(plain, {}), false, std::nullopt});
    }
  };
  while (!text.empty()) {
    if (text.starts_with("${") && !text.starts_with("${{")) {  // a secret that nobody has told
      const std::size_t end = std::min(text.find('}'), text.size() - 1) + 1;
      plain += text.substr(0, end);
      text.remove_prefix(end);
      continue;
    }
    const bool doubled = text.size() > 1 && text[0] == text[1];
    const bool brace = text[0] == '{' || text[0] == '}';
    if (!brace || doubled) {
      plain += text[0];
      text.remove_prefix(brace ? 2 : 1);
      continue;
    }
    const std::size_t end = text.find('}');
    if (text[0] == '}' || end == std::string_view::npos) {
      wrong = "a brace that stands alone";
      return parts;
    }
    flush();
    std::string_view name = text.substr(1, end - 1);
    const std::size_t colon = name.find(':');
    template_part part{std::string(name.substr(0, colon)), true, std::nullopt};
    if (colon != std::string_view::npos) {
      part.form = market::from_name<value_form>(name.substr(colon + 1));
      if (!part.form) {
        wrong = "unknown form " + in_quotes(name.substr(colon + 1));
      }
    }
    parts.push_back(std::move(part));
    text.remove_prefix(end + 1);
  }
  flush();
  return parts;
}

// -- operations -----------------------------------------------------------------------------------

std::string_view bound_operation::method() const {
  return !get.empty()      ? "GET"
         : !post.empty()   ? "POST"
         : !put.empty()    ? "PUT"
         : !patch.empty()  ? "PATCH"
         : !remove.empty() ? "DELETE"
                           : "";
}

const std::string& bound_operation::path() const {
  return !get.empty()     ? get
         : !post.empty()  ? post
         : !put.empty()   ? put
         : !patch.empty() ? patch
                          : remove;
}

const bound_operation* operation_map::find(std::string_view name) const {
  const auto at = std::ranges::find(all, name, &bound_operation::name);
  return at == all.end() ? nullptr : &*at;
}

void read(const node& from, operation_map& into, const limits& range, const reading& where) {
  if (!from.is_map()) {
    where.wrong(from, "it takes a map of operation: { post: /path, ... }");
    return;
  }
  for (const node::entry& one : from.entries) {
    bound_operation& operation = into.all.emplace_back();
    operation.name = one.key;
    read(one.value, operation, range, where.at(one.key));
    operation.says_by = one.value.is_map() && one.value.find("by") != nullptr;
    const standard_operation* const standard = find_standard_operation(one.key);
    if (!operation.says_by && standard != nullptr) {
      operation.by = standard->by;
    }
  }
}

const bound_operation* binding::of_command(std::string_view command) const {
  if (cannot.find(command) != nullptr) {
    return nullptr;
  }
  if (const bound_operation* const own = commands.find(command)) {
    return own;
  }
  return every_command.method().empty() ? nullptr : &every_command;
}

const bound_operation* binding::find(std::string_view operation) const {
  if (command_number(operation) < commands_known) {
    return of_command(operation);
  }
  const bound_operation* const standard = operations.find(operation);
  return standard != nullptr ? standard : others.find(operation);
}

std::vector<std::string_view> binding::kept() const {
  std::vector<std::string_view> names;
  const auto add = [&](const bound_operation& one) {
    for (const named_text& kept_one : one.keep.all) {
      if (std::ranges::find(names, kept_one.key) == names.end()) {
        names.push_back(kept_one.key);
      }
    }
  };
  add(every_command);
  for (const operation_map* const map : {&commands, &operations, &others}) {
    std::ranges::for_each(map->all, add);
  }
  return names;
}

// -- the whole ------------------------------------------------------------------------------------

binding read_binding(document doc, const secrets& of) {
  expect_kind(doc, "binding");
  const reading where{doc, ""};
  check_secrets(doc.root, where);
  if (of) {
    fill(doc.root, true, of, where);
  }
  binding value;
  value.name = stem_of(doc.file);
  read_struct(doc.root, value, where, other_keys);
  if (const node* const policy = doc.root.find("policy")) {
    read(*policy, value.policy.emplace(), {}, where.at("policy"));
  }
  if (value.stories.nothing.empty()) {
    value.stories.nothing = value.values.ids == value_form::number ? "999999999" : "nothing";
  }
  const bool beside = !value.accounts.empty() && !value.accounts.starts_with('/');
  const std::string folder = folder_of(doc.file);
  value.accounts.insert(0, beside && !folder.empty() ? folder + '/' : "");
  check_binding(value, where);
  doc.check();
  return value;
}

binding load_binding(std::string_view name, const secrets& of) {
  if (!is_path(name)) {
    if (const shipped_file* const shipped = find_shipped("binding", name)) {
      return read_binding(parse_document(shipped->text, std::string(shipped->path)), of);
    }
    throw bad_input({mistake{"binding " + std::string(name), {}, "no such binding",
        suggestion_of_name(name, shipped_names("binding")) + " (a file's name ends with .yaml)",
        false}});
  }
  return read_binding(load_document(std::string(name)), of);
}

}  // namespace souk::scenarios

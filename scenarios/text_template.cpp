#include "scenarios/text_template.hpp"

#include "scenarios/escaping.hpp"
#include "scenarios/schema.hpp"

#include <algorithm>
#include <cstdlib>

namespace souk::scenarios {

namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_small(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_variable_name(std::string_view name) {
  return !name.empty() && (is_letter(name.front()) || name.front() == '_')
         && std::ranges::all_of(
             name, [](char c) { return is_letter(c) || is_digit(c) || c == '_'; });
}

void add_literal(text_template& into, std::string_view text) {
  if (text.empty()) {
    return;
  }
  if (into.pieces.empty() || into.pieces.back().kind != piece_kind::literal) {
    into.pieces.push_back({piece_kind::literal, {}});
  }
  into.pieces.back().text += text;
}

void add_escaped(text_template& into, std::string_view text, piece_kind kind) {
  std::string literal;
  if (kind == piece_kind::in_json_string) {
    append_json_escaped(literal, text);
  } else {
    literal = text;
  }
  add_literal(into, literal);
}

void add_variable(text_template& into, std::string_view name, piece_kind kind, position at,
    const reading& where) {
  if (!is_variable_name(name)) {
    where.doc.add(at, where.path + ": ${" + std::string(name) + "} is no variable",
        "letters, digits and _, as ${token}; $${ is a ${ of its own");
  } else if (std::ranges::any_of(name, is_small)) {
    into.pieces.push_back({kind, std::string(name)});
  } else if (const char* const value = std::getenv(std::string(name).c_str())) {
    const bool is_whole = kind == piece_kind::as_json;
    add_literal(into, is_whole ? "\"" : "");
    add_escaped(into, value, is_whole ? piece_kind::in_json_string : kind);
    add_literal(into, is_whole ? "\"" : "");
  } else {
    where.doc.add(at, where.path + ": no variable " + std::string(name) + " in the environment",
        "export " + std::string(name) + "=...; variables of a plan are in small letters");
  }
}

bool is_one_variable(std::string_view text) {
  return text.starts_with("${") && text.find('}') == text.size() - 1;
}

void add_json(text_template& into, const node& from, const reading& where);

void add_json_scalar(text_template& into, const node& from, const reading& where) {
  if (is_one_variable(from.text)) {
    add_text(into, from.text, piece_kind::as_json, from.at, where);
  } else if (!from.quoted && is_json_word(from.text)) {
    add_literal(into, from.text);
  } else {
    add_literal(into, "\"");
    add_text(into, from.text, piece_kind::in_json_string, from.at, where);
    add_literal(into, "\"");
  }
}

void add_json(text_template& into, const node& from, const reading& where) {
  switch (from.kind) {
    case node_kind::null:
      add_literal(into, "null");
      break;
    case node_kind::scalar:
      add_json_scalar(into, from, where);
      break;
    case node_kind::sequence:
      add_literal(into, "[");
      for (std::size_t i = 0; i < from.items.size(); ++i) {
        add_literal(into, i == 0 ? "" : ",");
        add_json(into, from.items[i], where.at(i));
      }
      add_literal(into, "]");
      break;
    case node_kind::map:
      add_literal(into, "{");
      for (std::size_t i = 0; i < from.entries.size(); ++i) {
        const node::entry& one = from.entries[i];
        add_literal(into, (i == 0 ? "" : ",") + json_text(one.key) + ":");
        add_json(into, one.value, where.at(one.key));
      }
      add_literal(into, "}");
      break;
  }
}

}  // namespace

void add_text(text_template& into, std::string_view text, piece_kind kind, position at,
    const reading& where) {
  const piece_kind around = kind == piece_kind::as_json ? piece_kind::in_json_string : kind;
  while (!text.empty()) {
    const std::size_t dollar = std::min(text.find("${"), text.size());
    const bool is_escaped = dollar > 0 && dollar < text.size() && text[dollar - 1] == '$';
    add_escaped(into, text.substr(0, dollar - (is_escaped ? 1 : 0)), around);
    text.remove_prefix(dollar);
    if (is_escaped) {
      add_literal(into, "${");
      text.remove_prefix(2);
    } else if (!text.empty()) {
      const std::size_t end = std::min(text.find('}'), text.size());
      add_variable(into, text.substr(2, end - 2), kind, at, where);
      text.remove_prefix(std::min(end + 1, text.size()));
    }
  }
}

text_template template_of(const node& from, piece_kind kind, const reading& where) {
  text_template into;
  if (!from.is_scalar() && from.text.empty()) {
    where.wrong(from, "it takes a text");
    return into;
  }
  add_text(into, from.text, kind, from.at, where);
  return into;
}

text_template json_template_of(const node& from, const reading& where) {
  text_template into;
  add_json(into, from, where);
  return into;
}

void read(const node& from, named_templates& into, const limits&, const reading& where) {
  if (!from.is_map()) {
    where.wrong(from, "it takes a map of name: text");
    return;
  }
  into.all.clear();
  for (const node::entry& one : from.entries) {
    into.all.push_back({one.key, template_of(one.value, piece_kind::in_header, where.at(one.key))});
  }
}

void read(const node& from, named_texts& into, const limits& range, const reading& where) {
  if (!from.is_map()) {
    where.wrong(from, "it takes a map of name: text");
    return;
  }
  into.all.clear();
  for (const node::entry& one : from.entries) {
    into.all.push_back({one.key, {}});
    read(one.value, into.all.back().text, range, where.at(one.key));
  }
}

std::string schema_of(const named_templates*, const limits&) {
  return json_object({{"type", json_text("object")}});
}
std::string schema_of(const named_texts*, const limits&) {
  return json_object({{"type", json_text("object")}});
}

}  // namespace souk::scenarios

// Templates of a binding, compiled: a path or header is a row of pieces, a body a program that
// writes JSON. Nothing is looked up by name when a request is written.
#pragma once

#include "load/bound_request.hpp"
#include "scenarios/binding.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace souk::load {

/// Our words with the backend's as JSON and as plain text.
struct bound_word {
  std::string ours;
  std::string json;
  std::string plain;
};
using bound_words = std::vector<bound_word>;

enum class piece_source : std::uint8_t { literal, slot, item, context, kept };

/// One value of a template, or text as it is.
struct piece {
  piece_source source = piece_source::literal;
  scenarios::slot_kind kind = scenarios::slot_kind::text;
  scenarios::value_form form = scenarios::value_form::text;
  std::uint16_t index = 0;  // of a slot, an item's slot, a context name or a kept name
  bool money_pair = false;  // of low_high
  std::string literal;
  std::shared_ptr<const bound_words> words;  // nullptr: as they are
};

/// What a template is compiled with.
struct template_scope {
  const scenarios::binding& of;
  const scenarios::bound_operation& operation;
  std::span<const scenarios::slot> slots;
  std::span<const scenarios::slot> items = {};  // inside `each`
  std::uint64_t* used = nullptr;                // bits of slots

  /// Whether a name stands for something in it.
  std::optional<piece> find(const scenarios::template_part& part) const;
  std::shared_ptr<const bound_words> words_of(std::string_view field) const;
};

/// What a template is written with.
struct template_values {
  const given_value* slots = nullptr;
  const given_value* items = nullptr;
  const sending& by;
  std::string_view command;
};

/// A path or a header.
class text_template {
 public:
  text_template() = default;
  text_template(std::string_view text, const template_scope& scope);

  /// `encoded`: values percent-encoded, for paths; otherwise control characters become spaces.
  void write(const template_values& values, bool encoded, std::string& into) const;
  bool uses_slots() const;

 private:
  std::vector<piece> pieces_;
};

class json_template {
 public:
  json_template() = default;
  json_template(const scenarios::node& tree, const template_scope& scope);
  /// An object of all slots that are fields, by their names.
  static json_template of_fields(const template_scope& scope);

  void write(const template_values& values, std::string& into) const;

 private:
  enum class step_kind : std::uint8_t { literal, open, close, member, value, text, each };
  struct step {
    step_kind kind = step_kind::literal;
    std::uint32_t end = 0;       // of a member, a text and a list: the step after it
    bool may_be_absent = false;  // a member that is one value
    piece what;
  };

  void compile(const scenarios::node& from, const template_scope& scope);
  void compile_scalar(const scenarios::node& from, const template_scope& scope);
  void compile_each(const scenarios::node& from, const template_scope& scope);
  void compile_member(
      const std::string& key, const scenarios::node& from, const template_scope& scope);
  void add(step_kind kind, std::string literal);
  void run(
      std::size_t from, std::size_t end, const template_values& values, std::string& into) const;
  void run_each(
      const step& one, std::size_t from, const template_values& values, std::string& into) const;

  std::vector<step> steps_;
};

/// A value as JSON, or as plain text.
void append_json(const piece& what, const template_values& values, std::string& into);
void append_plain(const piece& what, const template_values& values, std::string& into);

}  // namespace souk::load

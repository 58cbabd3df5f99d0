// Texts with `${names}` in them: what a load plan sends.
//
// A name in small letters is a variable of the person who sends (what an answer gave, `user`,
// `turn`); one in capitals is taken from the environment when the plan is read, so that secrets
// stand in no file.
#pragma once

#include "scenarios/reader.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace souk::scenarios {

/// How a piece goes into the text around it.
enum class piece_kind : std::uint8_t {
  literal,         // as it is
  plain,           // a variable, as it is
  in_json_string,  // a variable between the quotes of a JSON string
  as_json,         // a variable that is a whole JSON value, of the type that it had in the answer
  in_path,         // a variable in a URL: percent-encoded
  in_header        // a variable in a header: without its control characters
};

struct text_piece {
  piece_kind kind = piece_kind::literal;
  std::string text;  // the literal, or the variable's name

  bool operator==(const text_piece&) const = default;
};

struct text_template {
  std::vector<text_piece> pieces;

  bool is_empty() const { return pieces.empty(); }
  bool operator==(const text_template&) const = default;
};

/// Adds a text to a template; `kind`: of its variables. Notes what is wrong with them.
void add_text(
    text_template& into, std::string_view text, piece_kind kind, position at, const reading& where);

/// A scalar as a template of that kind of variables.
text_template template_of(const node& from, piece_kind kind, const reading& where);

/// A value as JSON: bare words that JSON knows (numbers, true, false, null) stay what they are,
/// all else is strings. A value that is a variable alone keeps the type that it had.
text_template json_template_of(const node& from, const reading& where);

/// Names with templates, in the order of the file: headers.
struct named_templates {
  struct entry {
    std::string name;
    text_template value;

    bool operator==(const entry&) const = default;
  };
  std::vector<entry> all;

  bool operator==(const named_templates&) const = default;
};
void read(const node& from, named_templates& into, const limits& range, const reading& where);
std::string schema_of(const named_templates*, const limits&);

/// Names with texts, in the order of the file: captures, checks.
struct named_texts {
  struct entry {
    std::string name;
    std::string text;

    bool operator==(const entry&) const = default;
  };
  std::vector<entry> all;

  bool operator==(const named_texts&) const = default;
};
void read(const node& from, named_texts& into, const limits& range, const reading& where);
std::string schema_of(const named_texts*, const limits&);

}  // namespace souk::scenarios

// YAML as souk reads it: a plain tree with the place of everything in it. Anchors, aliases, tags,
// several documents in a file, files over 16 MiB and nesting over 100 are refused. The only code
// that includes yaml-cpp is document.cpp.
#pragma once

#include "scenarios/mistakes.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace souk::scenarios {

inline constexpr std::size_t deepest_nesting = 100;
inline constexpr std::size_t most_values = 1'000'000;

enum class node_kind : std::uint8_t { null, scalar, sequence, map };

/// A value of a document.
struct node {
  struct entry;

  node_kind kind = node_kind::null;
  bool quoted = false;  // a scalar that stood in quotes or in a block (| or >): always text
  bool flow = false;    // a sequence or map that stood in brackets
  position at;
  std::string text;            // of a scalar, and of a null that was spelt (`null`, `~`)
  std::vector<node> items;     // of a sequence
  std::vector<entry> entries;  // of a map, in the order of the file, without repeated keys

  bool is_null() const { return kind == node_kind::null; }
  bool is_scalar() const { return kind == node_kind::scalar; }
  bool is_sequence() const { return kind == node_kind::sequence; }
  bool is_map() const { return kind == node_kind::map; }

  /// The value of a map's key, or nullptr.
  const node* find(std::string_view key) const;
};

/// One key of a map with its value; `at` is the key's place.
struct node::entry {
  std::string key;
  position at;
  node value;
};

/// "a list", "a map", "nothing", or the scalar in quotes: for "expected ..., found ...".
std::string described_node(const node& one);

/// A file that could be parsed. Readers add to `found` what they find wrong and carry on; `check`
/// ends the reading.
struct document {
  std::string file;
  node root;
  std::vector<mistake> found;  // at first: repeated keys, anchors, tags
  bool in_file = true;         // false: `file` is what stands in its place, and places say nothing

  void add(position at, std::string wrong, std::string right);
  /// Throws bad_input with all that was found, if anything was.
  void check() const;
};

/// Parses a text; `file` names it in messages. Throws bad_input on a syntax error (that one only).
document parse_document(std::string_view text, std::string file);

/// Reads and parses a file. Throws bad_input also when it cannot be read or is too large.
document load_document(const std::string& path);

}  // namespace souk::scenarios

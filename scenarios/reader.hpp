// From the tree of a document to structs, by the descriptions of their knobs (market/knob.hpp). A
// reader notes every mistake in the document and carries on; what is wrong leaves the value as it
// was.
#pragma once

#include "market/knob.hpp"
#include "scenarios/document.hpp"
#include "scenarios/values.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace souk::scenarios {

/// Where a reader is: the document, and the path from its root ("connects.cost").
struct reading {
  document& doc;
  std::string path;

  /// The same document one step further in.
  reading at(std::string_view key) const {
    return {doc, path.empty() ? std::string(key) : path + '.' + std::string(key)};
  }
  reading at(std::size_t index) const { return {doc, path + '[' + std::to_string(index) + ']'}; }

  void wrong(const node& from, std::string right) const {
    doc.add(
        from.at, (path.empty() ? "this" : path) + " is " + described_node(from), std::move(right));
  }
};

template <class Knob>
constexpr limits limits_of(const Knob& one) {
  return {one.unit, one.low, one.high};
}

/// The keys of a described struct, in the order of the file.
template <market::described Struct>
std::vector<std::string_view> keys_of() {
  return std::apply([](const auto&... one) { return std::vector<std::string_view>{one.name...}; },
      Struct::knobs());
}

template <class Value>
std::string takes(const std::optional<Value>*, const limits& range) {
  return "none, or " + takes(static_cast<const Value*>(nullptr), range);
}

// -- one value -----------------------------------------------------------------------------------

/// Reads a scalar that is a value of the type and in its range; answers whether it is.
template <class Value>
bool take(const node& from, Value& into, const limits& range) {
  Value value{};
  bool holds = from.is_scalar() && !(from.quoted && is_bare<Value>) && parse(from.text, value);
  if constexpr (requires { magnitude(value); }) {
    holds = holds && range.hold(magnitude(value));
  }
  into = holds ? value : into;
  return holds;
}
/// A number, or a share: those may be written in percent.
bool take(const node& from, double& into, const limits& range);

template <class Value>
void read(const node& from, Value& into, const limits& range, const reading& where) {
  if (!take(from, into, range)) {
    where.wrong(from, "it takes " + takes(&into, range));
  }
}

template <class Value>
void read(const node& from, std::optional<Value>& into, const limits& range, const reading& where) {
  Value value{};
  if (from.is_scalar() && from.text == "none") {
    into = std::nullopt;
  } else if (take(from, value, range)) {
    into = value;
  } else {
    where.wrong(from, "it takes " + takes(&into, range));
  }
}

inline void read(const node& from, std::string& into, const limits& range, const reading& where) {
  if (!from.is_scalar() && from.text.empty()) {
    where.wrong(from, "it takes " + takes(&into, range));
    return;
  }
  into = from.text;
}

template <market::described Struct>
void read(const node& from, Struct& into, const limits&, const reading& where);

template <class Value>
void read(const node& from, std::vector<Value>& into, const limits& range, const reading& where);

template <class Value, std::size_t N>
void read(const node& from, std::array<Value, N>& into, const limits& range, const reading& where);

/// A duration (exact), or { median, max }.
void read(const node& from, market::review_time& into, const limits& range, const reading& where);

// -- lists ---------------------------------------------------------------------------------------

/// A step of a schedule: [up to and including, value]; the bound of the last one is `none`.
template <class Value>
void read(const node& from, market::step<Value>& into, const limits& range, const reading& where) {
  if (!from.is_sequence() || from.items.size() != 2) {
    where.wrong(from, "a step is [bound in dollars or none, value]");
    return;
  }
  read(from.items[0], into.up_to, limits{"USD", 0, 1e9}, where.at(0));
  read(from.items[1], into.value, range, where.at(1));
}

template <class Value>
void read(const node& from, std::vector<Value>& into, const limits& range, const reading& where) {
  if (!from.is_sequence()) {
    where.wrong(from, "it takes a list, as [a, b]");
    return;
  }
  const std::size_t mistakes_before = where.doc.found.size();
  std::vector<Value> values(from.items.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    read(from.items[i], values[i], range, where.at(i));
  }
  if (where.doc.found.size() == mistakes_before) {
    into = std::move(values);
  }
}

template <class Value, std::size_t N>
void read(const node& from, std::array<Value, N>& into, const limits& range, const reading& where) {
  if (!from.is_sequence() || from.items.size() != N) {
    where.wrong(from, "it takes a list of " + std::to_string(N));
    return;
  }
  for (std::size_t i = 0; i < N; ++i) {
    read(from.items[i], into[i], range, where.at(i));
  }
}

// -- structs -------------------------------------------------------------------------------------

/// Reads the keys that a map gives; those that it leaves out stay as they were. `others` are keys
/// that the caller reads itself.
template <market::described Struct>
void read_struct(const node& from, Struct& into, const reading& where,
    std::span<const std::string_view> others) {
  if (!from.is_map()) {
    where.wrong(from, "it takes a map with keys " + listed(keys_of<Struct>()));
    return;
  }
  for (const node::entry& entry : from.entries) {
    bool known = std::ranges::find(others, entry.key) != others.end();
    market::for_each_knob(into, [&](const auto& one, auto& value) {
      if (one.name == entry.key) {
        known = true;
        read(entry.value, value, limits_of(one), where.at(entry.key));
      }
    });
    if (!known) {
      std::vector<std::string_view> keys = keys_of<Struct>();
      keys.insert(keys.end(), others.begin(), others.end());
      where.doc.add(entry.at,
          "unknown key " + in_quotes(entry.key) + (where.path.empty() ? "" : " in " + where.path),
          suggestion(entry.key, keys));
    }
  }
}

template <market::described Struct>
void read(const node& from, Struct& into, const limits&, const reading& where) {
  read_struct(from, into, where, {});
}

/// The node at a path ("connects.cost[2][0]"), or the last one on the way to it that the file has.
const node& node_at(const node& root, std::string_view path);

/// Notes what was wrong with a file that `from` names: mistakes of that file as they are, others at
/// the name.
void absorb(const bad_input& error, const node& from, const reading& where);

/// What is wrong with values that are each fine on their own.
struct complaint {
  std::string path;
  std::string wrong;
  std::string right;
};

/// Notes complaints at the places of their paths below `root`, where the document has no mistake
/// yet: what could not be read would be complained of twice.
void note(const std::vector<complaint>& complaints, const node& root, const reading& where);

}  // namespace souk::scenarios

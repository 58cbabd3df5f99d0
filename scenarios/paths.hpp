// Setting one value by its path (`--set connects.packs=[10,20]`), with the same checks as in a
// file.
#pragma once

#include "scenarios/reader.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace souk::scenarios {

/// `path=value` as given on the command line or in a story's `set`.
struct setting {
  std::string path;   // fees.client, connects.packs, connects.cost[2][1]
  std::string value;  // YAML
  std::string shown;  // how messages call it: "--set fees.client=3%"

  bool operator==(const setting&) const = default;
};

/// Reads "path=value"; `option` ("--set", "--policy") is named in messages. Throws bad_input.
setting parse_setting(std::string_view text, std::string_view option);

/// Splits at the commas that stand outside brackets and quotes.
std::vector<std::string> split_at_commas(std::string_view text);

/// The first step of a path, taken off it: a key, or an index in brackets.
struct path_step {
  std::string_view key;
  bool is_index = false;
  std::uint64_t index = 0;
};
path_step take_step(std::string_view& path);

/// The value of a setting as a document without a file. Throws bad_input.
document value_of(const setting& one);

// -- walking to the value ------------------------------------------------------------------------

void refuse_step(const path_step& step, const node& from, std::string right, const reading& where);

/// Reads `from` into what `path` names inside `value`.
template <class Value>
void set_at(Value& value, std::string_view path, const node& from, const limits& range,
    const reading& where);

template <class List>
void set_in_list(List& values, std::string_view path, const node& from, const limits& range,
    const reading& where) {
  const path_step step = take_step(path);
  if (!step.is_index || step.index >= values.size()) {
    refuse_step(step, from,
        values.empty() ? "the list is empty"
                       : "an index from [0] to [" + std::to_string(values.size() - 1) + "]",
        where);
    return;
  }
  set_at(values[step.index], path, from, range, where.at(step.index));
}

template <class Value>
void set_inside(
    Value&, std::string_view path, const node& from, const limits&, const reading& where) {
  refuse_step(take_step(path), from, "it is a single value", where);
}
template <class Value>
void set_inside(std::vector<Value>& values, std::string_view path, const node& from,
    const limits& range, const reading& where) {
  set_in_list(values, path, from, range, where);
}
template <class Value, std::size_t N>
void set_inside(std::array<Value, N>& values, std::string_view path, const node& from,
    const limits& range, const reading& where) {
  set_in_list(values, path, from, range, where);
}
template <class Value>
void set_inside(market::step<Value>& value, std::string_view path, const node& from,
    const limits& range, const reading& where) {
  const path_step step = take_step(path);
  if (step.is_index && step.index == 0) {
    set_at(value.up_to, path, from, limits{"USD", 0, 1e9}, where.at(std::size_t{0}));
  } else if (step.is_index && step.index == 1) {
    set_at(value.value, path, from, range, where.at(std::size_t{1}));
  } else {
    refuse_step(step, from, "[0] is the bound, [1] the value", where);
  }
}
template <market::described Struct>
void set_inside(
    Struct& value, std::string_view path, const node& from, const limits&, const reading& where) {
  const path_step step = take_step(path);
  bool known = false;
  market::for_each_knob(value, [&](const auto& one, auto& inner) {
    if (!known && !step.is_index && one.name == step.key) {
      known = true;
      set_at(inner, path, from, limits_of(one), where.at(step.key));
    }
  });
  if (!known) {
    refuse_step(step, from, suggestion(step.key, keys_of<Struct>()), where);
  }
}

template <class Value>
void set_at(Value& value, std::string_view path, const node& from, const limits& range,
    const reading& where) {
  if (path.empty()) {
    read(from, value, range, where);
  } else {
    set_inside(value, path, from, range, where);
  }
}

/// Throws complaints about values that were set, each with the setting that is to blame: the last
/// one that touches the path complained of.
void refuse_complaints(const std::vector<complaint>& complaints, std::span<const setting> settings);

/// Sets what the settings name, in their order, and has `check` look at the whole. Throws bad_input
/// with all that is wrong; `value` is then partly set.
template <market::described Struct, class Check>
void apply_settings(Struct& value, std::span<const setting> settings, Check&& check) {
  std::vector<mistake> found;
  for (const setting& one : settings) {
    try {
      document given = value_of(one);
      set_at(value, one.path, given.root, {}, {given, ""});
      given.check();
    } catch (const bad_input& error) {
      found.insert(found.end(), error.found().begin(), error.found().end());
    }
  }
  if (!found.empty()) {
    throw bad_input(found);
  }
  refuse_complaints(check(value), settings);
}

}  // namespace souk::scenarios

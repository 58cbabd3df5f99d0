// Setting one value by its path (`--set connects.packs=[10,20]`), with the same checks as in a
// file.
#pragma once

#include "scenarios/reader.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
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

void refuse_step(const path_step& step, std::string right, const reading& where);

template <class Value>
void set_at(Value& value, std::string_view path, const limits& range, const reading& where);

template <class List>
void set_in_list(List& values, std::string_view path, const limits& range, const reading& where) {
  const path_step step = take_step(path);
  if (!step.is_index || step.index >= values.size()) {
    const std::string last = values.empty() ? "" : std::to_string(values.size() - 1);
    refuse_step(
        step, values.empty() ? "the list is empty" : "an index from [0] to [" + last + "]", where);
    return;
  }
  set_at(values[step.index], path, range, where.at(step.index));
}

template <class Value>
void set_inside(Value&, std::string_view path, const limits&, const reading& where) {
  refuse_step(take_step(path), "it is a single value", where);
}
template <class Value>
void set_inside(
    std::vector<Value>& values, std::string_view path, const limits& range, const reading& where) {
  set_in_list(values, path, range, where);
}
template <class Value, std::size_t N>
void set_inside(std::array<Value, N>& values, std::string_view path, const limits& range,
    const reading& where) {
  set_in_list(values, path, range, where);
}
template <class Value>
void set_inside(
    market::step<Value>& value, std::string_view path, const limits& range, const reading& where) {
  const path_step step = take_step(path);
  if (step.is_index && step.index == 0) {
    set_at(value.up_to, path, limits{"USD", 0, 1e9}, where.at(std::size_t{0}));
  } else if (step.is_index && step.index == 1) {
    set_at(value.value, path, range, where.at(std::size_t{1}));
  } else {
    refuse_step(step, "[0] is the bound, [1] the value", where);
  }
}
template <market::described Struct>
void set_inside(Struct& value, std::string_view path, const limits&, const reading& where) {
  const path_step step = take_step(path);
  bool known = false;
  market::for_each_knob(value, [&](const auto& one, auto& inner) {
    if (!known && !step.is_index && one.name == step.key) {
      known = true;
      set_at(inner, path, limits_of(one), where.at(step.key));
    }
  });
  if (!known) {
    refuse_step(step, suggestion(step.key, keys_of<Struct>()), where);
  }
}

template <class Value>
void set_at(Value& value, std::string_view path, const limits& range, const reading& where) {
  if (path.empty()) {
    read(where.doc.root, value, range, where);
  } else {
    set_inside(value, path, range, where);
  }
}

/// Sets the value that a setting names. Throws bad_input, with `value` unchanged or partly set.
template <market::described Struct>
void apply_setting(Struct& value, const setting& one) {
  document given = value_of(one);
  set_at(value, one.path, {}, {given, ""});
  given.check();
}

/// Throws what is wrong with values after they were set, naming the setting that is to blame: the
/// last one that touches the path complained of.
void refuse_complaints(
    const std::vector<complaint>& complaints, const std::vector<setting>& settings);

}  // namespace souk::scenarios

// From structs back to the YAML that gives them, by the descriptions of their knobs; and what
// differs between two of them.
#pragma once

#include "people/intervention.hpp"
#include "scenarios/reader.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace souk::scenarios {

// -- on one line ---------------------------------------------------------------------------------

template <class Value>
std::string flow(const Value& value) {
  return to_text(value);
}
std::string flow(const market::review_time& value);
std::string flow(const people::policy_changes& changes);

template <market::described Struct>
std::string flow(const Struct& value);
template <class Value>
std::string flow(const std::vector<Value>& values);

template <class Value>
std::string flow(const std::optional<Value>& value) {
  return value ? flow(*value) : "none";
}
template <class Value>
std::string flow(const market::step<Value>& value) {
  return "[" + flow(value.up_to) + ", " + flow(value.value) + "]";
}

template <class List>
std::string flow_list(const List& values) {
  std::string text;
  for (const auto& value : values) {
    text += text.empty() ? "" : ", ";
    text += flow(value);
  }
  return "[" + text + "]";
}
template <class Value>
std::string flow(const std::vector<Value>& values) {
  return flow_list(values);
}
template <class Value, std::size_t N>
std::string flow(const std::array<Value, N>& values) {
  return flow_list(values);
}
template <market::described Struct>
std::string flow(const Struct& value) {
  std::string text;
  market::for_each_knob(value, [&](const auto& one, const auto& inner) {
    text += (text.empty() ? "{ " : ", ") + std::string(one.name) + ": " + flow(inner);
  });
  return text + " }";
}

/// Only what differs from `base`: "{ fees: { client: 3% } }".
template <market::described Struct>
std::string flow_of_changes(const Struct& value, const Struct& base) {
  std::string text;
  market::for_each_knob(value, [&](const auto& one, const auto& inner) {
    const auto& before = base.*(one.member);
    if (inner == before) {
      return;
    }
    text += (text.empty() ? "{ " : ", ") + std::string(one.name) + ": ";
    if constexpr (market::described<std::remove_cvref_t<decltype(inner)>>) {
      text += flow_of_changes(inner, before);
    } else {
      text += flow(inner);
    }
  });
  return text.empty() ? "{}" : text + " }";
}

// -- as a commented file -------------------------------------------------------------------------

/// `line`, and from a common column on its comment: "USD; R20: price of one Connect".
std::string commented(
    std::string line, std::string_view unit, std::string_view source, std::string_view doc);

template <class Value>
inline constexpr bool is_list_of_structs = false;
template <market::described Struct>
inline constexpr bool is_list_of_structs<std::vector<Struct>> = true;

/// The keys of a struct, a line each, indented by `indent` spaces, with unit, source and meaning.
template <market::described Struct>
std::string block(const Struct& value, std::size_t indent = 0) {
  std::string text;
  market::for_each_knob(value, [&](const auto& one, const auto& inner) {
    using inner_type = std::remove_cvref_t<decltype(inner)>;
    const std::string key = std::string(indent, ' ') + std::string(one.name) + ":";
    if constexpr (market::described<inner_type>) {
      text += commented(key, "", one.source, one.doc) + block(inner, indent + 2);
    } else if constexpr (is_list_of_structs<inner_type>) {
      text += commented(key + (inner.empty() ? " []" : ""), one.unit, one.source, one.doc);
      for (const auto& item : inner) {
        text += std::string(indent + 2, ' ') + "- " + flow(item) + "\n";
      }
    } else {
      text += commented(key + " " + flow(inner), one.unit, one.source, one.doc);
    }
  });
  return text;
}

// -- differences ---------------------------------------------------------------------------------

/// A value that two structs have differently.
struct difference {
  std::string path;
  std::string first;
  std::string second;
  std::string unit;
  std::string source;  // the rule's number, or where the value comes from

  bool operator==(const difference&) const = default;
};

template <market::described Struct>
void add_differences(
    const Struct& a, const Struct& b, const std::string& path, std::vector<difference>& into) {
  market::for_each_knob(a, [&](const auto& one, const auto& first) {
    const auto& second = b.*(one.member);
    const std::string inner =
        path.empty() ? std::string(one.name) : path + '.' + std::string(one.name);
    if constexpr (market::described<std::remove_cvref_t<decltype(first)>>) {
      add_differences(first, second, inner, into);
    } else if (!(first == second)) {
      into.push_back(
          {inner, flow(first), flow(second), std::string(one.unit), std::string(one.source)});
    }
  });
}

/// What differs, in the order of the file.
template <market::described Struct>
std::vector<difference> differences(const Struct& a, const Struct& b) {
  std::vector<difference> found;
  add_differences(a, b, "", found);
  return found;
}

}  // namespace souk::scenarios

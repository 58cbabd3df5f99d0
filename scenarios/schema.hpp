// JSON Schema (draft 2020-12) of souk's files, by the same descriptions that readers walk, for
// editors.
#pragma once

#include "scenarios/kinds.hpp"
#include "scenarios/scenario.hpp"
#include "scenarios/writer.hpp"

#include <array>
#include <concepts>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace souk::scenarios {

/// A text as a JSON string.
std::string json_text(std::string_view text);
std::string json_number(double value);
/// An object of members whose values are JSON already.
std::string json_object(const std::vector<std::pair<std::string_view, std::string>>& members);
std::string json_list(const std::vector<std::string>& items);

/// JSON on several lines, indented by two spaces.
std::string indented(std::string_view json);

// -- schemas of values
// -----------------------------------------------------------------------------

std::string schema_of_number(std::string_view type, const limits& range);
std::string schema_of(const bool*, const limits&);
std::string schema_of(const double*, const limits& range);
std::string schema_of(const std::string*, const limits&);
std::string schema_of(const market::money*, const limits& range);
std::string schema_of(const market::share*, const limits& range);
std::string schema_of(const market::duration*, const limits&);
std::string schema_of(const moment*, const limits&);
std::string schema_of(const day_count*, const limits& range);
std::string schema_of(const market::review_time*, const limits&);
std::string schema_of(const market::policy*, const limits&);

template <class Value>
std::string schema_for(const limits& range) {
  return schema_of(static_cast<const Value*>(nullptr), range);
}

template <whole_number T>
std::string schema_of(const T*, const limits& range) {
  return schema_of_number("integer", range);
}
template <market::named_enum Enum>
std::string schema_of(const Enum*, const limits&) {
  std::vector<std::string> names;
  for (const std::string_view name : market::names_of<Enum>) {
    names.push_back(json_text(name));
  }
  return json_object({{"enum", json_list(names)}});
}
template <class Value>
std::string schema_of(const std::optional<Value>*, const limits& range) {
  return json_object({{"anyOf",
      json_list({json_object({{"const", json_text("none")}}), schema_for<Value>(range)})}});
}
template <class Value>
std::string schema_of(const market::step<Value>*, const limits& range) {
  const std::string bound = schema_for<std::optional<market::money>>({"USD", 0, 1e9});
  return json_object({{"type", json_text("array")}, {"items", "false"}, {"minItems", "2"},
      {"prefixItems", json_list({bound, schema_for<Value>(range)})}});
}
template <class Value>
std::string schema_of(const std::vector<Value>*, const limits& range) {
  return json_object({{"type", json_text("array")}, {"items", schema_for<Value>(range)}});
}
template <class Value, std::size_t N>
std::string schema_of(const std::array<Value, N>*, const limits& range) {
  const std::string size = std::to_string(N);
  return json_object({{"type", json_text("array")}, {"items", schema_for<Value>(range)},
      {"minItems", size}, {"maxItems", size}});
}

/// What a key means, for a tooltip: "price of one Connect (USD; R20)".
std::string description(std::string_view unit, std::string_view source, std::string_view doc);

/// A schema with a description put in.
std::string with_description(std::string schema, const std::string& text);

/// The keys of a struct, each with its schema.
template <market::described Struct>
std::vector<std::pair<std::string_view, std::string>> properties_of() {
  std::vector<std::pair<std::string_view, std::string>> members;
  const auto add = [&]<class Owner, class Value>(const market::knob<Owner, Value>& one) {
    members.emplace_back(one.name, with_description(schema_for<Value>(limits_of(one)),
                                       description(one.unit, one.source, one.doc)));
  };
  std::apply([&](const auto&... one) { (add(one), ...); }, Struct::knobs());
  return members;
}

/// An object of those keys and no others.
std::string schema_of_keys(const std::vector<std::pair<std::string_view, std::string>>& properties,
    const std::vector<std::string_view>& required);

template <market::described Struct>
std::string schema_of(const Struct*, const limits&) {
  return schema_of_keys(properties_of<Struct>(), {});
}

// -- schemas of files ---------------------------------------------------------------------------

/// The schema of a kind of file.
std::string schema_of_kind(file_kind kind);

}  // namespace souk::scenarios

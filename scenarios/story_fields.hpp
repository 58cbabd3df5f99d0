// Reading the fields of any struct of the vocabulary by its own description. Only for story*.cpp.
#pragma once

#include "scenarios/story_reader.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <tuple>
#include <type_traits>

namespace souk::scenarios {

template <class Value>
inline constexpr bool is_optional = false;
template <class Value>
inline constexpr bool is_optional<std::optional<Value>> = true;

inline constexpr std::array<std::string_view, 4> step_keys{"by", "do", "as", "fails"};

/// What messages say where a type has no words of its own.
template <class Value>
std::string takes_field() {
  if constexpr (requires { takes(static_cast<const Value*>(nullptr), limits{}); }) {
    return takes(static_cast<const Value*>(nullptr), limits{});
  } else {
    return "a value";
  }
}

template <class Value>
bool field_reader::read(const node& from, std::optional<Value>& value) {
  Value inner{};
  if (!read(from, inner)) {
    return false;
  }
  value = inner;
  return true;
}

template <class Value>
bool field_reader::read(const node& from, Value& value) {
  right_ = takes_field<Value>();
  return take(from, value, limits{});
}

template <class Field, class Struct>
void field_reader::read_one(const node& from, const Field& one, Struct& fields) {
  using value_type = std::remove_cvref_t<decltype(fields.*(one.member))>;
  const node* const given = from.find(one.name);
  if (given == nullptr) {
    if (!one.may_be_left_out && !is_optional<value_type>) {
      into_.missing.push_back(one.name);
      if (!tolerant_) {
        reader_.doc_.add(from.at, "the field " + in_quotes(one.name) + " is missing",
            std::string(one.name) + ": ...");
      }
    }
    return;
  }
  right_.clear();
  if (!read(*given, fields.*(one.member))) {
    into_.misshapen.push_back(one.name);
    if (!tolerant_ && !right_.empty()) {
      reader_.wrong(*given, std::string(one.name), "it takes " + right_);
    }
  }
}

template <class Struct>
void field_reader::read_all(const node& from, Struct& fields) {
  std::vector<std::string_view> known;
  std::apply(
      [&](const auto&... one) {
        (known.push_back(one.name), ...);
        (read_one(from, one, fields), ...);
      },
      Struct::fields());
  for (const node::entry& entry : from.entries) {
    if (std::ranges::find(known, entry.key) == known.end()
        && std::ranges::find(step_keys, entry.key) == step_keys.end()) {
      reader_.doc_.add(entry.at, "unknown field " + in_quotes(entry.key),
          known.empty() ? "it takes no fields" : suggestion(entry.key, known));
    }
  }
}

}  // namespace souk::scenarios

// Enumerations whose values have names in files, logs and stories. An enumeration gets its names by
// specialising `names_of`; a missing or surplus name fails to compile.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

namespace souk::market {

/// Specialise as `inline constexpr std::array names_of<E>{"..."sv, ...}`, in the order of the
/// values.
template <class Enum>
inline constexpr std::nullptr_t names_of = nullptr;

template <class Enum>
concept named_enum = requires { names_of<Enum>.size(); };

template <named_enum Enum>
constexpr std::string_view name(Enum value) {
  return names_of<Enum>[static_cast<std::size_t>(value)];
}

template <named_enum Enum>
constexpr std::optional<Enum> from_name(std::string_view text) {
  for (std::size_t i = 0; i < names_of<Enum>.size(); ++i) {
    if (names_of<Enum>[i] == text) {
      return static_cast<Enum>(i);
    }
  }
  return std::nullopt;
}

}  // namespace souk::market

// A value that users may set, described once: readers, schemas, printed presets, differences and
// editors all walk these descriptions.
#pragma once

#include <limits>
#include <string_view>
#include <tuple>

namespace souk::market {

/// One value of a struct: its key in files, where it is kept, its unit, the range allowed (both
/// ends included; of a list, for each number in it), where it comes from and what it means.
template <class Struct, class Value>
struct knob {
  std::string_view name;
  Value Struct::* member;
  std::string_view unit = "";
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
  std::string_view source = "";
  std::string_view doc = "";
};
template <class Struct, class Value, class... More>
knob(std::string_view, Value Struct::*, More...) -> knob<Struct, Value>;

inline constexpr double no_limit = std::numeric_limits<double>::infinity();

/// A struct that is described: `static constexpr auto knobs()` answers a tuple of its knobs.
template <class T>
concept described = requires { T::knobs(); };

/// Calls `visit(knob, value)` for each knob of a described struct, in the order of the file.
template <described Struct, class Visit>
constexpr void for_each_knob(Struct& owner, Visit&& visit) {
  std::apply([&](const auto&... one) { (visit(one, owner.*(one.member)), ...); },
      std::remove_const_t<Struct>::knobs());
}

}  // namespace souk::market

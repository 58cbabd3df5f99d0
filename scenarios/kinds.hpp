// The kinds of souk files. The first key of every file names its kind: `story: TITLE`, or
// `kind: scenario | policy | experiment | plan | binding`.
#pragma once

#include "market/names.hpp"
#include "scenarios/document.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace souk::scenarios {

enum class file_kind : std::uint8_t { story, scenario, policy, experiment, plan, binding };

}  // namespace souk::scenarios

template <>
inline constexpr std::array souk::market::names_of<souk::scenarios::file_kind>{
    std::string_view{"story"}, std::string_view{"scenario"}, std::string_view{"policy"},
    std::string_view{"experiment"}, std::string_view{"plan"}, std::string_view{"binding"}};

namespace souk::scenarios {

/// The kind of a document. Throws bad_input where its first key does not name one.
file_kind kind_of(const document& doc);

/// Throws bad_input unless the document is of that kind.
void expect_kind(const document& doc, std::string_view kind);

}  // namespace souk::scenarios

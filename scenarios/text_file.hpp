// Files of text: read whole up to a size, and checked to be text.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace souk::scenarios {

inline constexpr std::size_t largest_file = std::size_t{16} << 20;

/// The bytes of a file, of which no more than `largest_file` are read. Throws bad_input.
std::string read_text_file(const std::string& path);

/// Throws bad_input where a text is not UTF-8, has a control character, or is indented with tabs.
void check_text(std::string_view text, const std::string& file);

}  // namespace souk::scenarios

// What souk may do with its standard streams.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace souk::cli {

bool out_is_terminal();
bool err_is_terminal();
/// Characters in a line of standard error; 80 where it is no terminal.
std::size_t err_width();

/// `text` in bold, faint or red: with escape sequences only if `coloured`.
std::string bold(std::string_view text, bool coloured);
std::string faint(std::string_view text, bool coloured);
std::string red(std::string_view text, bool coloured);

/// Whether escape sequences are welcome on standard output or standard error: on a terminal, unless
/// NO_COLOR is set or TERM is dumb.
bool out_is_coloured();
bool err_is_coloured();

}  // namespace souk::cli

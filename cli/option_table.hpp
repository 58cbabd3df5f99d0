// Options of commands that keep them as a table, of which both the reading and the help are made.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace souk::cli {

struct option {
  std::string_view name;   // "--out"
  std::string_view takes;  // what is written after it; "": nothing
  std::string_view does;   // for --help; a line break begins a line
};

/// Calls `take` with the table's name and the value ("" of one that takes none) of each option, in
/// their order, and `word` with what is no option. Throws usage_error.
void read_options(std::span<const std::string> arguments, std::span<const option> table,
    const std::function<void(std::string_view name, const std::string& value)>& take,
    const std::function<void(const std::string&)>& word);

/// Two columns; the second begins after `column` characters.
std::string table_help(std::span<const option> table, std::size_t column);

/// Throws usage_error: what an option takes instead of this value.
[[noreturn]] void refuse_value(
    std::string_view name, std::string_view value, std::string_view right);

/// What would be right for a name that is not in the table: the nearest one, or all.
std::string nearest_option(const std::string& name, std::span<const option> table);

}  // namespace souk::cli

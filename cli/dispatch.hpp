// From the command line to a subcommand, and from what it throws to the exit status.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace souk::cli {

/// A subcommand: its name, what `souk --help` says of it, and what `souk NAME --help` says.
struct command_entry {
  std::string_view name;
  std::string_view takes;  // "SCENARIO [options]"
  std::string_view does;   // one line
  std::string (*help)();
  int (*run)(std::span<const std::string> arguments);
};

/// All there are, in the order in which help lists them.
std::span<const command_entry> all_commands();

/// Runs `souk` with the arguments after the program's name. Answers the exit status; never throws.
int dispatch(std::span<const std::string> arguments);

}  // namespace souk::cli

// The command that makes a run's result again.
#pragma once

#include "cli/options.hpp"

#include <string>

namespace souk::cli {

/// `souk run` with the options that change the result, fit to be pasted into a shell.
std::string command_text(const simulation_options& options);

}  // namespace souk::cli

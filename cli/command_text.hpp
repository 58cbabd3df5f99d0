// The command that makes a run's result again.
#pragma once

#include "cli/load_options.hpp"
#include "cli/options.hpp"
#include "observe/snapshot.hpp"

#include <string>

namespace souk::cli {

/// `souk run` with the options that change the result, fit to be pasted into a shell.
std::string command_text(const simulation_options& options);

/// `souk compare`, `souk sweep` and `souk study newcomers` likewise.
std::string command_text(const compare_options& options);
std::string command_text(const sweep_options& options);
std::string command_text(const study_options& options);
std::string command_text(const load_options& options);

/// `souk dash` at the day that is shown, with all changes of policy on the way there.
std::string command_text(const dash_options& options, const observe::snapshot& shown);

}  // namespace souk::cli

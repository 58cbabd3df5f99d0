// The folder that a run is written to: run.sqlite, summary.json, report.html.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace souk::cli {

/// "out/<scenario>-<policy>-<seed>", names made fit for a folder.
std::string default_run_folder(
    std::string_view scenario, std::string_view policy, std::uint64_t seed);

/// Throws usage_error if the folder cannot be one, or holds a run that may not be overwritten.
/// Writes nothing.
void check_run_folder(const std::string& folder, bool overwrite);

/// Makes the folder, and takes a former run's files and checkpoints out of it. What else is in it
/// stays. Throws usage_error if it may not be written to.
void clear_run_folder(const std::string& folder);

/// Writes a file whole or not at all: beside it first, then renamed.
void write_file(const std::string& path, std::string_view text);
/// The same of a file that `write` makes, under the name that it is given.
void write_whole(const std::string& path, const std::function<void(const std::string&)>& write);

}  // namespace souk::cli

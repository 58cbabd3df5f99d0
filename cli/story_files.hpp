// Which stories the command line means: files, folders with all stories in them, patterns.
#pragma once

#include <span>
#include <string>
#include <vector>

namespace souk::cli {

/// The files in order of their names within each folder or pattern; each once. Throws bad_input for
/// what is not there.
std::vector<std::string> find_stories(std::span<const std::string> arguments);

}  // namespace souk::cli

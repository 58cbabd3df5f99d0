// The presets, scenarios, experiments and bindings that souk ships: compiled in, so that the binary finds
// them by name from any folder. The build writes shipped.cpp from the .yaml files of this folder,
// of policies/, experiments/ and bindings/.
#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace souk::scenarios {

struct shipped_file {
  std::string_view kind;  // "policy", "scenario", "experiment" or "binding"
  std::string_view name;  // "seed"
  std::string_view path;  // "scenarios/policies/seed.yaml", for messages
  std::string_view text;
};

/// All shipped files, by kind and name.
std::span<const shipped_file> shipped_files();

/// Nullptr where there is none of that name.
const shipped_file* find_shipped(std::string_view kind, std::string_view name);

std::vector<std::string_view> shipped_names(std::string_view kind);

/// Whether a name given by a user is a path to a file, rather than a shipped name.
bool is_path(std::string_view name);

}  // namespace souk::scenarios

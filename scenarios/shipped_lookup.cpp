#include "scenarios/shipped.hpp"

namespace souk::scenarios {

const shipped_file* find_shipped(std::string_view kind, std::string_view name) {
  for (const shipped_file& one : shipped_files()) {
    if (one.kind == kind && one.name == name) {
      return &one;
    }
  }
  return nullptr;
}

std::vector<std::string_view> shipped_names(std::string_view kind) {
  std::vector<std::string_view> names;
  for (const shipped_file& one : shipped_files()) {
    if (one.kind == kind) {
      names.push_back(one.name);
    }
  }
  return names;
}

bool is_path(std::string_view name) {
  return name.find('/') != std::string_view::npos || name.ends_with(".yaml")
         || name.ends_with(".yml");
}

}  // namespace souk::scenarios

#include "cli/story_files.hpp"

#include "scenarios/kinds.hpp"
#include "scenarios/mistakes.hpp"

#include <glob.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <unordered_set>

namespace souk::cli {

namespace {

namespace fs = std::filesystem;

/// Whether the first line that is no comment begins a story: nearly always, and no need to read it
/// all.
bool begins_a_story(const fs::path& file) {
  std::ifstream text(file);
  std::string line;
  while (std::getline(text, line) && (line.empty() || line.front() == '#')) {
  }
  return line.starts_with("story:");
}

/// Whether a file in a folder is meant to be a story: one that cannot be read is, so that its
/// mistakes are told.
bool is_story(const fs::path& file) {
  if (file.extension() != ".yaml" && file.extension() != ".yml") {
    return false;
  }
  if (begins_a_story(file)) {
    return true;
  }
  try {
    return scenarios::kind_of(scenarios::load_document(file.string()))
           == scenarios::file_kind::story;
  } catch (const scenarios::bad_input&) {
    return true;
  }
}

std::vector<std::string> in_folder(const std::string& folder) {
  std::vector<std::string> files;
  for (const fs::directory_entry& one : fs::recursive_directory_iterator(folder)) {
    if (one.is_regular_file() && is_story(one.path())) {
      files.push_back(one.path().string());
    }
  }
  std::ranges::sort(files);
  if (files.empty()) {
    throw scenarios::bad_input(
        folder, "no story in this folder", "files *.yaml that begin with `story:`");
  }
  return files;
}

std::vector<std::string> matching(const std::string& pattern) {
  glob_t found{};
  std::vector<std::string> files;
  if (::glob(pattern.c_str(), 0, nullptr, &found) == 0) {
    files.assign(found.gl_pathv, found.gl_pathv + found.gl_pathc);
  }
  ::globfree(&found);
  return files;
}

}  // namespace

std::vector<std::string> find_stories(std::span<const std::string> arguments) {
  std::vector<std::string> all;
  std::unordered_set<std::string> known;
  const auto add = [&](const std::string& file) {
    if (known.insert(file).second) {
      all.push_back(file);
    }
  };
  const auto add_path = [&](const std::string& path) {
    if (fs::is_directory(path)) {
      std::ranges::for_each(in_folder(path), add);
    } else {
      add(path);
    }
  };
  for (const std::string& one : arguments) {
    const bool is_pattern = one.find_first_of("*?[") != std::string::npos && !fs::exists(one);
    if (!is_pattern) {
      add_path(one);
      continue;
    }
    const std::vector<std::string> files = matching(one);
    if (files.empty()) {
      throw scenarios::bad_input(one, "no file has such a name", "a file, a folder or a pattern");
    }
    std::ranges::for_each(files, add_path);
  }
  return all;
}

}  // namespace souk::cli

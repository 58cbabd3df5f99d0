#include "cli/run_folder.hpp"

#include "cli/options.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <stdexcept>

namespace souk::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 21> files_of_a_run{"summary.json", "report.html",
    "run.sqlite", "run.sqlite-wal", "run.sqlite-shm", "run.sqlite-journal", "compare.json",
    "compare.sqlite", "effects.csv", "groups.csv", "runs.csv", "sweep.sqlite",
    "sweep.sqlite-journal", "sweep.sqlite-wal", "sweep.sqlite-shm", "sweep.json",
    "main_effects.csv", "curves.csv", "load.json", "load.sqlite", "violations.json"};

std::string fit_for_a_folder(std::string_view name) {
  constexpr std::string_view allowed =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.";
  std::string fit(name);
  for (char& c : fit) {
    c = allowed.find(c) == std::string_view::npos ? '-' : c;
  }
  return fit.empty() || fit.front() == '.' ? "run" + fit : fit;
}

bool holds_a_run(const fs::path& folder) {
  for (const std::string_view file : files_of_a_run) {
    if (fs::exists(folder / file)) {
      return true;
    }
  }
  return false;
}

/// The part of a path that exists must be a folder all along.
void check_parents(const fs::path& folder) {
  fs::path existing = fs::absolute(folder);
  while (!fs::exists(existing) && existing.has_relative_path()) {
    existing = existing.parent_path();
  }
  if (!fs::is_directory(existing)) {
    throw usage_error(
        "--out " + folder.string() + ": " + existing.string() + " is not a folder; give another");
  }
}

}  // namespace

std::string default_run_folder(
    std::string_view scenario, std::string_view policy, std::uint64_t seed) {
  return "out/" + fit_for_a_folder(scenario) + "-" + fit_for_a_folder(policy) + "-"
         + std::to_string(seed);
}

void check_run_folder(const std::string& folder, bool overwrite) {
  if (folder.empty()) {
    throw usage_error("--out is empty; the name of a folder");
  }
  bool holds_one = false;
  try {
    check_parents(folder);
    holds_one = holds_a_run(folder);
  } catch (const fs::filesystem_error& error) {
    throw usage_error("--out " + folder + ": " + error.code().message() + "; give another");
  }
  if (!overwrite && holds_one) {
    throw usage_error(
        folder + " holds a run already; give --force to overwrite it, or --out another folder");
  }
}

void clear_run_folder(const std::string& folder) {
  try {
    fs::create_directories(folder);
    for (const std::string_view file : files_of_a_run) {
      fs::remove(fs::path(folder) / file);
    }
    fs::remove_all(fs::path(folder) / "checkpoints");
    fs::remove_all(fs::path(folder) / "stories");
  } catch (const fs::filesystem_error& error) {
    throw usage_error(folder + ": " + error.code().message() + "; give a folder to write to");
  }
}

void write_whole(const std::string& path, const std::function<void(const std::string&)>& write) {
  const std::string beside = path + ".part";
  fs::remove(beside);  // of a process that was killed
  write(beside);
  fs::rename(beside, path);
}

void write_file(const std::string& path, std::string_view text) {
  write_whole(path, [&](const std::string& beside) {
    std::ofstream file(beside, std::ios::binary | std::ios::trunc);
    file.write(text.data(), static_cast<std::streamsize>(text.size()));
    file.close();
    if (!file) {
      throw std::runtime_error("cannot write " + path + ": " + std::strerror(errno));
    }
  });
}

}  // namespace souk::cli

#include "cli/check_report.hpp"
#include "cli/commands.hpp"
#include "cli/exit_status.hpp"
#include "cli/options.hpp"
#include "cli/story_files.hpp"
#include "scenarios/play.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <optional>
#include <utility>

namespace souk::cli {

namespace {

struct check_options {
  std::vector<std::string> stories;
  std::optional<std::string> junit;
  bool explain = false;
};

check_options read_options(std::span<const std::string> arguments) {
  check_options options;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string& one = arguments[i];
    if (one == "--explain") {
      options.explain = true;
    } else if (one == "--junit" && i + 1 < arguments.size()) {
      options.junit = arguments[++i];
    } else if (one.starts_with("--junit=")) {
      options.junit = one.substr(std::string_view{"--junit="}.size());
    } else if (one == "--junit") {
      throw usage_error("--junit names no file; --junit FILE");
    } else if (one.starts_with("-")) {
      throw usage_error(fmt::format("unknown option {}; {}", scenarios::in_quotes(one),
          scenarios::suggestion(one, {"--junit", "--explain"})));
    } else {
      options.stories.push_back(one);
    }
  }
  if (options.stories.empty()) {
    throw usage_error("no story to check; one or more files, folders or patterns");
  }
  return options;
}

checked_story check_one(const std::string& file, bool explain) {
  checked_story checked;
  checked.file = file;
  const auto begin = std::chrono::steady_clock::now();
  try {
    const scenarios::story told = scenarios::load_story(file);
    checked.title = told.title;
    checked.result = scenarios::play(told, {.explain = explain});
  } catch (const scenarios::bad_input& error) {
    checked.mistakes = error.what();
  }
  checked.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  return checked;
}

int status_of(const std::vector<checked_story>& all) {
  bool failed = false;
  bool unsound = false;
  bool bad = false;
  for (const checked_story& one : all) {
    bad = bad || !one.mistakes.empty();
    unsound = unsound || one.result.audit.has_value();
    failed = failed || !one.result.failures.empty();
  }
  return bad ? exit_bad_input : unsound ? exit_check_failed : failed ? exit_failed : exit_done;
}

}  // namespace

int check_command(std::span<const std::string> arguments) {
  const check_options options = read_options(arguments);
  std::vector<checked_story> all;
  for (const std::string& file : find_stories(options.stories)) {
    all.push_back(check_one(file, options.explain));
    print_story(all.back(), options.explain);
  }
  print_sum(all);
  if (options.junit) {
    write_junit(*options.junit, all);
  }
  return status_of(all);
}

}  // namespace souk::cli

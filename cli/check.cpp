#include "cli/check_report.hpp"
#include "cli/commands.hpp"
#include "cli/exit_status.hpp"
#include "cli/options.hpp"
#include "cli/story_files.hpp"
#include "load/server_stage.hpp"
#include "scenarios/play.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <memory>
#include <optional>
#include <utility>

namespace souk::cli {

namespace {

struct check_options {
  std::vector<std::string> stories;
  std::optional<std::string> junit;
  std::optional<std::string> against;
  bool explain = false;
};

/// The value of an option that takes one: NAME=VALUE, or the argument after it.
std::optional<std::string> value_of(std::string_view name, std::string_view takes,
    std::span<const std::string> arguments, std::size_t& i) {
  const std::string& one = arguments[i];
  if (one.starts_with(name) && one.substr(name.size()).starts_with('=')) {
    return one.substr(name.size() + 1);
  }
  if (one != name) {
    return std::nullopt;
  }
  if (i + 1 == arguments.size()) {
    throw usage_error(
        fmt::format("{0} names no {1}; {0} {2}", name, takes == "URL" ? "server" : "file", takes));
  }
  return arguments[++i];
}

check_options read_options(std::span<const std::string> arguments) {
  check_options options;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string& one = arguments[i];
    if (one == "--explain") {
      options.explain = true;
    } else if (auto file = value_of("--junit", "FILE", arguments, i)) {
      options.junit = std::move(file);
    } else if (auto url = value_of("--against", "URL", arguments, i)) {
      options.against = std::move(url);
    } else if (one.starts_with("-")) {
      throw usage_error(fmt::format("unknown option {}; {}", scenarios::in_quotes(one),
          scenarios::suggestion(one, {"--junit", "--against", "--explain"})));
    } else {
      options.stories.push_back(one);
    }
  }
  if (options.stories.empty()) {
    throw usage_error("no story to check; one or more files, folders or patterns");
  }
  return options;
}

/// Plays against a server. What it does that no story can say is a failure too.
void play_against(
    load::http_client& server, const scenarios::story& told, bool explain, checked_story& into) {
  try {
    into.skipped = load::why_not_played(server, told);
    if (into.skipped.empty()) {
      load::server_stage stage(server, told);
      into.result = scenarios::play(told, stage, {.explain = explain});
    }
  } catch (const load::backend_error& error) {
    into.result.failures.push_back({{}, "the server", "an answer", error.what(), {}});
  }
}

checked_story check_one(const std::string& file, bool explain, load::http_client* server) {
  checked_story checked;
  checked.file = file;
  const auto begin = std::chrono::steady_clock::now();
  try {
    const scenarios::story told = scenarios::load_story(file);
    checked.title = told.title;
    if (server == nullptr) {
      checked.result = scenarios::play(told, {.explain = explain});
    } else {
      play_against(*server, told, explain, checked);
    }
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
  bool played = false;
  for (const checked_story& one : all) {
    bad = bad || !one.mistakes.empty();
    unsound = unsound || one.result.audit.has_value();
    failed = failed || !one.result.failures.empty();
    played = played || one.skipped.empty();
  }
  failed = failed || !played;  // what nobody has played has not been shown to hold
  return bad ? exit_bad_input : unsound ? exit_check_failed : failed ? exit_failed : exit_done;
}

}  // namespace

int check_command(std::span<const std::string> arguments) {
  const check_options options = read_options(arguments);
  std::unique_ptr<load::http_client> server;
  try {
    if (options.against) {
      server = std::make_unique<load::http_client>(*options.against);
    }
  } catch (const load::backend_error& error) {
    throw usage_error(error.what());
  }
  std::vector<checked_story> all;
  for (const std::string& file : find_stories(options.stories)) {
    all.push_back(check_one(file, options.explain, server.get()));
    print_story(all.back(), options.explain);
  }
  print_sum(all);
  if (options.junit) {
    write_junit(*options.junit, all);
  }
  return status_of(all);
}

}  // namespace souk::cli

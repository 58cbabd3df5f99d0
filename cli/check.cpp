#include "cli/check_report.hpp"
#include "cli/commands.hpp"
#include "cli/exit_status.hpp"
#include "cli/options.hpp"
#include "cli/story_files.hpp"
#include "load/bound_stage.hpp"
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
  std::optional<std::string> binding;
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
    } else if (auto binding = value_of("--binding", "FILE", arguments, i)) {
      options.binding = std::move(binding);
    } else if (auto url = value_of("--against", "URL", arguments, i)) {
      options.against = std::move(url);
    } else if (one.starts_with("-")) {
      throw usage_error(fmt::format("unknown option {}; {}", scenarios::in_quotes(one),
          scenarios::suggestion(one, {"--junit", "--against", "--binding", "--explain"})));
    } else {
      options.stories.push_back(one);
    }
  }
  if (options.stories.empty()) {
    throw usage_error("no story to check; one or more files, folders or patterns");
  }
  return options;
}

/// The backend that stories are played against.
class opponent {
 public:
  opponent(const std::string& url, scenarios::binding binding)
      : server_(url), backend_(std::move(binding)), caller_(server_, backend_) {
    if (!backend_.binding().accounts.empty()) {
      accounts_.emplace(load::load_accounts(backend_.binding().accounts));
    }
  }

  /// What the backend does that no story can say is a failure too.
  void play(const scenarios::story& told, bool explain, checked_story& into) {
    try {
      into.skipped = load::why_not_played(caller_, told, accounts_.has_value());
      if (into.skipped.empty()) {
        load::bound_stage stage(caller_, told, options());
        into.result = scenarios::play(told, stage, {.explain = explain});
      }
    } catch (const load::backend_error& error) {
      into.result.failures.push_back({{}, "the server", "an answer", error.what(), {}});
    }
  }

 private:
  /// Names of this story alone, in any run.
  load::stage_options options() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(now).count();
    const auto micros = std::chrono::duration_cast<std::chrono::microseconds>(now).count();
    return {fmt::format("-{:x}", micros), seconds, accounts_ ? &*accounts_ : nullptr};
  }

  load::http_client server_;
  load::bound_backend backend_;
  load::bound_caller caller_;
  std::optional<load::account_pool> accounts_;
};

/// Nobody without --against.
std::unique_ptr<opponent> opponent_of(const check_options& options) {
  if (!options.against && !options.binding) {
    return nullptr;
  }
  scenarios::binding binding = scenarios::load_binding(options.binding.value_or("souk-serve"));
  const std::string url = options.against.value_or(binding.target);
  if (url.empty()) {
    throw usage_error("--binding without a server; --against URL");
  }
  try {
    return std::make_unique<opponent>(url, std::move(binding));
  } catch (const load::backend_error& error) {
    throw usage_error(error.what());
  }
}

checked_story check_one(const std::string& file, bool explain, opponent* against) {
  checked_story checked;
  checked.file = file;
  const auto begin = std::chrono::steady_clock::now();
  try {
    const scenarios::story told = scenarios::load_story(file);
    checked.title = told.title;
    if (against == nullptr) {
      checked.result = scenarios::play(told, {.explain = explain});
    } else {
      against->play(told, explain, checked);
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
  const std::unique_ptr<opponent> against = opponent_of(options);
  std::vector<checked_story> all;
  for (const std::string& file : find_stories(options.stories)) {
    all.push_back(check_one(file, options.explain, against.get()));
    print_story(all.back(), options.explain);
  }
  print_sum(all);
  if (options.junit) {
    write_junit(*options.junit, all);
  }
  return status_of(all);
}

}  // namespace souk::cli

#include "cli/commands.hpp"
#include "cli/exit_status.hpp"
#include "cli/options.hpp"
#include "scenarios/binding.hpp"
#include "scenarios/experiment.hpp"
#include "scenarios/kinds.hpp"
#include "scenarios/plan.hpp"
#include "scenarios/policy_file.hpp"
#include "scenarios/scenario.hpp"
#include "scenarios/story.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <utility>

namespace souk::cli {

namespace {

/// Reads a file as its kind wants it; answers what kind that is. Throws bad_input.
std::string_view read_file(const std::string& path) {
  scenarios::document doc = scenarios::load_document(path);
  const scenarios::file_kind kind = scenarios::kind_of(doc);
  switch (kind) {
    case scenarios::file_kind::scenario:
      scenarios::read_scenario(std::move(doc));
      break;
    case scenarios::file_kind::policy:
      scenarios::read_policy(std::move(doc));
      break;
    case scenarios::file_kind::story:
      scenarios::read_story(std::move(doc));
      break;
    case scenarios::file_kind::experiment:
      scenarios::read_experiment(std::move(doc));
      break;
    case scenarios::file_kind::plan:
      scenarios::read_plan(std::move(doc));
      break;
    case scenarios::file_kind::binding:
      scenarios::read_binding(std::move(doc), nullptr);
      break;
  }
  return market::name(kind);
}

}  // namespace

int validate_command(std::span<const std::string> arguments) {
  if (arguments.empty()) {
    throw usage_error("no file to check; one or more files");
  }
  int status = exit_done;
  for (const std::string& path : arguments) {
    if (path.starts_with("-")) {
      throw usage_error(
          fmt::format("unknown option {}; it takes only files", scenarios::in_quotes(path)));
    }
    try {
      fmt::print("{}: {}, no mistakes\n", path, read_file(path));
    } catch (const scenarios::bad_input& error) {
      std::fflush(stdout);
      fmt::print(stderr, "{}\n", error.what());
      status = exit_bad_input;
    }
  }
  return status;
}

}  // namespace souk::cli

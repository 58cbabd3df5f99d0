#include "cli/dispatch.hpp"

#include "cli/commands.hpp"
#include "cli/exit_status.hpp"
#include "cli/help.hpp"
#include "cli/options.hpp"
#include "cli/terminal.hpp"
#include "observe/observer.hpp"
#include "scenarios/mistakes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <exception>
#include <vector>

namespace souk::cli {

namespace {

constexpr std::array commands{
    command_entry{"run", "SCENARIO [options]",
        "simulate a market into summary.json, run.sqlite, report.html", run_help, run_command},
    command_entry{"compare", "SCENARIO [options]", "the same people under several policies, paired",
        compare_help, compare_command},
    command_entry{"sweep", "EXPERIMENT [options]",
        "a design of experiments over policies and parameters", sweep_help, sweep_command},
    command_entry{"worker", "--connect HOST:PORT", "lend this machine to a sweep or a comparison",
        worker_help, worker_command},
    command_entry{"check", "STORY... [options]",
        "play stories against the rules, or against a server", check_help, check_command},
    command_entry{"dash", "[SCENARIO | DIR] [options]",
        "the dashboard: a market live, or a finished run again", dash_help, dash_command},
    command_entry{"why", "RUN PERSON [options]", "one person's life, decision by decision",
        why_help, why_command},
    command_entry{"study", "newcomers RUN...", "first jobs: how long, what helps, what they cost",
        study_help, study_command},
    command_entry{"report", "DIR", "write the page of what a folder keeps again", report_help,
        report_command},
    command_entry{"export", "RUN [options]", "a run's tables and events as CSV or JSON lines",
        export_help, export_command},
    command_entry{"validate", "FILE...", "check any souk YAML without running it", validate_help,
        validate_command},
    command_entry{"validate-model", "SCENARIO [options]",
        "compare a market's moments with those of real ones, over seeds", validate_model_help,
        validate_model_command},
    command_entry{"serve", "[options]", "the rules behind HTTP, on SQLite or PostgreSQL",
        serve_help, serve_command},
    command_entry{"load", "PLAN [options]", "requests to a real backend, measured as a load test",
        load_help, load_command},
    command_entry{"policies", "[NAME]", "list the presets, or print one with what each value means",
        policies_help, policies_command},
    command_entry{"schema", "[KIND]", "JSON Schema of a kind of file, for editors", schema_help,
        schema_command},
};

bool asks_for_help(std::span<const std::string> arguments) {
  return std::any_of(arguments.begin(), arguments.end(),
      [](const std::string& one) { return one == "--help" || one == "-h"; });
}

int refuse_command(const std::string& name) {
  std::vector<std::string_view> known;
  for (const command_entry& command : commands) {
    known.push_back(command.name);
  }
  fmt::print(stderr, "souk: unknown command {}; {}\n", scenarios::in_quotes(name),
      scenarios::suggestion(name, known));
  return exit_bad_input;
}

int run_entry(const command_entry& command, std::span<const std::string> arguments) {
  const auto say = [&](const char* what) {
    fmt::print(
        stderr, "{} {}\n", red(fmt::format("souk {}:", command.name), err_is_coloured()), what);
  };
  try {
    return command.run(arguments);
  } catch (const scenarios::bad_input& error) {
    fmt::print(stderr, "{}\n", error.what());
    return exit_bad_input;
  } catch (const usage_error& error) {
    say(error.what());
    fmt::print(stderr, "usage: souk {} {}; souk {} --help tells more\n", command.name,
        command.takes, command.name);
    return exit_bad_input;
  } catch (const std::exception& error) {
    say(error.what());
    return exit_check_failed;
  }
}

}  // namespace

std::span<const command_entry> all_commands() { return commands; }

int dispatch(std::span<const std::string> arguments) {
  if (arguments.empty()) {
    fmt::print(stderr, "{}", general_help());
    return exit_bad_input;
  }
  const std::string& name = arguments.front();
  if (name == "--help" || name == "-h" || (name == "help" && arguments.size() == 1)) {
    fmt::print("{}", general_help());
    return exit_done;
  }
  if (name == "--version") {
    fmt::print("souk {}\n", SOUK_VERSION);
    return exit_done;
  }
  const auto command = std::find_if(
      commands.begin(), commands.end(), [&](const command_entry& one) { return one.name == name; });
  if (command == commands.end()) {
    return refuse_command(name);
  }
  const std::span<const std::string> rest = arguments.subspan(1);
  if (asks_for_help(rest)) {
    fmt::print("usage: souk {} {}\n\n{}", command->name, command->takes, command->help());
    return exit_done;
  }
  return run_entry(*command, rest);
}

}  // namespace souk::cli

#include "scenarios/schema.hpp"

#include "cli/commands.hpp"
#include "cli/exit_status.hpp"
#include "cli/options.hpp"

#include <fmt/format.h>

namespace souk::cli {

namespace {

constexpr const auto& kinds = market::names_of<scenarios::file_kind>;

}  // namespace

int schema_command(std::span<const std::string> arguments) {
  if (arguments.size() > 1) {
    throw usage_error("more than one kind; at most one");
  }
  if (arguments.empty()) {
    for (const std::string_view name : kinds) {
      fmt::print("{}\n", name);
    }
    return exit_done;
  }
  const auto kind = market::from_name<scenarios::file_kind>(arguments.front());
  if (!kind) {
    throw usage_error(fmt::format("no schema of {}; {}", scenarios::in_quotes(arguments.front()),
        scenarios::suggestion(arguments.front(), {kinds.begin(), kinds.end()})));
  }
  fmt::print("{}", scenarios::schema_of_kind(*kind));
  return exit_done;
}

}  // namespace souk::cli

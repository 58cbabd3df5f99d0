#include "scenarios/schema.hpp"

#include "cli/commands.hpp"
#include "cli/exit_status.hpp"
#include "cli/options.hpp"

#include <fmt/format.h>

namespace souk::cli {

namespace {

std::vector<std::string_view> known_kinds() {
  std::vector<std::string_view> known;
  for (const std::string_view name : market::names_of<scenarios::file_kind>) {
    if (scenarios::schema_of_kind(*market::from_name<scenarios::file_kind>(name))) {
      known.push_back(name);
    }
  }
  return known;
}

}  // namespace

int schema_command(std::span<const std::string> arguments) {
  if (arguments.size() > 1) {
    throw usage_error("more than one kind; at most one");
  }
  if (arguments.empty()) {
    for (const std::string_view name : known_kinds()) {
      fmt::print("{}\n", name);
    }
    return exit_done;
  }
  const auto kind = market::from_name<scenarios::file_kind>(arguments.front());
  const auto schema = kind ? scenarios::schema_of_kind(*kind) : std::nullopt;
  if (!schema) {
    throw usage_error(fmt::format("no schema of {}{}; {}", scenarios::in_quotes(arguments.front()),
        kind ? " yet" : "", scenarios::suggestion(arguments.front(), known_kinds())));
  }
  fmt::print("{}", *schema);
  return exit_done;
}

}  // namespace souk::cli

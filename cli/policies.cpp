#include "cli/commands.hpp"
#include "cli/exit_status.hpp"
#include "cli/options.hpp"
#include "scenarios/policy_file.hpp"
#include "scenarios/shipped.hpp"
#include "scenarios/writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>

namespace souk::cli {

namespace {

/// The comment below the first line of a shipped file, as one line; "" where there is none.
std::string about(std::string_view text) {
  std::string words;
  text.remove_prefix(std::min(text.find('\n') + 1, text.size()));
  while (text.starts_with("# ")) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    words += (words.empty() ? "" : " ") + std::string(text.substr(2, end - 2));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words.substr(0, words.find_first_of(":."));
}

void list_presets() {
  for (const scenarios::shipped_file& one : scenarios::shipped_files()) {
    if (one.kind == "policy") {
      fmt::print("{:<22}{}\n", one.name, about(one.text));
    }
  }
}

}  // namespace

int policies_command(std::span<const std::string> arguments) {
  if (arguments.size() > 1) {
    throw usage_error("more than one name; at most one");
  }
  if (arguments.empty()) {
    list_presets();
  } else {
    fmt::print("kind: policy\n{}", scenarios::block(scenarios::load_policy(arguments.front())));
  }
  return exit_done;
}

}  // namespace souk::cli

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
#include <vector>

namespace souk::cli {

namespace {

/// The comment below the first line of a shipped file: when the policy held, and by what sources.
std::vector<std::string_view> comment_of(std::string_view text) {
  std::vector<std::string_view> lines;
  text.remove_prefix(std::min(text.find('\n') + 1, text.size()));
  while (text.starts_with("# ")) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

/// What it begins with, up to a colon or the end of the sentence; "" where there is none.
std::string about(std::string_view text) {
  std::string words;
  for (const std::string_view line : comment_of(text)) {
    words += std::string(line.substr(2)) + ' ';
  }
  return words.substr(0, std::min(words.find(": "), words.find(". ")));
}

/// A preset or file as YAML that can be saved, edited and used. A preset keeps its own comment.
void print_policy(const std::string& choice) {
  const market::policy terms = scenarios::load_policy(choice);
  fmt::print("kind: policy\n");
  if (const scenarios::shipped_file* const preset = scenarios::find_shipped("policy", choice)) {
    for (const std::string_view line : comment_of(preset->text)) {
      fmt::print("{}\n", line);
    }
  }
  fmt::print("{}", scenarios::block(terms));
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
    print_policy(arguments.front());
  }
  return exit_done;
}

}  // namespace souk::cli

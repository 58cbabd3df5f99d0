#include "cli/command_text.hpp"

namespace souk::cli {

namespace {

std::string quoted(const std::string& word) {
  constexpr std::string_view plain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./,=:%+@";
  if (!word.empty() && word.find_first_not_of(plain) == std::string::npos) {
    return word;
  }
  std::string text = "'";
  for (const char c : word) {
    text += c == '\'' ? std::string("'\\''") : std::string(1, c);
  }
  return text + "'";
}

}  // namespace

std::string command_text(const simulation_options& options) {
  std::string text = "souk run " + quoted(options.scenario);
  if (options.policy) {
    text += " --policy " + quoted(*options.policy);
  }
  for (const std::string& setting : options.settings) {
    text += " --set " + quoted(setting);
  }
  if (options.seed) {
    text += " --seed " + std::to_string(*options.seed);
  }
  if (options.days) {
    text += " --days " + std::to_string(*options.days);
  }
  return text;
}

}  // namespace souk::cli

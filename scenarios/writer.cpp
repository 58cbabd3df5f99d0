#include "scenarios/writer.hpp"

namespace souk::scenarios {

std::string flow(const market::review_time& value) {
  return value.max ? "{ median: " + to_text(value.median) + ", max: " + to_text(*value.max) + " }"
                   : to_text(value.median);
}

std::string flow(const people::policy_changes& changes) {
  std::string text;
  for (const people::policy_change& one : changes.all) {
    text += (text.empty() ? " " : ", ") + one.path + ": " + one.value;
  }
  return "{" + text + (text.empty() ? "}" : " }");
}

std::string commented(
    std::string line, std::string_view unit, std::string_view source, std::string_view doc) {
  constexpr std::size_t column = 36;
  std::string comment(unit);
  for (const std::string_view part : {source, doc}) {
    if (!part.empty()) {
      comment += comment.empty() ? "" : part == doc ? ": " : "; ";
      comment += part;
    }
  }
  if (!comment.empty()) {
    line.resize(std::max(line.size() + 2, column), ' ');
    line += "# " + comment;
  }
  return line + '\n';
}

}  // namespace souk::scenarios

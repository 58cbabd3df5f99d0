#include "scenarios/json_path.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace souk::scenarios {

std::optional<json_path> parse_json_path(std::string_view text) {
  json_path path;
  bool at_begin = true;
  while (!text.empty()) {
    json_step step;
    if (text.front() == '[') {
      const std::size_t end = text.find(']');
      std::size_t index = 0;
      const std::string_view digits =
          end == std::string_view::npos ? std::string_view{} : text.substr(1, end - 1);
      const auto [after, error] =
          std::from_chars(digits.data(), digits.data() + digits.size(), index);
      if (digits.empty() || error != std::errc() || after != digits.data() + digits.size()) {
        return std::nullopt;
      }
      step.index = index;
      text.remove_prefix(end + 1);
    } else {
      if (!at_begin && text.front() != '.') {
        return std::nullopt;
      }
      text.remove_prefix(at_begin ? 0 : 1);
      const std::size_t end = std::min(text.find_first_of(".["), text.size());
      if (end == 0) {
        return std::nullopt;
      }
      step.key = text.substr(0, end);
      text.remove_prefix(end);
    }
    at_begin = false;
    path.push_back(std::move(step));
  }
  return path;
}

}  // namespace souk::scenarios

#include "scenarios/paths.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace souk::scenarios {

setting parse_setting(std::string_view text, std::string_view option) {
  const std::size_t equals = text.find('=');
  std::string shown = std::string(option) + ' ' + std::string(text);
  if (equals == std::string_view::npos || equals == 0) {
    throw bad_input({mistake{
        shown, {}, "no path=value", "as " + std::string(option) + " fees.client=3%", false}});
  }
  return {
      std::string(text.substr(0, equals)), std::string(text.substr(equals + 1)), std::move(shown)};
}

std::vector<std::string> split_at_commas(std::string_view text) {
  std::vector<std::string> parts(1);
  int depth = 0;
  char quote = 0;
  for (const char letter : text) {
    if (quote != 0) {
      quote = letter == quote ? '\0' : quote;
    } else if (letter == '"' || letter == '\'') {
      quote = letter;
    } else if (letter == '[' || letter == '{') {
      ++depth;
    } else if (letter == ']' || letter == '}') {
      --depth;
    }
    if (letter == ',' && depth == 0 && quote == 0) {
      parts.emplace_back();
    } else {
      parts.back() += letter;
    }
  }
  return parts;
}

path_step take_step(std::string_view& path) {
  path_step step;
  if (path.front() == '[') {
    const std::size_t end = std::min(path.find(']'), path.size());
    step.key = path.substr(0, std::min(end + 1, path.size()));
    step.is_index = end < path.size() && parse(path.substr(1, end - 1), step.index);
  } else {
    step.key = path.substr(0, path.find_first_of(".["));
  }
  path.remove_prefix(step.key.size());
  if (path.size() > 1 && path.front() == '.') {
    path.remove_prefix(1);
  }
  return step;
}

document value_of(const setting& one) {
  if (one.value.find_first_not_of(' ') == std::string::npos) {
    throw bad_input({mistake{one.shown, {}, "no value", "path=value", false}});
  }
  try {
    document given = parse_document(one.value, one.shown);
    given.in_file = false;
    for (mistake& each : given.found) {
      each.in_file = false;
    }
    return given;
  } catch (const bad_input& error) {
    std::vector<mistake> found = error.found();
    for (mistake& each : found) {
      each.in_file = false;
    }
    throw bad_input(found);
  }
}

void refuse_step(const path_step& step, const node& from, std::string right, const reading& where) {
  where.doc.add(from.at,
      "no " + in_quotes(step.key) + (where.path.empty() ? "" : " in " + where.path),
      std::move(right));
}

void refuse_complaints(
    const std::vector<complaint>& complaints, std::span<const setting> settings) {
  std::vector<mistake> found;
  for (const complaint& one : complaints) {
    const auto in_common = [&](const setting& each) {
      const auto parting = std::ranges::mismatch(each.path, one.path).in1;
      return std::distance(each.path.begin(), parting);
    };
    const setting* to_blame = nullptr;
    for (const setting& each : settings) {
      if (to_blame == nullptr || in_common(each) >= in_common(*to_blame)) {
        to_blame = &each;
      }
    }
    found.push_back(
        {to_blame == nullptr ? one.path : to_blame->shown, {}, one.wrong, one.right, false});
  }
  if (!found.empty()) {
    throw bad_input(found);
  }
}

}  // namespace souk::scenarios

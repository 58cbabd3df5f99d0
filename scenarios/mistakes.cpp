#include "scenarios/mistakes.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <tuple>
#include <utility>

namespace souk::scenarios {

namespace {

std::string all_lines(const std::vector<mistake>& found) {
  std::string text;
  for (const mistake& one : found) {
    text += text.empty() ? "" : "\n";
    text += to_text(one);
  }
  return text;
}

/// By place; those of one place as they were found.
std::vector<mistake> in_order(const std::vector<mistake>& found) {
  std::vector<const mistake*> order;
  for (const mistake& one : found) {
    order.push_back(&one);
  }
  std::sort(order.begin(), order.end(),
      [](const mistake* a, const mistake* b) { return std::tie(a->at, a) < std::tie(b->at, b); });
  std::vector<mistake> sorted;
  for (const mistake* const one : order) {
    sorted.push_back(*one);
  }
  return sorted;
}

constexpr std::size_t longest_compared = 40;

/// Optimal string alignment distance of two texts of at most `longest_compared` bytes.
std::size_t distance(std::string_view a, std::string_view b) {
  using row = std::array<std::size_t, longest_compared + 1>;
  row before_last{};
  row last{};
  row current{};
  for (std::size_t j = 0; j <= b.size(); ++j) {
    last[j] = j;
  }
  for (std::size_t i = 1; i <= a.size(); ++i) {
    current[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t substituted = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      current[j] = std::min({last[j] + 1, current[j - 1] + 1, substituted});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        current[j] = std::min(current[j], before_last[j - 2] + 1);
      }
    }
    before_last = last;
    last = current;
  }
  return last[b.size()];
}

}  // namespace

std::string to_text(const mistake& one) {
  std::string text = one.file;
  if (one.in_file) {
    text += ':' + std::to_string(one.at.line) + ':' + std::to_string(one.at.column);
  }
  text += ": " + one.wrong;
  if (!one.right.empty()) {
    text += "; " + one.right;
  }
  return text;
}

bad_input::bad_input(const std::vector<mistake>& found)
    : std::runtime_error(all_lines(in_order(found))), found_(in_order(found)) {}

bad_input::bad_input(const std::string& file, std::string wrong, std::string right)
    : bad_input(std::vector{mistake{file, {}, std::move(wrong), std::move(right)}}) {}

std::string in_quotes(std::string_view text) {
  constexpr std::size_t longest = 60;
  constexpr std::string_view digits = "0123456789abcdef";
  const bool cut = text.size() > longest;
  if (cut) {
    text = text.substr(0, longest);
    while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0U) == 0x80U) {
      text.remove_suffix(1);  // never through the middle of a character
    }
    if (!text.empty() && static_cast<unsigned char>(text.back()) >= 0xC0U) {
      text.remove_suffix(1);
    }
  }
  std::string answer = "'";
  for (const char letter : text) {
    const auto byte = static_cast<unsigned char>(letter);
    if (letter == '\n') {
      answer += "\\n";
    } else if (byte < 0x20 || byte == 0x7F) {
      answer += "\\x";
      answer += digits[byte >> 4U];
      answer += digits[byte & 0xFU];
    } else {
      answer += letter;
    }
  }
  return answer + (cut ? "...'" : "'");
}

std::string_view nearest(std::string_view misspelt, const std::vector<std::string_view>& known) {
  if (misspelt.size() > longest_compared) {
    return "";
  }
  const auto begins = [&](std::string_view name) { return name.starts_with(misspelt); };
  if (misspelt.size() >= 3 && std::ranges::count_if(known, begins) == 1) {
    return *std::ranges::find_if(known, begins);
  }
  std::string_view best;
  std::size_t best_distance = std::numeric_limits<std::size_t>::max();
  for (const std::string_view name : known) {
    if (name.size() <= longest_compared) {
      const std::size_t apart = distance(misspelt, name);
      if (apart < best_distance) {
        best = name;
        best_distance = apart;
      }
    }
  }
  const std::size_t allowed = std::max<std::size_t>(1, std::max(misspelt.size(), best.size()) / 3);
  return best_distance <= allowed ? best : "";
}

std::string listed(const std::vector<std::string_view>& names) {
  std::string text;
  for (const std::string_view name : names) {
    text += text.empty() ? "" : ", ";
    text += name;
  }
  return text;
}

std::string suggestion(std::string_view misspelt, const std::vector<std::string_view>& known) {
  const std::string_view meant = nearest(misspelt, known);
  if (!meant.empty()) {
    return "did you mean " + in_quotes(meant) + "?";
  }
  return known.empty() ? "there is none here" : "one of: " + listed(known);
}

std::string suggestion_of_name(
    std::string_view misspelt, const std::vector<std::string_view>& known) {
  const std::string text = suggestion(misspelt, known);
  return nearest(misspelt, known).empty() ? text : text + " one of: " + listed(known);
}

}  // namespace souk::scenarios

#include "viz/layout.hpp"

#include "viz/panels.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace souk::viz {
namespace {

constexpr std::array layouts{
    shipped_layout{"market", "Market",
        "rows 22 [overview] cols 62 rows 58 [series] cols 50 [funnel] [billing,connects] "
        "rows 52 [supply] [newcomers,events]",
        "rows 27 [overview] cols 58 [series,billing,connects] [funnel,supply,newcomers,events]"},
    shipped_layout{"money", "Money",
        "cols 55 rows 50 [billing] [connects] rows 45 [series] [contracts]",
        "cols 52 rows 55 [billing] [connects] [contracts,series]"},
    shipped_layout{"people", "People", "cols 54 rows 58 [map] [newcomers] [person]",
        "cols 55 [map,newcomers] [person]"},
    shipped_layout{"desk", "Desk", "cols 56 rows 55 [supply] [events] rows 62 [contracts] [engine]",
        "cols 55 rows 55 [supply] [events] [contracts,engine]"},
    shipped_layout{"policy", "Policy",
        "cols 45 [policy] rows 24 [overview] rows 60 [series] [funnel]",
        "cols 52 [policy] [series,overview,funnel]"},
    shipped_layout{"all", "All",
        "rows 16 [overview] rows 34 cols 38 [series] cols 40 [funnel] [supply] "
        "rows 52 cols 25 [connects] cols 33 [billing] cols 50 [newcomers] [map] "
        "cols 28 [person] cols 33 [contracts] cols 50 [events] cols 50 [engine] [policy]",
        "rows 16 [overview] rows 34 cols 38 [series] cols 40 [funnel] [supply] "
        "rows 52 cols 25 [connects] cols 33 [billing] cols 50 [newcomers] [map] "
        "cols 28 [person] cols 33 [contracts] cols 50 [events] cols 50 [engine] [policy]"},
};

constexpr int deepest = 16;

std::string_view take_word(std::string_view& text) {
  text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  const std::size_t end = std::min(text.find(' '), text.size());
  const std::string_view word = text.substr(0, end);
  text.remove_prefix(end);
  return word;
}

/// "[series,*events]": the one with a star is in front.
std::unique_ptr<layout_node> leaf_of(std::string_view word) {
  auto node = std::make_unique<layout_node>();
  word.remove_prefix(1);
  word.remove_suffix(1);
  while (!word.empty()) {
    const std::size_t end = std::min(word.find(','), word.size());
    std::string_view id = word.substr(0, end);
    word.remove_prefix(std::min(end + 1, word.size()));
    if (id.starts_with('*')) {
      id.remove_prefix(1);
      node->front = node->panels.size();
    }
    if (is_panel(id)) {
      node->panels.emplace_back(id);
    }
  }
  node->front = std::min(node->front, node->panels.empty() ? 0 : node->panels.size() - 1);
  return node->panels.empty() ? nullptr : std::move(node);
}

std::unique_ptr<layout_node> read_node(std::string_view& text, int depth) {
  const std::string_view word = take_word(text);
  if (word.size() > 2 && word.front() == '[' && word.back() == ']') {
    return leaf_of(word);
  }
  if (depth > deepest || (word != "rows" && word != "cols")) {
    return nullptr;
  }
  auto node = std::make_unique<layout_node>();
  node->side_by_side = word == "cols";
  const std::string_view number = take_word(text);
  int percent = 0;
  const auto [stopped, wrong] =
      std::from_chars(number.data(), number.data() + number.size(), percent);
  if (wrong != std::errc() || percent < 5 || percent > 95) {
    return nullptr;
  }
  node->percent = percent;
  node->first = read_node(text, depth + 1);
  node->second = node->first == nullptr ? nullptr : read_node(text, depth + 1);
  return node->second == nullptr ? nullptr : std::move(node);
}

void place_node(layout_node& node, rect where, float gap, placed_layout& into) {
  if (node.is_leaf()) {
    into.leaves.push_back({&node, where});
    return;
  }
  const auto share = static_cast<float>(node.percent / 100.0);
  rect first = where;
  rect second = where;
  rect handle = where;
  if (node.side_by_side) {
    first.w = (where.w - gap) * share;
    handle = {where.x + first.w, where.y, gap, where.h};
    second = {handle.x + gap, where.y, where.w - first.w - gap, where.h};
  } else {
    first.h = (where.h - gap) * share;
    handle = {where.x, where.y + first.h, where.w, gap};
    second = {where.x, handle.y + gap, where.w, where.h - first.h - gap};
  }
  into.splits.push_back({&node, where, handle});
  place_node(*node.first, first, gap, into);
  place_node(*node.second, second, gap, into);
}

}  // namespace

std::unique_ptr<layout_node> read_layout(std::string_view text) {
  auto root = read_node(text, 0);
  return text.find_first_not_of(' ') == std::string_view::npos ? std::move(root) : nullptr;
}

std::string write_layout(const layout_node& node) {
  if (!node.is_leaf()) {
    return fmt::format("{} {} {} {}", node.side_by_side ? "cols" : "rows",
        std::clamp(static_cast<int>(node.percent + 0.5), 5, 95), write_layout(*node.first),
        write_layout(*node.second));
  }
  std::string text = "[";
  for (std::size_t i = 0; i < node.panels.size(); ++i) {
    text += fmt::format(
        "{}{}{}", i == 0 ? "" : ",", i == node.front && i > 0 ? "*" : "", node.panels[i]);
  }
  return text + "]";
}

placed_layout placed(layout_node& root, rect where, float gap) {
  placed_layout all;
  place_node(root, where, gap, all);
  return all;
}

std::span<const shipped_layout> shipped_layouts() { return layouts; }

std::string layout_text(std::string_view name, bool wide) {
  const auto found = std::ranges::find(layouts, name, &shipped_layout::name);
  if (found != layouts.end()) {
    return std::string(wide ? found->wide : found->laptop);
  }
  return is_panel(name) ? "[" + std::string(name) + "]" : "";
}

}  // namespace souk::viz

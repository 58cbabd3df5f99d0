// How panels share the window: a tree of splits with sets of tabs as its leaves, written as text
// ("cols 60 [series,events] rows 40 [funnel] [billing]"). Layouts come with the program, for wide
// and for laptop screens; splits that a user moves and tabs that a user chooses are kept. No ImGui.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace souk::viz {

struct rect {
  float x = 0.0F, y = 0.0F, w = 0.0F, h = 0.0F;
};

struct layout_node {
  // a leaf: panels by their ids, one of them in front
  std::vector<std::string> panels;
  std::size_t front = 0;
  // a split: the first child's share in percent
  bool side_by_side = false;
  double percent = 50.0;
  std::unique_ptr<layout_node> first, second;

  bool is_leaf() const { return first == nullptr; }
};

/// Null where the text is no layout.
std::unique_ptr<layout_node> read_layout(std::string_view text);
std::string write_layout(const layout_node& node);

struct placed_leaf {
  layout_node* node;
  rect where;
};
struct placed_split {
  layout_node* node;
  rect where;   // of both children together
  rect handle;  // what is dragged
};
struct placed_layout {
  std::vector<placed_leaf> leaves;
  std::vector<placed_split> splits;
};
/// `gap` between neighbours.
placed_layout placed(layout_node& root, rect where, float gap);

struct shipped_layout {
  std::string_view name, title, wide, laptop;
};
std::span<const shipped_layout> shipped_layouts();
/// Of a shipped layout or of one panel alone; empty where there is no such name.
std::string layout_text(std::string_view name, bool wide);

/// So many points across and more are a wide screen.
inline constexpr float wide_points = 1500.0F;

}  // namespace souk::viz

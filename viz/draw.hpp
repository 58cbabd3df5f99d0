// What panels draw with, so that all of them look as one: labels dim and values bright, plots with
// axes and exact values under the mouse, legends, empty states.
#pragma once

#include "viz/layout.hpp"
#include "viz/panel.hpp"
#include "viz/series.hpp"

#include <imgui/imgui.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace souk::viz {

// -- text

void text_at(ImDrawList& list, ImFont* font, ImVec2 at, colour of, std::string_view text);
ImVec2 size_of(ImFont* font, std::string_view text);
/// As ImGui::Text, in a colour and a font.
void text(const canvas& on, ImFont* font, colour of, std::string_view what);
void dim_text(const canvas& on, std::string_view what);
/// Shortened with an ellipsis to a width.
std::string fitted(ImFont* font, std::string_view text, float width);
/// "label   value" on one line, the value to the right of `column`.
void label_value(const canvas& on, std::string_view label, std::string_view value, float column);
/// A line of dim words in the middle: what there is to see, and what to do to see it.
void empty_state(const canvas& on, std::string_view what, std::string_view what_to_do);

struct tip_line {
  std::string label, value;
  std::optional<colour> mark;
};
/// At the mouse, while the last item is hovered or `always`.
void tooltip(const canvas& on, std::string_view title, std::span<const tip_line> lines);
void help_tip(const canvas& on, std::string_view words);

struct legend_entry {
  std::string label;
  colour of;
};
/// On one line, as far as it fits.
void legend(const canvas& on, std::span<const legend_entry> entries);

/// A row of words of which one is chosen; answers whether another one was.
bool choice(
    const canvas& on, const char* id, std::span<const std::string_view> names, std::size_t& chosen);

// -- plots

struct plot_style {
  unit of = unit::count;
  bool log = false;
  bool labels_x = true;  // days below
  std::size_t ticks_y = 4;
};

/// A plot of days across and values upwards, in the next `size` of the window. An item of ImGui:
/// hovering and dragging are its.
class day_plot {
 public:
  day_plot(const canvas& on, const char* id, ImVec2 size, std::size_t from, std::size_t to,
      value_range axis, const plot_style& style);

  std::size_t columns() const { return static_cast<std::size_t>(std::max(inner_.w, 1.0F)); }
  rect inner() const { return inner_; }
  float x_of(double day) const;
  float y_of(double value) const;

  void line(std::span<const pixel_column> columns, colour of, float thickness = 1.6F) const;
  void area(std::span<const pixel_column> columns, colour of) const;
  /// Between two lines of the same days.
  void band(std::span<const double> low, std::span<const double> high, colour of) const;
  void bar(double day, double low, double high, colour of) const;

  /// The day under the mouse.
  std::optional<std::size_t> hovered_day() const { return hovered_; }
  bool clicked() const { return clicked_; }
  /// The cross hair at a day, shown also for a day that is hovered in another plot.
  void mark_day(std::size_t day) const;

 private:
  void draw_grid(const plot_style& style) const;
  void draw_days() const;

  const canvas& on_;
  ImDrawList& list_;
  rect inner_;
  std::size_t from_, to_;
  value_range axis_;
  bool log_;
  std::optional<std::size_t> hovered_;
  bool clicked_ = false;
};

/// Room that the axis takes to the left of a plot, in points.
inline constexpr float axis_points = 54.0F;

/// A small line without axes in a rectangle.
void sparkline(const canvas& on, rect where, std::span<const double> values, colour of);

/// Dragging over a plot picks out a range of days; a click beside it lets it go.
void drag_range(const canvas& on, const day_plot& plot);

}  // namespace souk::viz

#include "viz/draw.hpp"

#include <imgui/imgui_internal.h>

#include <algorithm>
#include <cmath>

namespace souk::viz {
namespace {

/// Every so many days a label: weeks, months or years, whatever leaves room.
struct day_step {
  std::size_t days;
  bool by_month;
  int months;
};

day_step step_for(double days, double labels) {
  for (const std::size_t step : {1U, 2U, 7U, 14U}) {
    if (days / static_cast<double>(step) <= labels) {
      return {step, false, 0};
    }
  }
  for (const int months : {1, 2, 3, 6, 12, 24, 60}) {
    if (days / (30.4 * months) <= labels) {
      return {0, true, months};
    }
  }
  return {0, true, 120};
}

bool is_labelled(const day_step& step, market::second at, std::size_t day) {
  if (!step.by_month) {
    return step.days < 7
               ? day % step.days == 0
               : market::weekday(at) == 0 && (step.days == 7 || (at / market::week) % 2 == 0);
  }
  const market::civil_date date = market::to_date(at);
  const int month = (date.year * 12 + date.month - 1);
  return date.day == 1 && month % step.months == 0;
}

std::string label_of(const day_step& step, market::second at) {
  if (!step.by_month) {
    return short_date(at);
  }
  const market::civil_date date = market::to_date(at);
  return step.months >= 12 ? std::to_string(date.year) : month(at);
}

}  // namespace

day_plot::day_plot(const canvas& on, const char* id, ImVec2 size, std::size_t from, std::size_t to,
    value_range axis, const plot_style& style)
    : on_(on),
      list_(*ImGui::GetWindowDrawList()),
      from_(from),
      to_(std::max(to, from + 1)),
      axis_(axis),
      log_(style.log) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  size.x = std::max(size.x, on.px(axis_points + 20));
  size.y = std::max(size.y, on.px(24));
  const float below = style.labels_x ? on.type.small->FontSize + on.px(5) : 0.0F;
  inner_ = {at.x + on.px(axis_points), at.y + on.px(3), size.x - on.px(axis_points + 2),
      std::max(size.y - below - on.px(6), 1.0F)};
  ImGui::InvisibleButton(id, size);
  clicked_ = ImGui::IsItemClicked();
  const float mouse = ImGui::GetIO().MousePos.x;
  if (ImGui::IsItemHovered() && mouse >= inner_.x && mouse <= inner_.x + inner_.w) {
    const double share = static_cast<double>((mouse - inner_.x) / inner_.w);
    hovered_ = std::min(
        from_ + static_cast<std::size_t>(share * static_cast<double>(to_ - from_)), to_ - 1);
  }
  draw_grid(style);
  if (style.labels_x) {
    draw_days();
  }
}

float day_plot::x_of(double day) const {
  const double share = (day + 0.5 - static_cast<double>(from_)) / static_cast<double>(to_ - from_);
  return inner_.x + static_cast<float>(share) * inner_.w;
}

float day_plot::y_of(double value) const {
  const double share = std::clamp(place(value, axis_, log_), -0.02, 1.02);
  return inner_.y + (1.0F - static_cast<float>(share)) * inner_.h;
}

void day_plot::draw_grid(const plot_style& style) const {
  ImFont* const font = on_.type.small;
  const auto room = static_cast<std::size_t>(inner_.h / (font->FontSize * 1.6F));
  for (const double tick :
      ticks(axis_, std::max<std::size_t>(1, std::min(style.ticks_y, room)), log_)) {
    const float y = std::floor(y_of(tick)) + 0.5F;
    if (y < inner_.y - 1.0F || y > inner_.y + inner_.h + 1.0F) {
      continue;
    }
    list_.AddLine(ImVec2(inner_.x, y), ImVec2(inner_.x + inner_.w, y), on_.colours.grid);
    const std::string label = brief(tick, style.of);
    const ImVec2 size = size_of(font, label);
    const float top = std::clamp(
        y - size.y / 2.0F, inner_.y - on_.px(3), inner_.y + inner_.h - size.y + on_.px(3));
    text_at(list_, font, ImVec2(inner_.x - size.x - on_.px(6), top), on_.colours.dim, label);
  }
}

void day_plot::draw_days() const {
  ImFont* const font = on_.type.small;
  const double labels = static_cast<double>(inner_.w / (font->FontSize * 5.5F));
  const day_step step = step_for(static_cast<double>(to_ - from_), std::max(labels, 1.0));
  float free_from = inner_.x - on_.px(axis_points);
  for (std::size_t day = from_; day < to_; ++day) {
    const market::second at = second_of_day(on_.seen, static_cast<std::int64_t>(day));
    if (!is_labelled(step, at, day)) {
      continue;
    }
    const std::string label = label_of(step, at);
    const float width = size_of(font, label).x;
    const float middle = x_of(static_cast<double>(day) - 0.5);
    const float x =
        std::clamp(middle - width / 2.0F, inner_.x - on_.px(8), inner_.x + inner_.w - width);
    list_.AddLine(ImVec2(std::floor(middle) + 0.5F, inner_.y),
        ImVec2(std::floor(middle) + 0.5F, inner_.y + inner_.h), faded(on_.colours.grid, 0.7));
    if (x >= free_from) {
      text_at(list_, font, ImVec2(x, inner_.y + inner_.h + on_.px(3)), on_.colours.dim, label);
      free_from = x + width + on_.px(8);
    }
  }
}

void day_plot::line(std::span<const pixel_column> columns, colour of, float thickness) const {
  std::vector<ImVec2> points;
  points.reserve(columns.size() * 2);
  for (const pixel_column& one : columns) {
    const float x = x_of(one.x);
    const float high = y_of(one.high);
    const float low = y_of(one.low);
    points.emplace_back(x, high);
    if (low - high > 1.0F) {
      points.emplace_back(x, low);
    }
  }
  list_.PushClipRect(ImVec2(inner_.x, inner_.y - 1.0F),
      ImVec2(inner_.x + inner_.w, inner_.y + inner_.h + 1.0F), true);
  list_.AddPolyline(
      points.data(), static_cast<int>(points.size()), of, ImDrawFlags_None, thickness * on_.scale);
  if (points.size() == 1) {
    list_.AddCircleFilled(points[0], 2.5F * on_.scale, of);
  }
  list_.PopClipRect();
}

namespace {

/// Neighbouring pieces of an area without the pale seams that smoothed edges leave.
struct sharp_edges {
  explicit sharp_edges(ImDrawList& list) : list_(list), before_(list.Flags) {
    list.Flags &= ~ImDrawListFlags_AntiAliasedFill;
  }
  sharp_edges(const sharp_edges&) = delete;
  sharp_edges& operator=(const sharp_edges&) = delete;
  ~sharp_edges() { list_.Flags = before_; }

 private:
  ImDrawList& list_;
  ImDrawListFlags before_;
};

}  // namespace

void day_plot::area(std::span<const pixel_column> columns, colour of) const {
  const sharp_edges sharp(list_);
  const float ground = y_of(log_ ? axis_.low : std::max(axis_.low, 0.0));
  for (std::size_t i = 1; i < columns.size(); ++i) {
    const float left = x_of(columns[i - 1].x);
    const float right = x_of(columns[i].x);
    list_.AddQuadFilled(ImVec2(left, y_of(columns[i - 1].high)),
        ImVec2(right, y_of(columns[i].high)), ImVec2(right, ground), ImVec2(left, ground), of);
  }
}

void day_plot::band(std::span<const double> low, std::span<const double> high, colour of) const {
  const sharp_edges sharp(list_);
  const std::size_t points = columns();
  const std::size_t end = std::min({to_, low.size(), high.size()});
  const std::vector<pixel_column> bottom = decimated(low, from_, end, points);
  const std::vector<pixel_column> top = decimated(high, from_, end, points);
  for (std::size_t i = 1; i < std::min(bottom.size(), top.size()); ++i) {
    const float left = x_of(top[i - 1].x);
    const float right = x_of(top[i].x);
    list_.AddQuadFilled(ImVec2(left, y_of(top[i - 1].last)), ImVec2(right, y_of(top[i].last)),
        ImVec2(right, y_of(bottom[i].last)), ImVec2(left, y_of(bottom[i - 1].last)), of);
  }
}

void day_plot::bar(double day, double low, double high, colour of) const {
  const float half = std::max(0.5F, inner_.w / static_cast<float>(to_ - from_) / 2.0F - 0.5F);
  list_.AddRectFilled(
      ImVec2(x_of(day) - half, y_of(high)), ImVec2(x_of(day) + half, y_of(low)), of);
}

void day_plot::mark_day(std::size_t day) const {
  if (day < from_ || day >= to_) {
    return;
  }
  const float x = std::floor(x_of(static_cast<double>(day))) + 0.5F;
  list_.AddLine(ImVec2(x, inner_.y), ImVec2(x, inner_.y + inner_.h), faded(on_.colours.text, 0.35),
      on_.scale);
}

void sparkline(const canvas& on, rect where, std::span<const double> values, colour of) {
  const auto columns = decimated(values, 0, values.size(), static_cast<std::size_t>(where.w));
  const auto range = range_of(columns);
  if (!range || columns.size() < 2) {
    return;
  }
  const value_range axis = axis_for(*range, false);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  std::vector<ImVec2> points;
  for (const pixel_column& one : columns) {
    const double across = one.x / static_cast<double>(values.size() - 1);
    points.emplace_back(where.x + static_cast<float>(across) * where.w,
        where.y + (1.0F - static_cast<float>(place(one.last, axis, false))) * where.h);
  }
  for (std::size_t i = 1; i < points.size(); ++i) {
    const sharp_edges sharp(list);
    list.AddQuadFilled(points[i - 1], points[i], ImVec2(points[i].x, where.y + where.h),
        ImVec2(points[i - 1].x, where.y + where.h), faded(of, 0.13));
  }
  list.AddPolyline(
      points.data(), static_cast<int>(points.size()), of, ImDrawFlags_None, 1.4F * on.scale);
  list.AddCircleFilled(points.back(), 2.4F * on.scale, of);
}

void drag_range(const canvas& on, const day_plot& plot) {
  // Where the drag began, plus 1; kept by ImGui for the plot's item.
  int& began = *ImGui::GetStateStorage()->GetIntRef(ImGui::GetItemID(), 0);
  if (plot.clicked() && plot.hovered_day()) {
    began = static_cast<int>(*plot.hovered_day()) + 1;
  }
  if (began > 0 && ImGui::IsItemActive() && plot.hovered_day()) {
    const std::int64_t there = began - 1;
    const auto here = static_cast<std::int64_t>(*plot.hovered_day());
    const auto [from, to] = std::minmax(there, here);
    if (to - from >= 2) {
      on.seen.range = {from, to + 1};
      ++on.seen.stamp;
    }
  }
  if (ImGui::IsItemHovered() && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)
      && on.seen.range) {
    on.seen.range.reset();
    ++on.seen.stamp;
  }
  began = ImGui::IsItemDeactivated() ? 0 : began;
}

}  // namespace souk::viz

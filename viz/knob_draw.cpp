#include "viz/knob_draw.hpp"

#include <array>
#include <cmath>

namespace souk::viz {
namespace {

constexpr float field_points = 92.0F;

void next_field(const canvas& on, float points = field_points) {
  ImGui::SetNextItemWidth(on.px(points));
}

bool edit_double(const canvas& on, double& value, const knob_range& range, const char* format) {
  next_field(on);
  double next = value;
  if (!ImGui::InputDouble("##v", &next, 0.0, 0.0, format, ImGuiInputTextFlags_EnterReturnsTrue)) {
    return false;
  }
  next = std::clamp(next, range.low, range.high);
  const bool changed = next != value;
  value = next;
  return changed;
}

}  // namespace

bool edit_value(const canvas& on, std::int32_t& value, const knob_range& range) {
  next_field(on);
  std::int32_t next = value;
  if (!ImGui::InputInt("##v", &next, 0, 0, ImGuiInputTextFlags_EnterReturnsTrue)) {
    return false;
  }
  next = static_cast<std::int32_t>(std::clamp(static_cast<double>(next), range.low, range.high));
  const bool changed = next != value;
  value = next;
  return changed;
}

bool edit_value(const canvas& on, double& value, const knob_range& range) {
  return edit_double(on, value, range, "%.2f");
}

bool edit_value(const canvas&, bool& value, const knob_range&) {
  return ImGui::Checkbox("##v", &value);
}

bool edit_value(const canvas& on, std::string& value, const knob_range&) {
  std::array<char, 64> words{};
  value.copy(words.data(), words.size() - 1);
  next_field(on);
  if (!ImGui::InputTextWithHint(
          "##name", "category", words.data(), words.size(), ImGuiInputTextFlags_EnterReturnsTrue)
      || value == words.data()) {
    return false;
  }
  value = words.data();
  return true;
}

bool list_button(const canvas& on, const char* label, const char* help) {
  ImGui::SameLine(0, on.px(4));
  const bool pressed = ImGui::SmallButton(label);
  if (ImGui::IsItemHovered()) {
    help_tip(on, help);
  }
  return pressed;
}

bool edit_value(const canvas& on, market::money& value, const knob_range& range) {
  double usd = static_cast<double>(value.cents) / 100.0;
  if (!edit_double(on, usd, range, "%.2f")) {
    return false;
  }
  value = {std::llround(usd * 100.0)};
  return true;
}

bool edit_value(const canvas& on, market::share& value, const knob_range& range) {
  double percent = static_cast<double>(value.ppm) / 10'000.0;
  if (!edit_double(on, percent, {range.low * 100.0, range.high * 100.0}, "%.4g %%")) {
    return false;
  }
  value = {std::llround(percent * 10'000.0)};
  return true;
}

bool edit_value(const canvas& on, market::duration& value, const knob_range& range) {
  std::array<char, 32> words{};
  knob_text(value).copy(words.data(), words.size() - 1);
  next_field(on);
  market::duration next = value;
  if (!ImGui::InputText("##v", words.data(), words.size(), ImGuiInputTextFlags_EnterReturnsTrue)
      || !parse_duration(words.data(), next)) {
    return false;
  }
  next.seconds = static_cast<std::int64_t>(
      std::clamp(static_cast<double>(next.seconds), range.low, range.high));
  const bool changed = next != value;
  value = next;
  return changed;
}

bool edit_value(const canvas& on, market::fee_basis& value, const knob_range&) {
  bool changed = false;
  next_field(on, 160);
  if (ImGui::BeginCombo("##v", in_words(market::name(value)).c_str())) {
    for (std::size_t i = 0; i < market::names_of<market::fee_basis>.size(); ++i) {
      const auto one = static_cast<market::fee_basis>(i);
      if (ImGui::Selectable(in_words(market::name(one)).c_str(), one == value)) {
        changed = one != value;
        value = one;
      }
    }
    ImGui::EndCombo();
  }
  return changed;
}

bool edit_value(const canvas& on, market::review_time& value, const knob_range& range) {
  bool changed = edit_value(on, value.median, range);
  if (value.max) {
    ImGui::SameLine(0, on.px(4));
    dim_text(on, "max");
    ImGui::SameLine(0, on.px(4));
    ImGui::PushID("max");
    changed = edit_value(on, *value.max, range) || changed;
    ImGui::PopID();
  }
  return changed;
}

bool edit_value(const canvas& on, market::category_fee& value, const knob_range&) {
  const bool changed = edit_value(on, value.fee, {0.0, 0.15});
  ImGui::SameLine(0, on.px(6));
  return edit_value(on, value.category, {}) || changed;
}

bool knob_editor::fits(std::string_view path, std::string_view source, std::string_view doc) const {
  return filter_.empty() || path.find(filter_) != std::string_view::npos
         || source.find(filter_) != std::string_view::npos
         || doc.find(filter_) != std::string_view::npos;
}

void knob_editor::section(std::string_view name, std::string_view doc) const {
  ImGui::Dummy(ImVec2(0, on_.px(3)));
  text(on_, on_.type.text, on_.colours.accent, name);
  ImGui::SameLine(0, on_.px(8));
  text(on_, on_.type.small, on_.colours.faint, doc);
}

void knob_editor::begin_row(const std::string& path, std::string_view measure,
    std::string_view source, std::string_view doc, const knob_range& range) const {
  const auto changed = std::ranges::find(changed_, path, &policy_difference::path);
  const bool is = changed != changed_.end();
  ImGui::PushID(path.c_str());
  const float column = std::min(on_.px(232), ImGui::GetContentRegionAvail().x * 0.42F);
  const float left = ImGui::GetCursorPosX();
  ImGui::AlignTextToFramePadding();
  text(on_, on_.type.text, is ? on_.colours.warn : on_.colours.dim,
      fitted(on_.type.text, (is ? "\xE2\x80\xA2 " : "") + path, column - on_.px(8)));
  if (ImGui::IsItemHovered()) {
    std::vector<tip_line> lines{{"unit", measure.empty() ? "-" : std::string(measure), {}},
        {"rule", std::string(source), {}}};
    if (range.low < range.high) {
      lines.insert(lines.begin() + 1,
          {"range", brief(range.low, unit::ratio) + " to " + brief(range.high, unit::count), {}});
    }
    if (is) {
      lines.push_back({"in force", changed->before, {}});
    }
    tooltip(on_, doc, lines);
  }
  ImGui::SameLine();
  ImGui::SetCursorPosX(left + column);
}

void knob_editor::end_row(std::string_view measure, std::string_view source) const {
  ImGui::SameLine(0, on_.px(8));
  const std::string words =
      std::string(measure) + (measure.empty() ? "" : "   ") + std::string(source);
  text(on_, on_.type.small, on_.colours.faint,
      fitted(on_.type.small, words, ImGui::GetContentRegionAvail().x));
  ImGui::PopID();
}

}  // namespace souk::viz

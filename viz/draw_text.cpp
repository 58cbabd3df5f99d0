#include "viz/draw.hpp"

#include <imgui/imgui_internal.h>

#include <algorithm>
#include <cmath>

namespace souk::viz {

void text_at(ImDrawList& list, ImFont* font, ImVec2 at, colour of, std::string_view text) {
  list.AddText(font, font->FontSize, ImVec2(std::floor(at.x), std::floor(at.y)), of, text.data(),
      text.data() + text.size());
}

ImVec2 size_of(ImFont* font, std::string_view text) {
  return font->CalcTextSizeA(font->FontSize, FLT_MAX, 0.0F, text.data(), text.data() + text.size());
}

void text(const canvas&, ImFont* font, colour of, std::string_view what) {
  ImGui::PushFont(font);
  ImGui::PushStyleColor(ImGuiCol_Text, of);
  ImGui::TextUnformatted(what.data(), what.data() + what.size());
  ImGui::PopStyleColor();
  ImGui::PopFont();
}

void dim_text(const canvas& on, std::string_view what) {
  text(on, on.type.text, on.colours.dim, what);
}

std::string fitted(ImFont* font, std::string_view text, float width) {
  if (size_of(font, text).x <= width) {
    return std::string(text);
  }
  std::string shorter(text);
  while (!shorter.empty() && size_of(font, shorter + "\xE2\x80\xA6").x > width) {
    do {
      shorter.pop_back();
    } while (!shorter.empty() && (static_cast<unsigned char>(shorter.back()) & 0xC0U) == 0x80U);
    if (!shorter.empty() && (static_cast<unsigned char>(shorter.back()) & 0xC0U) == 0xC0U) {
      shorter.pop_back();
    }
  }
  return shorter + "\xE2\x80\xA6";
}

void label_value(const canvas& on, std::string_view label, std::string_view value, float column) {
  const float room = ImGui::GetContentRegionAvail().x;
  const float left = ImGui::GetCursorPosX();
  dim_text(on, fitted(on.type.text, label, column - on.px(8)));
  ImGui::SameLine();
  ImGui::SetCursorPosX(left + column);
  text(on, on.type.text, on.colours.text, fitted(on.type.text, value, room - column));
  if (ImGui::IsItemHovered() && size_of(on.type.text, value).x > room - column) {
    help_tip(on, value);
  }
}

void empty_state(const canvas& on, std::string_view what, std::string_view what_to_do) {
  const ImVec2 room = ImGui::GetContentRegionAvail();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float line = on.type.text->FontSize * 1.5F;
  const auto middle = [&](ImFont* font, std::string_view words, float y, colour of) {
    const std::string shown = fitted(font, words, room.x - on.px(8));
    const float x = at.x + std::max(0.0F, (room.x - size_of(font, shown).x) / 2.0F);
    text_at(*ImGui::GetWindowDrawList(), font, ImVec2(x, y), of, shown);
    // For whoever reads the window as text.
    ImGui::LogRenderedText(nullptr, shown.c_str(), shown.c_str() + shown.size());
  };
  const float top = at.y + std::max(0.0F, room.y / 2.0F - line);
  middle(on.type.title, what, top, on.colours.dim);
  middle(on.type.text, what_to_do, top + line, on.colours.faint);
  ImGui::Dummy(ImVec2(std::max(room.x, 1.0F), std::max(room.y, 1.0F)));
}

void tooltip(const canvas& on, std::string_view title, std::span<const tip_line> lines) {
  ImGui::BeginTooltip();
  text(on, on.type.text, on.colours.text, title);
  float widest = 0.0F;
  for (const tip_line& one : lines) {
    widest = std::max(widest, size_of(on.type.text, one.label).x);
  }
  const float mark = on.px(14);
  for (const tip_line& one : lines) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float left = ImGui::GetCursorPosX();
    if (one.mark) {
      const float middle = at.y + on.type.text->FontSize / 2.0F;
      ImGui::GetWindowDrawList()->AddRectFilled(ImVec2(at.x, middle - on.px(4)),
          ImVec2(at.x + on.px(8), middle + on.px(4)), *one.mark, on.px(2));
    }
    ImGui::SetCursorPosX(left + mark);
    dim_text(on, one.label);
    ImGui::SameLine(left + mark + widest + on.px(14));
    text(on, on.type.text, on.colours.text, one.value);
  }
  ImGui::EndTooltip();
}

void help_tip(const canvas& on, std::string_view words) {
  ImGui::BeginTooltip();
  ImGui::PushTextWrapPos(on.px(320));
  ImGui::PushStyleColor(ImGuiCol_Text, on.colours.text);
  ImGui::TextUnformatted(words.data(), words.data() + words.size());
  ImGui::PopStyleColor();
  ImGui::PopTextWrapPos();
  ImGui::EndTooltip();
}

void legend(const canvas& on, std::span<const legend_entry> entries) {
  ImFont* const font = on.type.small;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float room = ImGui::GetContentRegionAvail().x;
  const float height = font->FontSize + on.px(4);
  float x = at.x;
  for (const legend_entry& one : entries) {
    const float width = size_of(font, one.label).x + on.px(14);
    if (x + width > at.x + room) {
      break;
    }
    const float middle = at.y + height / 2.0F;
    ImGui::GetWindowDrawList()->AddRectFilled(
        ImVec2(x, middle - on.px(4)), ImVec2(x + on.px(8), middle + on.px(4)), one.of, on.px(2));
    text_at(*ImGui::GetWindowDrawList(), font, ImVec2(x + on.px(12), at.y + on.px(2)),
        on.colours.dim, one.label);
    x += width + on.px(12);
  }
  ImGui::Dummy(ImVec2(std::max(room, 1.0F), height));
}

bool choice(const canvas& on, const char* id, std::span<const std::string_view> names,
    std::size_t& chosen) {
  ImGui::PushID(id);
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(on.px(2), on.px(4)));
  bool changed = false;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const bool is = i == chosen;
    ImGui::PushStyleColor(ImGuiCol_Button, is ? on.colours.raised : faded(on.colours.raised, 0.0));
    ImGui::PushStyleColor(ImGuiCol_Text, is ? on.colours.text : on.colours.dim);
    if (i > 0) {
      ImGui::SameLine();
    }
    if (ImGui::SmallButton(std::string(names[i]).c_str()) && !is) {
      chosen = i;
      changed = true;
    }
    ImGui::PopStyleColor(2);
  }
  ImGui::PopStyleVar();
  ImGui::PopID();
  return changed;
}

}  // namespace souk::viz

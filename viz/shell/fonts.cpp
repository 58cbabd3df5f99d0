#include "viz/shell/fonts.hpp"

#include <imgui/imgui.h>

#include <algorithm>
#include <array>
#include <filesystem>

namespace souk::viz {
namespace {

constexpr const char* inter = "/usr/share/fonts/opentype/inter/Inter-Medium.otf";
constexpr const char* inter_bold = "/usr/share/fonts/opentype/inter/Inter-SemiBold.otf";
constexpr const char* mono = "/usr/share/fonts/truetype/jetbrains-mono/JetBrainsMono-Medium.ttf";

// Latin, general punctuation, minus, a bullet and an ellipsis.
constexpr std::array<ImWchar, 7> glyphs{0x20, 0xFF, 0x2010, 0x2027, 0x2212, 0x2212, 0};

ImFont* load(ImFontAtlas& atlas, const char* file, float size) {
  ImFontConfig config;
  config.OversampleH = 3;
  config.OversampleV = 1;
  config.PixelSnapH = false;
  if (!std::filesystem::exists(file)) {
    config.SizePixels = size;
    return atlas.AddFontDefault(&config);
  }
  return atlas.AddFontFromFileTTF(file, size, &config, glyphs.data());
}

/// Gives all digits the width of the widest.
void align_digits(ImFont& font) {
  float widest = 0.0F;
  for (ImWchar digit = '0'; digit <= '9'; ++digit) {
    widest = std::max(widest, font.FindGlyph(digit)->AdvanceX);
  }
  for (ImFontGlyph& glyph : font.Glyphs) {
    if (glyph.Codepoint >= '0' && glyph.Codepoint <= '9') {
      const float shift = (widest - glyph.AdvanceX) / 2.0F;
      glyph.X0 += shift;
      glyph.X1 += shift;
      glyph.AdvanceX = widest;
    }
  }
  font.BuildLookupTable();
}

ImVec4 vec(colour of) { return ImGui::ColorConvertU32ToFloat4(of); }

void set_colours(ImGuiStyle& style, const palette& p) {
  const auto set = [&](ImGuiCol which, colour of) { style.Colors[which] = vec(of); };
  set(ImGuiCol_Text, p.text);
  set(ImGuiCol_TextDisabled, p.faint);
  set(ImGuiCol_WindowBg, p.panel);
  set(ImGuiCol_ChildBg, faded(p.panel, 0.0));
  set(ImGuiCol_PopupBg, p.panel);
  set(ImGuiCol_Border, p.border);
  set(ImGuiCol_FrameBg, faded(p.raised, 0.8));
  set(ImGuiCol_FrameBgHovered, p.raised);
  set(ImGuiCol_FrameBgActive, p.raised);
  set(ImGuiCol_Button, faded(p.raised, 0.8));
  set(ImGuiCol_ButtonHovered, p.border);
  set(ImGuiCol_ButtonActive, p.border);
  set(ImGuiCol_Header, faded(p.accent, 0.25));
  set(ImGuiCol_HeaderHovered, faded(p.accent, 0.18));
  set(ImGuiCol_HeaderActive, faded(p.accent, 0.30));
  set(ImGuiCol_CheckMark, p.accent);
  set(ImGuiCol_PlotHistogram, p.accent);
  set(ImGuiCol_ScrollbarBg, faded(p.panel, 0.0));
  set(ImGuiCol_ScrollbarGrab, p.raised);
  set(ImGuiCol_ScrollbarGrabHovered, p.border);
  set(ImGuiCol_ScrollbarGrabActive, p.border);
  set(ImGuiCol_TableHeaderBg, p.panel);
  set(ImGuiCol_TableRowBg, faded(p.raised, 0.0));
  set(ImGuiCol_TableRowBgAlt, faded(p.raised, 0.35));
  set(ImGuiCol_TableBorderStrong, p.border);
  set(ImGuiCol_TableBorderLight, p.border);
  set(ImGuiCol_TextSelectedBg, faded(p.accent, 0.35));
  set(ImGuiCol_Separator, p.border);
}

}  // namespace

fonts load_fonts(ImFontAtlas& atlas, float scale) {
  atlas.Clear();
  fonts all;
  all.text = load(atlas, inter, 14.0F * scale);
  all.small = load(atlas, inter, 12.0F * scale);
  all.title = load(atlas, inter_bold, 15.0F * scale);
  all.big = load(atlas, inter_bold, 23.0F * scale);
  all.mono = load(atlas, mono, 13.0F * scale);
  atlas.Build();
  for (ImFont* font : {all.text, all.small, all.title, all.big}) {
    align_digits(*font);
  }
  return all;
}

void apply_style(const palette& colours, float scale) {
  ImGuiStyle style;
  set_colours(style, colours);
  style.WindowPadding = ImVec2(9, 7);
  style.FramePadding = ImVec2(7, 3);
  style.ItemSpacing = ImVec2(7, 5);
  style.ItemInnerSpacing = ImVec2(6, 4);
  style.CellPadding = ImVec2(5, 2);
  style.ScrollbarSize = 10;
  style.WindowRounding = 6;
  style.ChildRounding = 6;
  style.FrameRounding = 4;
  style.PopupRounding = 5;
  style.ScrollbarRounding = 5;
  style.ChildBorderSize = 1;
  style.WindowBorderSize = 1;
  style.AntiAliasedLinesUseTex = true;
  style.ScaleAllSizes(scale);
  style.ChildBorderSize = 1;
  style.WindowBorderSize = 1;
  ImGui::GetStyle() = style;
}

}  // namespace souk::viz

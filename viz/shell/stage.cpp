#include "viz/shell/stage.hpp"

#include "viz/shell/fonts.hpp"

#include <imgui/imgui.h>

namespace souk::viz {

stage::stage() : context_(ImGui::CreateContext()) {
  ImGui::SetCurrentContext(context_);
  ImGuiIO& io = ImGui::GetIO();
  // What is to be remembered is the caller's to keep.
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  io.ConfigWindowsMoveFromTitleBarOnly = true;
}

stage::~stage() { ImGui::DestroyContext(context_); }

bool stage::set_scale(float scale) {
  if (scale == scale_) {
    return false;
  }
  scale_ = scale;
  styled_ = false;
  type_ = load_fonts(*ImGui::GetIO().Fonts, scale);
  return true;
}

void stage::build(dashboard& what, float width, float height) {
  const bool dark = what.kept().dark;
  if (!styled_ || dark != dark_) {
    apply_style(palette_of(dark), scale_);
    dark_ = dark;
    styled_ = true;
  }
  ImGui::PushFont(type_.text);
  what.draw(width, height, scale_, type_);
  ImGui::PopFont();
}

}  // namespace souk::viz

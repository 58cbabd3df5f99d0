// An ImGui context with the dashboard's fonts and style, and what a window and a picture have in
// common: frames.
#pragma once

#include "viz/dashboard.hpp"

struct ImGuiContext;

namespace souk::viz {

class stage {
 public:
  stage();
  stage(const stage&) = delete;
  stage& operator=(const stage&) = delete;
  ~stage();

  /// Before ImGui::NewFrame: loads fonts for another scale. Answers whether the atlas is new, so
  /// that whoever renders takes its texture again.
  bool set_scale(float scale);
  /// Builds a frame between ImGui::NewFrame and ImGui::Render.
  void build(dashboard& what, float width, float height);

  float scale() const { return scale_; }

 private:
  ImGuiContext* context_;
  float scale_ = 0.0F;
  bool dark_ = true;
  bool styled_ = false;
  fonts type_;
};

}  // namespace souk::viz

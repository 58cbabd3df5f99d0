// The dashboard without a screen: drawn by EGL without a surface of any window system (Mesa renders
// in software where there is no graphics card) and read back as a picture.
#pragma once

#include "viz/shell/picture.hpp"
#include "viz/shell/stage.hpp"

#include <memory>

namespace souk::viz {

class offscreen {
 public:
  /// Throws std::runtime_error where EGL cannot do it, saying what is missing.
  offscreen(int width, int height, float scale);
  offscreen(const offscreen&) = delete;
  offscreen& operator=(const offscreen&) = delete;
  ~offscreen();

  /// Builds and draws `frames` frames (a layout needs two to settle) and answers the last.
  picture draw(dashboard& what, int frames = 3);

 private:
  struct display;
  std::unique_ptr<display> display_;
  int width_, height_;
  float scale_;
  stage stage_;
};

}  // namespace souk::viz

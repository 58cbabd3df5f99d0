// The dashboard in a window of the desktop (GLFW).
#pragma once

#include "viz/dashboard.hpp"

#include <functional>
#include <string>

namespace souk::viz {

struct window_options {
  std::string title;
  double close_after_s = 0.0;  // 0: when the user closes it
};

/// Shows the dashboard until the window is closed. `next` is asked for what to show before each
/// frame, `built` is called after it was built. Throws std::runtime_error where no window can be
/// opened.
void run_window(dashboard& what, const window_options& options, const std::function<feed()>& next,
    const std::function<void()>& built);

}  // namespace souk::viz

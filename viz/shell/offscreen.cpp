#include "viz/shell/offscreen.hpp"

#include <EGL/egl.h>
#include <EGL/eglext.h>
#include <GL/gl.h>
#include <imgui/backends/imgui_impl_opengl3.h>
#include <imgui/imgui.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace souk::viz {
namespace {

[[noreturn]] void give_up(const char* what) {
  throw std::runtime_error(std::string("cannot draw without a screen: ") + what
                           + "; the Debian packages libegl-mesa0 and libgl1-mesa-dri are needed");
}

}  // namespace

struct offscreen::display {
  EGLDisplay egl = EGL_NO_DISPLAY;
  EGLSurface surface = EGL_NO_SURFACE;
  EGLContext context = EGL_NO_CONTEXT;

  display(int width, int height) {
    const auto get = reinterpret_cast<PFNEGLGETPLATFORMDISPLAYEXTPROC>(
        eglGetProcAddress("eglGetPlatformDisplayEXT"));
    if (get == nullptr) {
      give_up("EGL has no platform displays");
    }
    egl = get(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr);
    if (egl == EGL_NO_DISPLAY || eglInitialize(egl, nullptr, nullptr) == EGL_FALSE) {
      give_up("EGL has no display without a window system");
    }
    make_context(width, height);
  }
  display(const display&) = delete;
  display& operator=(const display&) = delete;
  ~display() {
    if (egl != EGL_NO_DISPLAY) {
      eglMakeCurrent(egl, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
      eglDestroyContext(egl, context);
      eglDestroySurface(egl, surface);
      eglTerminate(egl);
    }
  }

  void make_context(int width, int height) {
    eglBindAPI(EGL_OPENGL_API);
    constexpr std::array<EGLint, 13> wanted{EGL_SURFACE_TYPE, EGL_PBUFFER_BIT, EGL_RENDERABLE_TYPE,
        EGL_OPENGL_BIT, EGL_RED_SIZE, 8, EGL_GREEN_SIZE, 8, EGL_BLUE_SIZE, 8, EGL_ALPHA_SIZE, 8,
        EGL_NONE};
    EGLConfig config = nullptr;
    EGLint count = 0;
    if (eglChooseConfig(egl, wanted.data(), &config, 1, &count) == EGL_FALSE || count == 0) {
      give_up("EGL has no fitting configuration");
    }
    const std::array<EGLint, 5> size{EGL_WIDTH, width, EGL_HEIGHT, height, EGL_NONE};
    surface = eglCreatePbufferSurface(egl, config, size.data());
    constexpr std::array<EGLint, 7> version{EGL_CONTEXT_MAJOR_VERSION, 3, EGL_CONTEXT_MINOR_VERSION,
        3, EGL_CONTEXT_OPENGL_PROFILE_MASK, EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT, EGL_NONE};
    context = eglCreateContext(egl, config, EGL_NO_CONTEXT, version.data());
    if (context == EGL_NO_CONTEXT || eglMakeCurrent(egl, surface, surface, context) == EGL_FALSE) {
      give_up("EGL gives no OpenGL 3.3");
    }
  }
};

offscreen::offscreen(int width, int height, float scale)
    : display_(std::make_unique<display>(width, height)),
      width_(width),
      height_(height),
      scale_(scale) {
  stage_.set_scale(scale);
  if (!ImGui_ImplOpenGL3_Init("#version 330")) {
    give_up("OpenGL cannot be loaded");
  }
}

offscreen::~offscreen() { ImGui_ImplOpenGL3_Shutdown(); }

picture offscreen::draw(dashboard& what, int frames) {
  ImGuiIO& io = ImGui::GetIO();
  for (int i = 0; i < frames; ++i) {
    io.DisplaySize = ImVec2(static_cast<float>(width_), static_cast<float>(height_));
    io.DeltaTime = 1.0F / 60.0F;
    ImGui_ImplOpenGL3_NewFrame();
    ImGui::NewFrame();
    stage_.build(what, io.DisplaySize.x, io.DisplaySize.y);
    ImGui::Render();
  }
  glViewport(0, 0, width_, height_);
  glClearColor(0, 0, 0, 1);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
  glFinish();
  picture shot{width_, height_,
      std::vector<std::uint8_t>(
          static_cast<std::size_t>(width_) * static_cast<std::size_t>(height_) * 4)};
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  glReadPixels(0, 0, width_, height_, GL_RGBA, GL_UNSIGNED_BYTE, shot.rgba.data());
  // OpenGL's rows come from the bottom.
  const std::size_t row = static_cast<std::size_t>(width_) * 4;
  for (std::size_t top = 0, bottom = static_cast<std::size_t>(height_) - 1; top < bottom;
      ++top, --bottom) {
    std::swap_ranges(shot.rgba.begin() + static_cast<std::ptrdiff_t>(top * row),
        shot.rgba.begin() + static_cast<std::ptrdiff_t>((top + 1) * row),
        shot.rgba.begin() + static_cast<std::ptrdiff_t>(bottom * row));
  }
  for (std::size_t i = 3; i < shot.rgba.size(); i += 4) {
    shot.rgba[i] = 255;
  }
  return shot;
}

}  // namespace souk::viz

#include "viz/shell/window.hpp"

#include "viz/shell/stage.hpp"

#define GLFW_INCLUDE_NONE
#include <GL/gl.h>
#include <GLFW/glfw3.h>
#include <imgui/backends/imgui_impl_glfw.h>
#include <imgui/backends/imgui_impl_opengl3.h>
#include <imgui/imgui.h>

#include <stdexcept>

namespace souk::viz {
namespace {

/// GLFW from its start to its end.
struct library {
  library() {
    if (glfwInit() == GLFW_FALSE) {
      throw std::runtime_error(
          "no screen to open a window on; set DISPLAY, or write a picture: --screenshot FILE.png");
    }
  }
  library(const library&) = delete;
  library& operator=(const library&) = delete;
  ~library() { glfwTerminate(); }
};

GLFWwindow* open_window(const settings& kept, const std::string& title) {
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
  glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
  glfwWindowHint(GLFW_SCALE_TO_MONITOR, GLFW_TRUE);
  GLFWwindow* window =
      glfwCreateWindow(kept.window[0], kept.window[1], title.c_str(), nullptr, nullptr);
  if (window == nullptr) {
    throw std::runtime_error(
        "the screen gives no OpenGL 3.3 window; write a picture: "
        "--screenshot FILE.png");
  }
  glfwMakeContextCurrent(window);
  glfwSwapInterval(1);
  return window;
}

float scale_of(GLFWwindow* window) {
  float across = 1.0F;
  float up = 1.0F;
  glfwGetWindowContentScale(window, &across, &up);
  return across > 0.0F ? across : 1.0F;
}

void remember_size(GLFWwindow* window, settings& kept) {
  int width = 0;
  int height = 0;
  glfwGetWindowSize(window, &width, &height);
  const float scale = scale_of(window);
  if (width > 0 && height > 0) {
    kept.window = {static_cast<std::int32_t>(static_cast<float>(width) / scale),
        static_cast<std::int32_t>(static_cast<float>(height) / scale)};
  }
}

void draw_frame(
    GLFWwindow* window, stage& on, dashboard& what, const std::function<void()>& built) {
  const float scale = scale_of(window) * static_cast<float>(what.kept().zoom);
  if (on.set_scale(scale)) {
    ImGui_ImplOpenGL3_DestroyFontsTexture();
    ImGui_ImplOpenGL3_CreateFontsTexture();
  }
  ImGui_ImplOpenGL3_NewFrame();
  ImGui_ImplGlfw_NewFrame();
  ImGui::NewFrame();
  const ImVec2 size = ImGui::GetIO().DisplaySize;
  on.build(what, size.x, size.y);
  ImGui::Render();
  built();
  int width = 0;
  int height = 0;
  glfwGetFramebufferSize(window, &width, &height);
  glViewport(0, 0, width, height);
  glClearColor(0, 0, 0, 1);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
  glfwSwapBuffers(window);
}

}  // namespace

void run_window(dashboard& what, const window_options& options, const std::function<feed()>& next,
    const std::function<void()>& built) {
  const library glfw;
  GLFWwindow* window = open_window(what.kept(), options.title);
  stage on;
  on.set_scale(scale_of(window) * static_cast<float>(what.kept().zoom));
  ImGui_ImplGlfw_InitForOpenGL(window, true);
  ImGui_ImplOpenGL3_Init("#version 330");
  while (glfwWindowShouldClose(window) == GLFW_FALSE && !what.wants_to_quit()
         && (options.close_after_s <= 0.0 || glfwGetTime() < options.close_after_s)) {
    // Sixty frames a second, also where the screen does not hold them back.
    glfwWaitEventsTimeout(1.0 / 60.0);
    what.show(next());
    draw_frame(window, on, what, built);
    remember_size(window, what.kept());
  }
  ImGui_ImplOpenGL3_Shutdown();
  ImGui_ImplGlfw_Shutdown();
  glfwDestroyWindow(window);
}

}  // namespace souk::viz

// What every panel is: a name, a help text, a picture. A panel keeps what it prepared until the
// view changes, so that a frame in which nothing happened costs no more than drawing.
#pragma once

#include "observe/intents.hpp"
#include "viz/palette.hpp"
#include "viz/settings.hpp"
#include "viz/view.hpp"

#include <functional>
#include <memory>
#include <string_view>

struct ImFont;

namespace souk::viz {

struct fonts {
  ImFont* text = nullptr;
  ImFont* small = nullptr;
  ImFont* title = nullptr;
  ImFont* big = nullptr;
  ImFont* mono = nullptr;
};

/// What a panel draws with.
struct canvas {
  view& seen;
  const palette& colours;
  const fonts& type;
  settings& kept;
  float scale = 1.0F;  // pixels a point
  std::function<void(observe::intent::any)> ask;
  bool focused = false;  // the panel fills the window

  float px(float points) const { return points * scale; }
};

class panel {
 public:
  panel(std::string_view id, std::string_view title, std::string_view help)
      : id_(id), title_(title), help_(help) {}
  panel(const panel&) = delete;
  panel& operator=(const panel&) = delete;
  virtual ~panel() = default;

  std::string_view id() const { return id_; }
  std::string_view title() const { return title_; }
  std::string_view help() const { return help_; }

  /// Into the rest of the current ImGui window.
  virtual void draw(const canvas& on) = 0;

 protected:
  /// What was prepared from the view and whatever else it depends on.
  template <class Model>
  class prepared {
   public:
    template <class Key, class Prepare>
    const Model& of(const Key& key, Prepare&& prepare) {
      const std::size_t print = key();
      if (!known_ || print != print_) {
        model_ = prepare();
        print_ = print;
        known_ = true;
      }
      return model_;
    }
    template <class Prepare>
    const Model& of(std::uint64_t stamp, Prepare&& prepare) {
      return of(
          [stamp] { return static_cast<std::size_t>(stamp); }, std::forward<Prepare>(prepare));
    }

   private:
    Model model_{};
    std::size_t print_ = 0;
    bool known_ = false;
  };

 private:
  std::string_view id_, title_, help_;
};

/// Folds what a prepared model depends on into one number.
template <class... Parts>
std::size_t print_of(const Parts&... parts) {
  std::size_t all = 0;
  ((all = all * 1'000'003 ^ std::hash<Parts>{}(parts)), ...);
  return all;
}

}  // namespace souk::viz

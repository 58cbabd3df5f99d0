// The dashboard: a bar to control the run, panels in a layout, a line of time to scrub on; keyboard
// for everything that is often used. It is fed with values and answers with intents: who runs or
// reads the market is not its business.
#pragma once

#include "viz/layout.hpp"
#include "viz/panels.hpp"
#include "viz/settings.hpp"
#include "viz/view.hpp"

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace souk::viz {

/// What a frame shows.
struct feed {
  observe::snapshot_ptr a, b;  // a null: there is nothing yet
  std::shared_ptr<const observe::life_story> story;
  std::shared_ptr<const observe::load_test> load;
  std::string command;  // reproduces what is shown
  std::string notice;   // the last thing that was done, in a line
  std::string trouble;  // why there is nothing to show
};

class dashboard {
 public:
  dashboard(settings kept, std::function<void(observe::intent::any)> ask);

  void show(feed next);
  /// Builds the next frame of the current ImGui context: `width` x `height` pixels, `scale` pixels
  /// a point.
  void draw(float width, float height, float scale, const fonts& type);

  const settings& kept() const { return kept_; }
  settings& kept() { return kept_; }
  const view& seen() const { return seen_; }
  view& seen() { return seen_; }
  bool wants_to_quit() const { return quitting_; }

 private:
  void take_keys(const canvas& on);
  void take_character(const canvas& on, unsigned key);
  void take_arrows(const canvas& on);
  void draw_bar(const canvas& on, rect where);
  void draw_transport(const canvas& on);
  void draw_clock(const canvas& on);
  void draw_right(const canvas& on, rect where);
  void draw_timeline(const canvas& on, rect where);
  void draw_panels(const canvas& on, rect where);
  void draw_leaf(const canvas& on, layout_node& leaf, rect where);
  void draw_tabs(const canvas& on, layout_node& leaf);
  void draw_splits(const canvas& on, const placed_layout& all);
  void draw_trouble(const canvas& on, rect where);
  void draw_help(const canvas& on, float width, float height);
  void draw_banner(const canvas& on, rect where);

  void toggle_run(const canvas& on);
  void step(const canvas& on, std::int64_t epochs);
  void change_speed(const canvas& on, int by);
  void scrub(const canvas& on, std::int64_t day);
  void scrub_by(const canvas& on, std::int64_t days);
  void play_back(float seconds);
  void choose_layout(std::string_view name, bool wide);
  void copy_command();
  void ask_for_parts(const canvas& on);
  panel* find(std::string_view id);

  settings kept_;
  std::function<void(observe::intent::any)> ask_;
  view seen_;
  std::string notice_, trouble_;
  std::vector<std::unique_ptr<panel>> panels_;
  std::unique_ptr<layout_node> root_;
  std::string shown_layout_;  // name and kind of screen of `root_`
  std::string maximised_;     // a panel that fills the window
  std::string hovered_;       // the panel under the mouse
  observe::intent::look looked_at_{false, false, false};
  bool helping_ = false;
  bool quitting_ = false;
  bool playing_ = false;  // of a run that is over: the cursor moves on its own
  double play_day_ = 0.0;
};

/// A speed as it is shown: "24 h/s", "as fast as it goes".
std::string speed_text(double hours_per_s);
/// The next one up or down.
double next_speed(double hours_per_s, int by);

}  // namespace souk::viz

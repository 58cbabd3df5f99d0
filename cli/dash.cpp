// souk dash: the dashboard in a window, or as pictures.
#include "cli/commands.hpp"
#include "cli/dash_source.hpp"
#include "cli/exit_status.hpp"
#include "cli/interrupt.hpp"
#include "cli/run_folder.hpp"
#include "scenarios/mistakes.hpp"
#include "viz/person_panel.hpp"
#include "viz/shell/offscreen.hpp"
#include "viz/shell/window.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace souk::cli {
namespace {

namespace fs = std::filesystem;

// -- what is remembered

fs::path settings_file() {
  const char* const config = std::getenv("XDG_CONFIG_HOME");
  if (config != nullptr && *config != '\0') {
    return fs::path(config) / "souk" / "dash";
  }
  const char* const home = std::getenv("HOME");
  return home == nullptr ? fs::path() : fs::path(home) / ".config" / "souk" / "dash";
}

viz::settings load_settings() {
  std::ifstream file(settings_file());
  std::ostringstream text;
  text << file.rdbuf();
  return viz::read_settings(text.str());
}

/// A dashboard that cannot remember is still a dashboard.
void keep_settings(const viz::settings& kept) {
  const fs::path file = settings_file();
  std::error_code wrong;
  if (!file.empty() && fs::create_directories(file.parent_path(), wrong); !wrong) {
    try {
      write_file(file.string(), viz::write_settings(kept));
    } catch (const std::exception&) {
      return;
    }
  }
}

viz::settings chosen_settings(const dash_options& options, viz::settings kept) {
  if (options.layout) {
    if (viz::layout_text(*options.layout, true).empty()) {
      std::vector<std::string_view> known;
      for (const viz::shipped_layout& one : viz::shipped_layouts()) {
        known.push_back(one.name);
      }
      const auto panels = viz::panel_ids();
      known.insert(known.end(), panels.begin(), panels.end());
      throw usage_error("--layout " + scenarios::in_quotes(*options.layout) + " is unknown; "
                        + scenarios::suggestion(*options.layout, known));
    }
    kept.layout = *options.layout;
  }
  kept.dark = options.theme ? *options.theme == "dark" : kept.dark;
  return kept;
}

// -- what is shown

bool is_load_test(const std::string& name) {
  return fs::is_regular_file(fs::path(name) / "load.sqlite");
}

bool is_run(const std::string& name) { return fs::is_directory(name) || name.ends_with(".sqlite"); }

std::unique_ptr<dash_source> source_of(const dash_options& options) {
  if (is_load_test(options.scenario)) {
    return load_source(options.scenario);
  }
  if (is_run(options.scenario)) {
    return stored_source(options.scenario);
  }
  return live_source(options);
}

/// Waits until what is shown fits.
template <class Fits>
viz::feed wait_for(dash_source& from, Fits fits) {
  for (;;) {
    viz::feed now = from.now();
    const bool failed = now.a == nullptr || now.a->phase == observe::run_phase::failed;
    if (failed || fits(now) || interrupt_guard::interrupted()) {
      return now;
    }
    from.wait();
  }
}

/// At rest, and its last whole day has arrived.
viz::feed at_rest(dash_source& from, std::int64_t day) {
  return wait_for(from, [&](const viz::feed& now) {
    return from.rests() && now.a->day() >= day
           && static_cast<std::int64_t>(now.a->days.size()) >= std::min(day, now.a->day());
  });
}

/// Pictures of a person need one: whoever earned most of the newcomers, or of all.
void pick_somebody(dash_source& from, viz::dashboard& what) {
  const viz::feed now = from.now();
  const std::string text = viz::layout_text(what.kept().layout, true);
  if (text.find("person") == std::string::npos || now.a == nullptr || now.a->people == nullptr) {
    return;
  }
  const viz::suggestions found = viz::prepare_suggestions(*now.a->people);
  if (const auto who = found.top_newcomer ? found.top_newcomer : found.top_earner) {
    const market::person_id person{now.a->people->freelancers[*who].person};
    what.seen().picked = person;
    from.ask(observe::intent::pick{person});
    wait_for(from, [](const viz::feed& next) {
      return next.a->picked != nullptr && next.story != nullptr && next.story->progress >= 1.0;
    });
  }
}

void take_picture(
    dash_source& from, viz::dashboard& what, viz::offscreen& on, const std::string& file) {
  pick_somebody(from, what);
  what.show(from.now());
  viz::write_png(file, on.draw(what));
}

std::int64_t last_day(const viz::feed& now, const dash_options& options) {
  const auto all = now.a == nullptr || now.a->what == nullptr
                       ? 0
                       : std::int64_t{now.a->what->days} + std::int64_t{now.a->what->burn_in_days};
  return std::min<std::int64_t>(options.at.value_or(static_cast<std::int32_t>(all)), all);
}

void take_screenshot(dash_source& from, viz::dashboard& what, const dash_options& options) {
  viz::offscreen on(options.size[0], options.size[1], static_cast<float>(options.scale));
  const std::int64_t day = last_day(from.now(), options);
  const viz::feed now = at_rest(from, from.now().a != nullptr && from.now().a->replay ? 0 : day);
  if (now.a != nullptr && now.a->replay && options.at) {
    what.seen().cursor = std::max<std::int64_t>(day - 1, 0);
  }
  take_picture(from, what, on, *options.screenshot);
}

/// One of each day, after the burn-in.
void take_frames(dash_source& from, viz::dashboard& what, const dash_options& options) {
  fs::create_directories(*options.frames);
  viz::offscreen on(options.size[0], options.size[1], static_cast<float>(options.scale));
  const std::int64_t last = last_day(from.now(), options);
  const bool replay = from.now().a != nullptr && from.now().a->replay;
  const std::int64_t first = from.now().a == nullptr ? 0 : from.now().a->burn_in_days() + 1;
  for (std::int64_t day = std::min(first, last); day <= last && !interrupt_guard::interrupted();
      ++day) {
    if (replay) {
      what.seen().cursor = day - 1;
      ++what.seen().stamp;
    } else {
      from.ask(observe::intent::run_to{day});
      at_rest(from, day);
    }
    what.show(from.now());
    viz::write_png(fmt::format("{}/{:05}.png", *options.frames, day), on.draw(what, 2));
  }
}

}  // namespace

int dash_command(std::span<const std::string> arguments) {
  const dash_options options = read_dash_options(arguments);
  viz::settings kept = chosen_settings(options, load_settings());
  if (is_load_test(options.scenario) && !options.layout) {
    kept.layout = "load";
  }
  const std::unique_ptr<dash_source> from = source_of(options);
  viz::dashboard what(kept, [&](observe::intent::any wish) { from->ask(std::move(wish)); });
  const interrupt_guard guard;
  if (options.screenshot) {
    take_screenshot(*from, what, options);
  }
  if (options.frames) {
    take_frames(*from, what, options);
  }
  if (options.screenshot || options.frames) {
    const std::string trouble = from->now().trouble;
    if (!trouble.empty()) {
      throw usage_error(trouble);
    }
    return interrupt_guard::interrupted() ? exit_interrupted : exit_done;
  }
  viz::run_window(what, {"souk", options.smoke ? 1.0 : 0.0}, [&] { return from->now(); }, [] {});
  if (!options.smoke) {
    viz::settings after = what.kept();
    // A load test chose its own panel; the next market opens as the last one did.
    after.layout = is_load_test(options.scenario) ? load_settings().layout : after.layout;
    keep_settings(after);
  }
  return exit_done;
}

}  // namespace souk::cli

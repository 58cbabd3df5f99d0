// Where the dashboard's values come from, and where its wishes go: an engine at work, a finished
// run, or nothing but a message.
#pragma once

#include "cli/options.hpp"
#include "observe/intents.hpp"
#include "viz/dashboard.hpp"

#include <memory>
#include <string>

namespace souk::cli {

class dash_source {
 public:
  dash_source() = default;
  dash_source(const dash_source&) = delete;
  dash_source& operator=(const dash_source&) = delete;
  virtual ~dash_source() = default;

  /// What to show now. Never waits.
  virtual viz::feed now() = 0;
  virtual void ask(observe::intent::any wish) = 0;
  /// Some milliseconds, or until there is something new.
  virtual void wait() {}
  /// Whether what is shown stands still: paused, finished or failed.
  bool rests();
};

/// An engine on its own threads, paused at the day of --at; a second one after a fork. Throws
/// scenarios::bad_input and usage_error.
std::unique_ptr<dash_source> live_source(const dash_options& options);

/// A run that is kept in a folder. What is wrong with it becomes the message that is shown.
std::unique_ptr<dash_source> stored_source(const std::string& run);

/// A load test that is kept in a folder, likewise.
std::unique_ptr<dash_source> load_source(const std::string& folder);

/// Nothing to show but why.
std::unique_ptr<dash_source> trouble_source(std::string trouble);

/// The threads of an engine beside a window: one core less than there are, but at least one.
int threads_beside_a_window(int asked);

/// Writes a policy as YAML to a new file in the working folder; answers what was done, or why not.
std::string save_policy(const market::policy& terms);

}  // namespace souk::cli

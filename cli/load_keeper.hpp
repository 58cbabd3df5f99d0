// Keeps the store of a load test while the test runs: the dashboard shows it, and what was measured
// outlives whoever is killed.
#pragma once

#include "load/load_run.hpp"
#include "observe/load_measures.hpp"

#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

namespace souk::cli {

class load_keeper {
 public:
  /// Writes FOLDER/load.sqlite, on a thread of its own. `what` says what test it is.
  load_keeper(std::string folder, observe::load_test what);
  ~load_keeper();
  load_keeper(const load_keeper&) = delete;
  load_keeper& operator=(const load_keeper&) = delete;

  /// Takes a copy every few seconds, unless the one before is not written yet.
  void keep(const load::load_progress& progress);

 private:
  void write_on();

  std::string file_;
  observe::load_test what_;
  double next_ = 0;  // s since the test began
  std::mutex lock_;
  std::condition_variable wanted_;
  std::optional<observe::load_test> copy_;
  bool over_ = false;
  std::thread writer_;
};

}  // namespace souk::cli

// Tells one person's life for the dashboard: plays the run again on a thread of its own, which
// gives the same bits, up to the second that is shown.
#pragma once

#include "actors/run_setup.hpp"
#include "observe/mailbox.hpp"
#include "observe/snapshot.hpp"

#include <atomic>
#include <memory>
#include <thread>

namespace souk::cli {

class life_teller {
 public:
  life_teller() = default;
  life_teller(const life_teller&) = delete;
  life_teller& operator=(const life_teller&) = delete;
  ~life_teller() { stop(); }

  /// Forgets what it was at, and begins another life.
  void tell(actors::run_options run, market::person_id person, market::second until);
  /// Null while nobody was asked for.
  std::shared_ptr<const observe::life_story> story() const { return box_.newest(); }

 private:
  void stop();
  void play(actors::run_options run, market::person_id person, market::second until);

  observe::mailbox<observe::life_story> box_;
  std::atomic<bool> stopping_{false};
  std::thread player_;
};

}  // namespace souk::cli

#include "cli/trial_crew.hpp"

#include "cli/trial_desk.hpp"

#include <algorithm>
#include <thread>
#include <utility>

namespace souk::cli {

int threads_or_cores(int threads) {
  return threads > 0 ? threads
                     : static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
}

local_crew::local_crew(int threads, crew_watch watch)
    : threads_(threads_or_cores(threads)), watch_(std::move(watch)) {}

void local_crew::work_off(const trial_queue& queue) {
  trial_desk desk(queue, watch_);
  {
    const desk_threads here(desk, std::min(static_cast<std::size_t>(threads_), queue.jobs));
  }
  desk.rethrow();
}

}  // namespace souk::cli

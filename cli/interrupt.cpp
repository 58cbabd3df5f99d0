#include "cli/interrupt.hpp"

#include <atomic>
#include <csignal>

namespace souk::cli {

namespace {

std::atomic<bool> noted = false;
static_assert(std::atomic<bool>::is_always_lock_free);

extern "C" void souk_note_interrupt(int) {
  noted.store(true, std::memory_order_relaxed);
  std::signal(SIGINT, SIG_DFL);
}

}  // namespace

interrupt_guard::interrupt_guard() {
  noted = false;
  before_ = std::signal(SIGINT, souk_note_interrupt);
  if (before_ == SIG_ERR) {
    before_ = SIG_DFL;
  }
}

interrupt_guard::~interrupt_guard() { std::signal(SIGINT, before_); }

bool interrupt_guard::interrupted() { return noted.load(std::memory_order_relaxed); }

}  // namespace souk::cli

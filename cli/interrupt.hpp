// Ctrl-C as a wish that long work looks at, rather than an end.
#pragma once

namespace souk::cli {

/// While one exists, the first SIGINT is noted, and a second one ends the process as usual.
class interrupt_guard {
 public:
  interrupt_guard();
  interrupt_guard(const interrupt_guard&) = delete;
  interrupt_guard& operator=(const interrupt_guard&) = delete;
  ~interrupt_guard();

  /// From any thread.
  static bool interrupted();

 private:
  void (*before_)(int);
};

}  // namespace souk::cli

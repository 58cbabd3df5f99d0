// souk worker: lends this machine's cores to a sweep or a comparison.
#include "cli/commands.hpp"
#include "cli/exit_status.hpp"
#include "cli/interrupt.hpp"
#include "cli/options.hpp"
#include "cli/progress.hpp"
#include "cli/trial_crew.hpp"
#include "cli/worker_link.hpp"

#include <fmt/format.h>
#include <sys/poll.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdio>

namespace souk::cli {

namespace {

using clock = std::chrono::steady_clock;

/// "host-1234": unique where several workers run on one machine.
std::string default_name() {
  std::array<char, 256> host{};
  gethostname(host.data(), host.size() - 1);
  return fmt::format("{}-{}", host.data(), getpid());
}

/// Until the next try, or a signal. A host that is begun together with its workers is there soon.
void rest(int tries) {
  constexpr int soon_ms = 50;
  constexpr int later_ms = 500;
  ::poll(nullptr, 0, tries < later_ms / soon_ms ? soon_ms : later_ms);
}

/// One worker, from its first connection to its last.
class working {
 public:
  explicit working(const worker_options& options)
      : options_(options),
        address_(read_crew_address("--connect", options.connect, options.secret_file)),
        offer_{options.name.value_or(default_name()), threads_or_cores(options.threads)} {}

  int run() {
    say(fmt::format("{} looks for work at {}", offer_.name, address_text(address_)));
    while (true) {
      const link_report report = work_for(address_, offer_,
          {.stop = [] { return interrupt_guard::interrupted(); },
              .joined = [this] { joined(); },
              .answered = [this](std::int64_t) { last_seen_ = clock::now(); }});
      answered_ += report.answered;
      switch (report.how) {
        case link_report::end::done:
          return finish("all is done");
        case link_report::end::interrupted:
          finish("interrupted");
          return exit_interrupted;
        case link_report::end::refused:
          fmt::print(
              stderr, "souk worker: refused by {}: {}\n", address_text(address_), report.why);
          return exit_bad_input;
        case link_report::end::lost:
          say(fmt::format("lost {}: {}; looking for it again", address_text(address_), report.why));
          last_seen_ = clock::now();
          tries_ = 0;
          break;
        case link_report::end::unreachable:
          why_ = report.why;
      }
      if (interrupt_guard::interrupted()) {
        finish("interrupted");
        return exit_interrupted;
      }
      if (clock::now() - last_seen_ > std::chrono::seconds(options_.wait_s)) {
        return give_up();
      }
      rest(tries_++);
    }
  }

 private:
  void say(const std::string& line) const {
    if (!options_.quiet) {
      fmt::print(stderr, "souk worker: {}\n", line);
    }
  }

  void joined() {
    last_seen_ = clock::now();
    say(fmt::format("works for {} with {} thread{}", address_text(address_), offer_.threads,
        offer_.threads == 1 ? "" : "s"));
  }

  int finish(const std::string& why) const {
    say(fmt::format("{}; {} run{} answered", why, answered_, answered_ == 1 ? "" : "s"));
    return exit_done;
  }

  int give_up() const {
    fmt::print(stderr,
        "souk worker: no work at {} for {} ({}); is a sweep or comparison running there with "
        "--listen, and has it {} secret?\n",
        address_text(address_), time_text(options_.wait_s), why_,
        address_.secret ? "the same" : "no");
    return exit_failed;
  }

  const worker_options& options_;
  crew_address address_;
  worker_offer offer_;
  clock::time_point last_seen_ = clock::now();
  std::int64_t answered_ = 0;
  int tries_ = 0;  // in vain, since the host was last there
  std::string why_;
};

}  // namespace

int worker_command(std::span<const std::string> arguments) {
  const worker_options options = read_worker_options(arguments);
  working one(options);
  const interrupt_guard guard;
  return one.run();
}

}  // namespace souk::cli

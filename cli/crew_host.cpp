#include "cli/crew_host.hpp"

#include "actors/archive.hpp"
#include "cli/crew_wire.hpp"
#include "cli/results_id.hpp"
#include "cli/trial_bytes.hpp"
#include "cli/trial_desk.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace souk::cli {

namespace {

/// A worker is silent after so many ticks without a word. Ticks rather than seconds: if this
/// process is stopped for a while, that is nobody's silence.
constexpr int ticks_to_silence = 5 * ticks_a_beat;
constexpr std::uint32_t most_worker_threads = 1'024;

/// Of a name that came over the wire: what can be shown on a terminal.
std::string fit_to_show(std::string text) {
  constexpr std::size_t longest = 64;
  text.resize(std::min(text.size(), longest));
  std::ranges::replace_if(text, [](char one) { return one < ' ' || one > '~'; }, '?');
  return text;
}

std::string short_id(std::string_view id) { return std::string(id.substr(0, 12)); }

/// Why a worker may not join; empty if it may.
std::string refusal(const std::string& version, const std::string& id) {
  if (version != SOUK_VERSION) {
    return fmt::format("it is souk {}, and this is souk {}", version, SOUK_VERSION);
  }
  if (id != results_id) {
    return fmt::format(
        "it is souk {} as well, but built from other sources or by another compiler ({}; here {}), "
        "so that its answers could differ",
        version, short_id(id), short_id(results_id));
  }
  return "";
}

/// Speaks for the workers at a desk, on the thread that made it.
class reception {
 public:
  reception(caf::actor_system& system, const crew_address& address, trial_desk& desk)
      : address_(address), desk_(desk), self_(system) {}

  void open() {
    const char* const host = address_.host.c_str();
    const caf::actor to_here(self_);
    const auto port = address_.secret
                          ? caf::openssl::publish(to_here, address_.port, host, true)
                          : self_->system().middleman().publish(to_here, address_.port, host, true);
    if (!port) {
      throw std::runtime_error(fmt::format(
          "cannot listen at {}: {}", address_text(address_), self_->system().render(port.error())));
    }
    crew_address bound = address_;
    bound.port = *port;
    desk_.say(fmt::format("workers may join: souk worker --connect {}{}", address_text(bound),
        address_.secret ? " --secret-file FILE" : ""));
  }

  void serve() {
    auto next_tick = std::chrono::steady_clock::now() + crew_tick;
    while (!desk_.over()) {
      receive_one();
      if (std::chrono::steady_clock::now() >= next_tick) {
        tick();
        next_tick = std::chrono::steady_clock::now() + crew_tick;
      }
      hand_out();
    }
    if (!desk_.cut_short()) {
      dismiss();
    }
  }

 private:
  struct worker {
    holder_id who = 0;
    caf::actor handle;
    std::string name;
    std::uint32_t threads = 1;
    std::uint32_t jobs = 0;  // that it has
    int quiet = 0;           // ticks without a word
  };

  void receive_one() {
    self_->receive([this](hello_atom, const std::string& version, const std::string& id,
                       const std::string& name,
                       std::uint32_t threads) { greet(version, id, fit_to_show(name), threads); },
        [this](answer_atom, std::uint64_t job, const std::string& bytes) {
          with_sender([&](worker& from) { take_answer(from, job, bytes); });
        },
        [this](dropped_atom, std::uint64_t job) {
          with_sender([&](worker& from) {
            from.jobs -= from.jobs > 0 ? 1 : 0;
            desk_.give_back(from.who, job);
          });
        },
        [this](beat_atom, std::uint64_t days) {
          with_sender([&](worker& from) {
            desk_.count_days(static_cast<std::int64_t>(days));
            self_->send(from.handle, beat_atom::value);
          });
        },
        [this](const caf::down_msg& down) { see_off(down.source); },
        caf::others >>
            [](caf::message_view&) -> caf::result<caf::message> { return caf::message(); },
        caf::after(crew_tick) >> [] {});
  }

  void greet(const std::string& version, const std::string& id, const std::string& name,
      std::uint32_t threads) {
    const auto sender = caf::actor_cast<caf::actor>(self_->current_sender());
    if (!sender || find(sender.address()) != workers_.end()) {
      return;
    }
    if (const std::string why = refusal(version, id); !why.empty()) {
      desk_.say(fmt::format("refused the worker {}: {}", name, fit_to_show(why)));
      self_->send(sender, refused_atom::value, why);
      return;
    }
    threads = std::clamp(threads, 1U, most_worker_threads);
    self_->monitor(sender);
    self_->send(sender, welcome_atom::value);
    workers_.push_back({.who = desk_.join(name, static_cast<std::int32_t>(threads)),
        .handle = sender,
        .name = name,
        .threads = threads});
    desk_.say(
        fmt::format("{} has joined with {} thread{}", name, threads, threads == 1 ? "" : "s"));
  }

  template <class Use>
  void with_sender(const Use& use) {
    const auto sender = caf::actor_cast<caf::actor_addr>(self_->current_sender());
    const auto from = find(sender);
    if (from == workers_.end()) {
      return;
    }
    if (from->quiet >= ticks_to_silence) {
      desk_.hush(from->who, false);
      desk_.say(from->name + " is heard of again");
    }
    from->quiet = 0;
    use(*from);
  }

  void take_answer(worker& from, std::uint64_t job, const std::string& bytes) {
    from.jobs -= from.jobs > 0 ? 1 : 0;
    try {
      desk_.answer(from.who, job, answer_of(bytes));
    } catch (const actors::archive_error& error) {
      desk_.say(fmt::format("{} sent what is no answer: {}", from.name, error.what()));
      desk_.give_back(from.who, job);
    }
    for (const holder_id other : desk_.others_at(job)) {
      const auto at = std::ranges::find(workers_, other, &worker::who);
      if (at != workers_.end()) {
        self_->send(at->handle, drop_atom::value, job);
      }
    }
  }

  void see_off(const caf::actor_addr& gone) {
    const auto who = find(gone);
    if (who == workers_.end()) {
      return;
    }
    desk_.leave(who->who);
    desk_.say(who->name + " is gone; what it was at is handed out again");
    workers_.erase(who);
  }

  void tick() {
    for (worker& one : workers_) {
      if (++one.quiet == ticks_to_silence) {
        desk_.hush(one.who, true);
        desk_.say(one.name + " is silent; others may do what it is at");
      }
    }
  }

  /// A job for each thread, and while there are plenty one more, so that no thread waits until its
  /// answer is kept and the next job is here. Towards the end nobody sits on what others could do.
  std::uint32_t most_jobs(const worker& one) const {
    return one.threads * (desk_.has_plenty() ? 2U : 1U);
  }

  void hand_out() {
    for (worker& one : workers_) {
      while (one.quiet < ticks_to_silence && one.jobs < most_jobs(one)) {
        const auto task = desk_.next(one.who);
        if (!task) {
          break;
        }
        ++one.jobs;
        self_->send(one.handle, job_atom::value, std::uint64_t{task->number}, bytes_of(task->what));
      }
    }
  }

  /// All is done: nobody needs to wait for more.
  void dismiss() {
    for (const worker& one : workers_) {
      self_->send(one.handle, bye_atom::value);
    }
    constexpr int most_ticks = 20;
    for (int waited = 0; !workers_.empty() && waited < most_ticks; ++waited) {
      self_->receive(
          [this](const caf::down_msg& down) {
            std::erase_if(
                workers_, [&](const worker& one) { return one.handle.address() == down.source; });
          },
          caf::others >>
              [](caf::message_view&) -> caf::result<caf::message> { return caf::message(); },
          caf::after(crew_tick) >> [] {});
    }
  }

  std::vector<worker>::iterator find(const caf::actor_addr& of) {
    return std::ranges::find_if(
        workers_, [&](const worker& one) { return one.handle.address() == of; });
  }

  const crew_address& address_;
  trial_desk& desk_;
  caf::scoped_actor self_;
  std::vector<worker> workers_;
};

/// What goes wrong at the reception ends the work of all.
void receive_workers(caf::actor_system& system, const crew_address& address, trial_desk& desk) {
  try {
    reception front(system, address, desk);
    front.open();
    front.serve();
  } catch (...) {
    desk.fail(std::current_exception());
  }
}

}  // namespace

hosting_crew::hosting_crew(crew_address address, int threads, crew_watch watch)
    : address_(std::move(address)), threads_(threads), watch_(std::move(watch)) {}

void hosting_crew::work_off(const trial_queue& queue) {
  trial_desk desk(queue, watch_);
  crew_config config(address_);
  caf::actor_system system(config);
  {
    const desk_threads here(desk, std::min(static_cast<std::size_t>(threads_), queue.jobs));
    receive_workers(system, address_, desk);
  }
  desk.say("runs answered: " + members_text(desk.members()));
  desk.rethrow();
}

}  // namespace souk::cli

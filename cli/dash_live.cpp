// souk dash on a scenario: one engine, or two futures of it, each on threads of its own.
#include "actors/engine.hpp"
#include "cli/command_text.hpp"
#include "cli/dash_life.hpp"
#include "cli/dash_source.hpp"
#include "cli/simulation.hpp"
#include "observe/live_watch.hpp"
#include "scenarios/policy_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <mutex>
#include <thread>
#include <utility>

namespace souk::cli {
namespace {

double wall_seconds() {
  const std::chrono::duration<double> passed = std::chrono::steady_clock::now().time_since_epoch();
  return passed.count();
}

std::vector<observe::policy_since> policies_of(const loaded_run& run) {
  std::vector<observe::policy_since> all{{run.options.start, run.options.policy}};
  for (const auto& turn : run.options.policy_turns) {
    all.push_back({turn.from, turn.terms});
  }
  return all;
}

/// One engine and its watcher.
class future {
 public:
  explicit future(loaded_run run)
      : run_(std::move(run)), watch_(run_.what, policies_of(run_), wall_seconds) {}
  future(const future&) = delete;
  future& operator=(const future&) = delete;
  ~future() {
    watch_.ask(observe::intent::quit{});
    if (engine_.joinable()) {
      engine_.join();
    }
  }

  observe::live_watch& watch() { return watch_; }
  const loaded_run& run() const { return run_; }
  void begin() {
    watch_.stay_at_end();
    engine_ = std::thread([this] { work(); });
  }

  /// The run with all changes of policy so far.
  loaded_run run_so_far() const {
    loaded_run all = run_;
    const auto policies = watch_.newest()->policies;
    all.options.policy_turns.clear();
    for (std::size_t i = 1; i < policies->size(); ++i) {
      all.options.policy_turns.push_back({(*policies)[i].from, (*policies)[i].terms});
    }
    return all;
  }

 private:
  void work() {
    try {
      actors::run(run_.options, run_.what, watch_, &watch_);
      watch_.finish(observe::run_phase::finished, "");
    } catch (const observe::run_abandoned&) {
      return;
    } catch (const std::exception& error) {
      watch_.finish(observe::run_phase::failed, error.what());
    }
  }

  loaded_run run_;
  observe::live_watch watch_;
  std::thread engine_;
};

class live final : public dash_source {
 public:
  explicit live(const dash_options& options)
      : options_(options), a_(std::make_unique<future>(load(options))) {
    if (options.frames) {
      a_->watch().ask(observe::intent::run_to{0});
    } else if (options.at) {
      a_->watch().ask(observe::intent::run_to{*options.at});
    }
    a_->begin();
  }
  ~live() override {
    // Neither waits for the other any more.
    drop_b();
  }

  viz::feed now() override {
    viz::feed shown;
    shown.a = a_->watch().newest();
    shown.b = b_ == nullptr ? nullptr : b_->watch().newest();
    shown.story = teller_.story();
    shown.command = command(shown);
    shown.notice = notice_;
    return shown;
  }

  void wait() override { a_->watch().newer_than(a_->watch().newest()); }
  void ask(observe::intent::any wish) override {
    std::visit([this](const auto& one) { take(one); }, wish);
  }

 private:
  static loaded_run load(const dash_options& options) {
    loaded_run run = load_run(options);
    run.options.threads = threads_beside_a_window(options.threads);
    return run;
  }

  std::string command(const viz::feed& shown) const {
    std::string text = command_text(options_, *shown.a);
    if (shown.b != nullptr) {
      text += "   # A\n" + command_text(options_, *shown.b) + "   # B";
    }
    return text;
  }
  /// Says why terms that no file may hold are not lived under.
  bool refuses(const market::policy& terms) {
    const std::vector<scenarios::complaint> wrong = scenarios::check(terms);
    if (!wrong.empty()) {
      notice_ = "Not applied: " + wrong.front().wrong + "; " + wrong.front().right;
    }
    return !wrong.empty();
  }

  template <class Wish>
  void take(const Wish& wish) {
    a_->watch().ask(wish);
    if (b_ != nullptr) {
      b_->watch().ask(wish);
    }
  }
  /// Two futures rest at the same midnight.
  void take(const observe::intent::pause& wish) {
    if (b_ == nullptr) {
      a_->watch().ask(wish);
      return;
    }
    const std::int64_t a_day = epochs_a_day();
    rest_both_at((furthest() / a_day + 1) * a_day);
  }
  void take(const observe::intent::step& wish) {
    if (b_ == nullptr) {
      a_->watch().ask(wish);
    } else {
      rest_both_at(furthest() + wish.epochs);
    }
  }
  void take(const observe::intent::change_policy& wish) {
    if (refuses(*wish.terms)) {
      return;
    }
    (b_ == nullptr ? a_ : b_)->watch().ask(wish);
    notice_ = b_ == nullptr ? "The policy changes with the next epoch"
                            : "The policy of B changes with the next epoch";
  }
  void take(const observe::intent::fork& wish) {
    if (refuses(*wish.terms)) {
      return;
    }
    drop_b();
    const observe::snapshot_ptr now = a_->watch().newest();
    const market::second from = wish.from.value_or(now->now);
    loaded_run other = a_->run_so_far();
    std::erase_if(
        other.options.policy_turns, [from](const auto& turn) { return turn.from >= from; });
    other.options.policy_turns.push_back({from, *wish.terms});
    const bool rests = now->phase != observe::run_phase::running;
    b_ = std::make_unique<future>(std::move(other));
    b_->watch().catch_up(now->epoch, rests, now->hours_per_s);
    hold_together(now->epoch);
    b_->begin();
    notice_ = "B was forked off on " + viz::date(from) + " and catches up";
  }
  void take(const observe::intent::drop_fork&) {
    drop_b();
    notice_ = "One future again";
  }
  void take(const observe::intent::pick& wish) {
    take<observe::intent::pick>(wish);
    const bool of_b = b_ != nullptr;
    future& one = of_b ? *b_ : *a_;
    teller_.tell(one.run_so_far().options, wish.person, one.watch().newest()->now);
  }
  void take(const observe::intent::save_policy& wish) {
    if (!refuses(*wish.terms)) {
      notice_ = save_policy(*wish.terms);
    }
  }
  void take(const observe::intent::quit&) {}

  void drop_b() {
    a_->watch().set_limit({});
    b_.reset();
  }
  std::int64_t epochs_a_day() const {
    return market::day / std::max<std::int64_t>(a_->run().options.epoch.seconds, 1);
  }
  std::int64_t furthest() { return std::max(a_->watch().epochs_done(), b_->watch().epochs_done()); }
  void rest_both_at(std::int64_t epochs) {
    a_->watch().ask(observe::intent::rest_at{epochs});
    b_->watch().ask(observe::intent::rest_at{epochs});
  }
  /// Neither future gets more than a day ahead of the other; B catches up first.
  void hold_together(std::int64_t forked_at) {
    observe::live_watch* const a = &a_->watch();
    observe::live_watch* const b = &b_->watch();
    const std::int64_t a_day = epochs_a_day();
    a->set_limit([b, a_day] { return b->epochs_done() + a_day; });
    b->set_limit([a, a_day, forked_at] { return std::max(a->epochs_done(), forked_at) + a_day; });
  }

  dash_options options_;
  std::unique_ptr<future> a_, b_;
  life_teller teller_;
  std::string notice_;
};

}  // namespace

int threads_beside_a_window(int asked) {
  const auto cores = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  return asked > 0 ? asked : std::max(1, cores - 1);
}

std::unique_ptr<dash_source> live_source(const dash_options& options) {
  return std::make_unique<live>(options);
}

}  // namespace souk::cli
